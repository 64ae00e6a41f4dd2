//! All that is wrong with a form, said at the top of its page.

use std::borrow::Cow;

use crate::messages::Message;

/// All that is wrong with a form. It takes the focus; without errors it shows nothing.
#[derive(Clone, Debug, Default)]
pub struct ErrorSummary {
    /// One line each, in the order of the fields.
    pub errors: Vec<FormError>,
}

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The id of the input that is to be mended. Radios and checkboxes: the id of the question,
    /// which is that of the first of them. A date: one of its boxes, `{id}-day`.
    pub target: Cow<'static, str>,
    /// What is wrong, and how to mend it.
    pub message: Message,
}

impl FormError {
    /// An error at an input.
    pub fn new(target: impl Into<Cow<'static, str>>, message: impl Into<Message>) -> Self {
        Self {
            target: target.into(),
            message: message.into(),
        }
    }
}
