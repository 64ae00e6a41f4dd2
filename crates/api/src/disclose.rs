//! The one way to answer with personal data: ask the declaration, read, record, and only then hand out.
//!
//! Invariant 3 of the design: no disclosure without a durable access record. Whoever answers a
//! person's data any other way breaks it; so queries that read persons stand inside a closure
//! given to [`disclose`], in the API and in the portal.
//!
//! The reader must have come by a route whose [declaration](crate::access::RouteRule) lets it tell what is told, and must
//! [reach](crate::access::Reach) whom it is about today. Who does not is told nothing, and that they asked is on record too,
//! unless they opened an emergency reading of that person in this session ([`crate::break_glass`]).
//!
//! Protected persons are not there for officers whom the order does not name. A read leaves them out where it lists
//! others than the one it is about ([`SignedIn::viewer`] says for whom); whoever it would tell of all the same is
//! found here, and then nobody is told anything.

mod admission;
mod reading;

use std::time::Instant;

use danh_exchange::{AccessKind, AccessRecord, Purpose, Told, access_record_append};
use danh_ledger::Log;
use danh_register::Actor;
use danh_register::person_queries::hidden_among;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AccessRecordId, PersonId};

use self::admission::{Admission, Admitted, NotAdmitted};
pub use self::reading::{About, Reading};
use crate::access::{Caller, Jurisdiction, RouteRule, Work};
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
    /// Whom it is about lies outside the officer's jurisdiction. That they asked is on record.
    #[error("the person is outside the jurisdiction of this officer")]
    OutsideJurisdiction {
        /// The handle of the one person it is about, for whom an emergency reading can be opened.
        person: Option<String>,
    },
    /// The route by which the officer came declares no such telling: a fault of ours.
    #[error("the route does not declare that it tells this")]
    Undeclared,
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
/// `reading` says whom it is about and what for; without a purpose it is the officer's daily work. A `read` that fails tells
/// nothing and is not recorded: let an answer that tells of a person's absence be a value, not an error. What a
/// read tells of somebody hidden from the officer is thrown away: see [`DiscloseError::Hidden`].
pub async fn disclose<T, E, F>(
    state: &AppState,
    reader: &SignedIn,
    reading: Reading,
    mut read: F,
) -> Result<T, DiscloseError<E>>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<Disclosure<T>, E> + Send + 'static,
{
    let (rule, work) = declared(reader, &reading.about).ok_or(DiscloseError::Undeclared)?;
    let admission = Admission::of(state, reader, work).ok_or_else(|| {
        tracing::warn!(officer = %reader.officer, "refused: no appointment to read persons");
        DiscloseError::NotAppointed
    })?;
    let (viewer, about) = (reader.viewer(), reading.about);
    let asked = reading.asked.unwrap_or_else(|| rule.discloses.to_vec());
    let guarded = move |tx: &mut Tx<'_>| {
        let admitted = admission.admit(tx, &about).map_err(Unread::NotAdmitted)?;
        let disclosure = read(tx).map_err(Unread::Refused)?;
        if !hidden_among(tx, &disclosure.persons, viewer)?.is_empty() {
            return Err(Unread::NotAdmitted(NotAdmitted::Hidden));
        }
        Ok((admitted, disclosure))
    };
    let (admitted, disclosure) = match state.store.read(guarded).await {
        Ok(read) => read,
        Err(unread) => {
            let asked = (rule, asked, reading.purpose);
            return Err(refuse(state, reader, asked, unread).await);
        }
    };
    if !disclosure
        .told
        .iter()
        .all(|told| rule.discloses.contains(told))
    {
        tracing::error!(
            path = rule.path,
            "this route tells what it does not declare"
        );
        return Err(DiscloseError::Undeclared);
    }
    let purpose = admitted.reason.clone().or(reading.purpose);
    let record = record(state, reader, &admitted, purpose);
    let record = AccessRecord {
        told: disclosure.told,
        persons: disclosure.persons,
        ..record
    };
    append(state, record)
        .await
        .map_err(DiscloseError::NotRecorded)?;
    Ok(disclosure.value)
}

/// The rule by which the reader came and the work it is for, if it lets somebody be told of whom it is about.
fn declared(reader: &SignedIn, about: &About) -> Option<(&'static RouteRule, Work)> {
    let rule = reader.rule()?;
    let Caller::Officer(work) = rule.caller else {
        return None;
    };
    let lets = match rule.jurisdiction {
        Jurisdiction::NotAboutPersons | Jurisdiction::Emergency | Jurisdiction::Agreed => false,
        Jurisdiction::Reached => !matches!(about, About::Whoever),
        Jurisdiction::Least => true,
    };
    if !lets {
        tracing::error!(
            path = rule.path,
            "this route does not declare whom it is about"
        );
    }
    lets.then_some((rule, work))
}

/// Why nothing is told, once what must be on record of that is on disk.
async fn refuse<E>(
    state: &AppState,
    reader: &SignedIn,
    (rule, asked, purpose): (&RouteRule, Vec<Told>, Option<Purpose>),
    unread: Unread<E>,
) -> DiscloseError<E> {
    let (appointment, persons) = match unread {
        Unread::NotAdmitted(NotAdmitted::Hidden) => {
            tracing::warn!(officer = %reader.officer, "refused: a protected person");
            return DiscloseError::Hidden;
        }
        Unread::Refused(error) | Unread::NotAdmitted(NotAdmitted::Store(error)) => {
            return DiscloseError::Read(error);
        }
        Unread::NotAdmitted(NotAdmitted::Outside {
            appointment,
            persons,
        }) => (appointment, persons),
    };
    tracing::warn!(officer = %reader.officer, path = rule.path, "refused: outside the jurisdiction");
    metrics::counter!("danh_refused_outside_jurisdiction_total").increment(1);
    let admitted = Admitted {
        appointment,
        kind: AccessKind::RefusedOutsideJurisdiction,
        reason: None,
    };
    let person = match &*persons {
        [one] => Some(state.handle_of(*one)),
        _ => None,
    };
    let record = AccessRecord {
        told: asked,
        persons,
        ..record(state, reader, &admitted, purpose)
    };
    match append(state, record).await {
        Ok(()) => DiscloseError::OutsideJurisdiction { person },
        Err(error) => DiscloseError::NotRecorded(error),
    }
}

/// The record of an access about nobody yet.
fn record(
    state: &AppState,
    reader: &SignedIn,
    admitted: &Admitted,
    purpose: Option<Purpose>,
) -> AccessRecord {
    let appointment = &admitted.appointment;
    AccessRecord {
        id: AccessRecordId::from_i64(state.ids.next()),
        at: state.clock.now(),
        actor: Actor::Officer(reader.officer),
        authority: appointment.authority.to_string(),
        appointment: Some(appointment.id),
        kind: admitted.kind,
        purpose: purpose.unwrap_or_else(|| Purpose::duty_of(appointment.role)),
        basis: AccessRecord::BASIS_OF_KEEPERS.to_owned(),
        told: Vec::new(),
        persons: Vec::new(),
        organisation: None,
    }
}

async fn append(state: &AppState, record: AccessRecord) -> Result<(), StoreError> {
    let mut salt = [0; 16];
    state.entropy.fill(&mut salt);
    let began = Instant::now();
    let written = state
        .store
        .write(move |tx| access_record_append(tx, &record, &salt));
    written.await?;
    // What an answer pays for being on record, apart from what it pays for being made.
    metrics::histogram!("danh_access_record_wait_seconds").record(began.elapsed().as_secs_f64());
    state.ring(Log::ACCESS);
    Ok(())
}

/// Why a transaction gave nothing to tell.
enum Unread<E> {
    Refused(E),
    NotAdmitted(NotAdmitted<E>),
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
            DiscloseError::OutsideJurisdiction { person } => {
                Self::new(ProblemKind::OutsideJurisdiction).about_person(person)
            }
            DiscloseError::Undeclared => Self::new(ProblemKind::Internal),
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

#[cfg(test)]
mod tests;
