//! Of whom something happened between two states of the journal.

use std::collections::HashSet;

use danh_ledger::Log;
use danh_register::{JournalError, event_by_id};
use danh_store::{Store, StoreError};
use danh_vocabulary::{EventId, PersonId};

use crate::error::SyncError;

/// Of more people it is not worth while to know who they are.
const PERSONS_MAX: usize = 1_000_000;
const PAGE: u64 = 2_000;

/// Of whom something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Changed {
    /// Of these.
    Persons(HashSet<PersonId>),
    /// Of so many that everybody may be among them.
    Many,
}

impl Changed {
    pub(crate) fn nobody() -> Self {
        Self::Persons(HashSet::new())
    }

    pub(crate) fn contains(&self, person: PersonId) -> bool {
        match self {
            Self::Persons(persons) => persons.contains(&person),
            Self::Many => true,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Persons(persons) if persons.is_empty())
    }
}

/// How many events have their position.
pub(crate) fn journal_size(store: &Store) -> Result<u64, StoreError> {
    let head = store
        .read(|tx| danh_ledger::checkpoint(tx, Log::JOURNAL))
        .wait()?;
    Ok(head.map_or(0, |head| head.size))
}

/// Of whom something happened from one size of the journal to another.
pub(crate) fn changed_between(store: &Store, from: u64, to: u64) -> Result<Changed, SyncError> {
    let mut persons = HashSet::new();
    let mut next = from;
    while next < to {
        if persons.len() > PERSONS_MAX || to - next > 2 * PERSONS_MAX as u64 {
            return Ok(Changed::Many);
        }
        let limit = PAGE.min(to - next);
        let page = store.read(move |tx| {
            let entries = danh_ledger::entries_from(tx, Log::JOURNAL, next, limit)?;
            let mut subjects = Vec::with_capacity(entries.len());
            for entry in &entries {
                let id = EventId::from_i64(entry.entry_id);
                let event = event_by_id(tx, id)?.ok_or(JournalError::Missing { event: id })?;
                subjects.extend(event.subjects.iter().map(|subject| subject.person));
            }
            Ok::<_, JournalError>((entries.len() as u64, subjects))
        });
        let (entries, subjects) = page.wait()?;
        if entries == 0 {
            break;
        }
        next += entries;
        persons.extend(subjects);
    }
    Ok(Changed::Persons(persons))
}
