//! What is around every route, of the API and of the portal: the same for an answer, a refusal
//! and a panic.

mod headers;
mod observe;
mod request_id;
mod time_limit;
mod tongue;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;

pub use request_id::RequestId;

use crate::problem::{Problem, ProblemKind};
use crate::state::AppState;

/// More than any request needs; files come another way.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// Puts the shell around routes: a request id and a span, metrics, security headers, limits of
/// time and size, and problem documents in the language of the request.
///
/// To be called last, when fallbacks are set too. A header that a route has set stays.
pub fn shell(routes: Router, state: &AppState) -> Router {
    // From the inside out.
    routes
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(time_limit::limit))
        .layer(from_fn(tongue::speak))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        .layer(from_fn(observe::observe))
        .layer(from_fn_with_state(state.clone(), request_id::identify))
}

/// What a panic said stays inside: it may quote what was sent.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Problem::new(ProblemKind::Internal).into_response()
}

#[cfg(test)]
mod tests;
