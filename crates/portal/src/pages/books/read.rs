//! From the register to the lines of a book.

use std::collections::{BTreeMap, BTreeSet};

use danh_api::access::Reach;
use danh_keys::HandleKey;
use danh_register::person_queries::{hidden_among, persons_and_versions};
use danh_register::{
    BookEntry, BookPage, Event, EventBody, PersonState, SubjectError, View, Viewer,
};
use danh_register::{book_entries, events_by_ids, timeline};
use danh_store::Tx;
use danh_vocabulary::{EventId, PersonId};

use super::{BookLine, BookPerson, LineStanding};
use crate::bilingual::Bilingual;
use crate::words;

/// What is needed to read a book, apart from the transaction.
pub(super) struct BookReader {
    pub(super) handles: HandleKey,
    pub(super) reach: Reach,
    pub(super) viewer: Viewer,
    /// Whose books are read.
    pub(super) offices: Vec<Keeper>,
}

/// An office whose book is read.
pub(super) struct Keeper {
    pub(super) id: String,
    pub(super) name: Bilingual,
}

/// Lines, what the next page begins after, and who is named.
type Lines = (Vec<BookLine>, Option<String>, Vec<PersonId>);

impl BookReader {
    /// A page of lines. A line whose persons are all hidden from the reader is not there; its number is left out.
    pub(super) fn lines(
        &self,
        tx: &mut Tx<'_>,
        page: BookPage,
        handle: impl Fn(EventId) -> String,
    ) -> Result<Lines, SubjectError> {
        let one_more = BookPage {
            size: page.size + 1,
            ..page
        };
        let offices = self.offices.iter().map(|office| &*office.id);
        let mut entries = book_entries(tx, offices, one_more)?;
        let has_more = entries.len() > page.size as usize;
        entries.truncate(page.size as usize);
        let last = entries.last().filter(|_| has_more);
        let next = last.map(|last| format!("{}.{}", last.registered_on, handle(last.event)));
        let written = Written::of(tx, &entries, self.viewer)?;
        let (mut lines, mut told) = (Vec::new(), Vec::new());
        for entry in &entries {
            if let Some(line) = self.line(tx, (entry, &written), &handle, &mut told)? {
                lines.push(line);
            }
        }
        told.sort_unstable();
        told.dedup();
        Ok((lines, next, told))
    }

    fn line(
        &self,
        tx: &mut Tx<'_>,
        (entry, written): (&BookEntry, &Written),
        handle: impl Fn(EventId) -> String,
        told: &mut Vec<PersonId>,
    ) -> Result<Option<BookLine>, SubjectError> {
        let Some(event) = written.events.get(&entry.event) else {
            return Ok(None);
        };
        let mut persons = Vec::new();
        for person in concerned(event) {
            let Some((_, state)) = written.persons.get(&person) else {
                continue;
            };
            if written.hidden.contains(&person) {
                continue;
            }
            // That a line stands there tells of them, with a name or without.
            told.push(person);
            persons.push(if self.reach.includes(state) {
                let name = state.identity.name.to_string();
                BookPerson::Named(name, self.handles.seal(person.as_i64()))
            } else {
                BookPerson::Elsewhere
            });
        }
        if persons.is_empty() {
            return Ok(None);
        }
        let mut offices = self.offices.iter();
        let office = offices.find(|office| office.id == entry.authority);
        Ok(Some(BookLine {
            standing: written.standing(tx, event)?,
            number: entry.number,
            registered_on: entry.registered_on,
            event: handle(entry.event),
            kind: words::event(&event.body),
            persons,
            authority: office.map_or_else(
                || Bilingual::same(&entry.authority),
                |office| office.name.clone(),
            ),
        }))
    }
}

/// What the lines of a page were written of, read all at once.
struct Written {
    events: BTreeMap<EventId, Event>,
    /// Everybody whom the events are about, with their versions.
    persons: BTreeMap<PersonId, (u32, PersonState)>,
    /// Who of them is hidden from the reader.
    hidden: BTreeSet<PersonId>,
}

impl Written {
    fn of(tx: &mut Tx<'_>, entries: &[BookEntry], viewer: Viewer) -> Result<Self, SubjectError> {
        let ids: Vec<EventId> = entries.iter().map(|entry| entry.event).collect();
        let events = events_by_ids(tx, &ids)?;
        let persons: BTreeSet<PersonId> = events
            .values()
            .flat_map(|event| {
                let first = event.subjects.first().map(|it| it.person);
                concerned(event).into_iter().chain(first)
            })
            .collect();
        let persons: Vec<PersonId> = persons.into_iter().collect();
        Ok(Self {
            events,
            hidden: hidden_among(tx, &persons, viewer)?,
            persons: persons_and_versions(tx, &persons)?,
        })
    }

    /// Whether what a line says still stands.
    fn standing(&self, tx: &mut Tx<'_>, event: &Event) -> Result<LineStanding, SubjectError> {
        let Some(first) = event.subjects.first() else {
            return Ok(LineStanding::Stands);
        };
        let now = self.persons.get(&first.person);
        // Nothing that came to be known of them since can have corrected it.
        if now.is_some_and(|(version, _)| *version == first.version) {
            return Ok(LineStanding::Stands);
        }
        let entries = timeline(tx, first.person, View::PRESENT)?;
        let entry = entries.iter().find(|entry| entry.event.id == event.id);
        Ok(match entry {
            Some(entry) if entry.withdrawn => LineStanding::Withdrawn,
            Some(entry) if entry.corrected_by.is_some() => LineStanding::Corrected,
            _ => LineStanding::Stands,
        })
    }
}

/// Whom a line is about: of a death the dead alone, whose widow or widower the event changes too.
fn concerned(event: &Event) -> Vec<PersonId> {
    match &event.body {
        EventBody::Death(death) => vec![death.person],
        _ => event.subjects.iter().map(|it| it.person).collect(),
    }
}
