//! Choosing among what is offered: radios, checkboxes, a list that opens.

use std::borrow::Cow;

use danh_vocabulary::CollationKey;

use super::field::Field;
use super::question::Question;
use super::wording::Wording;
use crate::locale::Locale;
use crate::messages::Message;

/// Something that can be chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends for it.
    pub value: Cow<'static, str>,
    /// Its words.
    pub label: Wording,
    /// What choosing it means, where the label does not say enough; not shown in a list.
    pub hint: Option<Message>,
    /// What is asked only of who chooses it. A browser that can hides it until then; the
    /// handler ignores it unless it was chosen. Not shown in a list.
    pub reveals: Vec<Field>,
}

impl Choice {
    /// A choice that needs no hint.
    pub fn new(value: impl Into<Cow<'static, str>>, label: impl Into<Wording>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            reveals: Vec::new(),
        }
    }

    /// Says what choosing it means.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Asks more of who chooses it.
    #[must_use]
    pub fn reveals(mut self, field: impl Into<Field>) -> Self {
        self.reveals.push(field.into());
        self
    }
}

/// One of a few.
#[derive(Clone, Debug)]
pub struct Radios {
    /// What is asked.
    pub question: Question,
    /// What is offered.
    pub choices: Vec<Choice>,
    /// The value chosen; empty for none.
    pub chosen: String,
    /// How the choices stand.
    pub arrangement: Arrangement,
}

impl Radios {
    /// Radios one below the other.
    pub fn new(question: Question, choices: Vec<Choice>, chosen: impl Into<String>) -> Self {
        Self {
            question,
            choices,
            chosen: chosen.into(),
            arrangement: Arrangement::Below,
        }
    }

    /// Sets the choices beside each other where there is room; for two or three short ones.
    #[must_use]
    pub fn beside(mut self) -> Self {
        self.arrangement = Arrangement::Beside;
        self
    }

    pub(crate) fn drawn(&self) -> Drawn<'_> {
        let is_chosen = |value: &str| value == self.chosen;
        Drawn {
            input_type: "radio",
            arrangement: self.arrangement,
            offered: offered(&self.question, &self.choices, is_chosen),
        }
    }
}

/// How choices stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// One below the other.
    Below,
    /// Beside each other where there is room.
    Beside,
}

/// Any number of a few; one alone asks for a confirmation. The form sends the question's id
/// once for each that was chosen.
#[derive(Clone, Debug)]
pub struct Checkboxes {
    /// What is asked.
    pub question: Question,
    /// What is offered.
    pub choices: Vec<Choice>,
    /// The values chosen.
    pub chosen: Vec<String>,
}

impl Checkboxes {
    /// Checkboxes one below the other.
    pub fn new(question: Question, choices: Vec<Choice>, chosen: Vec<String>) -> Self {
        Self {
            question,
            choices,
            chosen,
        }
    }

    pub(crate) fn drawn(&self) -> Drawn<'_> {
        let is_chosen = |value: &str| self.chosen.iter().any(|chosen| chosen == value);
        Drawn {
            input_type: "checkbox",
            arrangement: Arrangement::Below,
            offered: offered(&self.question, &self.choices, is_chosen),
        }
    }
}

/// Choices as they are drawn, of which one or any number may be taken.
pub(crate) struct Drawn<'a> {
    pub(crate) input_type: &'static str,
    pub(crate) arrangement: Arrangement,
    pub(crate) offered: Vec<Offered<'a>>,
}

/// A choice as it is drawn.
pub(crate) struct Offered<'a> {
    /// The id of its input: the question's own for the first, so that an error's link finds it.
    pub(crate) id: String,
    pub(crate) hint_id: String,
    pub(crate) choice: &'a Choice,
    pub(crate) is_chosen: bool,
}

fn offered<'a>(
    question: &Question,
    choices: &'a [Choice],
    is_chosen: impl Fn(&str) -> bool,
) -> Vec<Offered<'a>> {
    let id = |index: usize| match index {
        0 => question.id.to_string(),
        index => format!("{}-choice-{}", question.id, index + 1),
    };
    let offer = |(index, choice): (usize, &'a Choice)| Offered {
        id: id(index),
        hint_id: format!("{}-choice-{}-hint", question.id, index + 1),
        choice,
        is_chosen: is_chosen(&choice.value),
    };
    choices.iter().enumerate().map(offer).collect()
}

/// One of many, in a list that opens. Its first line is empty, so that nothing is chosen by
/// not choosing.
#[derive(Clone, Debug)]
pub struct Select {
    /// What is asked.
    pub question: Question,
    /// What is offered, in the order of the list. A list of more than a screen or two is one in which words are looked up: it
    /// begins with the first choice given, and goes on by the alphabet of the page's language.
    pub choices: Vec<Choice>,
    /// The value chosen; empty for none.
    pub chosen: String,
    /// Whether the page puts the reader here.
    pub focus: Focus,
}

/// Whether a field takes the focus when its page opens, as the next thing to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// It stays where browsers put it.
    #[default]
    Elsewhere,
    /// It comes here.
    Here,
}

impl Select {
    /// A list that opens.
    pub fn new(question: Question, choices: Vec<Choice>, chosen: impl Into<String>) -> Self {
        Self {
            question,
            choices,
            chosen: chosen.into(),
            focus: Focus::Elsewhere,
        }
    }

    /// Takes the focus when the page opens.
    #[must_use]
    pub fn focused(mut self) -> Self {
        self.focus = Focus::Here;
        self
    }

    /// Value and words of each choice, in the order of the list.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(crate) fn listed(&self, t: &Locale) -> Vec<(&str, String)> {
        let word = |choice: &'_ Choice| t.wording(&choice.label);
        let mut listed: Vec<_> = self
            .choices
            .iter()
            .map(|choice| (&*choice.value, word(choice)))
            .collect();
        if listed.len() > LISTED_AS_GIVEN_MAX {
            listed[1..].sort_by_cached_key(|(_, word)| CollationKey::of(word));
        }
        listed
    }
}

/// So many choices are found without an alphabet.
const LISTED_AS_GIVEN_MAX: usize = 100;
