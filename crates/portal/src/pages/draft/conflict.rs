//! Somebody else wrote while a form was being filled in: what the officer saw and what the register says now, side by side.
//! What was typed stays.

use axum::http::StatusCode;
use axum::response::Response;
use danh_register::{Event, PersonState, Seen, View, events_of_person, fold};
use danh_store::{StoreError, Tx};

use super::opened::{Opened, Stop};
use super::people::card;
use super::rows;
use crate::bilingual::Bilingual;
use crate::components::{CheckAnswers, Column, Table, Value};
use crate::desk::{Office, Told};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section, respond};
use crate::words;

/// What changed meanwhile.
#[derive(Clone, Debug)]
pub struct ConflictView {
    /// The form.
    pub form: Key,
    /// The address of the draft.
    pub draft: String,
    /// Everyone who changed.
    pub changed: Vec<ChangedPerson>,
    /// What was typed, which stays.
    pub answers: CheckAnswers,
}

/// Somebody whose record changed since they were seen.
#[derive(Clone, Debug)]
pub struct ChangedPerson {
    /// Their name now.
    pub name: String,
    /// What was registered meanwhile: kind, by which authority, when.
    pub events: Vec<(Key, Bilingual, String)>,
    /// What was seen and what stands now, where they differ.
    pub differences: Vec<(Key, Value, Value)>,
}

impl ChangedPerson {
    fn table(&self) -> Table {
        Table {
            caption: Message::new(Key("desk-conflict-differences"))
                .with_text("name", self.name.as_str()),
            columns: vec![
                Column::words(Key("desk-conflict-what")),
                Column::words(Key("desk-conflict-seen")),
                Column::words(Key("desk-conflict-now")),
            ],
            rows: self
                .differences
                .iter()
                .map(|(term, seen, now)| vec![(*term).into(), seen.clone(), now.clone()])
                .collect(),
        }
    }
}

super::super::template!(ConflictView, "desk/conflict.html");

impl Page for ConflictView {
    fn title(&self) -> Message {
        Key("desk-conflict").into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}

/// The page, for a draft some of whose persons are not as they were seen.
pub(super) async fn draw(opened: &Opened, visit: &crate::page::Visit) -> Result<Response, Stop> {
    let (form, answers, draft) = (opened.form, opened.answers.clone(), opened.address());
    let read = move |office: &Office, tx: &mut Tx<'_>, told: &mut Told| {
        let mut changed = Vec::new();
        for (_, seen) in answers.persons() {
            changed.extend(changed_person(office, tx, seen, told)?);
        }
        let sections = rows::sections((form, &draft), office, tx, &answers, told)?;
        Ok((changed, CheckAnswers { sections }))
    };
    let (changed, answers) = opened.read_in_reach(read).await?;
    let view = ConflictView {
        form: opened.form.about().title,
        draft: opened.address(),
        changed,
        answers,
    };
    Ok(respond(visit, StatusCode::CONFLICT, &view))
}

fn changed_person(
    office: &Office,
    tx: &mut Tx<'_>,
    seen: Seen,
    told: &mut Told,
) -> Result<Option<ChangedPerson>, StoreError> {
    let Some((_, now)) = office.person(tx, seen.person)? else {
        return Ok(None);
    };
    let events = match events_of_person(tx, seen.person) {
        Ok(events) => events,
        Err(danh_register::JournalError::Store(error)) => return Err(error),
        // A journal that cannot be read is said where it is written to.
        Err(_) => return Ok(None),
    };
    let seen_events = usize::try_from(seen.version)
        .unwrap_or(usize::MAX)
        .min(events.len());
    let (before, later) = events.split_at(seen_events);
    if later.is_empty() {
        return Ok(None);
    }
    told.of(seen.person);
    let Ok(Some(before)) = fold(seen.person, before, View::PRESENT) else {
        return Ok(None);
    };
    Ok(Some(ChangedPerson {
        name: now.identity.name.to_string(),
        events: later.iter().map(|event| happened(office, event)).collect(),
        differences: differences(office, seen, &before, &now),
    }))
}

fn happened(office: &Office, event: &Event) -> (Key, Bilingual, String) {
    (
        words::event(&event.body),
        office.authority_name(&event.authority),
        crate::moments::in_viet_nam(event.recorded_at),
    )
}

/// What a card says of somebody, where it was another before.
fn differences(
    office: &Office,
    seen: Seen,
    before: &PersonState,
    now: &PersonState,
) -> Vec<(Key, Value, Value)> {
    let facts = |state: &PersonState| {
        let card = card(office, seen.person, state);
        let marital = words::marital_status(&state.marital);
        let mut facts = vec![
            (Key("word-name"), Value::Text(card.name.clone())),
            (Key("desk-marital-status"), Value::from(marital)),
            (Key("word-died"), Value::date(card.died.as_deref())),
        ];
        let rows = card.facts().rows;
        facts.extend(rows.into_iter().map(|row| (row.term, row.value)));
        facts
    };
    let now = facts(now);
    facts(before)
        .into_iter()
        .filter_map(|(term, seen)| {
            let (_, now) = now.iter().find(|(other, _)| *other == term)?;
            (format!("{seen:?}") != format!("{now:?}")).then(|| (term, seen, now.clone()))
        })
        .collect()
}
