//! No request takes for ever.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use crate::problem::{Problem, ProblemKind};

const SECONDS_MAX: u64 = 30;

/// Stops waiting for an answer after a while. A write that is under way is not taken back.
pub(super) async fn limit(request: Request, next: Next) -> Result<Response, Problem> {
    tokio::time::timeout(Duration::from_secs(SECONDS_MAX), next.run(request))
        .await
        .map_err(|_| Problem::new(ProblemKind::TimedOut))
}
