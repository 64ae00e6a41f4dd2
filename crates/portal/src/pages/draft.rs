//! A form that is being filled in: one page a step, saved at each.

use danh_vocabulary::Sex;

use crate::components::{
    Choice, ErrorSummary, Field, FormError, MaskedNumber, Radios, SavedDraft, TextField, Value,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};
use crate::words;

pub mod begin;
pub mod check;
pub mod conflict;
pub mod examples;
mod fields;
mod find;
pub(crate) mod handlers;
mod opened;
mod people;
mod posted;
mod rows;
pub(crate) mod send;
mod units;

/// One page of a form.
#[derive(Clone, Debug)]
pub struct StepView {
    /// The form.
    pub form: Key,
    /// The address of the draft, which those of its pages begin with.
    pub draft: String,
    /// The part of the address that is this page's.
    pub step: &'static str,
    /// Its heading.
    pub title: Key,
    /// What is to be known before answering.
    pub lead: Option<Key>,
    /// Which page this is, counted from 1, and of how many.
    pub place: (usize, usize),
    /// The page before, if there is one.
    pub before: Option<String>,
    /// What is asked.
    pub questions: Vec<Asked>,
    /// What must be mended, in the order of the questions.
    pub errors: Vec<FormError>,
    /// Whether something on the page was filled in by the register.
    pub is_prefilled: bool,
    /// Whether it is a page of an earlier session, and so nothing was saved.
    pub is_of_earlier_session: bool,
    /// When the draft was last saved, an instant in Vietnam's time.
    pub saved_at: Option<String>,
}

/// One question, as it is drawn.
#[derive(Clone, Debug)]
pub enum Asked {
    /// Something typed or chosen.
    Plain(Box<Field>),
    /// A unit, typed by its name, and those that may be meant.
    Unit(Box<TextField>, Option<Box<Radios>>),
    /// A person.
    Person(Box<AskedPerson>),
}

/// A question whose answer is a person.
#[derive(Clone, Debug)]
pub struct AskedPerson {
    /// The field.
    pub id: &'static str,
    /// What is asked for.
    pub label: Key,
    /// Whom to look for, as it was typed.
    pub wanted: Vec<Field>,
    /// Who was chosen, or who may be meant.
    pub answer: PersonAnswer,
    /// Whether the form is complete without it.
    pub is_optional: bool,
}

/// How far a question for a person is answered.
#[derive(Clone, Debug)]
pub enum PersonAnswer {
    /// Nobody was chosen.
    Nobody,
    /// Some were found by what was typed; one is to be chosen.
    OneOf(Radios),
    /// This one.
    Chosen(Box<PersonCard>),
}

/// The least that tells who somebody is.
#[derive(Clone, Debug)]
pub struct PersonCard {
    /// The handle that names them in addresses.
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

impl PersonCard {
    /// The facts below the name.
    pub fn facts(&self) -> crate::components::DescriptionList {
        use crate::components::{DescriptionList, Row};
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
        let message = Message::new(Key("desk-candidate"))
            .with_date("born", self.born.clone())
            .with_text(
                "end",
                self.number.as_ref().map_or("–", |number| &number.end),
            )
            .with_text("home", self.home.as_deref().unwrap_or("–"));
        Choice::new(self.handle.clone(), self.name.as_str()).hint(message)
    }
}

impl StepView {
    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors.clone(),
        }
    }

    fn saved(&self) -> SavedDraft {
        SavedDraft {
            at: self.saved_at.clone(),
        }
    }

    fn progress(&self) -> Message {
        Message::new(Key("desk-progress"))
            .with_count("place", self.place.0 as u64)
            .with_count("steps", self.place.1 as u64)
    }

    fn address(&self) -> String {
        format!("{}/{}", self.draft, self.step)
    }

    /// The person that is still to be looked for; the page then is for finding one.
    fn looks_for(&self) -> Option<&AskedPerson> {
        self.questions.iter().find_map(|asked| match asked {
            Asked::Person(person) if !matches!(person.answer, PersonAnswer::Chosen(_)) => {
                Some(&**person)
            }
            _ => None,
        })
    }
}

super::template!(StepView, "desk/step.html");

impl Page for StepView {
    fn title(&self) -> Message {
        self.title.into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
