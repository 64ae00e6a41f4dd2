//! Which column of a file is which field.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// The columns of one file. Names are those of the file's header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// What names a row; handed through as it is.
    pub id: String,
    /// Numbers of the person, the one in use first.
    #[serde(default, deserialize_with = "one_or_many")]
    pub number: Vec<String>,
    /// The whole name.
    pub name: Option<String>,
    /// The family's name, where it has a column of its own.
    pub surname: Option<String>,
    /// What stands between.
    pub middle_name: Option<String>,
    /// What the person is called.
    pub given_name: Option<String>,
    /// The birth date, whole or in part.
    pub birth_date: Option<String>,
    /// The sex.
    pub sex: Option<String>,
    /// Codes of the units of residence, the smallest first.
    #[serde(default, deserialize_with = "one_or_many")]
    pub unit: Vec<String>,
    /// Codes that are no units: field = column.
    #[serde(default)]
    pub code: BTreeMap<String, String>,
    /// Lines of text: field = column.
    #[serde(default)]
    pub text: BTreeMap<String, String>,
}

impl Columns {
    /// A part of the name that is named although the whole name is.
    pub(super) fn part_beside_name(&self) -> Option<&'static str> {
        let parts = [
            ("surname", &self.surname),
            ("middle_name", &self.middle_name),
            ("given_name", &self.given_name),
        ];
        let named = parts.into_iter().find(|(_, column)| column.is_some());
        named.filter(|_| self.name.is_some()).map(|(part, _)| part)
    }

    /// Whether there is a name, in one column or several.
    pub(crate) const fn has_name(&self) -> bool {
        self.name.is_some() || self.surname.is_some() || self.given_name.is_some()
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(name) => vec![name],
        OneOrMany::Many(names) => names,
    })
}
