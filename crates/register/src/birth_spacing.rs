//! How far apart one woman gives birth.
//!
//! Twins may be born on either side of midnight, and now and then a day later. After that, a woman can hardly conceive within four
//! weeks, and a child born less than about 22 weeks after its conception does not live. No law says so; a paper may say otherwise.

use danh_vocabulary::PartialDate;

/// Days between the births of twins, at the most.
const TWINS_DAYS_MAX: i32 = 2;
/// Days between two births of one woman that are not of twins, at the least.
const SIBLINGS_DAYS_MIN: i32 = 180;

/// What the days of two births say of their having one mother.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BirthSpacing {
    /// Twins, or one and the same child.
    Together,
    /// She cannot have given birth again by then.
    TooSoon,
    /// One after the other.
    Apart,
}

impl BirthSpacing {
    /// What two dates of birth say; nothing unless both are whole days.
    pub(crate) fn of(one: PartialDate, other: PartialDate) -> Option<Self> {
        if !(one.is_day() && other.is_day()) {
            return None;
        }
        let days = (one.earliest() - other.earliest()).get_days().abs();
        Some(if days <= TWINS_DAYS_MAX {
            Self::Together
        } else if days < SIBLINGS_DAYS_MIN {
            Self::TooSoon
        } else {
            Self::Apart
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mother_gives_birth_to_twins_or_after_half_a_year() {
        let spacing = |other: &str| {
            BirthSpacing::of(
                "2024-03-01".parse().expect("a date"),
                other.parse().expect("a date"),
            )
        };
        for (other, wanted) in [
            ("2024-03-01", Some(BirthSpacing::Together)),
            ("2024-03-03", Some(BirthSpacing::Together)),
            ("2024-02-28", Some(BirthSpacing::Together)),
            ("2024-03-04", Some(BirthSpacing::TooSoon)),
            ("2024-08-27", Some(BirthSpacing::TooSoon)),
            ("2023-09-04", Some(BirthSpacing::TooSoon)),
            ("2024-08-28", Some(BirthSpacing::Apart)),
            ("2023-09-03", Some(BirthSpacing::Apart)),
            ("1999-03-01", Some(BirthSpacing::Apart)),
            ("2024-03", None),
        ] {
            assert_eq!(spacing(other), wanted, "{other}");
        }
    }
}
