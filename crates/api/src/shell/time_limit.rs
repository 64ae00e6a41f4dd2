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

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[test]
    fn a_request_without_end_ends() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        let endless = Router::new()
            .route("/", get(std::future::pending::<()>))
            .layer(from_fn(limit));
        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = runtime.block_on(endless.oneshot(request)).unwrap();
        assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
    }
}
