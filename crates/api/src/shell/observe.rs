//! A span and metrics for every request: its route and outcome, nothing of what it carries.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, histogram};
use tracing::Instrument;

use super::RequestId;

pub(super) async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = method_word(request.method());
    // The route's pattern, not the address: handles stay out of logs, and metrics stay few.
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<RequestId>();
    let span = tracing::info_span!(
        "request",
        id = id.map(RequestId::as_str),
        method,
        path,
        status = tracing::field::Empty
    );
    let response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    span.record("status", status.as_u16());
    let labels = [
        ("method", method.to_owned()),
        ("path", path),
        ("status", format!("{}xx", status.as_u16() / 100)),
    ];
    counter!("danh_http_requests_total", &labels).increment(1);
    histogram!("danh_http_request_duration_seconds", &labels)
        .record(started.elapsed().as_secs_f64());
    response
}

/// Anyone can invent methods; each would be a metric of its own.
fn method_word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
