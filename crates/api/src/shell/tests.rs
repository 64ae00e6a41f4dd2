//! The shell around routes that misbehave.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum::routing::{get, post};

use crate::testing::{Reply, on_both_engines};

fn problem(reply: &Reply, status: StatusCode, code: &str) {
    assert_eq!(reply.status, status);
    assert_eq!(reply.header("content-type"), "application/problem+json");
    let problem = reply.json();
    assert_eq!(problem["code"], code);
    assert_eq!(problem["type"], format!("urn:danh:problem:{code}"));
    assert_eq!(problem["status"], status.as_u16());
    assert_eq!(problem["request_id"], reply.header("x-request-id"));
}

#[test]
fn every_answer_has_an_id_of_its_own_and_closed_doors() {
    on_both_engines(|office| {
        let [one, other] = [(); 2].map(|()| office.get("/healthz", None));
        assert_eq!(one.header("x-request-id").len(), 32);
        assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(one.header(name), value);
        }
        assert!(
            one.header("content-security-policy")
                .starts_with("default-src 'none'")
        );
        assert!(
            one.header("strict-transport-security")
                .starts_with("max-age=")
        );
    });
}

#[test]
fn an_id_that_a_caller_brings_is_not_taken_over() {
    on_both_engines(|office| {
        let request = Request::get("/healthz").header("x-request-id", "mine");
        let reply = office.ask(request.body(Body::empty()).unwrap());
        assert_ne!(reply.header("x-request-id"), "mine");
    });
}

#[test]
fn problems_speak_the_language_of_the_request() {
    on_both_engines(|office| {
        let ask = |language: &str| {
            let request = Request::get("/nowhere").header(header::ACCEPT_LANGUAGE, language);
            office.ask(request.body(Body::empty()).unwrap())
        };
        let vietnamese = ask("vi");
        problem(&vietnamese, StatusCode::NOT_FOUND, "not-found");
        assert_eq!(vietnamese.header("content-language"), "vi");
        assert_eq!(vietnamese.json()["title"], "Không tìm thấy");
        let english = ask("en-GB, vi;q=0.5");
        assert_eq!(english.header("content-language"), "en");
        assert_eq!(english.header("vary"), "accept-language");
        assert_eq!(english.json()["title"], "Not found");
    });
}

#[test]
fn a_method_that_is_not_allowed_is_told_with_those_that_are() {
    on_both_engines(|office| {
        let reply = office.send(Method::PUT, "/healthz", None, None);
        problem(&reply, StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed");
        assert_eq!(reply.header("allow"), "GET,HEAD");
    });
}

#[test]
fn bodies_are_json_and_small() {
    on_both_engines(|office| {
        let send = |content_type: &str, body: String| {
            let request =
                Request::post("/api/v1/sessions").header(header::CONTENT_TYPE, content_type);
            office.ask(request.body(Body::from(body)).unwrap())
        };
        let reply = send("text/plain", "{}".to_owned());
        problem(
            &reply,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
        );
        let reply = send("application/json", "{".to_owned());
        problem(&reply, StatusCode::BAD_REQUEST, "malformed-body");
        let reply = send("application/json; charset=utf-8", "x".repeat(64 * 1024 + 1));
        problem(&reply, StatusCode::PAYLOAD_TOO_LARGE, "too-large");
        let reply = send("application/json", "[]".to_owned());
        problem(&reply, StatusCode::UNPROCESSABLE_ENTITY, "invalid-fields");
    });
}

#[test]
fn a_panic_is_a_problem_that_says_nothing_of_the_inside() {
    async fn panics() -> &'static str {
        panic!("001196000123 is somebody's number")
    }
    on_both_engines(|office| {
        let reply = office.ask_beside(
            Router::new().route("/panics", get(panics)),
            Request::get("/panics").body(Body::empty()).unwrap(),
        );
        problem(&reply, StatusCode::INTERNAL_SERVER_ERROR, "internal");
        assert!(!reply.text().contains("001196000123"));
    });
}

#[test]
fn what_a_route_says_itself_stays() {
    on_both_engines(|office| {
        let page = || async { [(header::CONTENT_SECURITY_POLICY, "style-src 'self'")] };
        let reply = office.ask_beside(
            Router::new().route("/page", post(page)),
            Request::post("/page").body(Body::empty()).unwrap(),
        );
        assert_eq!(reply.header("content-security-policy"), "style-src 'self'");
    });
}
