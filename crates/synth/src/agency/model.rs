//! How often an agency's file errs, and in what way: a table of shares, which is read from TOML.
//!
//! The models at hand are files themselves (`clerks.toml`, `hasty.toml`, `scanned.toml`), whose comments
//! say what each share means; anybody may copy one and change it.

use serde::Deserialize;

/// Shares of records, each from 0 to 1. Where several errors of one field exclude each other,
/// their shares are added up, the first listed drawn first.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorModel {
    /// Of the living, who is in the file.
    pub known: f64,
    /// Of those in the file, who is in it a second time, written anew.
    pub twice: f64,
    /// Records of people the register does not have, as a share of the others.
    pub unknown: f64,
    /// Records that fall on a bad day, and how many times as often anything is wrong then.
    pub bad_day: f64,
    /// See [`ErrorModel::bad_day`].
    pub bad_day_factor: f64,
    /// No number; the old nine-digit one instead, if there is one; leading zeros lost.
    pub number_missing: f64,
    /// See [`ErrorModel::number_missing`].
    pub number_old: f64,
    /// See [`ErrorModel::number_missing`].
    pub number_zeros_lost: f64,
    /// A digit wrong; two exchanged; the number of the person before in the file.
    pub number_digit: f64,
    /// See [`ErrorModel::number_digit`].
    pub number_transposed: f64,
    /// See [`ErrorModel::number_digit`].
    pub number_of_another: f64,
    /// Accents lost in the whole name; in one word; another spelling or dialect.
    pub name_accents: f64,
    /// See [`ErrorModel::name_accents`].
    pub name_one_word: f64,
    /// See [`ErrorModel::name_accents`].
    pub name_respelt: f64,
    /// Without its middle; the middle as initials; given name first; a letter wrong.
    pub name_no_middle: f64,
    /// See [`ErrorModel::name_no_middle`].
    pub name_initials: f64,
    /// See [`ErrorModel::name_no_middle`].
    pub name_swapped: f64,
    /// See [`ErrorModel::name_no_middle`].
    pub name_typo: f64,
    /// A letter as a scanner misreads it.
    pub name_misread: f64,
    /// All in capitals.
    pub name_capitals: f64,
    /// Names are cut after so many characters.
    pub name_length_max: usize,
    /// Day and month exchanged; 1 January; the year alone.
    pub date_swapped: f64,
    /// See [`ErrorModel::date_swapped`].
    pub date_january: f64,
    /// See [`ErrorModel::date_swapped`].
    pub date_year_only: f64,
    /// Another day of the month; another month; a year too early or late; another year.
    pub date_day: f64,
    /// See [`ErrorModel::date_day`].
    pub date_month: f64,
    /// See [`ErrorModel::date_day`].
    pub date_year_near: f64,
    /// See [`ErrorModel::date_day`].
    pub date_year: f64,
    /// No date.
    pub date_missing: f64,
    /// The other sex; none.
    pub sex_wrong: f64,
    /// See [`ErrorModel::sex_wrong`].
    pub sex_missing: f64,
    /// Another commune of the province; any commune; none.
    pub moved_near: f64,
    /// See [`ErrorModel::moved_near`].
    pub moved_far: f64,
    /// See [`ErrorModel::moved_near`].
    pub unit_missing: f64,
    /// The commune by a code of before July 2025.
    pub unit_former: f64,
    /// Dates are written `15/03/1950`, else `1950-03-15`.
    pub day_first: bool,
}

/// The models at hand: a name and the file.
const MODELS: [(&str, &str); 3] = [
    ("clerks", include_str!("clerks.toml")),
    ("hasty", include_str!("hasty.toml")),
    ("scanned", include_str!("scanned.toml")),
];

/// An error model that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ErrorModelError {
    /// It is no TOML, lacks a share, or has one that means nothing.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// What and where.
        message: String,
    },
    /// A share that is none.
    #[error("{file}: `{key}` is `{value}`, and should be a share from 0 to 1")]
    NoShare {
        /// The file.
        file: String,
        /// The key.
        key: String,
        /// Its value.
        value: f64,
    },
}

impl ErrorModel {
    /// Careful clerks: each field errs on its own.
    pub fn clerks() -> Self {
        Self::named("clerks").expect("it is at hand")
    }

    /// Hasty ones: most records are clean, some are wrong in everything.
    pub fn hasty() -> Self {
        Self::named("hasty").expect("it is at hand")
    }

    /// The names of the models at hand.
    pub fn names() -> impl Iterator<Item = &'static str> {
        MODELS.iter().map(|(name, _)| *name)
    }

    /// A model at hand.
    pub fn named(name: &str) -> Option<Self> {
        let text = Self::text(name)?;
        Some(Self::parse(text, name).expect("the models at hand are read by a test"))
    }

    /// The file of a model at hand, with its comments.
    pub fn text(name: &str) -> Option<&'static str> {
        let model = MODELS.iter().find(|(known, _)| *known == name);
        model.map(|(_, text)| *text)
    }

    /// Reads a model; `file` is what errors call it.
    ///
    /// # Errors
    ///
    /// When it is no TOML, a key is missing or unknown, or a share is not between 0 and 1.
    pub fn parse(text: &str, file: &str) -> Result<Self, ErrorModelError> {
        let syntax = |error: toml::de::Error| ErrorModelError::Syntax {
            file: file.to_owned(),
            message: error.to_string(),
        };
        let shares: toml::Table = toml::from_str(text).map_err(syntax)?;
        for (key, value) in &shares {
            let is_count = matches!(key.as_str(), "bad_day_factor" | "name_length_max");
            let share = value.as_float().filter(|_| !is_count);
            if let Some(value) = share.filter(|it| !(0.0..=1.0).contains(it)) {
                return Err(ErrorModelError::NoShare {
                    file: file.to_owned(),
                    key: key.clone(),
                    value,
                });
            }
        }
        toml::from_str(text).map_err(syntax)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_at_hand_are_read_and_unlike() {
        let models: Vec<ErrorModel> = ErrorModel::names().filter_map(ErrorModel::named).collect();
        assert_eq!(models.len(), 3);
        assert!(models[0] != models[1] && models[1] != models[2]);
        assert!((ErrorModel::clerks().known - 0.355).abs() < 1e-12);
        assert!(ErrorModel::hasty().day_first);
        assert!(ErrorModel::named("angels").is_none());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let text = ErrorModel::text("clerks").unwrap();
        let unknown = text.replace("date_day =", "date_week =");
        let error = ErrorModel::parse(&unknown, "mine.toml").unwrap_err();
        assert!(error.to_string().contains("date_week"), "{error}");
        let error = ErrorModel::parse(&text.replace("0.355", "35.5"), "mine.toml").unwrap_err();
        assert_eq!(
            error.to_string(),
            "mine.toml: `known` is `35.5`, and should be a share from 0 to 1"
        );
    }
}
