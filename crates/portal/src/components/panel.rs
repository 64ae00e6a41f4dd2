//! What a reader is told once something is done, and what they should know before it is.

use super::value::Value;
use crate::messages::{Key, Message};

/// It is done: the heading of a confirmation page, with what to refer to.
#[derive(Clone, Debug)]
pub struct ConfirmationPanel {
    /// What is done; the page's `h1`.
    pub title: Message,
    /// What to refer to: what it is, and the number or code.
    pub reference: Option<(Key, Value)>,
}

/// Where the register disagrees with what was entered, before it is written. A warning never
/// stops anybody; what stops is an error.
#[derive(Clone, Debug, Default)]
pub struct WarningList {
    /// One each. Without any it shows nothing.
    pub warnings: Vec<Warning>,
}

/// One warning.
#[derive(Clone, Debug)]
pub struct Warning {
    /// What disagrees.
    pub message: Message,
    /// What stands on record, or what to do about it.
    pub detail: Option<Value>,
}

impl Warning {
    /// A warning in one sentence.
    pub fn new(message: impl Into<Message>) -> Self {
        Self {
            message: message.into(),
            detail: None,
        }
    }

    /// Adds what stands on record.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Value>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}
