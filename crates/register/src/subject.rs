//! The persons an event is about, as they stand before it.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PartialDate, PersonId};
use jiff::civil::Date;

use crate::event::{Event, EventBody};
use crate::fold::{self, FoldError, View};
use crate::journal::{self, JournalError};
use crate::person::{MaritalStatus, PersonState};
use crate::person_queries;

/// A person and the version of them that somebody looked at before deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The person.
    pub person: PersonId,
    /// How many events they had.
    pub version: u32,
}

/// Why a person cannot be the subject of an event.
#[derive(Debug, thiserror::Error)]
pub enum SubjectError {
    /// The register does not know them.
    #[error("the register does not know this person")]
    Unknown,
    /// Somebody else wrote meanwhile.
    #[error(
        "somebody changed this person meanwhile: version {seen} was seen, {current} is the last; look again"
    )]
    Conflict {
        /// The version that was seen.
        seen: u32,
        /// The last version.
        current: u32,
    },
    /// They died; only a correction can still concern them.
    #[error("the person died on {on}")]
    Dead {
        /// When.
        on: PartialDate,
    },
    /// Their journal does not fold.
    #[error(transparent)]
    Fold(#[from] FoldError),
    /// Their journal cannot be read.
    #[error(transparent)]
    Journal(JournalError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<JournalError> for SubjectError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Store(error) => Self::Store(error),
            other => Self::Journal(other),
        }
    }
}

/// A person with all their events and the state these give.
#[derive(Debug)]
pub(crate) struct LoadedSubject {
    pub(crate) person: PersonId,
    pub(crate) events: Vec<Event>,
    pub(crate) state: PersonState,
}

/// Whom an event is about: somebody known, or somebody who becomes known by it.
#[derive(Debug)]
pub(crate) enum NewOrLoaded {
    New(PersonId),
    Loaded(Box<LoadedSubject>),
}

/// Loads a person as they are now.
pub(crate) fn load(tx: &mut Tx<'_>, person: PersonId) -> Result<LoadedSubject, SubjectError> {
    let events = journal::events_of_person(tx, person)?;
    let state = fold::fold(person, &events, View::PRESENT)?.ok_or(SubjectError::Unknown)?;
    Ok(LoadedSubject {
        person,
        events,
        state,
    })
}

/// Loads a person and makes sure that nobody wrote since they were seen.
pub(crate) fn load_as_seen(tx: &mut Tx<'_>, seen: Seen) -> Result<LoadedSubject, SubjectError> {
    let loaded = load(tx, seen.person)?;
    match loaded.version() {
        current if current == seen.version => Ok(loaded),
        current => Err(SubjectError::Conflict {
            seen: seen.version,
            current,
        }),
    }
}

/// Like [`load_as_seen`], for events that only the living have.
pub(crate) fn load_living(tx: &mut Tx<'_>, seen: Seen) -> Result<LoadedSubject, SubjectError> {
    let loaded = load_as_seen(tx, seen)?;
    match &loaded.state.death {
        Some(death) => Err(SubjectError::Dead { on: death.on }),
        None => Ok(loaded),
    }
}

impl LoadedSubject {
    pub(crate) fn version(&self) -> u32 {
        u32::try_from(self.events.len()).expect("a life has fewer events than that")
    }

    /// The last day on which something in this life took effect, corrections apart.
    pub(crate) fn last_effective_day(&self) -> Option<Date> {
        let marital = self.last_marital_day();
        marital
            .into_iter()
            .chain(self.state.residence.as_ref().and_then(|home| home.since))
            .max()
    }

    /// The last day on which they married, or lost their spouse.
    pub(crate) fn last_marital_day(&self) -> Option<Date> {
        let since = match &self.state.marital {
            MaritalStatus::Married { since, .. } => since.map(|since| since.earliest()),
            _ => None,
        };
        let of_events = self.events.iter().filter_map(|event| match &event.body {
            EventBody::Death(death) if death.person != self.person => {
                Some(death.death.on.earliest())
            }
            _ => None,
        });
        of_events.chain(since).max()
    }

    /// The day from which the present residence holds, or the beginning of time when there is none.
    pub(crate) fn residence_since(&self) -> Date {
        self.state
            .residence
            .as_ref()
            .and_then(|home| home.since)
            .unwrap_or(Date::MIN)
    }

    /// Whether this person is married to the other, as far as the register can tell.
    pub(crate) fn is_married_to(
        &self,
        tx: &mut Tx<'_>,
        other: PersonId,
    ) -> Result<bool, StoreError> {
        match &self.state.marital {
            MaritalStatus::Married {
                spouse: Some(spouse),
                ..
            } => Ok(person_queries::person_of_relative(tx, spouse)? == Some(other)),
            _ => Ok(false),
        }
    }
}
