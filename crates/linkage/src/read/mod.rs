//! Files into rows of words ([`Layout`](crate::layout::Layout)).

mod counts;
mod csv_file;
mod encode;
mod ids;
mod parquet_file;
mod value;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::config::Columns;
use crate::layout::{Layout, Side};
use crate::lexicon::GrowingLexicon;

pub(crate) use counts::Counts;
pub(crate) use csv_file::each_batch as each_csv_batch;
pub(crate) use encode::Encoder;
pub(crate) use ids::Ids;
pub(crate) use parquet_file::each_text;

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
    /// More rows than can be numbered.
    #[error("`{}` has more than 4294967295 rows", file.display())]
    TooManyRows {
        /// The file.
        file: PathBuf,
    },
}

/// The rows of a file, in pieces as the file had them.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) stride: usize,
    pub(crate) chunks: Vec<Vec<u32>>,
    /// The number of the first row of each chunk, and of the row after the last.
    pub(crate) starts: Vec<usize>,
}

impl Rows {
    fn new(stride: usize, chunks: Vec<Vec<u32>>) -> Self {
        let mut starts = vec![0];
        let mut next = 0;
        for chunk in &chunks {
            next += chunk.len() / stride;
            starts.push(next);
        }
        Self {
            stride,
            chunks,
            starts,
        }
    }

    /// Every so many'th row.
    pub(crate) fn every(&self, step: usize) -> impl Iterator<Item = &[u32]> {
        let chunks = self.chunks.iter().zip(&self.starts);
        chunks.flat_map(move |(chunk, start)| {
            let skipped = start.next_multiple_of(step) - start;
            chunk.chunks_exact(self.stride).skip(skipped).step_by(step)
        })
    }

    /// All rows in one chunk.
    pub(crate) fn in_one_piece(self) -> Self {
        if self.chunks.len() < 2 {
            return self;
        }
        let mut whole = Vec::with_capacity(self.len() * self.stride);
        for chunk in self.chunks {
            whole.extend_from_slice(&chunk);
        }
        Self::new(self.stride, vec![whole])
    }

    pub(crate) fn len(&self) -> usize {
        *self
            .starts
            .last()
            .expect("it ends where it starts, if empty")
    }

    /// Which chunk a row is in, and where.
    pub(crate) fn place(&self, row: usize) -> (usize, usize) {
        let chunk = self.starts.partition_point(|start| *start <= row) - 1;
        (chunk, row - self.starts[chunk])
    }

    #[inline]
    pub(crate) fn row(&self, row: usize) -> &[u32] {
        let (chunk, at) = self.place(row);
        &self.chunks[chunk][at * self.stride..][..self.stride]
    }
}

/// What a column is, and where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Name,
    Surname,
    MiddleName,
    GivenName,
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
            add(Role::Surname, columns.surname.as_ref());
            add(Role::MiddleName, columns.middle_name.as_ref());
            add(Role::GivenName, columns.given_name.as_ref());
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

/// Reads a file whole; what its words are counted as comes with it.
pub(crate) fn read(
    path: &Path,
    (layout, side, columns): (&Layout, Side, &Columns),
    lexicon: &GrowingLexicon,
    threads: NonZeroUsize,
) -> Result<(Rows, Counts), ReadError> {
    let plan = plan(layout, side, columns);
    let encoder = || Encoder::new(layout.clone(), side, plan.clone());
    let (chunks, encoders) = if is_csv(path) {
        let mut encoder = encoder();
        let chunks = csv_file::read(path, &mut encoder, lexicon)?;
        (chunks, vec![encoder])
    } else {
        parquet_file::read(path, &plan, encoder, lexicon, threads)?
    };
    let rows = Rows::new(side.stride, chunks);
    if u32::try_from(rows.len()).is_err() {
        return Err(ReadError::TooManyRows {
            file: path.to_owned(),
        });
    }
    let counts = encoders.into_iter().map(|encoder| encoder.counts);
    let counts = counts.reduce(|all, more| all.merged(&more));
    Ok((rows, counts.expect("there is at least one encoder")))
}

pub(crate) fn is_csv(path: &Path) -> bool {
    let extension = path.extension().and_then(|it| it.to_str());
    extension.is_some_and(|it| matches!(it.to_ascii_lowercase().as_str(), "csv" | "txt" | "tsv"))
}
