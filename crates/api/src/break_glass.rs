//! Opening an emergency reading of a person outside the jurisdiction: see [`danh_exchange::BreakGlass`].
//!
//! It needs a reason, counts for one person, for this session and half an hour, and is loud: on record before anything is
//! read, on a page of those who examine the work, in a metric (`danh_break_glass_total`), and said to the reader as long as it
//! lasts.

use danh_directory::{Officer, officer_by_id};
use danh_exchange::{
    AccessPage, AccessRecordError, BreakGlass, OpenBreakGlass, Reason, break_glass_list,
    break_glass_open,
};
use danh_ledger::Log;
use danh_register::person_queries::{is_visible, person_by_id};
use danh_register::{SubjectError, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AccessRecordId, PersonId};

use crate::access::{Reach, Work};
use crate::problem::{Problem, ProblemKind};
use crate::signed_in::{NotAppointedTo, SignedIn};
use crate::state::AppState;

/// How many a count looks through: it is there to be zero, or nearly.
const LOOKED_THROUGH_MAX: u32 = 500;

/// Why an emergency reading was not opened.
#[derive(Debug, thiserror::Error)]
pub enum BreakGlassError {
    /// No appointment of today allows it.
    #[error(transparent)]
    NotAppointed(#[from] NotAppointedTo),
    /// There is no such person for this officer.
    #[error(transparent)]
    Person(#[from] SubjectError),
    /// It could not be put on record, so it was not opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens one; when it returns, it is on disk.
pub async fn break_glass(
    state: &AppState,
    reader: &SignedIn,
    person: PersonId,
    reason: Reason,
) -> Result<BreakGlass, BreakGlassError> {
    let opening = Opening::of(state, reader, person, reason)?;
    let opened = state.store.write(move |tx| opening.write(tx)).await?;
    say_loudly(state, &opened);
    Ok(opened)
}

/// An emergency reading that is about to be opened.
pub(crate) struct Opening {
    wanted: OpenBreakGlass,
    salt: [u8; 16],
    viewer: Viewer,
}

impl Opening {
    pub(crate) fn of(
        state: &AppState,
        reader: &SignedIn,
        person: PersonId,
        reason: Reason,
    ) -> Result<Self, NotAppointedTo> {
        let work = Work::BreakGlass;
        let appointment = reader.appointment_for(work).ok_or(NotAppointedTo(work))?;
        let opening = OpenBreakGlass {
            id: AccessRecordId::from_i64(state.ids.next()),
            officer: reader.officer,
            authority: appointment.authority.to_string(),
            appointment: appointment.id,
            session_opened_at: reader.session_opened_at,
            person,
            reason,
            now: state.clock.now(),
        };
        let mut salt = [0; 16];
        state.entropy.fill(&mut salt);
        Ok(Self {
            wanted: opening,
            salt,
            viewer: reader.viewer(),
        })
    }

    /// Puts it on record, which opens it.
    pub(crate) fn write(&self, tx: &mut Tx<'_>) -> Result<BreakGlass, SubjectError> {
        let person = self.wanted.person;
        // Protection is not opened by it, nor told of.
        if person_by_id(tx, person)?.is_none() || !is_visible(tx, person, self.viewer)? {
            return Err(SubjectError::Unknown);
        }
        Ok(break_glass_open(tx, &self.wanted, &self.salt)?)
    }
}

/// What follows once it is on disk.
pub(crate) fn say_loudly(state: &AppState, opened: &BreakGlass) {
    state.ring(Log::ACCESS);
    metrics::counter!("danh_break_glass_total").increment(1);
    tracing::warn!(officer = %opened.officer, record = %opened.id, "an emergency reading was opened");
}

/// An emergency reading, as who oversees it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overseen {
    /// The reading.
    pub reading: BreakGlass,
    /// Who read, unless the directory lost them.
    pub officer: Option<Officer>,
}

/// Emergency readings of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverseenPage {
    /// Those by authorities within reach, the latest first.
    pub readings: Vec<Overseen>,
    /// How many were looked through.
    pub looked_through: u32,
    /// The last of these: the next page begins before it.
    pub last: Option<AccessRecordId>,
}

/// The emergency readings by authorities within an overseer's reach.
pub fn overseen(
    tx: &mut Tx<'_>,
    reach: &Reach,
    page: AccessPage,
) -> Result<OverseenPage, AccessRecordError> {
    let all = break_glass_list(tx, page)?;
    let last = all.last().map(|reading| reading.id);
    let looked_through = u32::try_from(all.len()).expect("a page has fewer than four billion rows");
    let mut readings = Vec::new();
    for reading in all {
        if reach.oversees(&reading.authority) {
            let officer = officer_by_id(tx, reading.officer)?;
            readings.push(Overseen { reading, officer });
        }
    }
    Ok(OverseenPage {
        readings,
        looked_through,
        last,
    })
}

/// How many emergency readings of the last seven days an officer is to look at; nothing for who oversees none. For their home.
pub fn recent_count(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
) -> Result<Option<usize>, AccessRecordError> {
    let work = Work::OverseeBreakGlass;
    if !officer.may(work) {
        return Ok(None);
    }
    let page = AccessPage {
        before: None,
        size: LOOKED_THROUGH_MAX,
    };
    let week_ago = state.clock.now().micros() - 7 * 24 * 3_600 * 1_000_000;
    let found = overseen(tx, &officer.reach(state, work), page)?;
    let recent = found.readings.iter();
    let recent = recent.filter(|one| one.reading.opened_at.micros() >= week_ago);
    Ok(Some(recent.count()))
}

impl From<BreakGlassError> for Problem {
    fn from(error: BreakGlassError) -> Self {
        match error {
            BreakGlassError::NotAppointed(error) => error.into(),
            BreakGlassError::Person(error) => error.into(),
            BreakGlassError::Store(error) => error.into(),
        }
    }
}

impl From<AccessRecordError> for Problem {
    fn from(error: AccessRecordError) -> Self {
        match error {
            AccessRecordError::Store(error) => error.into(),
            unreadable @ AccessRecordError::Unreadable { .. } => {
                tracing::error!(error = %unreadable, "the access log cannot be read");
                Self::new(ProblemKind::Internal)
            }
        }
    }
}
