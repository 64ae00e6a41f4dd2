//! Units that were merged, divided or renamed: under which code a unit's people are today.

use std::collections::HashMap;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::{Array, StringArray};
use danh_vocabulary::fold;

use super::{ConfigError, LinkConfig};
use crate::read::{ReadError, each_csv_batch};

/// Codes and what they became. Both files' units are looked up in it, so that a register of today
/// agrees with an agency's codes of before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnitMapping {
    today: HashMap<String, String>,
    /// By codes that lost their leading zeros, if only one code reads so.
    without_zeros: HashMap<String, Option<String>>,
}

/// A code that became another that became another, so many times at most; more is a circle.
const STEPS_MAX: usize = 32;

impl UnitMapping {
    /// The mapping that a configuration names, or an empty one.
    pub(crate) fn of(config: &LinkConfig) -> Result<Self, ConfigError> {
        let Some(file) = &config.units.mapping else {
            return Ok(Self::default());
        };
        let rows = read(file).map_err(|error| ConfigError::Mapping {
            file: config.file.clone(),
            reason: error.to_string(),
        })?;
        Self::from_rows(&rows).map_err(|code| ConfigError::Mapping {
            file: config.file.clone(),
            reason: format!("in `{}` `{code}` becomes itself again", file.display()),
        })
    }

    /// From rows of a code and what it became; otherwise a code that goes round in a circle.
    fn from_rows(rows: &[(String, String)]) -> Result<Self, String> {
        let next: HashMap<&str, &str> = rows
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        let mut mapping = Self::default();
        for from in next.keys() {
            let mut at = *from;
            let mut steps = 0;
            while let Some(to) = next.get(at).filter(|to| **to != at) {
                at = to;
                steps += 1;
                if steps > STEPS_MAX {
                    return Err((*from).to_owned());
                }
            }
            mapping.today.insert((*from).to_owned(), at.to_owned());
            let short = from.trim_start_matches('0');
            mapping
                .without_zeros
                .entry(short.to_owned())
                .and_modify(|other| *other = None)
                .or_insert_with(|| Some(at.to_owned()));
        }
        Ok(mapping)
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

/// Codes and what they became; of a divided unit the default successor only.
fn read(file: &Path) -> Result<Vec<(String, String)>, ReadError> {
    let columns = ["from_code", "to_code", "is_default"].map(str::to_owned);
    match read_columns(file, &columns) {
        Err(ReadError::NoSuchColumn { column, .. }) if column == "is_default" => {
            read_columns(file, &columns[..2])
        }
        read => read,
    }
}

fn read_columns(file: &Path, columns: &[String]) -> Result<Vec<(String, String)>, ReadError> {
    let mut rows = Vec::new();
    each_csv_batch(file, columns, |arrays| {
        let texts: Vec<&StringArray> = arrays.iter().map(AsArray::as_string).collect();
        for row in 0..arrays[0].len() {
            let is_default = texts.get(2).is_none_or(|of| of.value(row) != "no");
            let (from, to) = (fold(texts[0].value(row)), fold(texts[1].value(row)));
            if is_default && !from.is_empty() && !to.is_empty() {
                rows.push((from, to));
            }
        }
        Ok(())
    })?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(rows: &[(&str, &str)]) -> Result<UnitMapping, String> {
        let rows: Vec<(String, String)> = rows
            .iter()
            .map(|(from, to)| ((*from).to_owned(), (*to).to_owned()))
            .collect();
        UnitMapping::from_rows(&rows)
    }

    #[test]
    fn a_unit_is_what_it_became_in_the_end() {
        let units = mapping(&[
            ("00017", "00020"),
            ("00020", "00025"),
            ("00025", "00025"),
            ("02", "08"),
            ("00002", "00001"),
        ])
        .unwrap();
        for (code, today) in [
            ("00017", Some("00025")),
            ("17", Some("00025")),
            ("00025", Some("00025")),
            ("02", Some("08")),
            ("00002", Some("00001")),
            // A province or a commune, nobody knows.
            ("2", None),
            ("99", None),
        ] {
            assert_eq!(units.today(code), today, "{code}");
        }
        assert_eq!(mapping(&[("1", "2"), ("2", "1")]).unwrap_err().len(), 1);
        assert_eq!(UnitMapping::default().today("1"), None);
    }

    #[test]
    fn a_divided_units_people_are_with_the_default_successor() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("units.csv");
        let table = "from_code,to_code,is_default\n1,2,no\n1,3,yes\n1,4,no\n";
        std::fs::write(&file, table).unwrap();
        assert_eq!(read(&file).unwrap(), [("1".to_owned(), "3".to_owned())]);
        std::fs::write(&file, "from_code,to_code\nA B,C\n").unwrap();
        assert_eq!(read(&file).unwrap(), [("a b".to_owned(), "c".to_owned())]);
        std::fs::write(&file, "von,nach\nA,C\n").unwrap();
        assert!(matches!(read(&file), Err(ReadError::NoSuchColumn { .. })));
    }
}
