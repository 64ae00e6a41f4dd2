//! An id for every request, by which an operator finds it again.

use std::fmt::Write;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::AppState;

/// Where an answer names the id of its request.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: 32 hexadecimal digits, drawn here and never taken from the caller, who
/// could otherwise write into the log. An extension of every request.
#[derive(Debug, Clone)]
pub struct RequestId(String);

impl RequestId {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn draw(state: &AppState) -> Self {
        let mut bytes = [0; 16];
        state.entropy.fill(&mut bytes);
        let mut digits = String::with_capacity(32);
        for byte in bytes {
            write!(digits, "{byte:02x}").expect("a string takes all that is written");
        }
        Self(digits)
    }
}

pub(super) async fn identify(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = RequestId::draw(&state);
    let value = HeaderValue::from_str(id.as_str()).expect("hexadecimal digits are a header value");
    request.extensions_mut().insert(id);
    let mut response = next.run(request).await;
    response.headers_mut().insert(HEADER, value);
    response
}
