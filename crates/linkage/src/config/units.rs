//! Units that were merged, divided or renamed: under which code a unit's people are today.

use std::collections::HashMap;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::{Array, StringArray};
use danh_vocabulary::fold;

use super::{ConfigError, LinkConfig};
use crate::read::{ReadError, each_csv_batch};

/// Codes of the records and what they became, so that they agree with those of a register of today.
///
/// A code may have been given to another unit on the day it was given up, so that only later changes are followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnitMapping {
    today: HashMap<String, String>,
    /// By codes that lost their leading zeros, if only one code reads so.
    without_zeros: HashMap<String, Option<String>>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    from: String,
    to: String,
    /// `2025-07-01`; nothing where the table knows of one change only.
    on: String,
}

impl UnitMapping {
    /// The mapping that a configuration names, or an empty one.
    pub(crate) fn of(config: &LinkConfig) -> Result<Self, ConfigError> {
        let Some(file) = &config.units.mapping else {
            return Ok(Self::default());
        };
        let changes = read(file).map_err(|error| ConfigError::Mapping {
            file: config.file.clone(),
            reason: error.to_string(),
        })?;
        Ok(Self::from_changes(changes))
    }

    fn from_changes(mut changes: Vec<Change>) -> Self {
        changes.sort_by(|one, other| one.on.cmp(&other.on));
        let mut of: HashMap<&str, Vec<&Change>> = HashMap::new();
        for change in &changes {
            of.entry(&change.from).or_default().push(change);
        }
        let mut mapping = Self::default();
        for (from, of_unit) in &of {
            let mut last = of_unit[0];
            let later = |last: &Change| {
                let next = of.get(last.to.as_str())?.iter();
                next.copied().find(|next| next.on > last.on)
            };
            while let Some(next) = later(last) {
                last = next;
            }
            mapping.today.insert((*from).to_owned(), last.to.clone());
            let short = from.trim_start_matches('0');
            mapping
                .without_zeros
                .entry(short.to_owned())
                .and_modify(|other| *other = None)
                .or_insert_with(|| Some(last.to.clone()));
        }
        mapping
    }

    /// What a code is today; nothing if it is not in the table.
    pub(crate) fn today(&self, code: &str) -> Option<&str> {
        if self.today.is_empty() {
            return None;
        }
        let code = fold(code);
        let whole = self.today.get(&code);
        let found = whole.or_else(|| self.without_zeros.get(&code)?.as_ref());
        found.map(String::as_str)
    }
}

/// The changes of a table; of a divided unit to the default successor only.
fn read(file: &Path) -> Result<Vec<Change>, ReadError> {
    let mut columns = ["from_code", "to_code", "is_default", "changed_on"]
        .map(str::to_owned)
        .to_vec();
    loop {
        match read_columns(file, &columns) {
            Err(ReadError::NoSuchColumn { column, .. })
                if column == "is_default" || column == "changed_on" =>
            {
                columns.retain(|it| *it != column);
            }
            read => return read,
        }
    }
}

fn read_columns(file: &Path, columns: &[String]) -> Result<Vec<Change>, ReadError> {
    let mut changes = Vec::new();
    each_csv_batch(file, columns, |arrays| {
        let texts: Vec<&StringArray> = arrays.iter().map(AsArray::as_string).collect();
        for row in 0..arrays[0].len() {
            let cell = |name: &str| {
                let place = columns.iter().position(|it| it == name);
                place.map_or("", |place| texts[place].value(row))
            };
            let change = Change {
                from: fold(cell("from_code")),
                to: fold(cell("to_code")),
                on: cell("changed_on").to_owned(),
            };
            if cell("is_default") != "no" && !change.from.is_empty() && !change.to.is_empty() {
                changes.push(change);
            }
        }
        Ok(())
    })?;
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(table: &str) -> Result<Vec<Change>, ReadError> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("units.csv");
        std::fs::write(&file, table).unwrap();
        read(&file)
    }

    #[test]
    fn a_unit_is_what_it_became_in_the_end() {
        let table = "changed_on,from_code,to_code\n\
            2020-01-01,00017,00020\n2025-07-01,00020,00025\n2025-07-01,00025,00031\n\
            2025-07-01,02,08\n2025-07-01,00002,00001\n2025-07-01,00001,00001\n";
        let units = UnitMapping::from_changes(written(table).unwrap());
        for (code, today) in [
            ("00017", Some("00025")),
            ("17", Some("00025")),
            // Given to another unit on the day it was given up.
            ("00020", Some("00025")),
            ("00025", Some("00031")),
            ("02", Some("08")),
            ("00002", Some("00001")),
            // A province or a commune, nobody knows.
            ("2", None),
            ("99", None),
        ] {
            assert_eq!(units.today(code), today, "{code}");
        }
        assert_eq!(UnitMapping::default().today("1"), None);
    }

    #[test]
    fn a_divided_units_people_are_with_the_default_successor() {
        let change = |from: &str, to: &str| Change {
            from: from.to_owned(),
            to: to.to_owned(),
            on: String::new(),
        };
        let table = "from_code,to_code,is_default\n1,2,no\n1,3,yes\n1,4,no\n";
        assert_eq!(written(table).unwrap(), [change("1", "3")]);
        let table = "from_code,to_code\nA B,C\n";
        assert_eq!(written(table).unwrap(), [change("a b", "c")]);
        let wrong = written("von,nach\nA,C\n");
        assert!(matches!(wrong, Err(ReadError::NoSuchColumn { .. })));
    }
}
