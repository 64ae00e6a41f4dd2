//! Choosing a person whom a form is about: by number, or by name and as much of the birth date as is known.
//!
//! Everything travels in the body of the form. A button named `pick`, with the field's id for
//! its value (or `{id}-again` to choose somebody else), sends the form, and the handler shows
//! it again with what was found. Of whoever is found a form tells the least that tells two
//! people apart, and the form sends a handle, `{id}-choice`, never a number.

use danh_vocabulary::Sex;

use super::button::Weight;
use super::choice::{Choice, Radios};
use super::date::{DateField, TypedDate};
use super::errors::FormError;
use super::question::Question;
use super::table::{DescriptionList, Row};
use super::text::{InputKind, TextField, Width};
use super::value::{MaskedNumber, Value};
use crate::messages::{Key, Message};
use crate::words;

/// A person to be chosen.
#[derive(Clone, Debug)]
pub struct PersonPicker {
    /// Who is asked for.
    pub question: Question,
    /// What must be mended in it: at `{id}-number`, `{id}-name`, `{id}-born-…`, or at `{id}-choice` when
    /// nobody was chosen of those found.
    pub errors: Vec<FormError>,
    /// How far the choosing has come.
    pub state: PersonPicked,
    /// How much finding somebody weighs: the main thing where the page asks nothing else, and then its heading says who is asked for.
    pub weight: Weight,
}

/// How far choosing a person has come.
#[derive(Clone, Debug)]
pub enum PersonPicked {
    /// Nobody was looked for yet, or what was typed must be mended.
    Asking(TypedPerson),
    /// Somebody was looked for.
    Found {
        /// What was looked for.
        typed: TypedPerson,
        /// Who was found, the likeliest first; perhaps nobody.
        persons: Vec<PersonOffered>,
        /// Whether there are more than these, so that more of the name must be typed.
        has_more: bool,
    },
    /// Somebody was chosen.
    Chosen(Box<PersonOffered>),
}

/// What is known of a person who is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedPerson {
    /// A personal number, that of an old identity card, or the serial of a card.
    pub number: String,
    /// A name, with or without tones.
    pub name: String,
    /// The birth date, as far as it is known.
    pub born: TypedDate,
}

/// A person as a form offers them: the least that tells who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonOffered {
    /// The handle that names them in addresses, and that the form sends.
    pub handle: String,
    /// Full name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Birth date, ISO, perhaps partial.
    pub born: String,
    /// Date of death.
    pub died: Option<String>,
    /// The personal number, all but its end hidden.
    pub number: Option<MaskedNumber>,
    /// Where they live.
    pub home: Option<String>,
    /// Whether the register named them, and not the officer.
    pub is_suggested: bool,
}

impl TypedPerson {
    /// What is appended to the id of a picker, and what was typed there.
    pub fn boxes(&self) -> [(&'static str, &str); 5] {
        [
            ("number", &self.number),
            ("name", &self.name),
            ("born-day", &self.born.day),
            ("born-month", &self.born.month),
            ("born-year", &self.born.year),
        ]
    }

    /// What was typed into those boxes.
    pub fn of_boxes(mut typed: impl FnMut(&'static str) -> String) -> Self {
        Self {
            number: typed("number"),
            name: typed("name"),
            born: TypedDate {
                day: typed("born-day"),
                month: typed("born-month"),
                year: typed("born-year"),
            },
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.boxes().iter().all(|(_, text)| text.trim().is_empty())
    }
}

impl PersonOffered {
    /// The facts below the name.
    pub fn facts(&self) -> DescriptionList {
        let number = self.number.clone().map_or(Value::Missing, Value::Masked);
        let mut rows = vec![
            Row::new(Key("word-born"), Value::Date(self.born.clone())),
            Row::new(Key("word-sex"), words::sex(self.sex)),
            Row::new(Key("word-number"), number),
            Row::new(Key("desk-home"), Value::text(self.home.as_deref())),
        ];
        if let Some(died) = &self.died {
            rows.push(Row::new(Key("word-died"), Value::Date(died.clone())));
        }
        DescriptionList { rows }
    }

    /// In one line of a summary.
    pub fn in_short(&self) -> Value {
        let number = self.number.clone().map(Value::Masked);
        let lines = [
            Some(Value::Text(self.name.clone())),
            Some(Value::Date(self.born.clone())),
            number,
        ];
        Value::Lines(lines.into_iter().flatten().collect())
    }

    /// As one of several to choose from.
    pub fn to_choice(&self) -> Choice {
        let end = self.number.as_ref().map(|number| number.end.as_str());
        let key = match (end, &self.home) {
            (Some(_), Some(_)) => Key("person-picker-born-number-home"),
            (Some(_), None) => Key("person-picker-born-number"),
            (None, Some(_)) => Key("person-picker-born-home"),
            (None, None) => Key("person-picker-born"),
        };
        let mut message = Message::new(key).with_date("born", self.born.clone());
        if let Some(end) = end {
            message = message.with_text("end", end);
        }
        if let Some(home) = &self.home {
            message = message.with_text("home", home);
        }
        Choice::new(self.handle.clone(), self.name.as_str()).hint(message)
    }
}

impl PersonPicker {
    /// A picker in a state, one question among others.
    pub fn new(question: Question, state: PersonPicked, errors: Vec<FormError>) -> Self {
        let question = Question {
            error: None,
            ..question
        };
        Self {
            question,
            errors,
            state,
            weight: Weight::Quiet,
        }
    }

    /// As the only question of its page.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.weight = Weight::Main;
        self
    }

    pub(crate) fn is_alone(&self) -> bool {
        self.weight == Weight::Main
    }

    /// Whether finding somebody is what the page is for now.
    pub(crate) fn finds_first(&self) -> bool {
        let has_found =
            matches!(&self.state, PersonPicked::Found { persons, .. } if !persons.is_empty());
        self.is_alone() && !has_found
    }

    /// What is typed, in the order of the boxes: the number, then what is asked of who has none.
    pub(crate) fn number_field(&self, typed: &TypedPerson) -> TextField {
        let question = self.part("number", Key("search-number"), Key("search-number-hint"));
        TextField::new(question, &*typed.number)
            .kind(InputKind::Digits)
            .width(Width::Twenty)
    }

    pub(crate) fn name_field(&self, typed: &TypedPerson) -> TextField {
        let question = self.part("name", Key("search-name"), Key("search-name-hint"));
        TextField::new(question, &*typed.name)
    }

    pub(crate) fn born_field(&self, typed: &TypedPerson) -> DateField {
        let question = self.part("born", Key("search-born"), Key("search-born-hint"));
        DateField::new(question, typed.born.clone())
    }

    /// The search by name is open when it is what the reader uses.
    pub(crate) fn is_by_name(&self, typed: &TypedPerson) -> bool {
        let by_name = [&typed.name, &typed.born.year];
        let at_name = ["name", "born"].map(|part| format!("{}-{part}", self.question.id));
        let is_at_name = |error: &FormError| at_name.iter().any(|at| error.target.starts_with(at));
        self.is_alone()
            || by_name.iter().any(|text| !text.is_empty())
            || self.errors.iter().any(is_at_name)
    }

    pub(crate) fn offer(&self, persons: &[PersonOffered]) -> Radios {
        let id = format!("{}-choice", self.question.id);
        let found =
            Message::new(Key("person-picker-found")).with_count("count", persons.len() as u64);
        let question = Question::new(id, found).error_of(&self.errors);
        let choices = persons.iter().map(PersonOffered::to_choice).collect();
        Radios::new(question, choices, "")
    }

    fn part(&self, part: &str, label: Key, hint: Key) -> Question {
        let id = format!("{}-{part}", self.question.id);
        Question::new(id, label).hint(hint).error_of(&self.errors)
    }
}
