//! `GET /metrics`: counts and times for Prometheus.

use axum::extract::State;
use axum::http::{HeaderName, header};

use crate::state::AppState;

/// The metrics of this process.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "operation",
    operation_id = "metrics",
    responses((
        status = 200,
        description = "Metrics in Prometheus' text format.",
        body = String,
        content_type = "text/plain",
        example = "danh_http_requests_total{method=\"GET\",path=\"/healthz\",status=\"2xx\"} 7\n",
    )),
)]
pub(crate) async fn metrics(
    State(state): State<AppState>,
) -> ([(HeaderName, &'static str); 1], String) {
    let content_type = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, content_type)], (state.metrics)())
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::testing::on_both_engines;

    #[test]
    fn what_the_program_renders_is_served() {
        on_both_engines(|office| {
            let answer = office.get("/metrics", None);
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.text(), "danh_test 1\n");
            assert!(
                answer
                    .header("content-type")
                    .starts_with("text/plain; version=0.0.4")
            );
        });
    }
}
