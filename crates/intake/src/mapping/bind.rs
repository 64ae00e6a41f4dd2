//! A mapping applied to one file: field by field, which cell of a row it is.

use std::collections::BTreeMap;

use danh_vocabulary::TextForm;

use super::{MappedField, Mapping, Origin};
use crate::cells::Cells;

/// Columns the mapping names are not in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the file has no {}; its columns are {}",
    quoted(missing),
    quoted(header)
)]
pub struct BindError {
    /// Every column that is missing.
    pub missing: Vec<String>,
    /// The columns there are.
    pub header: Vec<String>,
}

fn quoted(names: &[String]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A mapping whose columns were found in a file's header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    fields: Vec<BoundField>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum BoundField {
    Absent,
    Constant(String),
    Column {
        index: usize,
        translations: BTreeMap<String, String>,
    },
}

impl Binding {
    /// The value of a field in a row: trimmed, translated, empty when there is none.
    pub(crate) fn value<'a>(&'a self, field: usize, row: &'a Cells) -> &'a str {
        match self.fields.get(field) {
            None | Some(BoundField::Absent) => "",
            Some(BoundField::Constant(constant)) => constant,
            Some(BoundField::Column {
                index,
                translations,
            }) => {
                let value = trimmed(row.get(*index).unwrap_or_default());
                if translations.is_empty() {
                    return value;
                }
                translations.get(value).map_or(value, String::as_str)
            }
        }
    }

    /// Whether a column of the file, or a constant, gives a field.
    pub fn gives(&self, field: usize) -> bool {
        !matches!(self.fields.get(field), None | Some(BoundField::Absent))
    }

    /// The columns of the file that are wanted, ascending, each once.
    pub(crate) fn columns(&self) -> Vec<usize> {
        let index = |field: &BoundField| match field {
            BoundField::Column { index, .. } => Some(*index),
            _ => None,
        };
        let mut columns: Vec<usize> = self.fields.iter().filter_map(index).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

/// [`str::trim`], sooner done where the ends are plain letters and digits, as they nearly always are.
fn trimmed(value: &str) -> &str {
    match value.as_bytes() {
        [] => value,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => value,
        _ => value.trim(),
    }
}

pub(super) fn bind(mapping: &Mapping, header: &[String]) -> Result<Binding, BindError> {
    let mut missing = Vec::new();
    let fields = mapping
        .fields
        .iter()
        .map(|field| {
            bind_field(field, header).unwrap_or_else(|column| {
                missing.push(column);
                BoundField::Absent
            })
        })
        .collect();
    if missing.is_empty() || mapping.missing_columns_are_empty {
        Ok(Binding { fields })
    } else {
        Err(BindError {
            missing,
            header: header.to_vec(),
        })
    }
}

/// Headers are composed when they are read; a mapping is as its author typed it.
fn same_name(column: &str, name: &str) -> bool {
    column == name || TextForm::Unicode.to_unicode(name) == column
}

fn bind_field(field: &MappedField, header: &[String]) -> Result<BoundField, String> {
    match &field.origin {
        None => Ok(BoundField::Absent),
        Some(Origin::Constant(constant)) => Ok(BoundField::Constant(constant.clone())),
        Some(Origin::Column(name)) => {
            let index = header.iter().position(|column| same_name(column, name));
            let index = index.ok_or_else(|| name.clone())?;
            Ok(BoundField::Column {
                index,
                translations: field.translations.clone(),
            })
        }
    }
}
