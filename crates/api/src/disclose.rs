//! The one way to answer with personal data: read, record, and only then hand out.
//!
//! Invariant 3 of the design: no disclosure without a durable access record. Whoever answers a
//! person's data any other way breaks it; so queries that read persons stand inside a closure
//! given to [`disclose`], in the API and in the portal.
//!
//! Protected persons are not there for officers whom the order does not name. A read leaves them out where it lists
//! others than the one it is about ([`SignedIn::viewer`] says for whom); whoever it would tell of all the same is
//! found here, and then nobody is told anything.

use danh_exchange::{AccessRecord, Purpose, Told, access_record_append};
use danh_ledger::Log;
use danh_register::Actor;
use danh_register::person_queries::is_visible;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AccessRecordId, PersonId};

use crate::problem::{Problem, ProblemKind};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// What is about to be told.
#[derive(Debug)]
pub struct Disclosure<T> {
    /// The answer.
    pub value: T,
    /// What kind of thing it tells.
    pub told: Vec<Told>,
    /// Everyone about whom it tells something, the subject first.
    pub persons: Vec<PersonId>,
}

/// Why nothing was told.
#[derive(Debug, thiserror::Error)]
pub enum DiscloseError<E> {
    /// The officer has no appointment today that lets them read persons.
    #[error("the officer has no appointment under which persons may be read")]
    NotAppointed,
    /// The read refused, so there was nothing to tell.
    #[error("nothing was read")]
    Read(#[source] E),
    /// Somebody it is about is hidden from this officer: as if they were not there.
    #[error("a person is hidden from this officer")]
    Hidden,
    /// The access record is not on disk, so the answer was thrown away.
    #[error("the access record could not be written, so nothing was told")]
    NotRecorded(#[source] StoreError),
}

/// Reads, writes the access record, waits until that is on disk, and only then hands out what
/// was read.
///
/// Without a `purpose` it is the officer's daily work. A `read` that fails tells nothing and is
/// not recorded: let an answer that tells of a person's absence be a value, not an error. What a
/// read tells of somebody hidden from the officer is thrown away: see [`DiscloseError::Hidden`].
pub async fn disclose<T, E, F>(
    state: &AppState,
    reader: &SignedIn,
    purpose: Option<Purpose>,
    read: F,
) -> Result<T, DiscloseError<E>>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<Disclosure<T>, E> + Send + 'static,
{
    let Some(appointment) = reader.reads_persons_as() else {
        tracing::warn!(officer = %reader.officer, "refused: no appointment to read persons");
        return Err(DiscloseError::NotAppointed);
    };
    let (viewer, mut read) = (reader.viewer(), read);
    let guarded = move |tx: &mut Tx<'_>| {
        let disclosure = read(tx).map_err(Unread::Refused)?;
        for person in &disclosure.persons {
            if !is_visible(tx, *person, viewer)? {
                return Err(Unread::Hidden);
            }
        }
        Ok(disclosure)
    };
    let disclosure = match state.store.read(guarded).await {
        Ok(disclosure) => disclosure,
        Err(Unread::Refused(error)) => return Err(DiscloseError::Read(error)),
        Err(Unread::Hidden) => {
            tracing::warn!(officer = %reader.officer, "refused: a protected person");
            return Err(DiscloseError::Hidden);
        }
    };
    let record = AccessRecord {
        id: AccessRecordId::from_i64(state.ids.next()),
        at: state.clock.now(),
        actor: Actor::Officer(reader.officer),
        authority: appointment.authority.to_string(),
        purpose: purpose.unwrap_or_else(|| Purpose::duty_of(appointment.role)),
        basis: AccessRecord::BASIS_OF_KEEPERS.to_owned(),
        told: disclosure.told,
        persons: disclosure.persons,
    };
    let mut salt = [0; 16];
    state.entropy.fill(&mut salt);
    state
        .store
        .write(move |tx| access_record_append(tx, &record, &salt))
        .await
        .map_err(DiscloseError::NotRecorded)?;
    state.ring(Log::ACCESS);
    Ok(disclosure.value)
}

/// Why a transaction gave nothing to tell.
enum Unread<E> {
    Refused(E),
    Hidden,
}

impl<E: From<StoreError>> From<StoreError> for Unread<E> {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl<E: Into<Problem>> From<DiscloseError<E>> for Problem {
    fn from(error: DiscloseError<E>) -> Self {
        match error {
            DiscloseError::NotAppointed => Self::new(ProblemKind::NotAppointed),
            DiscloseError::Read(error) => error.into(),
            DiscloseError::Hidden => Self::new(ProblemKind::NotFound),
            DiscloseError::NotRecorded(error) => {
                tracing::error!(
                    error = crate::problem::safe_words(&error),
                    "no access record"
                );
                Self::new(ProblemKind::NotRecorded)
            }
        }
    }
}
