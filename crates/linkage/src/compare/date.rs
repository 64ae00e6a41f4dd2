//! Two birth dates.

use super::level::{NONE, date};
use crate::day::Day;

/// The level of two dates.
#[inline]
pub(crate) fn date_level(one: Day, other: Day) -> u8 {
    if !one.is_some() || !other.is_some() {
        return NONE;
    }
    if one == other {
        return date::EQUAL;
    }
    unequal_level(one, other)
}

fn unequal_level(one: Day, other: Day) -> u8 {
    let same_year = one.year() == other.year();
    if !one.is_whole() || !other.is_whole() {
        return less_known_level(one, other);
    }
    let (same_month, same_day) = (one.month() == other.month(), one.day() == other.day());
    if same_year {
        let is_january = |day: Day| day.month() == 1 && day.day() == 1;
        if one.month() == other.day() && one.day() == other.month() {
            return date::SWAPPED;
        }
        if is_january(one) || is_january(other) {
            return date::JANUARY;
        }
        if same_month || same_day {
            return date::ONE_PART;
        }
    }
    if same_month && same_day && is_near_year(one.year(), other.year()) {
        return date::NEAR_YEAR;
    }
    if one.ordinal().abs_diff(other.ordinal()) == 1 {
        return date::NEAR_DAY;
    }
    if same_year {
        date::SAME_YEAR
    } else {
        date::DIFFERENT
    }
}

/// Where one has no day: they agree as far as they go, or not.
fn less_known_level(one: Day, other: Day) -> u8 {
    let months_agree = one.month() == other.month() || one.month() == 0 || other.month() == 0;
    match (one.year() == other.year(), months_agree) {
        (true, true) => date::LESS_KNOWN,
        (true, false) => date::SAME_YEAR,
        (false, _) => date::DIFFERENT,
    }
}

/// A year before or after, one digit wrong, or two exchanged.
const fn is_near_year(one: u32, other: u32) -> bool {
    if one.abs_diff(other) <= 1 {
        return true;
    }
    let (a, b) = (digits(one), digits(other));
    let mut differing = 0;
    let mut at = 0;
    let mut first = 4;
    while at < 4 {
        if a[at] != b[at] {
            differing += 1;
            if first == 4 {
                first = at;
            }
        }
        at += 1;
    }
    differing == 1
        || differing == 2 && first < 3 && a[first] == b[first + 1] && a[first + 1] == b[first]
}

const fn digits(year: u32) -> [u32; 4] {
    [year / 1000, year / 100 % 10, year / 10 % 10, year % 10]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_end_in_their_levels() {
        for (one, other, expected) in [
            ("1980-11-05", "1980-11-05", date::EQUAL),
            ("1980-11-05", "1980-05-11", date::SWAPPED),
            ("1980-11-05", "1980", date::LESS_KNOWN),
            ("1980-11-05", "1980-11", date::LESS_KNOWN),
            ("1980-11-05", "1980-10", date::SAME_YEAR),
            ("1980-11-05", "1981", date::DIFFERENT),
            ("1980-11-05", "1980-01-01", date::JANUARY),
            ("1980-11-05", "1980-11-15", date::ONE_PART),
            ("1980-11-05", "1980-12-05", date::ONE_PART),
            ("1980-11-05", "1981-11-05", date::NEAR_YEAR),
            ("1980-11-05", "1970-11-05", date::NEAR_YEAR),
            ("1989-11-05", "1998-11-05", date::NEAR_YEAR),
            ("1980-11-05", "1975-11-05", date::DIFFERENT),
            ("1980-11-30", "1980-12-01", date::NEAR_DAY),
            ("1980-11-05", "1980-03-27", date::SAME_YEAR),
            ("1980-11-05", "1985-03-27", date::DIFFERENT),
            ("", "1985-03-27", NONE),
        ] {
            let (one, other) = (Day::parse(one.as_bytes()), Day::parse(other.as_bytes()));
            assert_eq!(date_level(one, other), expected, "{one:?} {other:?}");
            assert_eq!(date_level(other, one), expected, "{other:?} {one:?}");
        }
    }
}
