//! What a correction changes in the event it is about.

use danh_directory::AddressedUnit;
use danh_vocabulary::{BloodGroup, Cmnd, Ethnicity, Name, Nationality, PartialDate, Religion, Sex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::EventBody;
use crate::person::{Death, Identity, MaritalStatus, Relative, Residence};

/// One thing that an event said wrongly, with what it said and what is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// The name.
    Name {
        /// As it stood.
        was: Name,
        /// As it is.
        now: Name,
    },
    /// The birth date.
    Born {
        /// As it stood.
        was: PartialDate,
        /// As it is.
        now: PartialDate,
    },
    /// The sex.
    Sex {
        /// As it stood.
        was: Sex,
        /// As it is.
        now: Sex,
    },
    /// The ethnic group.
    Ethnicity {
        /// As it stood.
        was: Option<Ethnicity>,
        /// As it is.
        now: Option<Ethnicity>,
    },
    /// The place of birth.
    BirthPlace {
        /// As it stood.
        was: Option<AddressedUnit>,
        /// As it is.
        now: Option<AddressedUnit>,
    },
    /// Where the birth was registered.
    BirthRegisteredIn {
        /// As it stood.
        was: Option<AddressedUnit>,
        /// As it is.
        now: Option<AddressedUnit>,
    },
    /// The place of origin.
    Origin {
        /// As it stood.
        was: Option<AddressedUnit>,
        /// As it is.
        now: Option<AddressedUnit>,
    },
    /// Other names.
    OtherNames {
        /// As it stood.
        was: Vec<Name>,
        /// As it is.
        now: Vec<Name>,
    },
    /// The religion.
    Religion {
        /// As it stood.
        was: Option<Religion>,
        /// As it is.
        now: Option<Religion>,
    },
    /// The nationalities.
    Nationalities {
        /// As it stood.
        was: Vec<Nationality>,
        /// As it is.
        now: Vec<Nationality>,
    },
    /// The blood group.
    BloodGroup {
        /// As it stood.
        was: Option<BloodGroup>,
        /// As it is.
        now: Option<BloodGroup>,
    },
    /// The occupation.
    Occupation {
        /// As it stood.
        was: Option<String>,
        /// As it is.
        now: Option<String>,
    },
    /// The 9-digit numbers of earlier identity cards.
    FormerCards {
        /// As it stood.
        was: Vec<Cmnd>,
        /// As it is.
        now: Vec<Cmnd>,
    },
    /// The father.
    Father {
        /// As it stood.
        was: Option<Relative>,
        /// As it is.
        now: Option<Relative>,
    },
    /// The mother.
    Mother {
        /// As it stood.
        was: Option<Relative>,
        /// As it is.
        now: Option<Relative>,
    },
    /// The marital status that an earlier file gave.
    Marital {
        /// As it stood.
        was: Box<MaritalStatus>,
        /// As it is.
        now: Box<MaritalStatus>,
    },
    /// Where somebody lives. The household and the place in it are changed by events of their own.
    Residence {
        /// As it stood.
        was: Option<Box<Residence>>,
        /// As it is.
        now: Option<Box<Residence>>,
    },
    /// The day of death.
    DiedOn {
        /// As it stood.
        was: PartialDate,
        /// As it is.
        now: PartialDate,
    },
    /// The place of death.
    DiedIn {
        /// As it stood.
        was: Option<AddressedUnit>,
        /// As it is.
        now: Option<AddressedUnit>,
    },
    /// The day of marriage.
    MarriedOn {
        /// As it stood.
        was: PartialDate,
        /// As it is.
        now: PartialDate,
    },
    /// The day from which an event holds that is neither a birth, a death, a marriage, a residence nor a number.
    HeldFrom {
        /// As it stood.
        was: Date,
        /// As it is.
        now: Date,
    },
    /// The event should never have been recorded, or should have after all (thu hồi, huỷ bỏ; Law on Civil Status 2014, art. 70).
    Withdrawn {
        /// Whether it says nothing from now on.
        now: bool,
    },
}

impl Change {
    /// Lets the change act on what an event says; false when it does not fit.
    pub(crate) fn apply(&self, body: &mut EventBody) -> bool {
        match self {
            Self::Name { was, now } => name(body).is_some_and(|name| swap(name, was, now)),
            Self::Born { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.born, was, now))
            }
            Self::Sex { was, now } => identity(body).is_some_and(|it| swap(&mut it.sex, was, now)),
            Self::Ethnicity { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.ethnicity, was, now))
            }
            Self::BirthPlace { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.birth_place, was, now))
            }
            Self::BirthRegisteredIn { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.birth_registered_in, was, now))
            }
            Self::Origin { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.origin, was, now))
            }
            Self::OtherNames { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.other_names, was, now))
            }
            Self::Religion { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.religion, was, now))
            }
            Self::Nationalities { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.nationalities, was, now))
            }
            Self::BloodGroup { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.blood_group, was, now))
            }
            Self::Occupation { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.occupation, was, now))
            }
            Self::FormerCards { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.former_cards, was, now))
            }
            Self::Father { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.father, was, now))
            }
            Self::Mother { was, now } => {
                identity(body).is_some_and(|it| swap(&mut it.mother, was, now))
            }
            Self::Marital { was, now } => match body {
                EventBody::Enrolment(enrolment) => swap(&mut enrolment.marital, was, now),
                _ => false,
            },
            Self::Residence { was, now } => change_residence(body, was.as_deref(), now.as_deref()),
            Self::DiedOn { was, now } => death(body).is_some_and(|it| swap(&mut it.on, was, now)),
            Self::DiedIn { was, now } => {
                death(body).is_some_and(|it| swap(&mut it.place, was, now))
            }
            Self::MarriedOn { was, now } => change_marriage_day(body, *was, *now),
            Self::HeldFrom { was, now } => change_day(body, *was, *now),
            // It changes nothing that the event says, but whether it says it; the fold knows.
            Self::Withdrawn { .. } => false,
        }
    }
}

fn swap<T: PartialEq + Clone>(place: &mut T, was: &T, now: &T) -> bool {
    let fits = place == was && was != now;
    if fits {
        place.clone_from(now);
    }
    fits
}

fn identity(body: &mut EventBody) -> Option<&mut Identity> {
    match body {
        EventBody::Enrolment(enrolment) => Some(&mut enrolment.identity),
        EventBody::Birth(birth) => Some(&mut birth.identity),
        _ => None,
    }
}

/// The name that an event gives: at birth, or by a change of name.
fn name(body: &mut EventBody) -> Option<&mut Name> {
    match body {
        EventBody::NameChanged(changed) => Some(&mut changed.now),
        body => identity(body).map(|identity| &mut identity.name),
    }
}

fn death(body: &mut EventBody) -> Option<&mut Death> {
    match body {
        EventBody::Enrolment(enrolment) => enrolment.death.as_mut(),
        EventBody::Death(death) => Some(&mut death.death),
        _ => None,
    }
}

fn change_residence(
    body: &mut EventBody,
    was: Option<&Residence>,
    now: Option<&Residence>,
) -> bool {
    match (body, was, now) {
        (EventBody::Enrolment(enrolment), was, now) => {
            swap(&mut enrolment.residence, &was.cloned(), &now.cloned())
        }
        (EventBody::ResidenceRegistered(registered), Some(was), Some(now)) => {
            swap(&mut registered.residence, was, now)
        }
        (EventBody::ResidenceMoved(moved), Some(was), Some(now)) => {
            swap(&mut moved.residence, was, now)
        }
        _ => false,
    }
}

fn change_marriage_day(body: &mut EventBody, was: PartialDate, now: PartialDate) -> bool {
    match body {
        EventBody::Marriage(marriage) if now.is_day() => {
            let mut on = PartialDate::of_day(marriage.on);
            let fits = swap(&mut on, &was, &now);
            marriage.on = on.earliest();
            fits
        }
        EventBody::Enrolment(enrolment) => match &mut enrolment.marital {
            MaritalStatus::Married {
                since: Some(since), ..
            } => swap(since, &was, &now),
            _ => false,
        },
        _ => false,
    }
}

/// Moves the day from which an event holds.
fn change_day(body: &mut EventBody, was: Date, now: Date) -> bool {
    let day = match body {
        EventBody::Divorce(ended) | EventBody::Annulment(ended) => &mut ended.decision.on,
        EventBody::ParentRecognised(it) => &mut it.on,
        EventBody::Adoption(it) => &mut it.adoption.since,
        EventBody::AdoptionEnded(it) => &mut it.decision.on,
        EventBody::Guardianship(it) => &mut it.on,
        EventBody::GuardianshipEnded(it) => &mut it.on,
        EventBody::NameChanged(it) => &mut it.on,
        EventBody::EthnicityDetermined(it) => &mut it.on,
        EventBody::SexDetermined(it) => &mut it.on,
        EventBody::NationalityChanged(it) => &mut it.decision.on,
        EventBody::Declared(it) => &mut it.on,
        EventBody::ResidenceDeleted(it) => &mut it.on,
        EventBody::TemporaryResidence(it) => &mut it.residence.since,
        EventBody::TemporaryResidenceDeleted(it) => &mut it.on,
        EventBody::AbsenceDeclared(it) => &mut it.absence.since,
        EventBody::AbsenceEnded(it) => &mut it.on,
        EventBody::StayNotified(it) => &mut it.stay.since,
        EventBody::AbodeDeclared(it) => &mut it.abode.since,
        EventBody::CardIssued(it) => &mut it.card.issued_on,
        EventBody::CardRevoked(it) => &mut it.revocation.on,
        EventBody::MissingDeclared(it) => &mut it.decision.on,
        EventBody::Returned(it) => &mut it.decision.on,
        _ => return false,
    };
    swap(day, &was, &now)
}
