//! What is shown in place of somebody who is not at home within the reader's reach: that nothing is told, that the refusal is
//! on record, and, for who serves people, the form that opens an emergency reading.

use crate::components::{ErrorSummary, FormError, Question, TextArea};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

pub mod examples;
pub(crate) mod handlers;

/// The refusal.
#[derive(Clone, Debug)]
pub struct OutsideView {
    /// The person's handle, when an emergency reading of them can be opened by this reader.
    pub emergency: Option<String>,
    /// The reason as it was typed.
    pub reason: String,
    /// What is wrong with the reason.
    pub mistake: Option<ReasonMistake>,
}

/// Why a reason is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonMistake {
    /// It says too little to be weighed by somebody else.
    TooShort,
    /// It is longer than a line.
    TooLong,
    /// The form was another session's: what was typed is looked at and sent again.
    Stale,
}

impl OutsideView {
    /// The refusal, as it is first met.
    pub fn refused(emergency: Option<String>) -> Self {
        Self {
            emergency,
            reason: String::new(),
            mistake: None,
        }
    }

    fn errors(&self) -> Vec<FormError> {
        let message = self.mistake.map(|mistake| match mistake {
            ReasonMistake::TooShort => Key("outside-error-short"),
            ReasonMistake::TooLong => Key("outside-error-long"),
            ReasonMistake::Stale => Key("outside-error-stale"),
        });
        let error = message.map(|message| FormError::new("reason", message));
        error.into_iter().collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn reason_field(&self) -> TextArea {
        let question = Question::new("reason", Key("outside-reason"))
            .hint(Key("outside-reason-hint"))
            .error_of(&self.errors());
        TextArea::new(question, &self.reason).chars_max(200)
    }
}

super::template!(OutsideView, "pages/outside.html");

impl Page for OutsideView {
    fn title(&self) -> Message {
        Key("outside-title").into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn has_errors(&self) -> bool {
        self.mistake.is_some()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
