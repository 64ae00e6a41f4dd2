//! Reading a table whose every mistake has a file, a line and a field.

use std::fmt::Display;
use std::str::FromStr;

/// A table's name and its text.
pub(crate) type NamedText = (&'static str, &'static str);

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("data/vn/{file}, line {line}, {field}: {reason}")]
pub(crate) struct TableError {
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) field: String,
    pub(crate) reason: String,
}

/// One row of a table.
pub(crate) struct Row<'a> {
    file: &'a str,
    header: &'a csv::StringRecord,
    cells: &'a csv::StringRecord,
}

impl Row<'_> {
    /// The cell of a column.
    pub(crate) fn text(&self, field: &str) -> Result<&str, TableError> {
        let index = self.header.iter().position(|name| name == field);
        index
            .and_then(|index| self.cells.get(index))
            .ok_or_else(|| self.wrong(field, "the table has no such column"))
    }

    /// The value of a cell.
    pub(crate) fn parse<T: FromStr<Err: Display>>(&self, field: &str) -> Result<T, TableError> {
        let text = self.text(field)?;
        text.parse()
            .map_err(|error| self.wrong(field, format!("`{text}`: {error}")))
    }

    /// A number that is not below zero.
    pub(crate) fn weight(&self, field: &str) -> Result<f64, TableError> {
        let weight: f64 = self.parse(field)?;
        if weight.is_finite() && weight >= 0.0 {
            Ok(weight)
        } else {
            Err(self.wrong(field, format!("`{weight}` is no weight")))
        }
    }

    /// An error about a cell of this row.
    pub(crate) fn wrong(&self, field: &str, reason: impl Display) -> TableError {
        let line = self.cells.position().map_or(1, csv::Position::line);
        error_at(self.file, line, field, reason)
    }
}

fn error_at(file: &str, line: u64, field: &str, reason: impl Display) -> TableError {
    TableError {
        file: file.to_owned(),
        line,
        field: field.to_owned(),
        reason: reason.to_string(),
    }
}

/// Reads a table row by row; a table without rows is an error.
pub(crate) fn read<T>(
    (file, text): NamedText,
    mut each: impl FnMut(&Row<'_>) -> Result<T, TableError>,
) -> Result<Vec<T>, TableError> {
    let whole_row = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        error_at(file, line, "row", error)
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(whole_row)?.clone();
    let mut rows = Vec::new();
    for cells in reader.records() {
        let cells = cells.map_err(whole_row)?;
        rows.push(each(&Row {
            file,
            header: &header,
            cells: &cells,
        })?);
    }
    if rows.is_empty() {
        return Err(error_at(file, 1, "row", "the table has none"));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(text: &'static str) -> Result<Vec<f64>, String> {
        read(("w.csv", text), |row| row.weight("weight")).map_err(|error| error.to_string())
    }

    #[test]
    fn errors_name_file_line_and_field() {
        assert_eq!(weights("name,weight\na,1\nb,0.5\n"), Ok(vec![1.0, 0.5]));
        let error = |text| weights(text).unwrap_err();
        assert_eq!(
            error("name,weight\na,1\nb,x\n"),
            "data/vn/w.csv, line 3, weight: `x`: invalid float literal"
        );
        assert_eq!(
            error("name,weight\na,-1\n"),
            "data/vn/w.csv, line 2, weight: `-1` is no weight"
        );
        assert_eq!(
            error("name,wieght\na,1\n"),
            "data/vn/w.csv, line 2, weight: the table has no such column"
        );
        assert_eq!(
            error("name,weight\n"),
            "data/vn/w.csv, line 1, row: the table has none"
        );
        assert!(error("name,weight\na\n").starts_with("data/vn/w.csv, line 2, row: "));
    }
}
