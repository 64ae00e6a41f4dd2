//! Bringing the tables of every capability up to date.

use crate::copy::{CLOSED_TABLE, refuse_closed};
use crate::{OpenError, StoreError, Tx, params};

/// The tables of one capability: what has to be run, in order, to have them.
///
/// Step *n* of the list brings the schema to version *n* + 1. A released step is never edited.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    /// The capability that owns the tables.
    pub capability: &'static str,
    /// SQL text, several statements separated by `;`.
    pub steps: &'static [&'static str],
}

const SCHEMA_TABLE: &str = "CREATE TABLE IF NOT EXISTS danh_schema (
    capability TEXT NOT NULL,
    step BIGINT NOT NULL,
    statements TEXT NOT NULL,
    PRIMARY KEY (capability, step)
);";

/// Steps that were run on a database with rows in it, until whoever opened it has done what follows from them.
const UPGRADE_TABLE: &str = "CREATE TABLE IF NOT EXISTS danh_upgrade (
    capability TEXT NOT NULL,
    step BIGINT NOT NULL,
    PRIMARY KEY (capability, step)
);";

/// Runs what is missing, in one transaction: after a failure the database is as it was.
pub(crate) fn upgrade(tx: &mut Tx<'_>, migrations: &[Migrations]) -> Result<(), OpenError> {
    tx.lock_schema()?;
    refuse_closed(tx)?;
    for table in [SCHEMA_TABLE, UPGRADE_TABLE, CLOSED_TABLE] {
        tx.apply_schema(table)?;
    }
    refuse_unknown(tx, migrations)?;
    for capability in migrations {
        let applied = applied_steps(tx, capability)?;
        for (index, step) in capability.steps.iter().enumerate().skip(applied) {
            tx.apply_schema(step)?;
            tx.execute(
                "INSERT INTO danh_schema (capability, step, statements) VALUES ($1, $2, $3)",
                params![capability.capability, step_number(index), *step],
            )?;
            if applied > 0 {
                tx.execute(
                    "INSERT INTO danh_upgrade (capability, step) VALUES ($1, $2)",
                    params![capability.capability, step_number(index)],
                )?;
            }
        }
    }
    Ok(())
}

/// Capabilities whose tables were changed under rows that were there, so that rows which follow from others may have to be
/// made anew. Stays until [`upgrade_done`], so that a program killed meanwhile does it at its next start.
pub fn upgrades_pending(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    // A database that no program since the first version has written to lacks the table.
    if !tx.table_names()?.iter().any(|name| name == "danh_upgrade") {
        return Ok(Vec::new());
    }
    let rows = tx.query(
        "SELECT DISTINCT capability FROM danh_upgrade ORDER BY capability",
        params![],
    )?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// What had to follow from a capability's new steps has been done.
pub fn upgrade_done(tx: &mut Tx<'_>, capability: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM danh_upgrade WHERE capability = $1",
        params![capability],
    )
    .map(|_| ())
}

/// What an opening that changes nothing asks of the schema.
pub(crate) type Check = fn(&mut Tx<'_>, &[Migrations]) -> Result<(), OpenError>;

/// Checks that this program knows the schema, which may be an older one.
pub(crate) fn require_known(tx: &mut Tx<'_>, migrations: &[Migrations]) -> Result<(), OpenError> {
    refuse_unknown(tx, migrations)?;
    for capability in migrations {
        applied_steps(tx, capability)?;
    }
    Ok(())
}

/// Checks that the schema is exactly the one this program knows, changing nothing.
pub(crate) fn require_current(tx: &mut Tx<'_>, migrations: &[Migrations]) -> Result<(), OpenError> {
    refuse_unknown(tx, migrations)?;
    for capability in migrations {
        if applied_steps(tx, capability)? < capability.steps.len() {
            return Err(OpenError::OlderSchema {
                capability: capability.capability.to_owned(),
            });
        }
    }
    Ok(())
}

fn refuse_unknown(tx: &mut Tx<'_>, migrations: &[Migrations]) -> Result<(), OpenError> {
    let rows = tx.query(
        "SELECT capability, MAX(step) FROM danh_schema GROUP BY capability",
        params![],
    )?;
    for row in rows {
        let (name, found): (String, i64) = (row.get(0)?, row.get(1)?);
        let known = migrations
            .iter()
            .find(|known| known.capability == name)
            .map_or(0, |known| step_number(known.steps.len()) - 1);
        if found > known {
            return Err(OpenError::NewerSchema {
                capability: name,
                found,
                known,
            });
        }
    }
    Ok(())
}

fn applied_steps(tx: &mut Tx<'_>, capability: &Migrations) -> Result<usize, OpenError> {
    let rows = tx.query(
        "SELECT statements FROM danh_schema WHERE capability = $1 ORDER BY step",
        params![capability.capability],
    )?;
    for (index, (row, step)) in rows.iter().zip(capability.steps).enumerate() {
        if row.get::<String>(0)? != *step {
            return Err(OpenError::EditedStep {
                capability: capability.capability.to_owned(),
                step: step_number(index),
            });
        }
    }
    Ok(rows.len())
}

fn step_number(index: usize) -> i64 {
    i64::try_from(index + 1).expect("a list of steps is short")
}

impl From<OpenError> for StoreError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Store(error) => error,
            other => Self::Engine {
                detail: other.to_string(),
            },
        }
    }
}
