//! What is shown when a page cannot be: what went wrong in plain words, what to do, and the
//! request's id, by which an operator finds the rest. Nothing of the inside.

use axum::http::StatusCode;

use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;

/// A page in place of the one that was asked for.
#[derive(Clone, Debug)]
pub struct ProblemView {
    /// What went wrong.
    pub problem: Problem,
    /// The id under which the request stands in the log.
    pub request_id: String,
}

/// What can go wrong, as a reader needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such page, or no such person for this reader.
    NotFound,
    /// The reader may not do this.
    Forbidden,
    /// The request was not one that our pages send.
    Malformed,
    /// The reader asks too often.
    TooManyRequests {
        /// How long to wait.
        retry_after_seconds: u64,
    },
    /// The database is busy or gone, or the access record could not be written.
    Unavailable,
    /// We failed.
    Internal,
}

impl Problem {
    /// The status of the answer.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(self) -> Key {
        match self {
            Self::NotFound => Key("problem-not-found"),
            Self::Forbidden => Key("problem-forbidden"),
            Self::Malformed => Key("problem-malformed"),
            Self::TooManyRequests { .. } => Key("problem-too-many"),
            Self::Unavailable => Key("problem-unavailable"),
            Self::Internal => Key("problem-internal"),
        }
    }

    fn help(self) -> Message {
        match self {
            Self::NotFound => Key("problem-not-found-help").into(),
            Self::Forbidden => Key("problem-forbidden-help").into(),
            Self::Malformed => Key("problem-malformed-help").into(),
            Self::TooManyRequests {
                retry_after_seconds,
            } => Message::new(Key("problem-too-many-help"))
                .with_count("seconds", retry_after_seconds),
            Self::Unavailable => Key("problem-unavailable-help").into(),
            Self::Internal => Key("problem-internal-help").into(),
        }
    }
}

super::template!(ProblemView, "pages/problem.html");

impl Page for ProblemView {
    fn title(&self) -> Message {
        self.problem.title().into()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
