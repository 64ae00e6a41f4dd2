//! Answers that follow from a person's data and do not tell the data: of age, alive, married, at home in a unit.

use danh_directory::{AddressedUnit, Directory, Today};
use danh_register::{MaritalStatus, PersonState};
use danh_vocabulary::UnitCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::verdict::Verdict;

/// Full age (Civil Code 2015, article 20).
const OF_AGE_YEARS: i16 = 18;

/// A conclusion that an agreement can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Derived {
    /// Eighteen years old or older. Of a birth date that is known in part, unknown where both can be.
    OfAge,
    /// No death is on record. Of somebody whom a court declared missing, unknown.
    Alive,
    /// Married today.
    Married,
    /// At home, permanently or for the time being, in the unit that the question names.
    LivesIn,
}

impl Derived {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::OfAge, Self::Alive, Self::Married, Self::LivesIn];

    /// The word that names it in agreements, answers and records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OfAge => "of_age",
            Self::Alive => "alive",
            Self::Married => "married",
            Self::LivesIn => "lives_in",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// What a conclusion is drawn with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawing<'a> {
    /// The units of the country.
    pub(crate) directory: &'a Directory,
    /// The unit that the question names.
    pub(crate) unit: Option<UnitCode>,
    /// Today.
    pub(crate) on: Date,
}

impl Drawing<'_> {
    /// Draws a conclusion about a person.
    pub(crate) fn conclude(&self, derived: Derived, person: &PersonState) -> Verdict {
        match derived {
            Derived::OfAge => {
                if person.age_at_least(self.on) >= OF_AGE_YEARS {
                    Verdict::Yes
                } else if person.age_at_most(self.on) < OF_AGE_YEARS {
                    Verdict::No
                } else {
                    Verdict::Unknown
                }
            }
            Derived::Alive => match (&person.death, &person.missing) {
                (Some(_), _) => Verdict::No,
                (None, Some(_)) => Verdict::Unknown,
                (None, None) => Verdict::Yes,
            },
            Derived::Married => match person.marital {
                MaritalStatus::Unknown => Verdict::Unknown,
                MaritalStatus::Married { .. } => Verdict::Yes,
                MaritalStatus::Single | MaritalStatus::Widowed { .. } | MaritalStatus::Divorced => {
                    Verdict::No
                }
            },
            Derived::LivesIn => match (self.unit, person.present_place(self.on)) {
                (Some(unit), Some(present)) => {
                    lies_in(self.directory, present.place, unit, self.on)
                }
                _ => Verdict::Unknown,
            },
        }
    }
}

/// Whether a place, as it was written on some day, lies in a unit of today. Where a unit was divided nobody knows in which heir.
pub(crate) fn lies_in(
    directory: &Directory,
    place: AddressedUnit,
    ancestor: UnitCode,
    today: Date,
) -> Verdict {
    let within = |unit: &danh_directory::Unit| directory.within(unit.code, ancestor, today);
    match directory.today(place, today) {
        None | Some(Today::Unrecorded { within: None }) => Verdict::Unknown,
        Some(
            Today::Unchanged(unit) | Today::Whole(unit) | Today::Unrecorded { within: Some(unit) },
        ) => Verdict::of(within(unit)),
        Some(Today::Split { default, others }) => {
            let heirs: Vec<bool> = std::iter::once(default).chain(others).map(within).collect();
            match (heirs.contains(&true), heirs.contains(&false)) {
                (true, true) => Verdict::Unknown,
                (is_within, _) => Verdict::of(is_within),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing::{directory, person};

    fn conclude(derived: Derived, person: &PersonState, on: Date) -> Verdict {
        let drawing = Drawing {
            directory: &directory(),
            unit: Some("01".parse().unwrap()),
            on,
        };
        drawing.conclude(derived, person)
    }

    #[test]
    fn of_age_is_unknown_where_the_date_leaves_it_open() {
        let mut child = person();
        child.identity.born = "2008".parse().unwrap();
        for (day, verdict) in [
            (date(2025, 12, 31), Verdict::No),
            (date(2026, 6, 1), Verdict::Unknown),
            (date(2026, 12, 31), Verdict::Yes),
        ] {
            assert_eq!(conclude(Derived::OfAge, &child, day), verdict, "{day}");
        }
    }

    #[test]
    fn what_the_register_does_not_know_is_unknown() {
        let (on, mut somebody) = (date(2026, 1, 5), person());
        assert_eq!(conclude(Derived::Alive, &somebody, on), Verdict::Yes);
        assert_eq!(conclude(Derived::Married, &somebody, on), Verdict::No);
        assert_eq!(conclude(Derived::LivesIn, &somebody, on), Verdict::Unknown);
        somebody.marital = MaritalStatus::Unknown;
        assert_eq!(conclude(Derived::Married, &somebody, on), Verdict::Unknown);
        somebody.missing = Some(danh_register::Missing { since: on });
        assert_eq!(conclude(Derived::Alive, &somebody, on), Verdict::Unknown);
    }

    #[test]
    fn every_conclusion_has_a_word_of_its_own() {
        for derived in Derived::ALL {
            assert_eq!(Derived::parse(derived.as_str()), Some(derived));
            assert_eq!(serde_json::to_value(derived).unwrap(), derived.as_str());
        }
    }
}
