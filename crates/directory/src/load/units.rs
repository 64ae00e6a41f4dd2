//! `administrative_units.csv`: one row per unit and span of life.

use danh_vocabulary::UnitLevel;

use super::LoadError;
use crate::code_table::CodeTable;
use crate::life::Life;
use crate::table::{Row, Table};
use crate::unit::Unit;

const COLUMNS: &[&str] = &[
    "code",
    "kind",
    "name",
    "parent_code",
    "valid_from",
    "valid_until",
];

/// Units sorted by code and first day, and where in that list the units of each code stand.
pub(crate) struct Units {
    pub(crate) list: Vec<Unit>,
    pub(crate) by_code: CodeTable,
}

pub(super) fn parse(file: &str, text: &str) -> Result<Units, LoadError> {
    let mut lines = Vec::new();
    Table {
        file,
        columns: COLUMNS,
        text,
    }
    .each_row(|row| {
        lines.push((unit(row)?, row.line()));
        Ok(())
    })?;
    lines.sort_by_key(|(unit, _)| (unit.code, unit.life.from));

    let (mut list, lines): (Vec<Unit>, Vec<u64>) = lines.into_iter().unzip();
    let problem = |position: usize, field: &str, problem: &str| {
        LoadError::row(file, lines[position], field, problem)
    };
    for (position, unit) in list.iter_mut().enumerate() {
        unit.position = position;
    }
    let by_code = CodeTable::of_sorted(&list);
    for (position, pair) in list.windows(2).enumerate() {
        if pair[0].code == pair[1].code && pair[0].life.overlaps(&pair[1].life) {
            let other = format!("another `{}` lives on the same days", pair[0].code);
            return Err(problem(position + 1, "valid_from", &other));
        }
    }
    for position in 0..list.len() {
        let parent = parent_position(&list, &by_code, &list[position])
            .map_err(|text| problem(position, "parent_code", &text))?;
        list[position].parent_position = parent;
    }
    Ok(Units { list, by_code })
}

fn unit(row: &Row<'_>) -> Result<Unit, LoadError> {
    let unit = Unit {
        code: row.value("code")?,
        kind: row.value("kind")?,
        name: row.filled("name")?.into(),
        parent: row.optional("parent_code")?,
        life: Life {
            from: row.optional_day("valid_from")?,
            until: row.optional_day("valid_until")?,
        },
        parent_position: None,
        position: 0,
    };
    if unit.kind.level() != unit.code.level() {
        let problem = format!(
            "a `{}` does not have a code like `{}`",
            unit.kind, unit.code
        );
        return Err(row.problem("kind", &problem));
    }
    if unit.life.is_empty() {
        return Err(row.problem("valid_until", "comes before `valid_from`"));
    }
    Ok(unit)
}

fn parent_position(
    list: &[Unit],
    by_code: &CodeTable,
    unit: &Unit,
) -> Result<Option<usize>, String> {
    let Some(parent) = unit.parent else {
        return match unit.level() {
            UnitLevel::Province => Ok(None),
            UnitLevel::District | UnitLevel::Commune => Err("is empty".to_owned()),
        };
    };
    if parent.level() >= unit.level() {
        return Err(format!("`{parent}` is not above `{}`", unit.code));
    }
    let mut candidates = by_code.positions(parent);
    if candidates.is_empty() {
        return Err(format!("no unit has the code `{parent}`"));
    }
    candidates
        .find(|position| list[*position].life.contains_all_of(&unit.life))
        .map(Some)
        .ok_or_else(|| format!("no `{parent}` lives as long as this unit"))
}
