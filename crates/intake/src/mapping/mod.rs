//! Which column of a file is which field: a small TOML file an operator writes once per source.
//!
//! ```toml
//! [source]
//! name = "Register of Phường Ba Đình, 2024"
//! delimiter = ";"                  # CSV only; "," unless said otherwise
//! encoding = "tcvn3"               # CSV only; recognised from the file when it is not named
//!
//! [columns]                        # field = the column's header
//! full_name = "Họ và tên"
//! born = "Ngày sinh"
//! sex = "Giới tính"
//!
//! [encodings]                      # fields whose column is written otherwise than the rest
//! full_name = "vni"
//!
//! [constants]                      # the same for every row
//! ethnicity = "01"
//!
//! [dates]
//! order = "dmy"                    # 15/03/1950; "iso" (the default): 1950-03-15
//!
//! [values.sex]                     # what stands in the file = what it means
//! "Nam" = "M"
//! "Nữ" = "F"
//! ```
//!
//! Which fields there are is the caller's business: it hands over the list, and a field's place
//! in that list is its index everywhere else.

mod bind;
mod error;
mod parse;

use std::collections::BTreeMap;
use std::path::Path;

use crate::source::SourceOptions;

pub use bind::{BindError, Binding};
pub use error::{KeyProblem, MappingError};

/// How dates are written in a file. This crate only hands the answer on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `15/03/1950`, `3/1950`, `1950`.
    DayMonthYear,
    /// `1950-03-15`, `1950-03`, `1950`.
    #[default]
    Iso,
}

/// A mapping that was read and understood, not yet compared with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    name: String,
    options: SourceOptions,
    dates: DateOrder,
    fields: Vec<MappedField>,
    missing_columns_are_empty: bool,
}

/// Where one known field comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct MappedField {
    origin: Option<Origin>,
    translations: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    Column(String),
    Constant(String),
}

impl Mapping {
    /// Reads a mapping file. `known_fields` are the fields the caller understands.
    pub fn read(file: impl AsRef<Path>, known_fields: &[&str]) -> Result<Self, MappingError> {
        let file = file.as_ref();
        let text = std::fs::read_to_string(file).map_err(|source| MappingError::Unreadable {
            file: file.to_owned(),
            source,
        })?;
        Self::parse(&text, file, known_fields)
    }

    /// Reads a mapping from text; `file` is what errors call it.
    pub fn parse(
        text: &str,
        file: impl AsRef<Path>,
        known_fields: &[&str],
    ) -> Result<Self, MappingError> {
        parse::mapping(text, file.as_ref(), known_fields)
    }

    /// The mapping of a file whose columns are called like the fields; a field whose column the
    /// file does not have is empty.
    pub fn same_names(known_fields: &[&str]) -> Self {
        let field = |name: &&str| MappedField {
            origin: Some(Origin::Column((*name).to_owned())),
            translations: BTreeMap::new(),
        };
        Self {
            name: String::new(),
            options: SourceOptions::default(),
            dates: DateOrder::default(),
            fields: known_fields.iter().map(field).collect(),
            missing_columns_are_empty: true,
        }
    }

    /// What the source is called in reports; empty unless the mapping names it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How to open the file.
    pub fn source_options(&self) -> SourceOptions {
        self.options.clone()
    }

    /// How the file writes dates.
    pub fn date_order(&self) -> DateOrder {
        self.dates
    }

    /// Whether the field with this index comes from a column or a constant.
    pub fn is_mapped(&self, field: usize) -> bool {
        self.fields
            .get(field)
            .is_some_and(|field| field.origin.is_some())
    }

    /// Finds the mapped columns in a file's header.
    pub fn bind(&self, header: &[String]) -> Result<Binding, BindError> {
        bind::bind(self, header)
    }
}

#[cfg(test)]
mod tests;
