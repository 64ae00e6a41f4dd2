//! Check your answers: all that was said, before it is written, each with the way back to it.

use super::value::Value;
use crate::messages::Message;

/// Everything a form is about to write, in sections as it was asked.
#[derive(Clone, Debug, Default)]
pub struct CheckAnswers {
    /// From top to bottom.
    pub sections: Vec<AnswerSection>,
}

/// The answers of one step.
#[derive(Clone, Debug)]
pub struct AnswerSection {
    /// What they are about.
    pub title: Message,
    /// Where they can be changed; nothing where they cannot.
    pub change: Option<String>,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked.
    pub term: Message,
    /// What was answered; [`Value::Change`] where something on record becomes another.
    pub value: Value,
    /// Where it can be changed: the address of its step with `#` and the id of the input.
    pub change: Option<String>,
}

impl Answer {
    /// An answer that cannot be changed by itself.
    pub fn new(term: impl Into<Message>, value: impl Into<Value>) -> Self {
        Self {
            term: term.into(),
            value: value.into(),
            change: None,
        }
    }

    /// Says where it can be changed.
    #[must_use]
    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.change = Some(href.into());
        self
    }
}
