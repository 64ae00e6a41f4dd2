//! The tables of officers and appointments, and what is asked of them.

mod appointment;
mod appointment_change;

pub use appointment::{appointment_by_id, appointments_at, appointments_of};
pub(crate) use appointment::{
    appointment_insert, appointment_update, appointment_withdraw, appointments_overlapping,
};
pub(crate) use appointment_change::appointment_change_insert;
pub use appointment_change::appointment_history;

use std::fmt::Display;
use std::str::FromStr;

use danh_store::{Migrations, Row, StoreError, Tx, params};
use danh_vocabulary::OfficerId;

use crate::officer::Officer;

/// The directory's tables.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "directory",
    steps: &[
        "
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
    ",
        "
        ALTER TABLE appointment ADD COLUMN standing TEXT NOT NULL DEFAULT 'regular';
        ALTER TABLE appointment ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
        CREATE TABLE appointment_change (
            appointment_id BIGINT NOT NULL REFERENCES appointment (appointment_id),
            change_number BIGINT NOT NULL,
            kind TEXT NOT NULL,
            decider TEXT NOT NULL,
            basis TEXT NOT NULL,
            recorded_at BIGINT NOT NULL,
            officer_id BIGINT NOT NULL,
            role TEXT NOT NULL,
            standing TEXT NOT NULL,
            authority TEXT NOT NULL,
            valid_from TEXT NOT NULL,
            valid_until TEXT,
            PRIMARY KEY (appointment_id, change_number)
        ) WITHOUT ROWID;
    ",
    ],
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

fn parsed<T: FromStr<Err: Display>>(row: &Row, index: usize) -> Result<T, StoreError> {
    parse(&row.get::<String>(index)?)
}

/// What this program wrote it can read; anything else was written by another hand.
fn parse<T: FromStr<Err: Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error: T::Err| StoreError::Corrupt {
        detail: error.to_string(),
    })
}
