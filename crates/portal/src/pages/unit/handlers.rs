//! Showing a unit. Units are public knowledge, so nothing is recorded.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::response::Response;
use danh_api::AppState;
use danh_api::problem::{Problem, ProblemKind};

use super::read::unit;
use crate::page::{Visit, respond};
use crate::pages::units::UnitsOn;
use crate::pages::units::handlers::status_of;

/// `GET /units/{code}?on=`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Path(code): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let today = state.register.today();
    let on = UnitsOn::of_query(&query, today);
    let view = code
        .parse()
        .ok()
        .and_then(|code| unit(&state.directory, today, code, on))
        .ok_or(Problem::new(ProblemKind::NotFound))?;
    Ok(respond(&visit, status_of(&view), &view))
}
