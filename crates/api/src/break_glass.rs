//! Opening an emergency reading of a person outside the jurisdiction: see [`danh_exchange::BreakGlass`].
//!
//! It needs a reason, counts for one person, for this session and half an hour, and is loud: on record before anything is
//! read, on a page of those who examine the work, in a metric (`danh_break_glass_total`), and said to the reader as long as it
//! lasts.

use danh_exchange::{BreakGlass, OpenBreakGlass, Reason, break_glass_open};
use danh_ledger::Log;
use danh_register::SubjectError;
use danh_register::person_queries::{is_visible, person_by_id};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AccessRecordId, PersonId};

use crate::access::Work;
use crate::problem::Problem;
use crate::signed_in::{NotAppointedTo, SignedIn};
use crate::state::AppState;

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
    let viewer = reader.viewer();
    let write = move |tx: &mut Tx<'_>| {
        // Protection is not opened by it, nor told of.
        if person_by_id(tx, person)?.is_none() || !is_visible(tx, person, viewer)? {
            return Err(SubjectError::Unknown);
        }
        Ok::<_, SubjectError>(break_glass_open(tx, &opening, &salt)?)
    };
    let opened = state.store.write(write).await?;
    state.ring(Log::ACCESS);
    metrics::counter!("danh_break_glass_total").increment(1);
    tracing::warn!(officer = %reader.officer, record = %opened.id, "an emergency reading was opened");
    Ok(opened)
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
