//! `GET /api/v1/events/{handle}`: one civil event, who wrote it and about whom.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use danh_exchange::Told;
use danh_register::person_queries::{is_relative_visible, is_visible};
use danh_register::{Change, EventBody, SubjectError, View, Viewer, event_by_id, timeline};
use danh_store::Tx;
use danh_vocabulary::{EventId, PersonId};
use serde::Serialize;
use utoipa::ToSchema;

use super::change::ChangeFile;
use crate::disclose::{About, Disclosure, Reading, disclose};
use crate::in_path::InPath;
use crate::persons::history::HistoryEntry;
use crate::persons::purpose_in;
use crate::problem::{Problem, ProblemKind};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// A civil event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "event": "5hs7dwnvc2bq6pjuwnbnlt3ody", "kind": "birth", "effective_on": "2024-05-20",
    "recorded_at": "2024-06-01T08:00:00.000000Z", "actor": "officer:0000000000000007",
    "authority": "ubnd:00004", "authority_name": "Ủy ban nhân dân phường Trúc Bạch",
    "basis": "Luật Hộ tịch 2014, Điều 13–16", "position": 4711,
    "persons": ["wpokv3q4ubeotmodupi3qhlxwu"],
}))]
pub(crate) struct EventAnswer {
    /// What a person's history says of it.
    #[serde(flatten)]
    entry: HistoryEntry,
    /// The handles of everyone it is about whom the officer may see.
    persons: Vec<String>,
    /// Of a correction: what was wrong and what is right; nothing where it names somebody whom the officer may not see.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeFile>,
}

/// An event.
#[utoipa::path(
    get,
    path = "/api/v1/events/{handle}",
    tag = "events",
    operation_id = "event_show",
    params(
        ("handle" = String, Path, description = "The handle that a receipt or a history gave.", example = "5hs7dwnvc2bq6pjuwnbnlt3ody"),
        ("danh-purpose" = Option<String>, Header, description = "What it is for, in UTF-8; without it, the officer's duty. It stands in the access record.", example = "Dang ky ket hon"),
    ),
    responses((status = 200, description = "The event. The access is on record.", body = EventAnswer)),
)]
pub(crate) async fn show(
    State(state): State<AppState>,
    reader: SignedIn,
    InPath(handle): InPath<String>,
    headers: HeaderMap,
) -> Result<Json<EventAnswer>, Problem> {
    let purpose = purpose_in(&headers)?;
    let missing = || Problem::new(ProblemKind::NotFound);
    let event = state.event_of(&handle).ok_or_else(missing)?;
    let (telling, viewer) = (state.clone(), reader.viewer());
    let persons = state.store.read(move |tx| persons_of(tx, viewer, event));
    let persons = persons.await?;
    let read = move |tx: &mut Tx<'_>| read(tx, &telling, viewer, event);
    let reading = Reading::of(About::AnyOf(persons)).with_purpose(purpose);
    Ok(Json(disclose(&state, &reader, reading, read).await?))
}

/// Whom the event is about, which nothing is told of yet. Who is hidden from the officer is not there: a marriage to them is, as far
/// as it is the other's. Where nobody is left, there is no such event.
fn persons_of(tx: &mut Tx<'_>, viewer: Viewer, id: EventId) -> Result<Vec<PersonId>, SubjectError> {
    let event = event_by_id(tx, id)?.ok_or(SubjectError::Unknown)?;
    let mut persons = Vec::new();
    for subject in &event.subjects {
        if is_visible(tx, subject.person, viewer)? {
            persons.push(subject.person);
        }
    }
    if persons.is_empty() {
        return Err(SubjectError::Unknown);
    }
    Ok(persons)
}

/// Whether a correction names a parent who is hidden from the officer.
fn names_somebody_hidden(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    change: &Change,
) -> Result<bool, SubjectError> {
    let (Change::Father { was, now } | Change::Mother { was, now }) = change else {
        return Ok(false);
    };
    for relative in [was, now].into_iter().flatten() {
        if !is_relative_visible(tx, relative, viewer)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read(
    tx: &mut Tx<'_>,
    state: &AppState,
    viewer: Viewer,
    id: EventId,
) -> Result<Disclosure<EventAnswer>, SubjectError> {
    let event = event_by_id(tx, id)?.ok_or(SubjectError::Unknown)?;
    let persons = persons_of(tx, viewer, id)?;
    let first = *persons.first().ok_or(SubjectError::Unknown)?;
    let history = timeline(tx, first, View::PRESENT)?;
    let entry = history.into_iter().find(|entry| entry.event.id == id);
    let change = match &event.body {
        EventBody::Correction(correction)
            if !names_somebody_hidden(tx, viewer, &correction.change)? =>
        {
            Some(ChangeFile::of(&correction.change))
        }
        _ => None,
    };
    let answer = EventAnswer {
        entry: HistoryEntry::of(state, entry.ok_or(SubjectError::Unknown)?),
        persons: persons
            .iter()
            .map(|person| state.handle_of(*person))
            .collect(),
        change,
    };
    Ok(Disclosure {
        value: answer,
        told: vec![Told::History],
        persons,
    })
}
