//! What the two rows of a pair say, as their files have it.

use super::{ExplainError, ExplainJob};
use crate::config::Columns;
use crate::link::LinkError;
use crate::read::{Chosen, Ids};

/// What both sides say in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPair {
    /// The field.
    pub field: String,
    /// The record's value.
    pub record: String,
    /// The person's.
    pub person: String,
}

/// The fields that both files have, of a record and a person given by their rows.
pub(super) fn read(
    job: &ExplainJob,
    (record, person): (usize, usize),
) -> Result<Vec<FieldPair>, ExplainError> {
    let of_record = |columns: &[String]| {
        let cell = |column: &String| {
            let row = Chosen::of([record as u32].into_iter(), record + 1);
            let ids = Ids::read(&job.records, column, Some(&row), job.threads);
            ids.map(|ids| ids.get(0).to_owned())
        };
        texts(columns.iter().map(cell))
    };
    let of_person = |columns: &[String]| {
        let cell = |column: &String| {
            let row = Chosen::of([person as u32].into_iter(), person + 1);
            let ids = Ids::read(&job.register, column, Some(&row), job.threads);
            ids.map(|ids| ids.get(0).to_owned())
        };
        texts(columns.iter().map(cell))
    };
    let (register, records) = (&job.config.register, &job.config.records);
    let mut fields = Vec::new();
    for (field, columns) in columns_by_field(records) {
        let others = columns_by_field(register);
        let Some((_, others)) = others.iter().find(|(other, _)| *other == field) else {
            continue;
        };
        fields.push(FieldPair {
            record: of_record(&columns)?,
            person: of_person(others)?,
            field,
        });
    }
    Ok(fields)
}

fn texts(
    cells: impl Iterator<Item = Result<String, crate::read::ReadError>>,
) -> Result<String, ExplainError> {
    let cells: Result<Vec<String>, _> = cells.collect();
    let mut cells = cells.map_err(LinkError::from)?;
    cells.retain(|cell| !cell.is_empty());
    Ok(cells.join(" "))
}

/// The fields of a file and the columns each stands in.
fn columns_by_field(columns: &Columns) -> Vec<(String, Vec<String>)> {
    let parts = [&columns.surname, &columns.middle_name, &columns.given_name];
    let name: Vec<String> = match &columns.name {
        Some(name) => vec![name.clone()],
        None => parts.into_iter().flatten().cloned().collect(),
    };
    let mut fields = vec![
        ("name".to_owned(), name),
        (
            "birth_date".to_owned(),
            columns.birth_date.iter().cloned().collect(),
        ),
        ("sex".to_owned(), columns.sex.iter().cloned().collect()),
        ("unit".to_owned(), columns.unit.clone()),
    ];
    let others = columns.code.iter().chain(&columns.text);
    fields.extend(others.map(|(field, column)| (field.clone(), vec![column.clone()])));
    fields.push(("number".to_owned(), columns.number.clone()));
    fields.retain(|(_, columns)| !columns.is_empty());
    fields
}
