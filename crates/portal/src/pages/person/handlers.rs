//! Showing a person, now or as of two dates.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, Disclosure, SignedIn, disclose};
use danh_exchange::Told;
use danh_register::{SubjectError, View, person_as_of};
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use super::read::PersonReader;
use super::{AsOf, PersonFacts, PersonView};
use crate::page::{Visit, respond};

/// Why a person could not be read.
#[derive(Debug, thiserror::Error)]
enum ReadError {
    /// The register knows no such person.
    #[error("the register does not know this person")]
    Unknown,
    /// Their journal is damaged.
    #[error(transparent)]
    Subject(SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

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
    };
    let view = as_of.view();
    let facts = disclose(&state, &signed_in, None, move |tx| {
        read(&reader, tx, person, view)
    })
    .await?;
    Ok(respond(
        &visit,
        status,
        &PersonView {
            handle,
            as_of,
            facts,
        },
    ))
}

fn read(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    person: PersonId,
    view: View,
) -> Result<Disclosure<Option<PersonFacts>>, ReadError> {
    let facts = reader.facts(tx, person, view)?;
    if facts.is_none() && person_as_of(tx, person, View::PRESENT)?.is_none() {
        return Err(ReadError::Unknown);
    }
    let mut persons = vec![person];
    persons.extend(facts.iter().flat_map(|facts| reader.others_on_page(facts)));
    Ok(Disclosure {
        value: facts,
        told: vec![Told::Person, Told::History],
        persons,
    })
}

impl From<SubjectError> for ReadError {
    fn from(error: SubjectError) -> Self {
        match error {
            SubjectError::Store(error) => Self::Store(error),
            SubjectError::Unknown => Self::Unknown,
            other => Self::Subject(other),
        }
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unknown => Self::new(ProblemKind::NotFound),
            ReadError::Store(error) => error.into(),
            ReadError::Subject(error) => {
                tracing::error!(%error, "a person's journal cannot be read");
                Self::new(ProblemKind::Internal)
            }
        }
    }
}
