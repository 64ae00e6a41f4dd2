//! Appointments as they stand. One that was withdrawn is there for its history only.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{AppointmentId, OfficerId};
use jiff::civil::Date;

use super::{parse, parsed};
use crate::appointment::Appointment;
use crate::authority_id::AuthorityId;

/// The appointment with that id.
pub fn appointment_by_id(
    tx: &mut Tx<'_>,
    id: AppointmentId,
) -> Result<Option<Appointment>, StoreError> {
    let row = tx.query_opt(
        "SELECT appointment_id, officer_id, role, standing, authority, valid_from, valid_until
         FROM appointment WHERE appointment_id = $1 AND NOT withdrawn",
        params![id.as_i64()],
    )?;
    row.as_ref().map(|row| appointment(row, 0)).transpose()
}

/// What an officer is appointed to on that day by the words of the appointments, in the order in
/// which it was given. Authorities that have ended are among them: see
/// [`appointments_in_force`](crate::appointments_in_force).
pub fn appointments_of(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    on: Date,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = tx.query(
        "SELECT appointment_id, officer_id, role, standing, authority, valid_from, valid_until
         FROM appointment
         WHERE officer_id = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
           AND NOT withdrawn
         ORDER BY appointment_id",
        params![officer.as_i64(), &on.to_string()],
    )?;
    rows.iter().map(|row| appointment(row, 0)).collect()
}

/// Who is appointed at an authority on that day, in the order in which it was given.
pub fn appointments_at(
    tx: &mut Tx<'_>,
    authority: &AuthorityId,
    on: Date,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = tx.query(
        "SELECT appointment_id, officer_id, role, standing, authority, valid_from, valid_until
         FROM appointment
         WHERE authority = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
           AND NOT withdrawn
         ORDER BY appointment_id",
        params![&authority.to_string(), &on.to_string()],
    )?;
    rows.iter().map(|row| appointment(row, 0)).collect()
}

/// The other appointments of the same officer that share a day with this one.
pub(crate) fn appointments_overlapping(
    tx: &mut Tx<'_>,
    this: &Appointment,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = tx.query(
        "SELECT appointment_id, officer_id, role, standing, authority, valid_from, valid_until
         FROM appointment
         WHERE officer_id = $1 AND appointment_id <> $2
           AND (valid_until IS NULL OR valid_until >= $3) AND valid_from <= $4
           AND NOT withdrawn
         ORDER BY appointment_id",
        params![
            this.officer.as_i64(),
            this.id.as_i64(),
            &this.valid_from.to_string(),
            &this.valid_until.unwrap_or(Date::MAX).to_string()
        ],
    )?;
    rows.iter().map(|row| appointment(row, 0)).collect()
}

pub(crate) fn appointment_insert(tx: &mut Tx<'_>, new: &Appointment) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO appointment
         (appointment_id, officer_id, role, standing, authority, valid_from, valid_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            new.id.as_i64(),
            new.officer.as_i64(),
            new.role.as_str(),
            new.standing.as_str(),
            &new.authority.to_string(),
            &new.valid_from.to_string(),
            new.valid_until.map(|day| day.to_string()).as_ref()
        ],
    )?;
    Ok(())
}

/// Writes what an appointment says now. Whoever calls it has kept what it said before.
pub(crate) fn appointment_update(tx: &mut Tx<'_>, now: &Appointment) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE appointment
         SET role = $1, standing = $2, authority = $3, valid_from = $4, valid_until = $5
         WHERE appointment_id = $6",
        params![
            now.role.as_str(),
            now.standing.as_str(),
            &now.authority.to_string(),
            &now.valid_from.to_string(),
            now.valid_until.map(|day| day.to_string()).as_ref(),
            now.id.as_i64()
        ],
    )?;
    Ok(())
}

pub(crate) fn appointment_withdraw(tx: &mut Tx<'_>, id: AppointmentId) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE appointment SET withdrawn = TRUE WHERE appointment_id = $1",
        params![id.as_i64()],
    )?;
    Ok(())
}

/// An appointment whose columns begin at `first`.
pub(super) fn appointment(row: &Row, first: usize) -> Result<Appointment, StoreError> {
    let valid_until: Option<String> = row.get(first + 6)?;
    Ok(Appointment {
        id: AppointmentId::from_i64(row.get(first)?),
        officer: OfficerId::from_i64(row.get(first + 1)?),
        role: parsed(row, first + 2)?,
        standing: parsed(row, first + 3)?,
        authority: parsed(row, first + 4)?,
        valid_from: parsed(row, first + 5)?,
        valid_until: valid_until.as_deref().map(parse).transpose()?,
    })
}
