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
//! ```
//!
//! What is named on both sides is compared; everything but the two ids may be left out. Each record
//! is linked on its own, so that several may be one person's.

mod columns;

use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use columns::Columns;

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
}

/// What follows from a probability.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DecisionConfig {
    /// A record whose best person is at least so probable is a match.
    #[serde(rename = "match")]
    pub match_from: f64,
    /// From here on it is a possible one.
    #[serde(rename = "possible")]
    pub possible_from: f64,
}

impl Default for DecisionConfig {
    fn default() -> Self {
        Self {
            match_from: 0.5,
            possible_from: 0.05,
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
    #[error("register and records have no field in common to compare")]
    NothingInCommon,
    /// The thresholds are not probabilities in order.
    #[error(
        "`possible` and `match` are probabilities, the first at most the second, not `{possible}` and `{matched}`"
    )]
    Thresholds {
        /// `possible`.
        possible: f64,
        /// `match`.
        matched: f64,
    },
    /// More fields than a pair's levels have room for.
    #[error("at most {at_most} comparisons fit, these fields make {found}")]
    TooManyFields {
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
        Self::parse(&text, &file.display().to_string())
    }

    /// Reads a configuration from text; `file` is what errors call it.
    pub fn parse(text: &str, file: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| ConfigError::Syntax {
            file: file.to_owned(),
            message: error.to_string(),
        })?;
        let DecisionConfig {
            match_from: matched,
            possible_from: possible,
            ..
        } = config.decision;
        if !(0.0..=matched).contains(&possible) || matched > 1.0 {
            return Err(ConfigError::Thresholds { possible, matched });
        }
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
    }
}
