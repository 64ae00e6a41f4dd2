//! Showing a person, now or as of two dates.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::access::Work;
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, Disclosure, Reading, SignedIn, disclose};
use danh_exchange::Told;
use danh_register::person_queries::person_by_id;
use danh_register::{SubjectError, View, person_as_of};
use danh_store::Tx;
use danh_vocabulary::PersonId;

use super::read::PersonReader;
use super::{AsOf, PersonFacts, PersonView};
use crate::page::{Visit, respond};
use crate::pages::propose::Proposed;

/// `GET /persons/{handle}?on=&known=`; with the form's boxes it leads to the short address.
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let person = state
        .person_of(&handle)
        .ok_or(Problem::new(ProblemKind::NotFound))?;
    let as_of = AsOf::of_query(&query);
    if AsOf::came_from_form(&query) && as_of.errors.is_empty() {
        return Ok(Redirect::to(&as_of.address(&handle)).into_response());
    }
    let status = if as_of.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let reader = PersonReader {
        directory: state.directory.clone(),
        handles: state.handles.clone(),
        today: state.register.today(),
        viewer: signed_in.viewer(),
    };
    let view = as_of.view();
    let naming = state.clone();
    let facts = disclose(&state, &signed_in, Reading::of_person(person), move |tx| {
        let mut disclosure = read(&reader, tx, person, view)?;
        if let (Some(facts), true) = (&mut disclosure.value, view == View::PRESENT) {
            let (_, state) = person_by_id(tx, person)?.ok_or(SubjectError::Unknown)?;
            let lives_at = state.residence.filter(|_| state.death.is_none());
            facts.household = lives_at.map(|home| naming.handle_of_household(home.household));
        }
        Ok::<_, SubjectError>(disclosure)
    })
    .await?;
    let proposals = proposals(&signed_in, facts.as_ref());
    Ok(respond(
        &visit,
        status,
        &PersonView {
            handle,
            as_of,
            facts,
            proposals,
        },
    ))
}

/// What may be proposed about the record: nothing about one that is not the one that is read.
fn proposals(signed_in: &SignedIn, facts: Option<&PersonFacts>) -> Vec<Proposed> {
    let status = facts.map(|facts| &facts.status);
    let status = status.filter(|status| status.merged_into.is_none());
    match status {
        Some(status) if signed_in.may(Work::ProposeMarkedActs) => {
            Proposed::about(status.protected_since.is_some())
        }
        _ => Vec::new(),
    }
}

fn read(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    person: PersonId,
    view: View,
) -> Result<Disclosure<Option<PersonFacts>>, SubjectError> {
    let facts = reader.facts(tx, person, view)?;
    if facts.is_none() && person_as_of(tx, person, View::PRESENT)?.is_none() {
        return Err(SubjectError::Unknown);
    }
    let mut persons = vec![person];
    persons.extend(facts.iter().flat_map(|facts| reader.others_on_page(facts)));
    Ok(Disclosure {
        value: facts,
        told: vec![Told::Person, Told::History],
        persons,
    })
}
