//! Showing how the program runs. It tells nothing about persons, so nothing is recorded.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::AppState;
use danh_api::problem::Problem;

use super::OperatorView;
use crate::moments::in_viet_nam;
use crate::page::{Visit, respond};

/// `GET /operator`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
) -> Result<Response, Problem> {
    let view = OperatorView {
        looked_at: in_viet_nam(state.clock.now()),
        findings: state.findings().await?,
    };
    Ok(respond(&visit, StatusCode::OK, &view))
}
