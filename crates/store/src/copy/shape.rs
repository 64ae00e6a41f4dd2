//! Which tables a database has, and what their columns hold.

use super::CopyError;
use super::closed::CLOSED;
use crate::Tx;

/// A table, as a copy sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in the order in which they were made.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in their order. Without one, a copy is ordered by all columns.
    pub key: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `BIGINT`.
    Int,
    /// `TEXT`.
    Text,
    /// `BOOLEAN`.
    Bool,
    /// `BLOB`, `BYTEA` on `PostgreSQL`.
    Blob,
}

impl Table {
    /// The statement that gives all rows in the order of a copy.
    pub(crate) fn select(&self) -> String {
        let columns = self.column_list();
        let key = if self.key.is_empty() {
            columns.clone()
        } else {
            list(&self.key)
        };
        format!("SELECT {columns} FROM \"{}\" ORDER BY {key}", self.name)
    }

    /// The names of the columns, separated by commas.
    pub(crate) fn column_list(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|c| c.name.clone()).collect();
        list(&names)
    }

    pub(crate) fn kinds(&self) -> Vec<Kind> {
        self.columns.iter().map(|column| column.kind).collect()
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}

/// The tables of a database in the order in which they were made, so that each comes after those it refers to.
///
/// That a database is closed is said of that database alone, so the table that says it is left out.
pub fn tables(tx: &mut Tx<'_>) -> Result<Vec<Table>, CopyError> {
    let mut found = tx.table_names()?;
    found.retain(|name| name != CLOSED);
    found.into_iter().map(|name| table(tx, name)).collect()
}

fn table(tx: &mut Tx<'_>, name: String) -> Result<Table, CopyError> {
    let mut columns = Vec::new();
    for (column, kind) in tx.table_columns(&name)? {
        let kind = match kind.to_ascii_uppercase().as_str() {
            "BIGINT" => Kind::Int,
            "TEXT" => Kind::Text,
            "BOOLEAN" => Kind::Bool,
            "BLOB" | "BYTEA" => Kind::Blob,
            _ => {
                return Err(CopyError::UnknownKind {
                    table: name,
                    column,
                    kind,
                });
            }
        };
        columns.push(Column { name: column, kind });
    }
    let key = tx.table_key(&name)?;
    Ok(Table { name, columns, key })
}
