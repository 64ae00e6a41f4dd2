//! From when until when something exists.

use jiff::civil::Date;

/// A span of days, both ends included. An open end means: not known, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Life {
    /// The first day; none when the founding day is not known.
    pub from: Option<Date>,
    /// The last day; none while it goes on.
    pub until: Option<Date>,
}

impl Life {
    /// Whether `day` is in the span.
    pub fn contains(&self, day: Date) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// Whether every day of `other` is in the span.
    pub fn contains_all_of(&self, other: &Self) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// Whether some day is in both spans.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// Whether the last day comes before the first, so that no day is in the span.
    pub fn is_empty(&self) -> bool {
        self.last() < self.first()
    }

    fn first(&self) -> Date {
        self.from.unwrap_or(Date::MIN)
    }

    fn last(&self) -> Date {
        self.until.unwrap_or(Date::MAX)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn any_end() -> impl Strategy<Value = Option<Date>> {
        let day = (0..60_i64).prop_map(|days| date(2025, 6, 1).saturating_add(days.days()));
        prop::option::of(day)
    }

    fn any_life() -> impl Strategy<Value = Life> {
        (any_end(), any_end()).prop_map(|(from, until)| Life { from, until })
    }

    fn days(life: Life) -> impl Iterator<Item = Date> {
        let every = (-10..80_i64).map(|days| date(2025, 6, 1).saturating_add(days.days()));
        every.filter(move |day| life.contains(*day))
    }

    proptest! {
        #[test]
        fn spans_are_sets_of_days(a in any_life(), b in any_life()) {
            prop_assert_eq!(a.is_empty(), days(a).next().is_none());
            if !a.is_empty() && !b.is_empty() {
                prop_assert_eq!(a.overlaps(&b), days(a).any(|day| b.contains(day)));
                prop_assert_eq!(a.contains_all_of(&b), days(b).all(|day| a.contains(day)));
            }
        }
    }
}
