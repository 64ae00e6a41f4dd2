//! Emergency readings ("breaking the glass"): one person outside the jurisdiction, for half an hour, with a reason, loudly.
//!
//! It is a right of the session in which it was opened, not of the officer: whoever signs in elsewhere gives the reason again.
//! Its opening is an access record of its own kind, and so is everything told by it; who examines the work is shown all of
//! them. It opens no protection: a protected person is not there for whom the order does not name.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{AccessRecordId, AppointmentId, OfficerId, PersonId, Timestamp};

use crate::access_record::{AccessKind, AccessRecord, AccessRecordError};
use crate::purpose::Reason;
use crate::queries::{self, AccessPage};
use danh_register::Actor;

/// How long one lasts.
pub const BREAK_GLASS_MINUTES: i64 = 30;

/// An emergency reading: who reads whom, until when, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakGlass {
    /// The access record of its opening.
    pub id: AccessRecordId,
    /// Who reads.
    pub officer: OfficerId,
    /// In whose name, by its id in the directory.
    pub authority: String,
    /// Under which appointment.
    pub appointment: Option<AppointmentId>,
    /// When the session was opened in which it counts.
    pub session_opened_at: Timestamp,
    /// Whom.
    pub person: PersonId,
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub opened_at: Timestamp,
    /// The first instant at which it does not count any more.
    pub until: Timestamp,
}

/// What is asked for when one is opened.
#[derive(Debug, Clone)]
pub struct OpenBreakGlass {
    /// The key of the access record; new.
    pub id: AccessRecordId,
    /// Who reads.
    pub officer: OfficerId,
    /// In whose name, by its id in the directory.
    pub authority: String,
    /// Under which appointment.
    pub appointment: AppointmentId,
    /// When the session was opened.
    pub session_opened_at: Timestamp,
    /// Whom.
    pub person: PersonId,
    /// Why.
    pub reason: Reason,
    /// Now.
    pub now: Timestamp,
}

impl BreakGlass {
    /// Whether it counts at an instant.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.opened_at <= now && now < self.until
    }
}

/// Opens one, for [`BREAK_GLASS_MINUTES`]. It counts when the transaction is on disk. `salt` is fresh randomness.
pub fn break_glass_open(
    tx: &mut Tx<'_>,
    opening: &OpenBreakGlass,
    salt: &[u8; 16],
) -> Result<BreakGlass, StoreError> {
    let record = AccessRecord {
        id: opening.id,
        at: opening.now,
        actor: Actor::Officer(opening.officer),
        authority: opening.authority.clone(),
        appointment: Some(opening.appointment),
        kind: AccessKind::BreakGlassOpened,
        purpose: opening.reason.as_purpose().clone(),
        basis: AccessRecord::BASIS_OF_KEEPERS.to_owned(),
        told: Vec::new(),
        persons: vec![opening.person],
        organisation: None,
    };
    queries::access_record_append(tx, &record, salt)?;
    let lasts = BREAK_GLASS_MINUTES * 60 * 1_000_000;
    let until = Timestamp::from_micros(opening.now.micros() + lasts);
    tx.execute(
        "INSERT INTO break_glass
         (access_record_id, officer_id, session_opened_at, person_id, until_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![
            opening.id.as_i64(),
            opening.officer.as_i64(),
            opening.session_opened_at.micros(),
            opening.person.as_i64(),
            until.micros()
        ],
    )?;
    Ok(BreakGlass {
        id: opening.id,
        officer: opening.officer,
        authority: opening.authority.clone(),
        appointment: Some(opening.appointment),
        session_opened_at: opening.session_opened_at,
        person: opening.person,
        reason: opening.reason.clone(),
        opened_at: opening.now,
        until,
    })
}

/// Those that count now in a session, the latest opened first.
pub fn break_glass_open_of_session(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    session_opened_at: Timestamp,
    now: Timestamp,
) -> Result<Vec<BreakGlass>, AccessRecordError> {
    let rows = tx.query(
        "SELECT access_record.access_record_id, document,
                officer_id, session_opened_at, person_id, until_at
         FROM break_glass JOIN access_record
           ON access_record.access_record_id = break_glass.access_record_id
         WHERE officer_id = $1 AND session_opened_at = $2 AND until_at > $3
         ORDER BY access_record.access_record_id DESC",
        params![officer.as_i64(), session_opened_at.micros(), now.micros()],
    )?;
    rows.iter().map(break_glass).collect()
}

/// All there ever were, the latest opened first.
pub fn break_glass_list(
    tx: &mut Tx<'_>,
    page: AccessPage,
) -> Result<Vec<BreakGlass>, AccessRecordError> {
    let before = page.before.map_or(i64::MAX, AccessRecordId::as_i64);
    let rows = tx.query(
        "SELECT access_record.access_record_id, document,
                officer_id, session_opened_at, person_id, until_at
         FROM break_glass JOIN access_record
           ON access_record.access_record_id = break_glass.access_record_id
         WHERE break_glass.access_record_id < $1
         ORDER BY break_glass.access_record_id DESC LIMIT $2",
        params![before, i64::from(page.size)],
    )?;
    rows.iter().map(break_glass).collect()
}

/// How many were opened then or later: each ends half an hour after it was opened.
pub fn break_glass_count_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<u64, StoreError> {
    let until = since.micros() + BREAK_GLASS_MINUTES * 60 * 1_000_000;
    let row = tx.query_one(
        "SELECT COUNT(*) FROM break_glass WHERE until_at >= $1",
        params![until],
    )?;
    Ok(row.get::<i64>(0)?.unsigned_abs())
}

fn break_glass(row: &Row) -> Result<BreakGlass, AccessRecordError> {
    let id = AccessRecordId::from_i64(row.get(0)?);
    let record = queries::parse(id, &row.get::<String>(1)?)?;
    Ok(BreakGlass {
        id,
        officer: OfficerId::from_i64(row.get(2)?),
        authority: record.authority,
        appointment: record.appointment,
        session_opened_at: Timestamp::from_micros(row.get(3)?),
        person: PersonId::from_i64(row.get(4)?),
        reason: Reason::of_record(record.purpose),
        opened_at: record.at,
        until: Timestamp::from_micros(row.get(5)?),
    })
}

#[cfg(test)]
mod tests;
