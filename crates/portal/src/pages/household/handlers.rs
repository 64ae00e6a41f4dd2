//! Showing a household.

use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{About, AppState, Disclosure, Reading, SignedIn, Work, disclose};
use danh_exchange::Told;
use danh_store::StoreError;

use super::read::HouseholdReader;
use crate::page::{Visit, respond};

/// `GET /households/{handle}`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
) -> Result<Response, Problem> {
    let not_found = || Problem::new(ProblemKind::NotFound);
    let household = state.household_of(&handle).ok_or_else(not_found)?;
    let reader = HouseholdReader {
        directory: state.directory.clone(),
        handles: state.handles.clone(),
        today: state.register.today(),
        viewer: signed_in.viewer(),
        may_name_head: signed_in.may(Work::RegisterResidence),
    };
    let reading = Reading::of(About::Household(household));
    let view = disclose(&state, &signed_in, reading, move |tx| {
        let (view, persons) = reader.household(tx, household)?;
        Ok::<_, StoreError>(Disclosure {
            value: view,
            told: vec![Told::Person],
            persons,
        })
    })
    .await?;
    if view.members.is_empty() {
        return Err(not_found());
    }
    Ok(respond(&visit, StatusCode::OK, &view))
}
