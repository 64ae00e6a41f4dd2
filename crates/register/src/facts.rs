//! What events say of one person, and from which day each of it is true.
//!
//! Not every paper gives a day. A file says that somebody is married and not since when; a certificate gives the year of a
//! death. Such facts are placed so that the order in which the register came to know them holds: see [`place`].

use danh_vocabulary::{Ethnicity, Name, Nationality, PartialDate, PersonId, PersonalNumber, Sex};
use jiff::civil::Date;

use crate::event::{MarriageEnd, Parent};
use crate::person::{
    Abode, Absence, Adoption, Attribute, Death, Guardianship, Identity, IdentityCard,
    MaritalStatus, Missing, Protection, Relative, Residence, Revocation, Stay, TemporaryResidence,
};

/// A fact and what is known of the day from which it is true.
#[derive(Debug, Clone)]
pub(crate) struct Dated {
    pub(crate) since: Since,
    pub(crate) fact: Fact,
}

/// From which day a fact is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// From this day.
    Day(Date),
    /// From one of these days, the first and the last included.
    Within(Date, Date),
    /// From a day nobody wrote down; on this one it was true.
    Unknown {
        /// The day on which it was true.
        seen_on: Date,
    },
}

impl Since {
    /// The first day on which the fact can have become true, when there is one.
    pub(crate) fn earliest(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Within(day, _) => Some(day),
            Self::Unknown { .. } => None,
        }
    }

    /// The last day on which the fact can have become true.
    pub(crate) fn latest(self) -> Date {
        match self {
            Self::Day(day) | Self::Within(_, day) | Self::Unknown { seen_on: day } => day,
        }
    }
}

/// The least that an event can say of one person.
#[derive(Debug, Clone)]
pub(crate) enum Fact {
    Born(Box<Identity>),
    /// A lawful change of name.
    Renamed(Name),
    SexDetermined(Sex),
    EthnicityDetermined(Ethnicity),
    NationalityGained(Nationality),
    NationalityLost(Nationality),
    Declared(Attribute),
    Numbered(PersonalNumber),
    NumberCancelled(PersonalNumber),
    CardIssued(IdentityCard),
    /// The card with this serial.
    CardRevoked(String, Revocation),
    Marital(MaritalStatus),
    /// The marriage to this person was ended; without one, to whomever they were married.
    MarriageEnded(MarriageEnd, Option<PersonId>),
    /// This person, to whom they were married, died.
    SpouseDied(PersonId),
    /// This person, who had been declared dead, is alive.
    SpouseReturned(PersonId),
    ParentRecognised(Parent, Relative),
    Adopted(Adoption),
    AdoptionEnded,
    Guarded(Guardianship),
    /// This guardian no longer stands for them.
    GuardianLeft(PersonId),
    Guards(Relative),
    /// They no longer stand for this ward.
    WardLeft(PersonId),
    /// They came to live there.
    Resides(Residence),
    /// They were given another place in a household, without moving: others may have seen to it.
    Placed(Residence),
    ResidenceDeleted,
    TemporarilyResides(TemporaryResidence),
    TemporaryResidenceDeleted,
    Absent(Absence),
    /// Back on this day.
    AbsenceEnded(Date),
    Stays(Stay),
    Dwells(Abode),
    DeclaredMissing(Missing),
    Died(Death),
    /// A court took back that they were missing or dead.
    Returned,
    MergedInto(PersonId),
    Unmerged,
    /// This person is a second record of theirs.
    Absorbed(PersonId),
    /// This person is somebody else after all.
    Released(PersonId),
    Protected(Protection),
    ProtectionLifted,
}

/// Facts that follow one another: the later one ends or changes what the earlier one says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thread {
    Birth,
    Name,
    Sex,
    Ethnicity,
    Nationality,
    /// Each attribute has its own.
    Declared(std::mem::Discriminant<Attribute>),
    Numbers,
    Cards,
    Marital,
    Parents,
    Guardians,
    Wards,
    Residence,
    TemporaryResidence,
    Absence,
    Stay,
    Abode,
    Death,
    Merging,
    Protection,
}

impl Fact {
    /// What the fact follows, and is followed by.
    pub(crate) fn thread(&self) -> Thread {
        match self {
            Self::Born(_) => Thread::Birth,
            Self::Renamed(_) => Thread::Name,
            Self::SexDetermined(_) => Thread::Sex,
            Self::EthnicityDetermined(_) => Thread::Ethnicity,
            Self::NationalityGained(_) | Self::NationalityLost(_) => Thread::Nationality,
            Self::Declared(attribute) => Thread::Declared(std::mem::discriminant(attribute)),
            Self::Numbered(_) | Self::NumberCancelled(_) => Thread::Numbers,
            Self::CardIssued(_) | Self::CardRevoked(..) => Thread::Cards,
            Self::Marital(_)
            | Self::MarriageEnded(..)
            | Self::SpouseDied(_)
            | Self::SpouseReturned(_) => Thread::Marital,
            Self::ParentRecognised(..) | Self::Adopted(_) | Self::AdoptionEnded => Thread::Parents,
            Self::Guarded(_) | Self::GuardianLeft(_) => Thread::Guardians,
            Self::Guards(_) | Self::WardLeft(_) => Thread::Wards,
            Self::Resides(_) | Self::Placed(_) | Self::ResidenceDeleted => Thread::Residence,
            Self::TemporarilyResides(_) | Self::TemporaryResidenceDeleted => {
                Thread::TemporaryResidence
            }
            Self::Absent(_) | Self::AbsenceEnded(_) => Thread::Absence,
            Self::Stays(_) => Thread::Stay,
            Self::Dwells(_) => Thread::Abode,
            Self::DeclaredMissing(_) | Self::Died(_) | Self::Returned => Thread::Death,
            Self::MergedInto(_) | Self::Unmerged | Self::Absorbed(_) | Self::Released(_) => {
                Thread::Merging
            }
            Self::Protected(_) | Self::ProtectionLifted => Thread::Protection,
        }
    }
}

impl Dated {
    pub(crate) fn on(day: Date, fact: Fact) -> Self {
        Self {
            since: Since::Day(day),
            fact,
        }
    }

    pub(crate) fn within(date: PartialDate, fact: Fact) -> Self {
        let since = if date.is_day() {
            Since::Day(date.earliest())
        } else {
            Since::Within(date.earliest(), date.latest())
        };
        Self { since, fact }
    }

    pub(crate) fn seen_on(day: Date, fact: Fact) -> Self {
        Self {
            since: Since::Unknown { seen_on: day },
            fact,
        }
    }

    fn thread(&self) -> Thread {
        self.fact.thread()
    }
}

/// The day from which each of the facts is taken to be true. They come in the order in which the register learnt them.
///
/// - What has a day has that day.
/// - What has a year or a month is taken to be true from its first day, but not before what was known already: who married
///   in May and died in that year died in May at the earliest.
/// - What has no day is taken to be true from the day it was seen, but not after what was learnt later: who was found
///   married in June, and whose spouse is then said to have died in May, was married in May.
pub(crate) fn place(facts: &[Dated]) -> Vec<Date> {
    let mut days: Vec<Date> = Vec::with_capacity(facts.len());
    for (place, dated) in facts.iter().enumerate() {
        let day = match dated.since {
            Since::Day(day) | Since::Unknown { seen_on: day } => day,
            Since::Within(first, last) => facts[..place]
                .iter()
                .zip(&days)
                .filter(|(earlier, _)| {
                    earlier.since.earliest().is_some() && precedes(earlier, dated)
                })
                .map(|(_, day)| (*day).min(last))
                .fold(first, Date::max),
        };
        days.push(day);
    }
    for place in 0..facts.len() {
        if matches!(facts[place].since, Since::Unknown { .. }) {
            days[place] = facts[place + 1..]
                .iter()
                .zip(&days[place + 1..])
                .filter(|(later, _)| later.thread() == facts[place].thread())
                .map(|(_, day)| *day)
                .fold(days[place], Date::min);
        }
    }
    days
}

/// Whether a fact known before another cannot have begun after it. A death comes after everything.
fn precedes(earlier: &Dated, later: &Dated) -> bool {
    earlier.thread() == later.thread() || matches!(later.fact, Fact::Died(_))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn single(since: Since) -> Dated {
        let fact = Fact::Marital(MaritalStatus::Single);
        Dated { since, fact }
    }

    fn died(year: &str) -> Dated {
        let on: PartialDate = year.parse().unwrap();
        Dated::within(
            on,
            Fact::Died(Death {
                on,
                place: None,
                declared: false,
            }),
        )
    }

    #[test]
    fn a_year_begins_no_earlier_than_what_was_known_before() {
        let march = date(2020, 3, 1);
        let within = Since::Within(date(2020, 1, 1), date(2020, 12, 31));
        let facts = [single(Since::Day(march)), single(within), died("2020")];
        assert_eq!(place(&facts), [march, march, march]);
        let facts = [single(Since::Day(date(2021, 3, 1))), died("2020")];
        assert_eq!(
            place(&facts)[1],
            date(2020, 12, 31),
            "it stays within its year"
        );
    }

    #[test]
    fn what_has_no_day_makes_way_for_what_is_learnt_later() {
        let seen = Since::Unknown {
            seen_on: date(2024, 6, 1),
        };
        let facts = [single(seen), single(Since::Day(date(2024, 5, 1)))];
        assert_eq!(place(&facts), [date(2024, 5, 1); 2]);
        let facts = [single(seen), single(Since::Day(date(2024, 7, 1)))];
        assert_eq!(place(&facts), [date(2024, 6, 1), date(2024, 7, 1)]);
        let facts = [single(seen), died("2023")];
        assert_eq!(place(&facts), [date(2024, 6, 1), date(2023, 1, 1)]);
    }
}
