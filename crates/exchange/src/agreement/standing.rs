//! Whether an agreement counts.

use jiff::civil::Date;

use super::{Agreement, AgreementRow};

/// Whether a version of an agreement counts on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its first day is still to come.
    ToCome {
        /// The first day.
        from: Date,
    },
    /// It counts.
    InForce {
        /// So many days are left after this one.
        days_left: i32,
    },
    /// It was stopped.
    Suspended,
    /// Its last day is over.
    Expired,
    /// A later version took its place.
    Amended,
}

impl Standing {
    /// Of one of the versions of an agreement, which are given in their order.
    pub fn of(versions: &[AgreementRow], version: u32, today: Date) -> Option<Self> {
        let row = versions
            .iter()
            .find(|row| row.agreement.version == version)?;
        let has_begun = |later: &&AgreementRow| {
            later.agreement.version > version && later.agreement.valid_from <= today
        };
        Some(if versions.iter().any(|later| has_begun(&later)) {
            Self::Amended
        } else {
            Self::alone(&row.agreement, row.suspended.is_some(), today)
        })
    }

    fn alone(agreement: &Agreement, is_suspended: bool, today: Date) -> Self {
        if today > agreement.valid_until {
            Self::Expired
        } else if is_suspended {
            Self::Suspended
        } else if today < agreement.valid_from {
            Self::ToCome {
                from: agreement.valid_from,
            }
        } else {
            let left = today.until(agreement.valid_until);
            Self::InForce {
                days_left: left.map_or(0, |span| span.get_days()),
            }
        }
    }

    /// The stable word, as in `in-force`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ToCome { .. } => "to-come",
            Self::InForce { .. } => "in-force",
            Self::Suspended => "suspended",
            Self::Expired => "expired",
            Self::Amended => "amended",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing::{agreement, approved};

    #[test]
    fn a_version_counts_until_its_last_day_or_until_the_next_begins() {
        let first = agreement();
        let second = Agreement {
            version: 2,
            valid_from: date(2026, 3, 1),
            ..first.clone()
        };
        let mut versions = vec![approved(first), approved(second)];
        let standings = |versions: &[AgreementRow], day: Date| {
            [1, 2].map(|version| Standing::of(versions, version, day).unwrap().as_str())
        };
        for (day, expected) in [
            (date(2025, 6, 30), ["to-come", "to-come"]),
            (date(2025, 7, 1), ["in-force", "to-come"]),
            (date(2026, 2, 28), ["in-force", "to-come"]),
            (date(2026, 3, 1), ["amended", "in-force"]),
            (date(2027, 7, 1), ["amended", "expired"]),
        ] {
            assert_eq!(standings(&versions, day), expected, "{day}");
        }
        versions[1].suspended = Some(crate::testing::decided());
        assert_eq!(
            standings(&versions, date(2026, 3, 2)),
            ["amended", "suspended"],
            "an earlier version does not come back"
        );
        assert_eq!(Standing::of(&versions, 3, date(2026, 3, 2)), None);
    }

    #[test]
    fn days_left_are_told() {
        let versions = [approved(agreement())];
        let left = |day| Standing::of(&versions, 1, day);
        assert_eq!(
            left(date(2027, 6, 1)),
            Some(Standing::InForce { days_left: 29 })
        );
        assert_eq!(
            left(date(2027, 6, 30)),
            Some(Standing::InForce { days_left: 0 })
        );
    }
}
