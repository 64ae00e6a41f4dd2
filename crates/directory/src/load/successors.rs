//! `unit_successors.csv`: which unit took over from which, on which day.

use std::collections::HashMap;

use jiff::civil::Date;

use super::LoadError;
use crate::directory::{Directory, Link};
use crate::successor::{Basis, Extent};
use crate::table::{Row, Table};
use crate::unit::Unit;

const COLUMNS: &[&str] = &[
    "changed_on",
    "from_code",
    "to_code",
    "extent",
    "is_default",
    "basis",
];

pub(super) const EXTENTS: [(&str, Extent); 2] =
    [("whole", Extent::Whole), ("split", Extent::Split)];

pub(super) const YES_NO: [(&str, bool); 2] = [("yes", true), ("no", false)];

const BASES: [(&str, Basis); 2] = [
    ("resolution", Basis::Resolution),
    ("surviving-name", Basis::SurvivingName),
];

/// For each unit of the directory, by its place in the list, the links to those after it, the
/// default first.
pub(super) fn parse(
    file: &str,
    text: &str,
    directory: &Directory,
) -> Result<Vec<Vec<Link>>, LoadError> {
    let mut successors = vec![Vec::new(); directory.units.len()];
    let mut first_lines: HashMap<usize, u64> = HashMap::new();
    Table {
        file,
        columns: COLUMNS,
        text,
    }
    .each_row(|row| {
        let (from, link) = link(row, directory)?;
        let links: &mut Vec<Link> = &mut successors[from];
        if links.iter().any(|other| other.to == link.to) {
            return Err(row.problem("to_code", "is listed twice for the same unit"));
        }
        links.push(link);
        first_lines.entry(from).or_insert_with(|| row.line());
        Ok(())
    })?;
    for (from, links) in successors.iter_mut().enumerate() {
        if let Some(line) = first_lines.get(&from) {
            links.sort_by_key(|link| (!link.is_default, link.to));
            check_together(links.iter().map(|link| (link.extent, link.is_default))).map_err(
                |(field, problem)| {
                    let problem = format!("{problem} for `{}`", directory.units[from].code);
                    LoadError::row(file, *line, field, &problem)
                },
            )?;
        }
    }
    Ok(successors)
}

fn link(row: &Row<'_>, directory: &Directory) -> Result<(usize, Link), LoadError> {
    let changed_on = row.day("changed_on")?;
    let day_before = changed_on
        .yesterday()
        .map_err(|_| row.problem("changed_on", "is the first day of time"))?;
    let from = unit(row, "from_code", day_before, directory)?;
    if from.life.until != Some(day_before) {
        let problem = format!("`{}` did not end on {day_before}", from.code);
        return Err(row.problem("from_code", &problem));
    }
    let link = Link {
        to: unit(row, "to_code", changed_on, directory)?.position,
        extent: row.one_of("extent", &EXTENTS)?,
        is_default: row.one_of("is_default", &YES_NO)?,
        basis: row.one_of("basis", &BASES)?,
    };
    Ok((from.position, link))
}

fn unit<'a>(
    row: &Row<'_>,
    column: &str,
    on: Date,
    directory: &'a Directory,
) -> Result<&'a Unit, LoadError> {
    let code = row.value(column)?;
    directory
        .unit(code, on)
        .ok_or_else(|| row.problem(column, &format!("no unit has the code `{code}` on {on}")))
}

/// What is wrong with the successors of one predecessor: how much each took, and whether it is
/// the default.
pub(super) fn check_together(
    links: impl Iterator<Item = (Extent, bool)> + Clone,
) -> Result<(), (&'static str, &'static str)> {
    if links.clone().filter(|(_, is_default)| *is_default).count() != 1 {
        return Err(("is_default", "is not `yes` exactly once"));
    }
    let wholes = links
        .clone()
        .filter(|(extent, _)| *extent == Extent::Whole)
        .count();
    match (wholes, links.count()) {
        (1, 1) | (0, 2..) => Ok(()),
        (0, _) => Err(("extent", "is `split` though there is one successor")),
        _ => Err(("extent", "is `whole` though there are several successors")),
    }
}
