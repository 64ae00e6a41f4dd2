//! The persons an event is about, as they stand before it.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PartialDate, PersonId};
use jiff::civil::Date;

use crate::event::Event;
use crate::facts::{Fact, Thread};
use crate::fold::{FoldError, Life};
use crate::journal::{self, JournalError};
use crate::person::{MaritalStatus, PersonState};

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
    /// The record turned out to be a second one of somebody; only un-merging or correcting it can still concern it.
    #[error("this record was merged into another one of the same person; change that one")]
    Merged {
        /// The record that is read now.
        into: PersonId,
    },
    /// Something stands against it of which this officer may not know, nor even what it is: who may, examines it.
    #[error("this cannot be registered here; an officer of the authority above must examine it")]
    Withheld,
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
    pub(crate) life: Life,
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
    let life = Life::of(person, &events, None)?.ok_or(SubjectError::Unknown)?;
    let state = life.state(None).ok_or(SubjectError::Unknown)?;
    Ok(LoadedSubject {
        person,
        events,
        life,
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
    let loaded = load_unmerged(tx, seen)?;
    match &loaded.state.death {
        Some(death) => Err(SubjectError::Dead { on: death.on }),
        None => Ok(loaded),
    }
}

/// Like [`load_as_seen`], for events of the living and the dead: the record must be the one that is read.
pub(crate) fn load_unmerged(tx: &mut Tx<'_>, seen: Seen) -> Result<LoadedSubject, SubjectError> {
    let loaded = load_as_seen(tx, seen)?;
    match loaded.state.merged_into {
        Some(into) => Err(SubjectError::Merged { into }),
        None => Ok(loaded),
    }
}

impl LoadedSubject {
    pub(crate) fn version(&self) -> u32 {
        u32::try_from(self.events.len()).expect("a life has fewer events than that")
    }

    /// The last day on which they are known to have lived: they married then, came to live somewhere, were at an office. An absence
    /// is declared before it begins, so its first day says nothing; nor does it that others changed the household.
    pub(crate) fn last_lived_on(&self) -> Option<Date> {
        self.last_day_of(|fact| {
            matches!(
                fact,
                Fact::Marital(MaritalStatus::Married { .. })
                    | Fact::Resides(_)
                    | Fact::TemporarilyResides(_)
                    | Fact::AbsenceEnded(_)
                    | Fact::Stays(_)
                    | Fact::Dwells(_)
                    | Fact::CardIssued(_)
                    | Fact::Declared(_)
                    | Fact::Renamed(_)
                    | Fact::SexDetermined(_)
                    | Fact::EthnicityDetermined(_)
                    | Fact::NationalityGained(_)
                    | Fact::NationalityLost(_)
                    | Fact::Adopted(_)
                    | Fact::Guarded(_)
                    | Fact::Guards(_)
                    | Fact::Returned
            )
        })
    }

    /// The last day of the facts that follow one another in a thread: what begins or ends something in it must not lie before.
    pub(crate) fn last_day_in(&self, thread: Thread) -> Option<Date> {
        self.last_day_of(|fact| fact.thread() == thread)
    }

    /// The last of the days of some facts, as far as there is a day.
    pub(crate) fn last_day_of(&self, wanted: impl Fn(&Fact) -> bool) -> Option<Date> {
        let dated = self
            .life
            .facts()
            .filter(|(_, dated)| dated.since.earliest().is_some() && wanted(&dated.fact));
        dated.map(|(day, _)| day).max()
    }
}
