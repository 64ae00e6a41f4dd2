//! What a request carries: a JSON body, read strictly, and its refusal field by field.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::problem::{Fault, Problem, ProblemKind};

/// A JSON body. What is not JSON is refused, and so are unknown fields and wrong types, by name.
///
/// A body's type has `Option` fields only and refuses unknown ones; that a field must be there is
/// said by whoever parses it, so that it is said in the caller's language.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Ok(Self(parse(&body_bytes(request, state).await?)?))
    }
}

/// The bytes of a body that says it is JSON.
pub(crate) async fn body_bytes<S: Send + Sync>(
    request: Request,
    state: &S,
) -> Result<Bytes, Problem> {
    if !is_json(request.headers()) {
        return Err(Problem::new(ProblemKind::UnsupportedMediaType));
    }
    Bytes::from_request(request, state)
        .await
        .map_err(unreadable)
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE) else {
        return false;
    };
    let essence = value.to_str().unwrap_or_default().split(';').next();
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn unreadable(rejection: BytesRejection) -> Problem {
    match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(ProblemKind::TooLarge),
        _ => Problem::new(ProblemKind::MalformedBody),
    }
}

/// Reads a body strictly; what does not fit is named.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let inner = error.inner();
        if !inner.is_data() {
            return Problem::new(ProblemKind::MalformedBody);
        }
        // serde has no kinds of error, only these fixed beginnings of its sentences.
        let words = inner.to_string();
        let fault = if let Some(name) = words.strip_prefix("duplicate field `") {
            let field = name.split('`').next().unwrap_or_default();
            Fault::Repeated.of(format!("{}/{field}", pointer(error.path())))
        } else if words.starts_with("unknown field") {
            Fault::Unknown.of(pointer(error.path()))
        } else {
            Fault::WrongType.of(pointer(error.path()))
        };
        Problem::in_fields(vec![fault])
    })?;
    json.end()
        .map_err(|_| Problem::new(ProblemKind::MalformedBody))?;
    // What is not said is left out; `null` is a value, and none of our fields takes it.
    let nulls = nulls_in(&serde_json::from_slice(bytes).unwrap_or_default(), "");
    if nulls.is_empty() {
        return Ok(value);
    }
    let faults = nulls
        .into_iter()
        .map(|pointer| Fault::WrongType.of(pointer));
    Err(Problem::in_fields(faults.collect()))
}

/// Where a document says `null`.
fn nulls_in(value: &Value, pointer: &str) -> Vec<String> {
    match value {
        Value::Null => vec![pointer.to_owned()],
        Value::Array(values) => {
            let places = values.iter().enumerate();
            places
                .flat_map(|(index, value)| nulls_in(value, &format!("{pointer}/{index}")))
                .collect()
        }
        Value::Object(members) => {
            let places = members.iter();
            places
                .flat_map(|(key, value)| nulls_in(value, &format!("{pointer}/{}", escaped(key))))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The path as a JSON pointer (RFC 6901), the whole document being the empty one.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;

    path.iter()
        .map(|segment| match segment {
            Segment::Map { key } => format!("/{}", escaped(key)),
            Segment::Seq { index } => format!("/{index}"),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        number: Option<String>,
        page_size: Option<u32>,
    }

    fn refused(json: &str) -> Problem {
        parse::<Body>(json.as_bytes()).unwrap_err()
    }

    #[test]
    fn a_body_is_read_whole() {
        let body: Body = parse(br#" {"number":"x"} "#).unwrap();
        assert_eq!(body.number.as_deref(), Some("x"));
        assert_eq!(body.page_size, None);
    }

    #[test]
    fn what_is_not_json_is_malformed() {
        for json in ["", "{", "{\"number\":}", "{} {}", "{\"number\":\"\u{0}\"}"] {
            assert_eq!(refused(json).kind(), ProblemKind::MalformedBody, "{json}");
        }
    }

    #[test]
    fn a_field_that_does_not_fit_is_named() {
        for (json, fault) in [
            (r#"{"number":5}"#, Fault::WrongType.of("/number")),
            (r#"{"page_size":"5"}"#, Fault::WrongType.of("/page_size")),
            (r#"{"page_size":-1}"#, Fault::WrongType.of("/page_size")),
            (r#"{"numbre":"5"}"#, Fault::Unknown.of("/numbre")),
            (r#"{"number":null}"#, Fault::WrongType.of("/number")),
            (
                r#"{"number":"1","number":"2"}"#,
                Fault::Repeated.of("/number"),
            ),
            ("7", Fault::WrongType.of("")),
        ] {
            assert_eq!(refused(json), Problem::in_fields(vec![fault]), "{json}");
        }
    }
}
