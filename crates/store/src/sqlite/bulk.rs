//! Many rows at once.

use rusqlite::CachedStatement;

use super::SqliteSession;
use super::session::store_error;
use crate::{Param, StoreError};

/// Rows of one statement. Within a statement the engine stays at the page where it wrote the row before, so that a row that
/// comes next in its table needs no search from the root; and starting a statement costs about as much as inserting a row.
const ROWS_A_STATEMENT: usize = 64;

impl SqliteSession {
    pub(crate) fn bulk_insert<'p, R: AsRef<[Param<'p>]>>(
        &self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        let mut rows = rows.into_iter();
        let mut waiting = Vec::with_capacity(ROWS_A_STATEMENT);
        let mut inserted = 0;
        loop {
            waiting.extend(rows.by_ref().take(ROWS_A_STATEMENT));
            if waiting.len() < ROWS_A_STATEMENT {
                break;
            }
            let mut statement = self.insert_of(table, columns, ROWS_A_STATEMENT)?;
            inserted += insert(&mut statement, columns.len(), &waiting)?;
            waiting.clear();
        }
        if !waiting.is_empty() {
            let mut statement = self.insert_of(table, columns, 1)?;
            for row in &waiting {
                inserted += insert(&mut statement, columns.len(), std::slice::from_ref(row))?;
            }
        }
        Ok(inserted)
    }

    /// A row that cannot be inserted fails the whole transaction, so the engine need not remember how to take back the rows of
    /// the same statement before it.
    fn insert_of(
        &self,
        table: &str,
        columns: &[&str],
        rows: usize,
    ) -> Result<CachedStatement<'_>, StoreError> {
        let row = format!("({})", vec!["?"; columns.len()].join(", "));
        let sql = format!(
            "INSERT OR FAIL INTO {table} ({}) VALUES {}",
            columns.join(", "),
            vec![row; rows].join(", ")
        );
        self.statement(&sql)
    }
}

fn insert<'p, R: AsRef<[Param<'p>]>>(
    statement: &mut CachedStatement<'_>,
    columns: usize,
    rows: &[R],
) -> Result<u64, StoreError> {
    let mut place = 0;
    for row in rows {
        debug_assert_eq!(row.as_ref().len(), columns, "a value for each column");
        for cell in row.as_ref() {
            place += 1;
            statement
                .raw_bind_parameter(place, cell)
                .map_err(|error| store_error(&error))?;
        }
    }
    let inserted = statement
        .raw_execute()
        .map_err(|error| store_error(&error))?;
    Ok(inserted as u64)
}
