//! Writes problems out in the language of the request, with its id.

use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

use super::RequestId;
use crate::language::Language;
use crate::problem::Problem;

pub(super) async fn speak(request: Request, next: Next) -> Response {
    let language = Language::wanted(request.headers());
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>() else {
        return response;
    };
    let mut told = problem.render(language, id.as_ref().map(RequestId::as_str));
    // What the layers said beside it stays: which methods are allowed (RFC 9110, section 15.5.6), which
    // the router knows, and how many requests are left.
    let beside = response.headers().iter();
    for (name, value) in beside.filter(|(name, _)| *name != header::CONTENT_LENGTH) {
        told.headers_mut().entry(name).or_insert(value.clone());
    }
    told
}
