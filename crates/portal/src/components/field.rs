//! Fields of a form, after the patterns of the GOV.UK Design System: the label stands above,
//! hint and error are wired to the input by id, and every error is also a link in the
//! summary at the top, which takes the focus.

use crate::messages::{Key, Message};

/// One line of text. Its name in the form is its id.
#[derive(Clone, Debug)]
pub struct TextField {
    /// Id and form name.
    pub id: &'static str,
    /// What is asked for.
    pub label: Key,
    /// How to answer, when the label does not say enough.
    pub hint: Option<Key>,
    /// What is wrong with the answer, and how to mend it.
    pub error: Option<Message>,
    /// What was typed; kept when the form comes back. Never filled for a secret.
    pub value: String,
    /// What kind of text it takes.
    pub kind: InputKind,
    /// How wide the box is drawn, a hint at how much is expected.
    pub width: Width,
    /// The HTML `autocomplete` token, `off` where a browser must not remember.
    pub autocomplete: &'static str,
}

impl TextField {
    /// The ids that describe the input, for `aria-describedby`.
    pub(crate) fn described_by(&self) -> String {
        described_by(self.id, self.hint.is_some(), self.error.is_some())
    }
}

/// What an input takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// Any text.
    Text,
    /// A secret that is not shown while typed.
    Password,
    /// Digits that are not an amount, such as a personal number: a telephone's keyboard shows
    /// digits, and nothing is rounded or spun.
    Digits,
}

/// How wide a text box is drawn where there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As wide as a readable line.
    Full,
    /// About twenty characters.
    Twenty,
}

/// A date in three boxes. Any of them may stay empty where the register knows dates in part;
/// what is acceptable, the page decides.
#[derive(Clone, Debug)]
pub struct DateField {
    /// Id of the group; the boxes are named `{id}-day`, `{id}-month`, `{id}-year`.
    pub id: &'static str,
    /// What is asked for.
    pub legend: Key,
    /// How to answer.
    pub hint: Option<Key>,
    /// What is wrong with the answer.
    pub error: Option<Message>,
    /// The day as typed.
    pub day: String,
    /// The month as typed.
    pub month: String,
    /// The year as typed.
    pub year: String,
}

impl DateField {
    /// The ids that describe the group.
    pub(crate) fn described_by(&self) -> String {
        described_by(self.id, self.hint.is_some(), self.error.is_some())
    }

    /// The three boxes: suffix of the name, label, what was typed, length.
    pub(crate) fn boxes(&self) -> [(&'static str, Key, &str, u8); 3] {
        [
            ("day", Key("word-day"), &self.day, 2),
            ("month", Key("word-month"), &self.month, 2),
            ("year", Key("word-year"), &self.year, 4),
        ]
    }
}

fn described_by(id: &str, hint: bool, error: bool) -> String {
    let mut ids = Vec::new();
    if hint {
        ids.push(format!("{id}-hint"));
    }
    if error {
        ids.push(format!("{id}-error"));
    }
    ids.join(" ")
}

/// All that is wrong with a form, at the top of its page. Without errors it shows nothing.
#[derive(Clone, Debug, Default)]
pub struct ErrorSummary {
    /// One line each, in the order of the fields.
    pub errors: Vec<FormError>,
}

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The id of the input that is to be mended.
    pub target: &'static str,
    /// What is wrong, and how to mend it.
    pub message: Message,
}

impl FormError {
    /// The message of the error that sits at `target`, for the field itself.
    pub fn at(errors: &[Self], target: &str) -> Option<Message> {
        errors
            .iter()
            .find(|error| error.target == target)
            .map(|error| error.message.clone())
    }
}
