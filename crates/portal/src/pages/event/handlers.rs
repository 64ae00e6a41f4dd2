//! Showing an event, and its extract.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{About, AppState, Disclosure, Reading, SignedIn, disclose};
use danh_exchange::Told as ToldKind;
use danh_register::SubjectError;
use danh_store::Tx;
use danh_vocabulary::{EventId, PersonId};

use super::EventView;
use super::read;
use crate::desk::Told;
use crate::page::{Visit, respond};
use crate::pages::person::AsOf;
use crate::pages::person::read::PersonReader;

/// `GET /events/{handle}?registered=&on=&known=`; with the form's boxes it leads to the short address.
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let as_of = AsOf::of_query(&query);
    let is_clear = as_of.errors.is_empty();
    if AsOf::came_from_form(&query) && is_clear {
        let address = as_of.dated(&format!("/events/{handle}"));
        return Ok(Redirect::to(&address).into_response());
    }
    let asked = Asked::of(&state, &signed_in, &handle).await?;
    let view = as_of.view();
    let read = move |asked: &Asked, tx: &mut Tx<'_>| {
        let mut told = Told::default();
        let about = (&*asked.persons, view);
        let facts = read::facts(&asked.reader, tx, asked.event, about, &mut told)?;
        Ok((facts, told.into_persons()))
    };
    let view = EventView {
        facts: asked.disclose(&state, &signed_in, read).await?,
        is_new: query.contains_key("registered"),
        handle,
        as_of,
    };
    let status = if is_clear {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(respond(&visit, status, &view))
}

/// `GET /events/{handle}/extract`
pub(crate) async fn extract(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
) -> Result<Response, Problem> {
    let asked = Asked::of(&state, &signed_in, &handle).await?;
    let read = move |asked: &Asked, tx: &mut Tx<'_>| {
        let extract = read::extract(&asked.reader, tx, asked.event, &asked.persons)?;
        extract.ok_or(SubjectError::Unknown)
    };
    let mut extract = asked.disclose(&state, &signed_in, read).await?;
    extract.handle = handle;
    Ok(respond(&visit, StatusCode::OK, &extract))
}

/// The event that is asked for.
#[derive(Clone)]
struct Asked {
    event: EventId,
    reader: PersonReader,
    /// Whom it concerns and the officer may see; nothing is told of them yet, it says who must be reached.
    persons: Vec<PersonId>,
}

impl Asked {
    async fn of(state: &AppState, signed_in: &SignedIn, handle: &str) -> Result<Self, Problem> {
        let not_found = || Problem::new(ProblemKind::NotFound);
        let event = state.event_of(handle).ok_or_else(not_found)?;
        let reader = PersonReader {
            directory: state.directory.clone(),
            handles: state.handles.clone(),
            today: state.register.today(),
            viewer: signed_in.viewer(),
        };
        let looking = reader.clone();
        let concerned = move |tx: &mut Tx<'_>| read::concerned(&looking, tx, event);
        let persons = state.store.read(concerned).await?;
        if persons.is_empty() {
            return Err(not_found());
        }
        Ok(Self {
            event,
            reader,
            persons,
        })
    }

    /// Reads of it, and of whom that tells.
    async fn disclose<T: Send + 'static>(
        self,
        state: &AppState,
        signed_in: &SignedIn,
        read: impl Fn(&Self, &mut Tx<'_>) -> Result<(T, Vec<PersonId>), SubjectError> + Send + 'static,
    ) -> Result<T, Problem> {
        let reading = Reading::of(About::AnyOf(self.persons.clone()));
        let told = disclose(state, signed_in, reading, move |tx| {
            let (value, persons) = read(&self, tx)?;
            Ok::<_, SubjectError>(Disclosure {
                value,
                told: vec![ToldKind::Person, ToldKind::History],
                persons,
            })
        });
        Ok(told.await?)
    }
}
