//! Showing a household.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{About, AppState, Disclosure, Reading, SignedIn, Work, disclose};
use danh_exchange::Told;
use danh_register::SubjectError;

use super::read::HouseholdReader;
use crate::page::{Visit, respond};
use crate::pages::person::AsOf;

/// `GET /households/{handle}?on=&known=`; with the form's boxes it leads to the short address.
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let not_found = || Problem::new(ProblemKind::NotFound);
    let household = state.household_of(&handle).ok_or_else(not_found)?;
    let (as_of, address) = (AsOf::of_query(&query), format!("/households/{handle}"));
    let is_clear = as_of.errors.is_empty();
    if AsOf::came_from_form(&query) && is_clear {
        return Ok(Redirect::to(&as_of.dated(&address)).into_response());
    }
    let reader = HouseholdReader {
        directory: state.directory.clone(),
        handles: state.handles.clone(),
        today: state.register.today(),
        viewer: signed_in.viewer(),
        may_name_head: as_of.is_present() && signed_in.may(Work::RegisterResidence),
        as_of,
        address,
    };
    let reading = Reading::of(About::Household(household));
    let view = disclose(&state, &signed_in, reading, move |tx| {
        let found = reader.household(tx, household)?;
        let (view, persons) = found.ok_or(SubjectError::Unknown)?;
        Ok::<_, SubjectError>(Disclosure {
            value: view,
            told: vec![Told::Person],
            persons,
        })
    })
    .await?;
    let status = if is_clear {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(respond(&visit, status, &view))
}
