//! Whether the caller takes what the API answers (RFC 9110, section 12.5.1).

use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::problem::{Problem, ProblemKind};

/// Everything below answers JSON, and problem documents, which are JSON too.
const JSON_ONLY: &str = "/api/";
const TAKEN: [&str; 4] = [
    "application/json",
    "application/problem+json",
    "application/*",
    "*/*",
];

/// Refuses who takes no JSON, before anything is read or written.
pub(crate) async fn json_only(request: Request, next: Next) -> Result<Response, Problem> {
    if request.uri().path().starts_with(JSON_ONLY) && !takes_json(request.headers()) {
        return Err(Problem::new(ProblemKind::NotAcceptable));
    }
    Ok(next.run(request).await)
}

fn takes_json(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(header::ACCEPT).iter().peekable();
    if lines.peek().is_none() {
        return true;
    }
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(is_json)
}

fn is_json(range: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let is_taken = TAKEN
        .iter()
        .any(|taken| taken.eq_ignore_ascii_case(essence));
    let is_refused = parts.any(|part| {
        let weight = part.strip_prefix("q=").map(str::parse::<f32>);
        weight.is_some_and(|weight| weight.is_ok_and(|weight| weight <= 0.0))
    });
    is_taken && !is_refused
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Method, StatusCode};

    use super::*;
    use crate::testing::on_both_engines;

    fn takes(accepted: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accepted.parse().unwrap());
        takes_json(&headers)
    }

    #[test]
    fn json_is_taken_by_any_of_its_names() {
        assert!(takes_json(&HeaderMap::new()));
        for accepted in [
            "application/json",
            "text/html, */*;q=0.1",
            "Application/*; charset=utf-8",
            "application/problem+json",
        ] {
            assert!(takes(accepted), "{accepted}");
        }
        for accepted in [
            "text/html",
            "application/xml, image/*",
            "application/json;q=0",
            "",
        ] {
            assert!(!takes(accepted), "{accepted}");
        }
    }

    #[test]
    fn who_takes_no_json_is_told_before_anything_is_done() {
        on_both_engines(|office| {
            let ask = |path: &str, accepted| {
                let request = Request::get(path).header(header::ACCEPT, accepted);
                office.ask(request.body(Body::empty()).unwrap())
            };
            let person = office.path_of(office.mother);
            let refused = ask(&person, "text/html");
            assert_eq!(refused.status, StatusCode::NOT_ACCEPTABLE);
            assert_eq!(refused.json()["code"], "not-acceptable");
            assert_eq!(ask(&person, "*/*").status, StatusCode::UNAUTHORIZED);
            assert_eq!(ask("/metrics", "text/plain").status, StatusCode::OK);
        });
    }

    #[test]
    fn a_method_is_asked_about_and_a_head_is_an_answer_without_a_body() {
        on_both_engines(|office| {
            let token = office.token();
            let options = office.send(Method::OPTIONS, "/api/v1/births", None, None);
            assert_eq!(options.status, StatusCode::NO_CONTENT);
            assert_eq!(options.header("allow"), "POST");
            let person = office.path_of(office.mother);
            let head = office.send(Method::HEAD, &person, Some(&token), None);
            assert_eq!(head.status, StatusCode::OK);
            assert!(!head.header("etag").is_empty());
            assert!(head.body.is_empty());
            assert_eq!(office.access_records(office.mother).len(), 1);
        });
    }
}
