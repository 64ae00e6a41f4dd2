//! Reading a table of reference data so that whoever edits it is told the file, the line and
//! the field of a mistake.

use std::fmt::Display;
use std::str::FromStr;

use csv::StringRecord;
use jiff::civil::Date;

use crate::load::LoadError;

/// A table: the name of its file, its columns and its text.
pub(crate) struct Table<'a> {
    pub(crate) file: &'a str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) text: &'a str,
}

impl Table<'_> {
    /// Hands every row to `take`, top to bottom.
    pub(crate) fn each_row(
        &self,
        mut take: impl FnMut(&Row<'_>) -> Result<(), LoadError>,
    ) -> Result<(), LoadError> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        let mut is_header = true;
        while reader
            .read_record(&mut record)
            .map_err(|error| self.unreadable(&error))?
        {
            let line = record.position().map_or(0, csv::Position::line);
            let row = Row {
                file: self.file,
                columns: self.columns,
                line,
                record: &record,
            };
            if std::mem::take(&mut is_header) {
                row.check_header()?;
            } else {
                row.check_length()?;
                take(&row)?;
            }
        }
        if is_header {
            return Err(self.problem(1, self.columns[0], "the table is empty"));
        }
        Ok(())
    }

    fn unreadable(&self, error: &csv::Error) -> LoadError {
        let line = error.position().map_or(0, csv::Position::line);
        self.problem(line, "row", &error.to_string())
    }

    fn problem(&self, line: u64, field: &str, problem: &str) -> LoadError {
        LoadError::row(self.file, line, field, problem)
    }
}

/// One row of a table.
pub(crate) struct Row<'a> {
    file: &'a str,
    columns: &'static [&'static str],
    line: u64,
    record: &'a StringRecord,
}

impl Row<'_> {
    /// The line of the file, counted from 1.
    pub(crate) const fn line(&self) -> u64 {
        self.line
    }

    /// The text of a column.
    pub(crate) fn text(&self, column: &str) -> &str {
        let index = self.columns.iter().position(|name| *name == column);
        index
            .and_then(|index| self.record.get(index))
            .expect("the column is one of the table's")
    }

    /// The text of a column that is never empty.
    pub(crate) fn filled(&self, column: &str) -> Result<&str, LoadError> {
        match self.text(column) {
            "" => Err(self.problem(column, "is empty")),
            text if text.trim() != text => Err(self.problem(column, "has spaces at its ends")),
            text => Ok(text),
        }
    }

    /// The value of a column that is never empty.
    pub(crate) fn value<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T, LoadError> {
        let text = self.filled(column)?;
        text.parse()
            .map_err(|error: T::Err| self.problem(column, &error.to_string()))
    }

    /// The value of a column, none where it is empty.
    pub(crate) fn optional<T: FromStr<Err: Display>>(
        &self,
        column: &str,
    ) -> Result<Option<T>, LoadError> {
        if self.text(column).is_empty() {
            Ok(None)
        } else {
            self.value(column).map(Some)
        }
    }

    /// A day that is never empty.
    pub(crate) fn day(&self, column: &str) -> Result<Date, LoadError> {
        let text = self.filled(column)?;
        let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
        day.ok_or_else(|| {
            self.problem(
                column,
                &format!("a day is written as `2025-07-01`, not `{text}`"),
            )
        })
    }

    /// A day, none where it is empty.
    pub(crate) fn optional_day(&self, column: &str) -> Result<Option<Date>, LoadError> {
        if self.text(column).is_empty() {
            Ok(None)
        } else {
            self.day(column).map(Some)
        }
    }

    /// What one of a few words means.
    pub(crate) fn one_of<T: Copy>(
        &self,
        column: &str,
        words: &[(&str, T)],
    ) -> Result<T, LoadError> {
        let found = self.filled(column)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == found) {
            return Ok(*meaning);
        }
        let words: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        Err(self.problem(column, &format!("is {}, not `{found}`", words.join(" or "))))
    }

    /// What is wrong with a column of this row.
    pub(crate) fn problem(&self, column: &str, problem: &str) -> LoadError {
        LoadError::row(self.file, self.line, column, problem)
    }

    fn check_header(&self) -> Result<(), LoadError> {
        if self.record.iter().eq(self.columns.iter().copied()) {
            return Ok(());
        }
        let problem = format!("the columns are `{}`", self.columns.join(","));
        Err(self.problem("header", &problem))
    }

    fn check_length(&self) -> Result<(), LoadError> {
        let (found, wanted) = (self.record.len(), self.columns.len());
        if found == wanted {
            return Ok(());
        }
        Err(self.problem("row", &format!("has {found} fields instead of {wanted}")))
    }
}
