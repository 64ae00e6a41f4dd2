//! Showing an event, and its extract.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{About, AppState, Disclosure, Reading, SignedIn, disclose};
use danh_exchange::Told as ToldKind;
use danh_register::{SubjectError, event_by_id};
use danh_store::Tx;

use super::EventView;
use super::extract::ExtractView;
use super::read;
use crate::desk::Told;
use crate::page::{Visit, respond};
use crate::pages::person::read::PersonReader;

/// `GET /events/{handle}?registered=`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (mut view, _) = found(&state, &signed_in, &handle).await?;
    view.is_new = query.contains_key("registered");
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// `GET /events/{handle}/extract`
pub(crate) async fn extract(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
) -> Result<Response, Problem> {
    let (_, extract) = found(&state, &signed_in, &handle).await?;
    let mut extract = extract.ok_or(Problem::new(ProblemKind::NotFound))?;
    extract.handle = handle;
    Ok(respond(&visit, StatusCode::OK, &extract))
}

async fn found(
    state: &AppState,
    signed_in: &SignedIn,
    handle: &str,
) -> Result<(EventView, Option<ExtractView>), Problem> {
    let event = state
        .event_of(handle)
        .ok_or(Problem::new(ProblemKind::NotFound))?;
    let reader = PersonReader {
        directory: state.directory.clone(),
        handles: state.handles.clone(),
        today: state.register.today(),
        viewer: signed_in.viewer(),
    };
    // Whom it concerns is not told yet; it says who must be reached.
    let concerned = move |tx: &mut Tx<'_>| event_by_id(tx, event);
    let concerned = state
        .store
        .read(concerned)
        .await
        .map_err(SubjectError::from)?;
    let concerned = concerned.ok_or(Problem::new(ProblemKind::NotFound))?;
    let persons = concerned.subjects.iter().map(|subject| subject.person);
    let reading = Reading::of(About::AnyOf(persons.collect()));
    let (mut view, extract) = disclose(state, signed_in, reading, move |tx| {
        let mut told = Told::default();
        let found = read::event(&reader, tx, event, &mut told)?;
        Ok::<_, SubjectError>(Disclosure {
            value: found.ok_or(SubjectError::Unknown)?,
            told: vec![ToldKind::Person, ToldKind::History],
            persons: told.into_persons(),
        })
    })
    .await?;
    handle.clone_into(&mut view.handle);
    Ok((view, extract))
}
