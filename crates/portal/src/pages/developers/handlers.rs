//! Showing the API. It tells nothing about anybody, so nothing is recorded and nobody need sign in.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::problem::{Problem, ProblemKind};

use super::read;
use crate::page::{Visit, respond};

/// `GET /developers`
pub(crate) async fn show(Extension(visit): Extension<Visit>) -> Response {
    respond(&visit, StatusCode::OK, &read::developers())
}

/// `GET /developers/problems?status=`
pub(crate) async fn problems(
    Extension(visit): Extension<Visit>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let status = query.get("status").and_then(|status| status.parse().ok());
    respond(&visit, StatusCode::OK, &read::problems(status))
}

/// `GET /developers/{operation}`
pub(crate) async fn operation(
    Extension(visit): Extension<Visit>,
    Path(operation): Path<String>,
) -> Result<Response, Problem> {
    let view = read::operation(&operation).ok_or(Problem::new(ProblemKind::NotFound))?;
    Ok(respond(&visit, StatusCode::OK, &view))
}
