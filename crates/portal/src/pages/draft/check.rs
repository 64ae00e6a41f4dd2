//! `GET /desk/drafts/{draft}/check`: everything that is about to be written, before it is.
//!
//! The page tries the writing and takes it back, so that what the register refuses is said here, at the answer that can mend it.

use crate::components::{CheckAnswers, WarningList};
use crate::desk::Refusal;
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

/// All answers of a form.
#[derive(Clone, Debug)]
pub struct CheckView {
    /// The form.
    pub form: Key,
    /// The address of the draft, which those of its pages begin with.
    pub draft: String,
    /// The version of the draft that is shown.
    pub version: u32,
    /// The answers, and what follows from them.
    pub answers: CheckAnswers,
    /// Where the register disagrees.
    pub warnings: WarningList,
    /// Why it cannot be written.
    pub refused: Option<RefusalShown>,
    /// Whether the draft was saved in another window since the officer looked.
    pub is_changed: bool,
}

/// A refusal, with the way to the answer that can mend it.
#[derive(Clone, Debug)]
pub struct RefusalShown {
    /// Why, and what to do.
    pub refusal: Refusal,
    /// What was asked there.
    pub label: Key,
    /// The address of the page that asks it.
    pub change: String,
}

super::super::template!(CheckView, "desk/check.html");

impl Page for CheckView {
    fn title(&self) -> Message {
        Key("desk-check").into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn has_errors(&self) -> bool {
        self.refused.is_some()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
