//! `GET /metrics`: counts and times for Prometheus, and the facts of the operator's page as gauges.

use axum::extract::State;
use axum::http::{HeaderName, header};
use danh_operation::exposition;

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
    let mut text = (state.metrics)();
    let (findings, answers) = match state.findings().await {
        Ok(findings) => (findings, "danh_database_answers 1\n"),
        Err(error) => {
            tracing::error!(%error, "the database was asked for metrics and does not answer");
            let now = state.clock.now();
            (
                state.installation.look_at_folder(now),
                "danh_database_answers 0\n",
            )
        }
    };
    text.push_str(&exposition(&findings));
    text.push_str("# TYPE danh_database_answers gauge\n");
    text.push_str(answers);
    ([(header::CONTENT_TYPE, content_type)], text)
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
            assert!(answer.text().starts_with("danh_test 1\n"));
            assert!(
                answer
                    .header("content-type")
                    .starts_with("text/plain; version=0.0.4")
            );
        });
    }

    #[test]
    fn the_facts_of_the_operator_are_gauges_as_far_as_they_can_be_known() {
        on_both_engines(|office| {
            let text = office.get("/metrics", None).text();
            assert!(text.contains("danh_database_answers 1\n"), "{text}");
            assert!(
                text.contains("danh_ledger_pending{of=\"journal\"}"),
                "{text}"
            );
            let lost = office
                .state
                .store
                .write(|tx| tx.execute("DROP TABLE draft", &[]));
            lost.wait().unwrap();
            let text = office.get("/metrics", None).text();
            assert!(text.contains("danh_database_answers 0\n"), "{text}");
            assert!(text.contains("danh_disk_free_bytes"), "{text}");
        });
    }
}
