//! From the register to the lines of a book.

use danh_api::access::Reach;
use danh_keys::HandleKey;
use danh_register::person_queries::{is_visible, person_by_id};
use danh_register::{BookEntry, BookPage, Event, EventBody, SubjectError, View, Viewer};
use danh_register::{book_entries, event_by_id, timeline};
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
        let (mut lines, mut told) = (Vec::new(), Vec::new());
        for entry in &entries {
            if let Some(line) = self.line(tx, entry, &handle, &mut told)? {
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
        entry: &BookEntry,
        handle: impl Fn(EventId) -> String,
        told: &mut Vec<PersonId>,
    ) -> Result<Option<BookLine>, SubjectError> {
        let Some(event) = event_by_id(tx, entry.event)? else {
            return Ok(None);
        };
        let mut persons = Vec::new();
        for person in concerned(&event) {
            let Some((_, state)) = person_by_id(tx, person)? else {
                continue;
            };
            if !is_visible(tx, person, self.viewer)? {
                continue;
            }
            // That a line stands there tells of them, with a name or without.
            told.push(person);
            persons.push(if self.reach.includes(&state) {
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
        let standing = standing(tx, &event)?;
        Ok(Some(BookLine {
            standing,
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

/// Whether what a line says still stands.
fn standing(tx: &mut Tx<'_>, event: &Event) -> Result<LineStanding, SubjectError> {
    let Some(first) = event.subjects.first() else {
        return Ok(LineStanding::Stands);
    };
    let entries = timeline(tx, first.person, View::PRESENT)?;
    let entry = entries.iter().find(|entry| entry.event.id == event.id);
    Ok(match entry {
        Some(entry) if entry.withdrawn => LineStanding::Withdrawn,
        Some(entry) if entry.corrected_by.is_some() => LineStanding::Corrected,
        _ => LineStanding::Stands,
    })
}

/// Whom a line is about: of a death the dead alone, whose widow or widower the event changes too.
fn concerned(event: &Event) -> Vec<PersonId> {
    match &event.body {
        EventBody::Death(death) => vec![death.person],
        _ => event.subjects.iter().map(|it| it.person).collect(),
    }
}
