//! Files into rows of words ([`Layout`](crate::layout::Layout)).

mod cells;
mod chosen;
mod counts;
mod csv_file;
mod encode;
mod ids;
mod pages;
mod parquet_file;
mod rows;
mod spill;
mod value;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::config::Columns;
use crate::layout::{Layout, Side};
use crate::lexicon::GrowingLexicon;
use crate::progress::Meter;

pub(crate) use chosen::Chosen;
pub(crate) use counts::Counts;
pub(crate) use csv_file::each_batch as each_csv_batch;
pub(crate) use encode::Encoder;
pub(crate) use ids::Ids;
use parquet_file::each_cell;
pub(crate) use rows::{Rows, every};
use spill::Piece;
pub(crate) use spill::Spill;
pub use spill::SpillError;

/// A file that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be opened.
    #[error("cannot open `{}`", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is damaged, or no table.
    #[error("cannot read `{}`: {reason}", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A column of the configuration is not in the file.
    #[error("`{}` has no column `{column}`; it has {}", file.display(), present.join(", "))]
    NoSuchColumn {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
        /// Those there are.
        present: Vec<String>,
    },
    /// A column whose type holds no text, number or date.
    #[error("column `{column}` of `{}` is of type {found}, which is no text, number or date", file.display())]
    ColumnType {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
        /// Its type.
        found: String,
    },
    /// A row with too few or too many cells.
    #[error("line {line} of `{}`: {reason}", file.display())]
    BadRow {
        /// The file.
        file: PathBuf,
        /// The line.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// What does not fit the memory cannot be kept.
    #[error(transparent)]
    Spill(#[from] SpillError),
    /// More rows than can be numbered.
    #[error("`{}` has more than 4294967295 rows", file.display())]
    TooManyRows {
        /// The file.
        file: PathBuf,
    },
}

/// What a column is, and where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Name,
    /// Surname, middle or given name, where they stand apart.
    NamePart(usize),
    Day,
    Sex,
    Word(usize),
    Number(usize),
}

/// The columns to read of a file and what each is.
pub(crate) fn plan(layout: &Layout, side: Side, columns: &Columns) -> Vec<(Role, String)> {
    let mut plan = Vec::new();
    let mut add = |role: Role, column: Option<&String>| {
        plan.extend(column.map(|column| (role, column.clone())));
    };
    if layout.has_name {
        if columns.name.is_some() {
            add(Role::Name, columns.name.as_ref());
        } else {
            add(Role::NamePart(0), columns.surname.as_ref());
            add(Role::NamePart(1), columns.middle_name.as_ref());
            add(Role::NamePart(2), columns.given_name.as_ref());
        }
    }
    if layout.has_date {
        add(Role::Day, columns.birth_date.as_ref());
    }
    if layout.has_sex {
        add(Role::Sex, columns.sex.as_ref());
    }
    for index in 0..layout.units {
        add(Role::Word(index), columns.unit.get(index));
    }
    for (index, code) in layout.codes.iter().enumerate() {
        add(Role::Word(layout.units + index), columns.code.get(code));
    }
    for (index, text) in layout.texts.iter().enumerate() {
        let index = layout.units + layout.codes.len() + index;
        add(Role::Word(index), columns.text.get(text));
    }
    for index in 0..side.numbers {
        add(Role::Number(index), columns.number.get(index));
    }
    plan
}

/// What reading a file needs.
pub(crate) struct Reading<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) side: Side,
    pub(crate) columns: &'a Columns,
    pub(crate) lexicon: &'a GrowingLexicon,
    pub(crate) threads: NonZeroUsize,
    pub(crate) spill: Spill,
    pub(crate) progress: Meter<'a>,
}

impl Reading<'_> {
    fn encoder(&self) -> Encoder {
        let plan = plan(self.layout, self.side, self.columns);
        Encoder::new(self.layout.clone(), self.side, plan)
    }

    /// Reads a file whole; what its words are counted as comes with it.
    pub(crate) fn read(self, path: &Path) -> Result<(Rows, Counts), ReadError> {
        let (pieces, encoders) = if is_csv(path) {
            csv_file::read(path, &self)?
        } else {
            let plan = plan(self.layout, self.side, self.columns);
            parquet_file::read(path, &plan, &self)?
        };
        let rows = Rows::new(self.side.stride, pieces, self.spill);
        if u32::try_from(rows.len()).is_err() {
            return Err(ReadError::TooManyRows {
                file: path.to_owned(),
            });
        }
        let counts = encoders.into_iter().map(|encoder| encoder.counts);
        let counts = counts.reduce(|all, more| all.merged(&more));
        Ok((rows, counts.expect("there is at least one encoder")))
    }
}

pub(crate) fn is_csv(path: &Path) -> bool {
    let extension = path.extension().and_then(|it| it.to_str());
    extension.is_some_and(|it| matches!(it.to_ascii_lowercase().as_str(), "csv" | "txt" | "tsv"))
}
