//! The tables of access records, and what is asked of them.

use std::collections::BTreeSet;

use danh_ledger::{Commitment, Log, commitment};
use danh_store::{Migrations, Param, StoreError, Tx, params};
use danh_vocabulary::{AccessRecordId, PersonId};

use crate::access_record::{AccessRecord, AccessRecordError};
use crate::{agreement, counter, nonce, organisation, stranger};

/// Tables of the exchange, after those of the ledger.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "exchange",
    steps: &[
        "
        -- One row a disclosure, never changed. The salt hides the document behind its commitment.
        CREATE TABLE access_record (
            access_record_id BIGINT NOT NULL PRIMARY KEY,
            document TEXT NOT NULL,
            salt BLOB NOT NULL
        );
        -- Who was told about somebody.
        CREATE TABLE access_record_person (
            person_id BIGINT NOT NULL,
            access_record_id BIGINT NOT NULL,
            PRIMARY KEY (person_id, access_record_id)
        ) WITHOUT ROWID;
    ",
        "
        -- Emergency readings: whose session may read whom until when. Everything else of them stands in the access record of
        -- their opening, whose key they share.
        CREATE TABLE break_glass (
            access_record_id BIGINT NOT NULL PRIMARY KEY,
            officer_id BIGINT NOT NULL,
            session_opened_at BIGINT NOT NULL,
            person_id BIGINT NOT NULL,
            until_at BIGINT NOT NULL
        );
        CREATE INDEX break_glass_by_session ON break_glass (officer_id, session_opened_at);
    ",
        organisation::TABLES,
        agreement::TABLES,
        nonce::TABLES,
        counter::TABLES,
        stranger::TABLES,
    ],
};

/// Which part of a person's access records is wanted, the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessPage {
    /// Only those older than this one, which the page before ended with.
    pub before: Option<AccessRecordId>,
    /// How many are wanted at the most.
    pub size: u32,
}

/// Writes a record and hands its commitment to the access log. What it tells of may leave when
/// the transaction is on disk, not before.
///
/// `salt` is fresh randomness; the record's id is new.
pub fn access_record_append(
    tx: &mut Tx<'_>,
    record: &AccessRecord,
    salt: &[u8; 16],
) -> Result<(), StoreError> {
    let (id, document) = (record.id.as_i64(), record.to_document());
    tx.execute(
        "INSERT INTO access_record (access_record_id, document, salt) VALUES ($1, $2, $3)",
        params![id, &document, salt],
    )?;
    let persons: BTreeSet<PersonId> = record.persons.iter().copied().collect();
    let rows: Vec<Vec<Param<'_>>> = persons
        .iter()
        .map(|person| vec![person.as_i64().into(), id.into()])
        .collect();
    if !rows.is_empty() {
        let columns = ["person_id", "access_record_id"];
        tx.bulk_insert("access_record_person", &columns, &rows)?;
    }
    danh_ledger::append(tx, Log::ACCESS, id, &commitment(salt, document.as_bytes()))
}

/// The record with that id.
pub fn access_record_by_id(
    tx: &mut Tx<'_>,
    id: AccessRecordId,
) -> Result<Option<AccessRecord>, AccessRecordError> {
    let row = tx.query_opt(
        "SELECT document FROM access_record WHERE access_record_id = $1",
        params![id.as_i64()],
    )?;
    row.map(|row| parse(id, &row.get::<String>(0)?)).transpose()
}

/// Who was told about a person, the newest first.
pub fn access_records_of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    page: AccessPage,
) -> Result<Vec<AccessRecord>, AccessRecordError> {
    let before = page.before.map_or(i64::MAX, AccessRecordId::as_i64);
    let rows = tx.query(
        "SELECT access_record.access_record_id, access_record.document
         FROM access_record_person JOIN access_record
           ON access_record.access_record_id = access_record_person.access_record_id
         WHERE access_record_person.person_id = $1 AND access_record_person.access_record_id < $2
         ORDER BY access_record_person.access_record_id DESC LIMIT $3",
        params![person.as_i64(), before, i64::from(page.size)],
    )?;
    rows.iter()
        .map(|row| {
            let id = AccessRecordId::from_i64(row.get(0)?);
            parse(id, &row.get::<String>(1)?)
        })
        .collect()
}

/// The commitment to what stands now under an id, computed afresh; `None` when there is no such
/// row. It equals what the access log holds, or somebody changed the row.
pub fn recomputed_commitment(
    tx: &mut Tx<'_>,
    id: AccessRecordId,
) -> Result<Option<Commitment>, StoreError> {
    let row = tx.query_opt(
        "SELECT document, salt FROM access_record WHERE access_record_id = $1",
        params![id.as_i64()],
    )?;
    row.map(|row| {
        let document: String = row.get(0)?;
        Ok(commitment(&row.get(1)?, document.as_bytes()))
    })
    .transpose()
}

/// The ids of the records above one, or of all, ascending, at most so many: for looking for
/// records that no ledger has.
pub fn access_record_ids_after(
    tx: &mut Tx<'_>,
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<i64>, StoreError> {
    let rows = tx.query(
        "SELECT access_record_id FROM access_record
         WHERE access_record_id > $1 ORDER BY access_record_id LIMIT $2",
        params![
            after.unwrap_or(i64::MIN),
            i64::try_from(limit).unwrap_or(i64::MAX)
        ],
    )?;
    rows.iter().map(|row| row.get(0)).collect()
}

pub(crate) fn parse(id: AccessRecordId, document: &str) -> Result<AccessRecord, AccessRecordError> {
    serde_json::from_str(document).map_err(|error| AccessRecordError::Unreadable {
        id,
        detail: error.to_string(),
    })
}
