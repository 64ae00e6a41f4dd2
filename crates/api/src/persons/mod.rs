//! Persons: found and read, by officers.

pub(crate) mod break_glass;
mod file;
mod found_why;
pub(crate) mod history;
mod place;
mod recorded;
pub(crate) mod search;
pub(crate) mod show;

use axum::http::{HeaderMap, HeaderName};
use danh_exchange::Purpose;
use danh_register::{FoldError, JournalError, SubjectError};

use crate::problem::{Fault, Problem, ProblemKind};

/// Where a request without a body says what it is for. UTF-8.
const PURPOSE_HEADER: HeaderName = HeaderName::from_static("danh-purpose");

/// The purpose in the headers, if they name one.
pub(crate) fn purpose_in(headers: &HeaderMap) -> Result<Option<Purpose>, Problem> {
    let fault = || Problem::in_fields(vec![Fault::Purpose.of(PURPOSE_HEADER.as_str())]);
    let Some(value) = headers.get(PURPOSE_HEADER) else {
        return Ok(None);
    };
    let text = std::str::from_utf8(value.as_bytes()).map_err(|_| fault())?;
    text.parse().map(Some).map_err(|_| fault())
}

/// Reading a person went wrong: the database, or a journal that does not hold.
impl From<SubjectError> for Problem {
    fn from(error: SubjectError) -> Self {
        match error {
            SubjectError::Store(error) => error.into(),
            SubjectError::Journal(error) => error.into(),
            SubjectError::Fold(error) => error.into(),
            SubjectError::Unknown => Self::new(ProblemKind::NotFound),
            other => {
                tracing::error!(error = %other, "a person could not be read");
                Self::new(ProblemKind::Internal)
            }
        }
    }
}

impl From<JournalError> for Problem {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Store(error) => error.into(),
            JournalError::Missing { event } | JournalError::Unreadable { event, .. } => {
                // What is unreadable may be quoted in the detail; the event's id is enough.
                tracing::error!(%event, "an event of the journal cannot be read");
                Self::new(ProblemKind::Internal)
            }
        }
    }
}

impl From<FoldError> for Problem {
    fn from(error: FoldError) -> Self {
        tracing::error!(%error, "the events of a person do not fold");
        Self::new(ProblemKind::Internal)
    }
}

#[cfg(test)]
mod tests;
