//! Showing components. What they show is made up, so nothing is recorded.

use axum::extract::{Extension, Path};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::problem::{Problem, ProblemKind};

use super::{ComponentView, ComponentsView};
use crate::page::{Visit, respond};

/// `GET /components`
pub(crate) async fn list(Extension(visit): Extension<Visit>) -> Response {
    respond(&visit, StatusCode::OK, &ComponentsView::all())
}

/// `GET /components/{name}`
pub(crate) async fn show(
    Extension(visit): Extension<Visit>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let view = ComponentView::of(&name).ok_or(Problem::new(ProblemKind::NotFound))?;
    Ok(respond(&visit, StatusCode::OK, &view))
}
