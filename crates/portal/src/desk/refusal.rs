//! Why a form is not written down, in words.

use danh_register::SubjectError;
use danh_store::StoreError;

use crate::messages::{Key, Message};

/// What the register's refusal means to the officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Somebody else wrote meanwhile: both are shown, and what was typed stays.
    Conflict,
    /// The law or the record stands against it.
    Because(Refusal),
}

/// A reason, at the field that can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The field.
    pub field: &'static str,
    /// Why, with the article where there is one.
    pub message: Message,
    /// What to do now.
    pub advice: Option<Key>,
}

impl Refused {
    /// A reason at a field.
    pub fn at(field: &'static str, message: impl Into<Message>) -> Self {
        Self::Because(Refusal {
            field,
            message: message.into(),
            advice: None,
        })
    }

    /// With what to do now.
    #[must_use]
    pub fn advise(self, advice: Key) -> Self {
        match self {
            Self::Because(refusal) => Self::Because(Refusal {
                advice: Some(advice),
                ..refusal
            }),
            Self::Conflict => Self::Conflict,
        }
    }

    /// What every kind of event may be refused for: its person died, is a second record, changed meanwhile.
    ///
    /// # Errors
    ///
    /// What is nobody's answer but a fault: the database, or a journal that cannot be read.
    pub fn subject(field: &'static str, error: &SubjectError) -> Result<Self, StoreError> {
        Ok(match error {
            SubjectError::Conflict { .. } => Self::Conflict,
            SubjectError::Dead { on } => Self::at(
                field,
                Message::new(Key("desk-refused-dead")).with_date("on", on.to_string()),
            )
            .advise(Key("desk-refused-dead-advice")),
            SubjectError::Merged { .. } => Self::at(field, Key("desk-refused-merged"))
                .advise(Key("desk-refused-merged-advice")),
            SubjectError::Unknown => Self::at(field, Key("desk-refused-unknown")),
            SubjectError::Withheld => Self::at(field, Key("desk-refused-withheld"))
                .advise(Key("desk-refused-withheld-advice")),
            SubjectError::Fold(_) | SubjectError::Journal(_) => {
                tracing::error!("a person's journal cannot be read");
                Self::at(field, Key("desk-refused-unreadable"))
            }
            SubjectError::Store(error) => return Err(error.clone()),
        })
    }
}
