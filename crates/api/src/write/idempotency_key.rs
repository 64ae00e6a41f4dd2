//! The `Idempotency-Key` of a request (draft-ietf-httpapi-idempotency-key-header-07).

use axum::http::{HeaderMap, HeaderName};

use crate::problem::{Problem, ProblemKind};

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
const CHARS_MIN: usize = 8;
const CHARS_MAX: usize = 128;

/// What a caller calls a request, so that it is done once however often it is sent: 8 to 128 visible
/// characters of ASCII, a UUID as a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key in the headers of a request.
    ///
    /// It is a structured string (RFC 8941, section 3.3.3), `"…"`; without the quotes it is the same key.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let malformed = || Problem::new(ProblemKind::IdempotencyKeyMalformed);
        let mut values = headers.get_all(HEADER).iter();
        let (value, more) = (values.next(), values.next());
        let value = value.ok_or(Problem::new(ProblemKind::IdempotencyKeyMissing))?;
        if more.is_some() {
            return Err(malformed());
        }
        let text = value.to_str().map_err(|_| malformed())?.trim();
        let inner = match text.strip_prefix('"') {
            Some(rest) => rest.strip_suffix('"').ok_or_else(malformed)?,
            None => text,
        };
        let fits = (CHARS_MIN..=CHARS_MAX).contains(&inner.len())
            && inner
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'));
        fits.then(|| Self(inner.to_owned())).ok_or_else(malformed)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(values: &[&'static str]) -> Result<String, ProblemKind> {
        let headers = values
            .iter()
            .map(|value| (HEADER, value.parse().unwrap()))
            .collect();
        IdempotencyKey::of(&headers)
            .map(|key| key.0)
            .map_err(|problem| problem.kind())
    }

    #[test]
    fn a_key_is_read_with_and_without_quotes() {
        assert_eq!(key(&["\"8e03978e-40d5\""]).unwrap(), "8e03978e-40d5");
        assert_eq!(key(&["8e03978e-40d5"]).unwrap(), "8e03978e-40d5");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!(key(&[]), Err(ProblemKind::IdempotencyKeyMissing));
        let long = Box::leak("x".repeat(129).into_boxed_str());
        for values in [
            &[""][..],
            &["short"],
            &["\"8e03978e-40d5"],
            &["8e03978e 40d5"],
            &["8e03978e\"40d5"],
            &["8e03978e-40d5", "8e03978e-40d5"],
            &[long],
        ] {
            assert_eq!(key(values), Err(ProblemKind::IdempotencyKeyMalformed));
        }
    }
}
