//! `GET /healthz`: the process is alive. Asks nothing of anyone.

/// The process is alive.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "operation",
    operation_id = "healthz",
    responses((status = 200, description = "It is.", body = String, content_type = "text/plain", example = "ok\n")),
)]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::testing::on_both_engines;

    #[test]
    fn a_living_process_says_so() {
        on_both_engines(|office| {
            let answer = office.get("/healthz", None);
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.text(), "ok\n");
        });
    }
}
