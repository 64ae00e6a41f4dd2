//! Settings of a server that a register must not run with.

use crate::{StoreError, Tx, params};

/// The oldest `PostgreSQL` that Danh is tested with.
const VERSION_MIN: i64 = 150_000;

/// A setting that puts data at risk, and what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskySetting {
    /// Its name, such as `fsync`.
    pub name: String,
    /// What it is.
    pub value: String,
    /// What may happen.
    pub risk: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

const RISKS: [(&str, &str, &str, &str); 3] = [
    (
        "fsync",
        "off",
        "after a power failure the whole database may be damaged",
        "set `fsync = on` in postgresql.conf and restart the server",
    ),
    (
        "full_page_writes",
        "off",
        "after a power failure single pages may be damaged",
        "set `full_page_writes = on` in postgresql.conf and reload",
    ),
    (
        "synchronous_commit",
        "off",
        "Danh puts it on for its own connections; whatever else writes here may lose what was acknowledged",
        "set `synchronous_commit = on` in postgresql.conf and reload",
    ),
];

/// What is at risk on a `PostgreSQL` server.
pub(crate) fn risky_settings(tx: &mut Tx<'_>) -> Result<Vec<RiskySetting>, StoreError> {
    let mut found = Vec::new();
    for (name, bad, risk, remedy) in RISKS {
        // What the server has, not what this connection was given.
        let row = tx.query_one(
            "SELECT reset_val FROM pg_settings WHERE name = $1",
            params![name],
        )?;
        let value: String = row.get(0)?;
        if value == bad {
            found.push(RiskySetting {
                name: name.to_owned(),
                value,
                risk,
                remedy,
            });
        }
    }
    let row = tx.query_one(
        "SELECT CAST(setting AS BIGINT) FROM pg_settings WHERE name = 'server_version_num'",
        params![],
    )?;
    let version: i64 = row.get(0)?;
    if version < VERSION_MIN {
        found.push(RiskySetting {
            name: "server_version_num".to_owned(),
            value: version.to_string(),
            risk: "Danh was never tried with so old a server",
            remedy: "upgrade the server to PostgreSQL 15 or later",
        });
    }
    Ok(found)
}
