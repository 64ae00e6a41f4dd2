//! Why a request was not answered: problem documents (RFC 9457) in Vietnamese or English.
//!
//! A handler returns a [`Problem`], which knows what is wrong and no language. The layers around
//! all routes write it out in the language of the request and with the id of the request, so the
//! same holds for a refused body, a lost database and a panic. Nothing of the inside leaves: who
//! wants to know more looks for the request id in the log.

mod document;
mod exchange;
mod fault;
mod kind;
pub(crate) mod refusal;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use danh_store::StoreError;

pub(crate) use document::{FieldProblem, ProblemDocument};
pub use exchange::ExchangeProblem;
pub use fault::{Fault, FieldFault};
pub use kind::ProblemKind;
pub use refusal::Refusal;

use crate::language::Language;

/// The media type of a problem document.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    kind: ProblemKind,
    faults: Vec<FieldFault>,
    at: Option<&'static str>,
    retry_after_seconds: Option<u64>,
    /// The handle of the person whom it is about, for pages that lead on; no document has it.
    person: Option<String>,
    /// What the log is told when this is the answer; no document has it.
    failure: Option<String>,
}

impl Problem {
    /// A problem that its kind says all of.
    pub const fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            faults: Vec::new(),
            at: None,
            retry_after_seconds: None,
            person: None,
            failure: None,
        }
    }

    /// Fields that must be mended.
    pub const fn in_fields(faults: Vec<FieldFault>) -> Self {
        Self {
            kind: ProblemKind::InvalidFields,
            faults,
            at: None,
            retry_after_seconds: None,
            person: None,
            failure: None,
        }
    }

    /// What the register refuses.
    pub const fn refused(refusal: &'static Refusal) -> Self {
        Self::new(ProblemKind::Refused(refusal))
    }

    /// Says which field it is about.
    #[must_use]
    pub const fn at(mut self, pointer: &'static str) -> Self {
        self.at = Some(pointer);
        self
    }

    /// Which field it is about: a JSON pointer.
    pub const fn field(&self) -> Option<&'static str> {
        self.at
    }

    /// Says when to try again.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// Says by their handle about whom it is.
    #[must_use]
    pub fn about_person(mut self, handle: Option<String>) -> Self {
        self.person = handle;
        self
    }

    /// The handle of the person whom it is about.
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// What kind of problem it is.
    pub const fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// The status it is answered with.
    pub const fn status(&self) -> StatusCode {
        self.kind.status()
    }

    /// The answer in a language, with the id of the request if it has one.
    pub(crate) fn render(&self, language: Language, request_id: Option<&str>) -> Response {
        let document = ProblemDocument::of(self, language, request_id);
        let body = serde_json::to_string(&document).expect("a problem is text and small numbers");
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(language.code()),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.append(header::VARY, HeaderValue::from_static("accept-language"));
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status() == StatusCode::UNAUTHORIZED {
            // RFC 9110, section 15.5.2: a 401 names a scheme.
            let scheme = match self.kind {
                ProblemKind::Exchange(_) => "Signature realm=\"danh\"",
                _ => "Bearer realm=\"danh\"",
            };
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
        }
        response
    }
}

/// Written in Vietnamese and without a request id; the layers around the routes put that right.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Some(error) = &self.failure {
            tracing::error!(error, "the database did not do it");
        }
        let mut response = self.render(Language::default(), None);
        response.extensions_mut().insert(self);
        response
    }
}

/// The log is told when the problem becomes the answer: inside a closure it need not, for the closure may be run again.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let failure = Some(safe_words(&error));
        let kind = match error {
            StoreError::Contention
            | StoreError::DiskFull
            | StoreError::Busy
            | StoreError::ConnectionLost { .. }
            | StoreError::Closed => ProblemKind::Unavailable,
            _ => ProblemKind::Internal,
        };
        Self {
            failure,
            ..Self::new(kind)
        }
    }
}

/// The error for the log. An engine names the key of a row that exists already, and a panic quotes
/// what it met; either may be somebody's number.
pub(crate) fn safe_words(error: &StoreError) -> String {
    match error {
        StoreError::UniqueViolation { .. } => "a row with the same key exists already".to_owned(),
        StoreError::Panicked { .. } => "the work on the database stopped with a panic".to_owned(),
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    use super::*;

    /// Counts what the log is told.
    #[derive(Clone, Default)]
    struct Lines(Arc<AtomicU32>);

    impl Subscriber for Lines {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, _: &Event<'_>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    #[test]
    fn the_log_is_told_of_a_failure_that_is_the_answer_and_of_no_other() {
        let lines = Lines::default();
        tracing::subscriber::with_default(lines.clone(), || {
            let tried = Problem::from(StoreError::Contention);
            assert_eq!(tried.kind(), ProblemKind::Unavailable);
            assert_eq!(lines.0.load(Ordering::Relaxed), 0);
            drop(Problem::from(StoreError::DiskFull).into_response());
            assert_eq!(lines.0.load(Ordering::Relaxed), 1);
            drop(Problem::new(ProblemKind::NotSignedIn).into_response());
            assert_eq!(lines.0.load(Ordering::Relaxed), 1);
        });
    }

    #[test]
    fn what_an_error_quotes_stays_out_of_the_log() {
        let error = StoreError::UniqueViolation {
            detail: "Key (number)=(001196000123) already exists.".to_owned(),
        };
        assert!(!safe_words(&error).contains("001196000123"));
        let panicked = StoreError::Panicked {
            message: "no way to write 001196000123".to_owned(),
        };
        assert!(!safe_words(&panicked).contains("001196000123"));
        assert_eq!(Problem::from(error).kind(), ProblemKind::Internal);
    }

    #[test]
    fn a_problem_keeps_itself_for_the_layers() {
        let problem = Problem::new(ProblemKind::NotSignedIn);
        let response = problem.clone().into_response();
        assert_eq!(response.extensions().get(), Some(&problem));
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert!(response.headers().contains_key(header::WWW_AUTHENTICATE));
    }
}
