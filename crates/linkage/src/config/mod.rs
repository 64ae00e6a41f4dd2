//! `LINK.toml`: which columns are what, and what to do with the answer.
//!
//! ```toml
//! [register]                            # the file of persons
//! id = "person_id"
//! number = ["number", "old_cmnd"]       # the one in use first, then those held before
//! name = "full_name"                    # or surname, middle_name and given_name
//! birth_date = "born"
//! sex = "sex"
//! unit = ["commune", "province"]        # the smallest first
//!
//! [register.code]                       # compared as codes: equal, one character off, different
//! postcode = "postcode"
//!
//! [register.text]                       # compared as lines of text, word by word
//! street = "address_1"
//!
//! [records]                             # the agency's file, with the same keys
//! id = "card_id"
//! number = "id_number"
//! name = "ho_ten"
//! birth_date = "ngay_sinh"
//!
//! [decision]
//! match = 0.5                           # a link from this probability on
//! possible = 0.05                       # for somebody to look at from this one on
//! assignment = "many-to-one"            # or "one-to-one", where the agency has each person once
//!
//! [blocking]
//! rules = ["birth date + given name"]   # instead of rules chosen from the data, as a report calls them
//!
//! [units]
//! mapping = "units.csv"                 # what the records' units became: `from_code`, `to_code`; beside this file
//! ```
//!
//! What is named on both sides is compared; everything but the two ids may be left out.

mod columns;
mod units;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::assign::Assignment;
pub use columns::Columns;
pub(crate) use units::UnitMapping;

/// What is to be linked, and how.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkConfig {
    /// The columns of the register.
    pub register: Columns,
    /// The columns of the agency's records.
    pub records: Columns,
    /// What follows from a probability.
    #[serde(default)]
    pub decision: DecisionConfig,
    /// Which pairs are compared.
    #[serde(default)]
    pub blocking: BlockingConfig,
    /// What became of units.
    #[serde(default)]
    pub units: UnitsConfig,
    /// What errors call the file this was read from.
    #[serde(skip)]
    pub file: String,
}

/// Which pairs are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BlockingConfig {
    /// Rules, each of marks with ` + ` between them, named as the report names them; none to let them be chosen from
    /// the data.
    pub rules: Vec<String>,
}

/// What became of units of residence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitsConfig {
    /// A CSV file that says under which code the units of the records are in the register: `from_code` and `to_code`,
    /// `is_default` where a unit was divided, `changed_on` where there was more than one change. `danh link units` prints
    /// that of Viet Nam.
    pub mapping: Option<PathBuf>,
}

/// What follows from a probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DecisionConfig {
    /// A record whose best person is at least so probable is a match.
    #[serde(rename = "match")]
    pub match_from: f64,
    /// From here on it is a possible one.
    #[serde(rename = "possible")]
    pub possible_from: f64,
    /// How many records a person may have.
    pub assignment: Assignment,
}

impl Default for DecisionConfig {
    fn default() -> Self {
        Self {
            match_from: 0.5,
            possible_from: 0.05,
            assignment: Assignment::default(),
        }
    }
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read `{}`", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not TOML, or has keys that mean nothing.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// What and where.
        message: String,
    },
    /// Nothing is named on both sides.
    #[error(
        "{file}: `[register]` and `[records]` have no field in common to compare; name the columns of the same field in both"
    )]
    NothingInCommon {
        /// The file.
        file: String,
    },
    /// A name is given whole and in parts.
    #[error(
        "{file}: `{side}.name` and `{side}.{part}` give the name twice; keep the whole name or its parts"
    )]
    NameTwice {
        /// The file.
        file: String,
        /// `register` or `records`.
        side: &'static str,
        /// The part.
        part: &'static str,
    },
    /// A rule of marks that there are not.
    #[error(
        "{file}: `blocking.rules` asks for `{mark}`; with these fields there are {}", known.join(", ")
    )]
    NoSuchMark {
        /// The file.
        file: String,
        /// What was asked for.
        mark: String,
        /// What there is.
        known: Vec<String>,
    },
    /// More rules than fit.
    #[error("{file}: `blocking.rules` has {found} rules, at most {at_most} are possible")]
    TooManyRules {
        /// The file.
        file: String,
        /// The most.
        at_most: usize,
        /// How many there were.
        found: usize,
    },
    /// The mapping of units cannot be read.
    #[error("{file}: `units.mapping` cannot be used: {reason}")]
    Mapping {
        /// The file.
        file: String,
        /// Why.
        reason: String,
    },
    /// The thresholds are not probabilities in order.
    #[error(
        "{file}: `decision.possible` and `decision.match` are probabilities, the first at most the second, not `{possible}` and `{matched}`"
    )]
    Thresholds {
        /// The file.
        file: String,
        /// `possible`.
        possible: f64,
        /// `match`.
        matched: f64,
    },
    /// More fields than a pair's levels have room for.
    #[error(
        "{file}: at most {at_most} comparisons fit, these fields make {found}; leave out a code or a text"
    )]
    TooManyFields {
        /// The file.
        file: String,
        /// The most.
        at_most: usize,
        /// How many there were.
        found: usize,
    },
}

impl LinkConfig {
    /// Reads a configuration file.
    pub fn read(file: impl AsRef<Path>) -> Result<Self, ConfigError> {
        let file = file.as_ref();
        let text = std::fs::read_to_string(file).map_err(|source| ConfigError::Unreadable {
            file: file.to_owned(),
            source,
        })?;
        let mut config = Self::parse(&text, &file.display().to_string())?;
        if let (Some(mapping), Some(folder)) = (&mut config.units.mapping, file.parent()) {
            *mapping = folder.join(&*mapping);
        }
        Ok(config)
    }

    /// Reads a configuration from text; `file` is what errors call it.
    pub fn parse(text: &str, file: &str) -> Result<Self, ConfigError> {
        let mut config: Self = toml::from_str(text).map_err(|error| ConfigError::Syntax {
            file: file.to_owned(),
            message: error.to_string(),
        })?;
        let DecisionConfig {
            match_from: matched,
            possible_from: possible,
            ..
        } = config.decision;
        if !(0.0..=matched).contains(&possible) || matched > 1.0 {
            return Err(ConfigError::Thresholds {
                file: file.to_owned(),
                possible,
                matched,
            });
        }
        for (side, columns) in [("register", &config.register), ("records", &config.records)] {
            if let Some(part) = columns.part_beside_name() {
                return Err(ConfigError::NameTwice {
                    file: file.to_owned(),
                    side,
                    part,
                });
            }
        }
        file.clone_into(&mut config.file);
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
        [register]
        id = "person_id"
        number = ["number", "old"]
        name = "full_name"
        [register.code]
        postcode = "zip"
        [records]
        id = "card"
        number = "id_number"
        surname = "ho"
        given_name = "ten"
        [records.code]
        postcode = "plz"
        [decision]
        match = 0.9
    "#;

    #[test]
    fn a_configuration_is_read() {
        let config = LinkConfig::parse(FILE, "LINK.toml").unwrap();
        assert_eq!(config.register.number, ["number", "old"]);
        assert_eq!(config.records.number, ["id_number"]);
        assert_eq!(config.records.code["postcode"], "plz");
        assert!((config.decision.match_from - 0.9).abs() < 1e-12);
        assert!((config.decision.possible_from - 0.05).abs() < 1e-12);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let unknown = FILE.replace("full_name", "x").replace("name =", "nmae =");
        let error = LinkConfig::parse(&unknown, "LINK.toml").unwrap_err();
        assert!(error.to_string().contains("nmae"), "{error}");
        let error = LinkConfig::parse(&FILE.replace("0.9", "0.01"), "LINK.toml").unwrap_err();
        assert!(matches!(error, ConfigError::Thresholds { .. }), "{error}");
        let twice = FILE.replace(
            "name = \"full_name\"",
            "name = \"full_name\"\nsurname = \"ho\"",
        );
        let error = LinkConfig::parse(&twice, "LINK.toml").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("LINK.toml: `register.name` and `register.surname`"),
            "{error}"
        );
    }

    #[test]
    fn a_mapping_lies_beside_the_file_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("LINK.toml");
        std::fs::write(&file, format!("{FILE}\n[units]\nmapping = \"units.csv\"")).unwrap();
        let config = LinkConfig::read(&file).unwrap();
        assert_eq!(config.units.mapping, Some(folder.path().join("units.csv")));
    }
}
