//! How often an agency's file errs, and in what way.

/// Shares of records, each from 0 to 1. Where several errors of one field exclude each other,
/// their shares are added up, the first listed drawn first.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    /// Dates are written `15/03/1950`, else `1950-03-15`.
    pub day_first: bool,
}

impl ErrorModel {
    /// Careful clerks: each field errs on its own.
    pub const fn clerks() -> Self {
        Self {
            known: 0.355,
            twice: 0.01,
            unknown: 0.031,
            bad_day: 0.0,
            bad_day_factor: 1.0,
            number_missing: 0.25,
            number_old: 0.05,
            number_zeros_lost: 0.02,
            number_digit: 0.015,
            number_transposed: 0.005,
            number_of_another: 0.004,
            name_accents: 0.06,
            name_one_word: 0.02,
            name_respelt: 0.02,
            name_no_middle: 0.02,
            name_initials: 0.0,
            name_swapped: 0.004,
            name_typo: 0.025,
            name_capitals: 0.2,
            name_length_max: 128,
            date_swapped: 0.01,
            date_january: 0.015,
            date_year_only: 0.008,
            date_day: 0.008,
            date_month: 0.004,
            date_year_near: 0.005,
            date_year: 0.003,
            sex_wrong: 0.004,
            sex_missing: 0.01,
            moved_near: 0.05,
            moved_far: 0.04,
            unit_missing: 0.01,
            day_first: false,
        }
    }

    /// Hasty ones: most records are clean, some are wrong in everything.
    pub const fn hasty() -> Self {
        Self {
            known: 0.355,
            twice: 0.02,
            unknown: 0.06,
            bad_day: 0.08,
            bad_day_factor: 5.0,
            number_missing: 0.3,
            number_old: 0.12,
            number_zeros_lost: 0.1,
            number_digit: 0.006,
            number_transposed: 0.006,
            number_of_another: 0.002,
            name_accents: 0.2,
            name_one_word: 0.01,
            name_respelt: 0.03,
            name_no_middle: 0.01,
            name_initials: 0.02,
            name_swapped: 0.01,
            name_typo: 0.01,
            name_capitals: 0.6,
            name_length_max: 20,
            date_swapped: 0.004,
            date_january: 0.01,
            date_year_only: 0.02,
            date_day: 0.004,
            date_month: 0.004,
            date_year_near: 0.01,
            date_year: 0.001,
            sex_wrong: 0.002,
            sex_missing: 0.05,
            moved_near: 0.02,
            moved_far: 0.06,
            unit_missing: 0.04,
            day_first: true,
        }
    }
}
