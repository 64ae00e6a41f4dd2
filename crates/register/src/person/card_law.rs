//! Which card was issued when, and until which day it is valid.

use danh_vocabulary::PartialDate;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::{CardKind, IdentityCard, PersonState};

/// Ages at which a card is exchanged (Law on Identification 2023, art. 21.1).
const AGES: [i32; 4] = [14, 25, 40, 60];
/// The same before July 2024 (Law on Citizen Identification 2014, art. 21.1); nobody of less than 14 had a card.
const EARLIER_AGES: [i32; 3] = [25, 40, 60];
/// A card issued so many years before an age is valid until the next one (art. 21.2 of both).
const YEARS_BEFORE: i32 = 2;
/// Years for which a 12-digit Chứng minh nhân dân was given (Decree 05/1999/ND-CP, art. 2).
const TWELVE_DIGIT_YEARS: i32 = 15;
/// The last day of those, whatever is printed on them (Law on Identification 2023, art. 46.2).
const TWELVE_DIGIT_LAST: Date = date(2024, 12, 31);

const FIRST_TWELVE_DIGIT: Date = date(2012, 7, 1);
const FIRST_CITIZEN_IDENTIFICATION: Date = date(2016, 1, 1);
const FIRST_IDENTIFICATION: Date = date(2024, 7, 1);

impl CardKind {
    /// The kind that was issued on a day; none before cards had 12 digits.
    pub fn issued_on(day: Date) -> Option<Self> {
        match day {
            day if day >= FIRST_IDENTIFICATION => Some(Self::Identification),
            day if day >= FIRST_CITIZEN_IDENTIFICATION => Some(Self::CitizenIdentification),
            day if day >= FIRST_TWELVE_DIGIT => Some(Self::TwelveDigit),
            _ => None,
        }
    }

    /// The last day on which a card of this kind is valid; none when it has no expiry, as from two years before 60 on.
    ///
    /// Where only the year of birth is known, ages are reached on its first day.
    pub fn expiry_of(self, born: PartialDate, issued_on: Date) -> Option<Date> {
        let ages: &[i32] = match self {
            Self::TwelveDigit => {
                let printed = issued_on.saturating_add(TWELVE_DIGIT_YEARS.years());
                return Some(printed.min(TWELVE_DIGIT_LAST));
            }
            Self::CitizenIdentification => &EARLIER_AGES,
            Self::Identification => &AGES,
        };
        ages.iter()
            .map(|age| born.earliest().saturating_add(age.years()))
            .find(|birthday| issued_on < birthday.saturating_sub(YEARS_BEFORE.years()))
    }
}

impl PersonState {
    /// The card that proves who somebody is on a day: the last one that is valid. A dead person has none, nor has a second record
    /// of somebody.
    pub fn card_in_force(&self, on: Date) -> Option<&IdentityCard> {
        let lives = self
            .death
            .as_ref()
            .is_none_or(|death| on < death.on.earliest());
        let mut cards = self.cards.iter().rev();
        cards.find(|card| lives && self.merged_into.is_none() && card.is_valid_on(on))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn expiry(born: &str, issued_on: Date) -> String {
        let kind = CardKind::issued_on(issued_on).unwrap();
        kind.expiry_of(born.parse().unwrap(), issued_on)
            .map_or("none".to_owned(), |day| day.to_string())
    }

    #[test]
    fn the_day_says_the_kind() {
        let kind = |day: &str| CardKind::issued_on(day.parse().unwrap());
        assert_eq!(kind("2012-06-30"), None);
        assert_eq!(kind("2012-07-01"), Some(CardKind::TwelveDigit));
        assert_eq!(kind("2015-12-31"), Some(CardKind::TwelveDigit));
        assert_eq!(kind("2016-01-01"), Some(CardKind::CitizenIdentification));
        assert_eq!(kind("2024-06-30"), Some(CardKind::CitizenIdentification));
        assert_eq!(kind("2024-07-01"), Some(CardKind::Identification));
    }

    #[test]
    fn a_card_is_valid_until_the_next_age_of_exchange() {
        let issued = date(2025, 6, 15);
        assert_eq!(expiry("2024-05-20", issued), "2038-05-20");
        assert_eq!(expiry("2005-05-20", issued), "2030-05-20");
        assert_eq!(expiry("1990", issued), "2030-01-01");
        assert_eq!(expiry("1970-02", issued), "2030-02-01");
        assert_eq!(expiry("1950-01-01", issued), "none");
        assert_eq!(expiry("2004-02-29", date(2024, 12, 1)), "2029-02-28");
    }

    #[test]
    fn two_years_before_an_age_it_is_valid_until_the_one_after() {
        assert_eq!(expiry("2011-06-15", date(2025, 6, 14)), "2036-06-15");
        assert_eq!(expiry("2011-06-15", date(2024, 7, 1)), "2036-06-15");
        assert_eq!(expiry("2002-06-15", date(2025, 6, 14)), "2027-06-15");
        assert_eq!(expiry("2002-06-15", date(2025, 6, 15)), "2042-06-15");
        assert_eq!(expiry("1967-06-15", date(2025, 6, 14)), "2027-06-15");
        assert_eq!(expiry("1967-06-15", date(2025, 6, 15)), "none");
    }

    #[test]
    fn earlier_cards_follow_the_law_of_their_time() {
        // At 14 nothing was exchanged yet, and the fifteen years of the last ones were cut short.
        assert_eq!(expiry("2007-06-15", date(2021, 6, 15)), "2032-06-15");
        assert_eq!(expiry("1980-06-15", date(2013, 6, 15)), "2024-12-31");
    }

    proptest! {
        #[test]
        fn who_waits_never_gets_a_shorter_card(
            born in 0..36_500_i32,
            first in 0..9_000_i32,
            wait in 0..9_000_i32,
        ) {
            let born = date(1925, 1, 1).saturating_add(born.days());
            let first = FIRST_IDENTIFICATION.max(born).saturating_add(first.days());
            let later = first.saturating_add(wait.days());
            let expiry = |issued_on| {
                let born = PartialDate::of_day(born);
                CardKind::Identification.expiry_of(born, issued_on).unwrap_or(Date::MAX)
            };
            prop_assert!(expiry(first) <= expiry(later));
            prop_assert!(first.saturating_add(YEARS_BEFORE.years()) < expiry(first));
        }
    }
}
