//! `GET /sign-in/code`, `POST /sign-in/code`: the one-time code of somebody whose password was right.
//!
//! One field takes the app's six digits and, for whoever lost their telephone, a recovery code.

use crate::components::{ErrorSummary, FormError, Question, TextField, Width};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;

/// The page that asks for a code.
#[derive(Clone, Debug, Default)]
pub struct CodeView {
    /// The address to go to afterwards: a path of this portal.
    pub next: Option<String>,
    /// What was wrong, when the form comes back.
    pub mistake: Option<CodeMistake>,
}

/// Why a code was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeMistake {
    /// Nothing was typed.
    Missing,
    /// It is wrong, or was used.
    Wrong,
    /// Too many tries; come back later.
    TooManyTries {
        /// How long to wait.
        retry_after_minutes: u64,
    },
    /// The form is another session's.
    Stale,
}

impl CodeMistake {
    /// What is said about it.
    pub(crate) fn message(self) -> Message {
        match self {
            Self::Missing => Key("code-error-missing").into(),
            Self::Wrong => Key("code-error-wrong").into(),
            Self::TooManyTries {
                retry_after_minutes,
            } => Message::new(Key("sign-in-error-too-many"))
                .with_count("minutes", retry_after_minutes),
            Self::Stale => Key("account-error-stale").into(),
        }
    }
}

impl CodeView {
    fn errors(&self) -> Vec<FormError> {
        let mistake = self.mistake.into_iter();
        mistake
            .map(|mistake| FormError::new("code", mistake.message()))
            .collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn code_field(&self) -> TextField {
        let question = Question::new("code", Key("code-field"))
            .hint(Key("code-hint"))
            .error_of(&self.errors());
        TextField::new(question, "")
            .width(Width::Twenty)
            .autocomplete("one-time-code")
    }
}

super::template!(CodeView, "pages/sign_in_code.html");

impl Page for CodeView {
    fn title(&self) -> Message {
        Key("code-title").into()
    }

    fn has_errors(&self) -> bool {
        self.mistake.is_some()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
