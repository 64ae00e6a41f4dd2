//! What of an entry can be corrected here, and how the right value becomes a change of the register.

use std::str::FromStr;

use danh_directory::AddressedUnit;
use danh_register::{Change, Death, EventBody, Identity, MaritalStatus, TimelineEntry};
use danh_vocabulary::{Ethnicity, Name, Nationality, PartialDate, Sex, UnitCode};
use jiff::civil::Date;

use crate::desk::reading::Reading;
use crate::messages::Key;

/// What an entry says wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Name,
    Born,
    Sex,
    Ethnicity,
    Nationality,
    BirthPlace,
    Origin,
    DiedOn,
    DiedIn,
    MarriedOn,
    HeldFrom,
    Withdrawn,
}

/// What is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Right {
    Name(Name),
    Date(PartialDate),
    Day(Date),
    Sex(Sex),
    Ethnicity(Ethnicity),
    Nationality(Nationality),
    Unit(UnitCode),
    Nothing,
}

impl What {
    const ALL: [Self; 12] = [
        Self::Name,
        Self::Born,
        Self::Sex,
        Self::Ethnicity,
        Self::Nationality,
        Self::BirthPlace,
        Self::Origin,
        Self::DiedOn,
        Self::DiedIn,
        Self::MarriedOn,
        Self::HeldFrom,
        Self::Withdrawn,
    ];

    /// What can be corrected in an entry.
    pub(super) fn fitting(says: &EventBody) -> Vec<Self> {
        let fits = |what: &Self| match what {
            Self::Name => name(says).is_some(),
            Self::Born
            | Self::Sex
            | Self::Ethnicity
            | Self::Nationality
            | Self::BirthPlace
            | Self::Origin => identity(says).is_some(),
            Self::DiedOn | Self::DiedIn => death(says).is_some(),
            Self::MarriedOn => married_on(says).is_some(),
            Self::HeldFrom => holds_from_a_day(says),
            Self::Withdrawn => {
                holds_from_a_day(says)
                    || matches!(says, EventBody::Death(_) | EventBody::Marriage(_))
            }
        };
        Self::ALL.into_iter().filter(fits).collect()
    }

    /// The change of the register that puts it right; nothing where it does not fit the entry.
    pub(super) fn change(self, entry: &TimelineEntry, right: &Right) -> Option<Change> {
        let says = &entry.says;
        let place = |was: Option<AddressedUnit>, code: UnitCode| {
            let written_on = was.map_or(entry.effective_on, |was| was.written_on);
            Some(AddressedUnit { code, written_on })
        };
        Some(match (self, right) {
            (Self::Name, Right::Name(now)) => Change::Name {
                was: name(says)?.clone(),
                now: now.clone(),
            },
            (Self::Born, Right::Date(now)) => Change::Born {
                was: identity(says)?.born,
                now: *now,
            },
            (Self::Sex, Right::Sex(now)) => Change::Sex {
                was: identity(says)?.sex,
                now: *now,
            },
            (Self::Ethnicity, Right::Ethnicity(now)) => Change::Ethnicity {
                was: identity(says)?.ethnicity,
                now: Some(*now),
            },
            (Self::Nationality, Right::Nationality(now)) => Change::Nationalities {
                was: identity(says)?.nationalities.clone(),
                now: vec![*now],
            },
            (Self::BirthPlace, Right::Unit(now)) => {
                let was = identity(says)?.birth_place;
                Change::BirthPlace {
                    was,
                    now: place(was, *now),
                }
            }
            (Self::Origin, Right::Unit(now)) => {
                let was = identity(says)?.origin;
                Change::Origin {
                    was,
                    now: place(was, *now),
                }
            }
            (Self::DiedOn, Right::Date(now)) => Change::DiedOn {
                was: death(says)?.on,
                now: *now,
            },
            (Self::DiedIn, Right::Unit(now)) => {
                let was = death(says)?.place;
                Change::DiedIn {
                    was,
                    now: place(was, *now),
                }
            }
            (Self::MarriedOn, Right::Date(now)) => Change::MarriedOn {
                was: married_on(says)?,
                now: *now,
            },
            (Self::HeldFrom, Right::Day(now)) => Change::HeldFrom {
                was: entry.effective_on,
                now: *now,
            },
            (Self::Withdrawn, Right::Nothing) => Change::Withdrawn { now: true },
            _ => return None,
        })
    }

    /// The place that an entry speaks of, where this is about one.
    pub(super) fn place(self, says: &EventBody) -> Option<AddressedUnit> {
        match self {
            Self::BirthPlace => identity(says)?.birth_place,
            Self::Origin => identity(says)?.origin,
            Self::DiedIn => death(says)?.place,
            _ => None,
        }
    }

    /// The field that asks for what is right.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Born | Self::DiedOn | Self::MarriedOn => "date",
            Self::HeldFrom => "day",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::Nationality => "nationality",
            Self::BirthPlace | Self::Origin | Self::DiedIn => "unit",
            Self::Withdrawn => "what",
        }
    }

    /// The word that drafts keep.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Born => "born",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::Nationality => "nationality",
            Self::BirthPlace => "birth-place",
            Self::Origin => "origin",
            Self::DiedOn => "died-on",
            Self::DiedIn => "died-in",
            Self::MarriedOn => "married-on",
            Self::HeldFrom => "held-from",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What the officer reads.
    pub(super) const fn label(self) -> Key {
        match self {
            Self::Name => Key("word-name"),
            Self::Born => Key("word-born"),
            Self::Sex => Key("word-sex"),
            Self::Ethnicity => Key("desk-ethnicity"),
            Self::Nationality => Key("desk-nationality"),
            Self::BirthPlace => Key("desk-birth-place"),
            Self::Origin => Key("desk-birth-origin"),
            Self::DiedOn => Key("desk-death-on"),
            Self::DiedIn => Key("desk-death-place"),
            Self::MarriedOn => Key("event-married-on"),
            Self::HeldFrom => Key("desk-on"),
            Self::Withdrawn => Key("desk-correction-withdrawn"),
        }
    }
}

/// The text is none of the words that drafts keep.
#[derive(Debug)]
pub(super) struct NoWhat;

impl FromStr for What {
    type Err = NoWhat;

    fn from_str(text: &str) -> Result<Self, NoWhat> {
        let mut all = Self::ALL.into_iter();
        all.find(|what| what.as_str() == text).ok_or(NoWhat)
    }
}

impl Right {
    /// Reads what is right of the field that asks for it.
    pub(super) fn read(what: What, reading: &mut Reading<'_>) -> Option<Self> {
        let field = what.field();
        match what {
            What::Name => reading.name(field).map(Self::Name),
            What::Born | What::DiedOn | What::MarriedOn => {
                reading.partial_day(field).map(Self::Date)
            }
            What::HeldFrom => reading.day(field).map(Self::Day),
            What::Sex => reading.choice(field).map(Self::Sex),
            What::Ethnicity => reading.choice(field).map(Self::Ethnicity),
            What::Nationality => reading.choice(field).map(Self::Nationality),
            What::BirthPlace | What::Origin | What::DiedIn => reading.unit(field).map(Self::Unit),
            What::Withdrawn => Some(Self::Nothing),
        }
    }
}

fn identity(says: &EventBody) -> Option<&Identity> {
    match says {
        EventBody::Birth(birth) => Some(&birth.identity),
        EventBody::Enrolment(enrolment) => Some(&enrolment.identity),
        _ => None,
    }
}

fn name(says: &EventBody) -> Option<&Name> {
    match says {
        EventBody::NameChanged(changed) => Some(&changed.now),
        says => identity(says).map(|identity| &identity.name),
    }
}

fn death(says: &EventBody) -> Option<&Death> {
    match says {
        EventBody::Death(death) => Some(&death.death),
        EventBody::Enrolment(enrolment) => enrolment.death.as_ref(),
        _ => None,
    }
}

fn married_on(says: &EventBody) -> Option<PartialDate> {
    match says {
        EventBody::Marriage(marriage) => Some(PartialDate::of_day(marriage.on)),
        EventBody::Enrolment(enrolment) => match &enrolment.marital {
            MaritalStatus::Married { since, .. } => *since,
            _ => None,
        },
        _ => None,
    }
}

/// The entries of this desk that hold from a day of their own.
fn holds_from_a_day(says: &EventBody) -> bool {
    matches!(
        says,
        EventBody::Divorce(_)
            | EventBody::Annulment(_)
            | EventBody::ParentRecognised(_)
            | EventBody::NameChanged(_)
            | EventBody::EthnicityDetermined(_)
            | EventBody::SexDetermined(_)
            | EventBody::NationalityChanged(_)
    )
}
