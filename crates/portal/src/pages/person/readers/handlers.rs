//! Showing who was told about a person.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, Disclosure, Reading, SignedIn, disclose};
use danh_directory::{Directory, officer_by_id};
use danh_exchange::{
    AccessPage, AccessRecord, AccessRecordError, Told, access_records_of_person, organisation_by_id,
};
use danh_register::person_queries::person_by_id;
use danh_register::{Actor, SubjectError};
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use super::{ReadBy, ReadersView, ReadingRow};
use crate::bilingual::Bilingual;
use crate::moments::in_viet_nam;
use crate::page::{Visit, respond};
use crate::pages::person::AsOf;

/// So many are on a page.
const PAGE: u32 = 25;

/// `GET /persons/{handle}/readers?before=`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let person = state.person_of(&handle).ok_or_else(missing)?;
    let page = AccessPage {
        before: query.get("before").and_then(|before| before.parse().ok()),
        size: PAGE,
    };
    let directory = state.directory.clone();
    let reading = Reading::of_person(person);
    let (name, readings, earlier) = disclose(&state, &signed_in, reading, move |tx| {
        Ok::<_, SubjectError>(Disclosure {
            value: read(&directory, tx, person, page)?,
            told: vec![Told::SearchResult, Told::AccessRecords],
            persons: vec![person],
        })
    })
    .await?;
    let view = ReadersView {
        handle,
        name,
        as_of: AsOf::of_query(&query),
        readings,
        earlier,
    };
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// The person's name, a page of readings, and what the next page begins before.
fn read(
    directory: &Directory,
    tx: &mut Tx<'_>,
    person: PersonId,
    page: AccessPage,
) -> Result<(String, Vec<ReadingRow>, Option<String>), SubjectError> {
    let (_, state) = person_by_id(tx, person)?.ok_or(SubjectError::Unknown)?;
    let one_more = AccessPage {
        size: page.size + 1,
        ..page
    };
    let mut records = access_records_of_person(tx, person, one_more).map_err(unread)?;
    let shown = page.size as usize;
    let has_more = records.len() > shown;
    records.truncate(shown);
    let earlier = records.last().filter(|_| has_more);
    let earlier = earlier.map(|last| last.id.to_string());
    let rows = records.into_iter().map(|record| row(directory, tx, record));
    let rows = rows.collect::<Result<_, StoreError>>()?;
    Ok((state.identity.name.to_string(), rows, earlier))
}

fn row(
    directory: &Directory,
    tx: &mut Tx<'_>,
    record: AccessRecord,
) -> Result<ReadingRow, StoreError> {
    let authority = asked_in_name_of(directory, tx, &record)?;
    let by = match record.actor {
        Actor::Officer(id) => ReadBy::Officer(
            officer_by_id(tx, id)?.map_or_else(|| id.to_string(), |it| it.name.to_string()),
        ),
        Actor::Program(command) => ReadBy::Program(command),
        Actor::Organisation(_) => ReadBy::Organisation,
    };
    Ok(ReadingRow {
        at: in_viet_nam(record.at),
        by,
        authority,
        purpose: record.purpose.as_str().to_owned(),
        basis: record.basis,
        kind: record.kind,
        told: record.told,
    })
}

/// The authority, or the organisation that asked.
fn asked_in_name_of(
    directory: &Directory,
    tx: &mut Tx<'_>,
    record: &AccessRecord,
) -> Result<Bilingual, StoreError> {
    let organisation = match &record.actor {
        Actor::Organisation(id) => match id.parse() {
            Ok(id) => organisation_by_id(tx, &id)?,
            Err(_) => None,
        },
        Actor::Officer(_) | Actor::Program(_) => None,
    };
    Ok(organisation.map_or_else(
        || Bilingual::of_authority(directory, &record.authority),
        |organisation| Bilingual {
            vietnamese: organisation.name,
            english: organisation.name_english,
        },
    ))
}

fn unread(error: AccessRecordError) -> StoreError {
    match error {
        AccessRecordError::Store(error) => error,
        unreadable @ AccessRecordError::Unreadable { .. } => StoreError::Corrupt {
            detail: unreadable.to_string(),
        },
    }
}
