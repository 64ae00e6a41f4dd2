//! The tables of officers and appointments, and what is asked of them.

use std::fmt::Display;
use std::str::FromStr;

use danh_store::{Migrations, Row, StoreError, Tx, params};
use danh_vocabulary::{AppointmentId, OfficerId};
use jiff::civil::Date;

use crate::appointment::Appointment;
use crate::authority_id::AuthorityId;
use crate::officer::Officer;

/// The directory's tables.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "directory",
    steps: &["
        CREATE TABLE officer (
            officer_id BIGINT PRIMARY KEY,
            name TEXT NOT NULL
        );
        CREATE TABLE appointment (
            appointment_id BIGINT PRIMARY KEY,
            officer_id BIGINT NOT NULL REFERENCES officer (officer_id),
            role TEXT NOT NULL,
            authority TEXT NOT NULL,
            valid_from TEXT NOT NULL,
            valid_until TEXT
        );
        CREATE INDEX appointment_by_officer ON appointment (officer_id);
        CREATE INDEX appointment_by_authority ON appointment (authority);
    "],
};

/// Adds an officer. Their id must be new.
pub fn officer_add(tx: &mut Tx<'_>, officer: &Officer) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO officer (officer_id, name) VALUES ($1, $2)",
        params![officer.id.as_i64(), officer.name.as_str()],
    )?;
    Ok(())
}

/// The officer with that id.
pub fn officer_by_id(tx: &mut Tx<'_>, id: OfficerId) -> Result<Option<Officer>, StoreError> {
    let row = tx.query_opt(
        "SELECT name FROM officer WHERE officer_id = $1",
        params![id.as_i64()],
    )?;
    row.map(|row| {
        Ok(Officer {
            id,
            name: parsed(&row, 0)?,
        })
    })
    .transpose()
}

/// The appointment with that id.
pub fn appointment_by_id(
    tx: &mut Tx<'_>,
    id: AppointmentId,
) -> Result<Option<Appointment>, StoreError> {
    let row = tx.query_opt(
        "SELECT appointment_id, officer_id, role, authority, valid_from, valid_until
         FROM appointment WHERE appointment_id = $1",
        params![id.as_i64()],
    )?;
    row.as_ref().map(appointment).transpose()
}

/// What an officer is appointed to on that day, in the order in which it was given.
pub fn appointments_of(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    on: Date,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = tx.query(
        "SELECT appointment_id, officer_id, role, authority, valid_from, valid_until
         FROM appointment
         WHERE officer_id = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
         ORDER BY appointment_id",
        params![officer.as_i64(), &on.to_string()],
    )?;
    rows.iter().map(appointment).collect()
}

/// Who is appointed at an authority on that day, in the order in which it was given.
pub fn appointments_at(
    tx: &mut Tx<'_>,
    authority: &AuthorityId,
    on: Date,
) -> Result<Vec<Appointment>, StoreError> {
    let rows = tx.query(
        "SELECT appointment_id, officer_id, role, authority, valid_from, valid_until
         FROM appointment
         WHERE authority = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
         ORDER BY appointment_id",
        params![&authority.to_string(), &on.to_string()],
    )?;
    rows.iter().map(appointment).collect()
}

/// An appointment of the same officer to the same role at the same authority that shares a day.
pub(crate) fn appointment_overlapping(
    tx: &mut Tx<'_>,
    new: &Appointment,
) -> Result<Option<AppointmentId>, StoreError> {
    let row = tx.query_opt(
        "SELECT MIN(appointment_id) FROM appointment
         WHERE officer_id = $1 AND role = $2 AND authority = $3
           AND (valid_until IS NULL OR valid_until >= $4) AND valid_from <= $5",
        params![
            new.officer.as_i64(),
            new.role.as_str(),
            &new.authority.to_string(),
            &new.valid_from.to_string(),
            &new.valid_until.unwrap_or(Date::MAX).to_string()
        ],
    )?;
    let id: Option<i64> = row.map(|row| row.get(0)).transpose()?.flatten();
    Ok(id.map(AppointmentId::from_i64))
}

pub(crate) fn appointment_insert(tx: &mut Tx<'_>, new: &Appointment) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO appointment
         (appointment_id, officer_id, role, authority, valid_from, valid_until)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            new.id.as_i64(),
            new.officer.as_i64(),
            new.role.as_str(),
            &new.authority.to_string(),
            &new.valid_from.to_string(),
            new.valid_until.map(|day| day.to_string()).as_ref()
        ],
    )?;
    Ok(())
}

pub(crate) fn appointment_set_last_day(
    tx: &mut Tx<'_>,
    id: AppointmentId,
    last_day: Date,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE appointment SET valid_until = $1 WHERE appointment_id = $2",
        params![&last_day.to_string(), id.as_i64()],
    )?;
    Ok(())
}

fn appointment(row: &Row) -> Result<Appointment, StoreError> {
    let valid_until: Option<String> = row.get(5)?;
    Ok(Appointment {
        id: AppointmentId::from_i64(row.get(0)?),
        officer: OfficerId::from_i64(row.get(1)?),
        role: parsed(row, 2)?,
        authority: parsed(row, 3)?,
        valid_from: parsed(row, 4)?,
        valid_until: valid_until.as_deref().map(parse).transpose()?,
    })
}

fn parsed<T: FromStr<Err: Display>>(row: &Row, index: usize) -> Result<T, StoreError> {
    parse(&row.get::<String>(index)?)
}

/// What this program wrote it can read; anything else was written by another hand.
fn parse<T: FromStr<Err: Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error: T::Err| StoreError::Corrupt {
        detail: error.to_string(),
    })
}
