//! `authority_successors.csv`: which organisation of the centre took over from which, on which
//! day.

use std::collections::{BTreeMap, HashMap};

use super::LoadError;
use super::successors::{EXTENTS, YES_NO, check_together};
use crate::organisation::{Organisation, OrganisationLink};
use crate::table::{Row, Table};

const COLUMNS: &[&str] = &[
    "changed_on",
    "from_id",
    "to_id",
    "extent",
    "is_default",
    "basis",
];

type Organisations = BTreeMap<Box<str>, Organisation>;

/// For each organisation that has ended, those after it, the default first.
pub(super) fn parse(
    file: &str,
    text: &str,
    organisations: &Organisations,
) -> Result<BTreeMap<Box<str>, Vec<OrganisationLink>>, LoadError> {
    let mut successors: BTreeMap<Box<str>, Vec<OrganisationLink>> = BTreeMap::new();
    let mut first_lines: HashMap<Box<str>, u64> = HashMap::new();
    Table {
        file,
        columns: COLUMNS,
        text,
    }
    .each_row(|row| {
        let (from, link) = link(row, organisations)?;
        let links = successors.entry(from.clone()).or_default();
        if links.iter().any(|other| other.to == link.to) {
            return Err(row.problem("to_id", "is listed twice for the same organisation"));
        }
        links.push(link);
        first_lines.entry(from).or_insert_with(|| row.line());
        Ok(())
    })?;
    for (from, links) in &mut successors {
        links.sort_by_key(|link| (!link.is_default, link.to.clone()));
        check_together(links.iter().map(|link| (link.extent, link.is_default))).map_err(
            |(field, problem)| {
                let problem = format!("{problem} for `{from}`");
                LoadError::row(file, first_lines[from], field, &problem)
            },
        )?;
    }
    Ok(successors)
}

fn link(
    row: &Row<'_>,
    organisations: &Organisations,
) -> Result<(Box<str>, OrganisationLink), LoadError> {
    let changed_on = row.day("changed_on")?;
    let from = organisation(row, "from_id", organisations)?;
    let ended = from.life.until.and_then(|last| last.tomorrow().ok());
    if ended != Some(changed_on) {
        let problem = format!("`{}` did not end on the day before {changed_on}", from.id);
        return Err(row.problem("from_id", &problem));
    }
    let to = organisation(row, "to_id", organisations)?;
    if !to.life.contains(changed_on) {
        let problem = format!("`{}` does not exist on {changed_on}", to.id);
        return Err(row.problem("to_id", &problem));
    }
    row.filled("basis")?;
    let link = OrganisationLink {
        to: to.id.clone(),
        extent: row.one_of("extent", &EXTENTS)?,
        is_default: row.one_of("is_default", &YES_NO)?,
    };
    Ok((from.id.clone(), link))
}

fn organisation<'a>(
    row: &Row<'_>,
    column: &str,
    organisations: &'a Organisations,
) -> Result<&'a Organisation, LoadError> {
    let id = row.filled(column)?;
    organisations
        .get(id)
        .ok_or_else(|| row.problem(column, &format!("no organisation has the id `{id}`")))
}
