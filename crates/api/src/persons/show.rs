//! `GET /api/v1/persons/{handle}?on=&known_at=`: a person as the register knows them, on any day
//! and as known at any instant, with the events that make them so.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use danh_exchange::Told;
use danh_register::{Seen, SubjectError, View, Viewer, events_of_person, person_queries, timeline};
use danh_store::Tx;
use danh_vocabulary::{PersonId, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::file::{PersonFile, Telling};
use super::history::HistoryEntry;
use super::purpose_in;
use crate::disclose::{Disclosure, Reading, disclose};
use crate::in_path::InPath;
use crate::problem::{Fault, FieldFault, Problem, ProblemDocument, ProblemKind};
use crate::signed_in::SignedIn;
use crate::state::AppState;
use crate::write::entity_tag;

/// Which moment of a life is asked about.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the query, which is read pair by pair")]
struct ViewQuery {
    /// As it was on this day; without it, with everything that is recorded.
    #[param(format = Date, example = "2025-07-01")]
    on: Option<String>,
    /// As the register knew it at this instant; without it, as it knows it now.
    #[param(format = DateTime, example = "2026-01-31T09:30:00Z")]
    known_at: Option<String>,
}

/// A person in one view.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "handle": "wpokv3q4ubeotmodupi3qhlxwu",
    "on": "2025-07-01",
    "version": 1,
    "file": {
        "name": "Nguyễn Thị Mai", "sex": "F", "born": "2024-05-20", "number": "001324000017",
        "marital": "unknown", "family": [],
    },
    "history": [{
        "event": "5hs7dwnvc2bq6pjuwnbnlt3ody", "kind": "birth", "effective_on": "2024-05-20",
        "recorded_at": "2024-06-01T08:00:00.000000Z", "actor": "officer:0000000000000007",
        "authority": "ubnd:00004", "basis": "Luật Hộ tịch 2014, Điều 13–16", "position": 4711,
    }],
}))]
pub(crate) struct PersonAnswer {
    /// The handle.
    handle: String,
    /// The day asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// The instant asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    known_at: Option<Timestamp>,
    /// How many events the register knew of the person at that instant.
    version: u32,
    /// What it says; nothing when the person was not born on that day or not known then.
    file: Option<PersonFile>,
    /// The events of the view, the latest first.
    history: Vec<HistoryEntry>,
}

/// A person with their history.
#[utoipa::path(
    get,
    path = "/api/v1/persons/{handle}",
    tag = "persons",
    operation_id = "person_show",
    params(
        ("handle" = String, Path, description = "The handle that a search gave.", example = "wpokv3q4ubeotmodupi3qhlxwu"),
        ("danh-purpose" = Option<String>, Header, description = "What it is for, in UTF-8; without it, the officer's duty. It stands in the access record.", example = "Dang ky ket hon"),
        ViewQuery,
    ),
    responses(
        (status = 200, description = "The person. The access is on record.", body = PersonAnswer,
         headers(("etag" = Option<String>, description = "The person in this version, for the `If-Match` of a write; none with `known_at`."))),
        (status = 403, description = "No appointment that allows it, or the person is outside the jurisdiction; the latter is on record.", body = ProblemDocument,
         content_type = "application/problem+json"),
        (status = 404, description = "No such person.", body = ProblemDocument,
         content_type = "application/problem+json"),
        (status = 422, description = "A query parameter is not what it should be.",
         body = ProblemDocument, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn show(
    State(state): State<AppState>,
    reader: SignedIn,
    InPath(handle): InPath<String>,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Result<(HeaderMap, Json<PersonAnswer>), Problem> {
    let (view, purpose) = (parse_view(&query)?, purpose_in(&headers)?);
    let missing = || Problem::new(ProblemKind::NotFound);
    let person = state.person_of(&handle).ok_or_else(missing)?;
    let (telling, viewer) = (state.clone(), reader.viewer());
    let read = move |tx: &mut Tx<'_>| read(tx, &telling, viewer, person, view);
    let reading = Reading::of_person(person).with_purpose(purpose);
    let told = disclose(&state, &reader, reading, read).await?;
    Ok((validator(&state, person, view, told.version), Json(told)))
}

/// The `ETag` names the person in the version that is told, for the `If-Match` of a write. What the
/// register knew once cannot be written on, so it has none.
///
/// `If-None-Match` is not looked at. The answer tells of relatives and places too, which change without
/// the person's version; and it is `no-store`, so nobody keeps a copy that a 304 could speak of, while
/// the access would have to be recorded all the same.
fn validator(state: &AppState, person: PersonId, view: View, version: u32) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if view.known_at.is_none() {
        let tag = entity_tag(state, Seen { person, version });
        let value = HeaderValue::try_from(tag).expect("a version is base32");
        headers.insert(header::ETAG, value);
    }
    headers
}

fn parse_view(query: &[(String, String)]) -> Result<View, Problem> {
    let (mut view, mut faults) = (View::PRESENT, Vec::<FieldFault>::new());
    for (index, (name, value)) in query.iter().enumerate() {
        let fault = match name.as_str() {
            _ if query[..index].iter().any(|(earlier, _)| earlier == name) => Some(Fault::Repeated),
            "on" => parse_date(value).map_or(Some(Fault::Date), |day| {
                view.on = Some(day);
                None
            }),
            "known_at" => value.parse().map_or(Some(Fault::Instant), |instant| {
                view.known_at = Some(instant);
                None
            }),
            _ => Some(Fault::Unknown),
        };
        faults.extend(fault.map(|fault| fault.of(name.as_str())));
    }
    if faults.is_empty() {
        Ok(view)
    } else {
        Err(Problem::in_fields(faults))
    }
}

/// Ten characters and no more: a date may otherwise carry a time.
fn parse_date(text: &str) -> Option<Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

fn read(
    tx: &mut Tx<'_>,
    state: &AppState,
    viewer: Viewer,
    person: PersonId,
    view: View,
) -> Result<Disclosure<PersonAnswer>, SubjectError> {
    let (current, _) = person_queries::person_by_id(tx, person)?.ok_or(SubjectError::Unknown)?;
    let mut telling = Telling {
        state,
        person,
        view,
        viewer,
        today: state.register.today(),
        persons: vec![person],
    };
    let history = timeline(tx, person, view)?;
    let answer = PersonAnswer {
        handle: state.handle_of(person),
        on: view.on,
        known_at: view.known_at,
        version: match view.known_at {
            None => current,
            Some(instant) => version_at(tx, person, instant)?,
        },
        file: telling.file(tx)?,
        history: history
            .into_iter()
            .map(|entry| HistoryEntry::of(state, entry))
            .collect(),
    };
    Ok(Disclosure {
        value: answer,
        told: vec![Told::Person, Told::History],
        persons: telling.persons,
    })
}

/// The events of a person are counted from 1, so the version is how many were known.
fn version_at(tx: &mut Tx<'_>, person: PersonId, instant: Timestamp) -> Result<u32, SubjectError> {
    let events = events_of_person(tx, person)?;
    let known = events.iter().filter(|event| event.recorded_at <= instant);
    Ok(u32::try_from(known.count()).expect("a life has fewer than four billion events"))
}

#[cfg(test)]
mod tests;
