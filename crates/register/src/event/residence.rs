//! Permanent residence registered and moved (đăng ký thường trú): Law on Residence 2020, art. 20 to 22.

use danh_directory::{AddressedUnit, Today};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{HouseholdId, PersonId, UnitCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::commune::UnknownCommune;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::{PersonState, Relationship, Residence};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// Somebody without a permanent residence was given one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidenceRegistered {
    /// Who.
    pub person: PersonId,
    /// Where and with whom.
    pub residence: Residence,
}

/// Somebody moved from one permanent residence to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidenceMoved {
    /// Who.
    pub person: PersonId,
    /// The household they left.
    pub left: HouseholdId,
    /// Where they live now and with whom.
    pub residence: Residence,
}

/// What is declared to the residence officer.
#[derive(Debug, Clone)]
pub struct ResidenceReport {
    /// Who, as the officer saw them.
    pub person: Seen,
    /// The commune, by its code on the day.
    pub unit: UnitCode,
    /// House number, street, hamlet.
    pub detail: Option<String>,
    /// The household.
    pub home: Home,
    /// The day from which it holds.
    pub on: Date,
}

/// The household somebody comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A new one, of which they are the head.
    New,
    /// One that exists.
    Existing {
        /// Which.
        household: HouseholdId,
        /// What they are to its head.
        relationship: Relationship,
    },
}

/// Why a residence cannot be registered.
#[derive(Debug, thiserror::Error)]
pub enum ResidenceError {
    /// The day is still to come.
    #[error("the day lies in the future")]
    InFuture,
    /// The day is before the birth or before the present residence began.
    #[error(
        "the day is before {since}, from which the register knows another residence or the birth"
    )]
    TooEarly {
        /// The later day on record.
        since: Date,
    },
    /// No such commune on the day.
    #[error("there was no commune `{unit}` on {on}")]
    UnknownUnit {
        /// The code given.
        unit: UnitCode,
        /// The day asked about.
        on: Date,
    },
    /// Nobody lives in the household.
    #[error("the household is not known")]
    UnknownHousehold,
    /// The household is in another commune.
    #[error("the household is registered in another commune")]
    HouseholdElsewhere,
    /// The household has a head.
    #[error("the household has a head already")]
    HeadExists,
    /// Asked to register, but there is a residence to move from.
    #[error("the person has a permanent residence; register a move")]
    HasResidence,
    /// Asked to move, but there is no residence to move from.
    #[error("the person has no permanent residence; register one")]
    HasNoResidence,
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

pub(super) fn fact(residence: &Residence, recorded_on: Date) -> Dated {
    let fact = Fact::Resides(residence.clone());
    match residence.since {
        Some(since) => Dated::on(since, fact),
        None => Dated::seen_on(recorded_on, fact),
    }
}

impl Register {
    /// Registers a first permanent residence.
    pub fn register_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &ResidenceReport,
    ) -> Result<Recorded, ResidenceError> {
        let resident = subject::load_living(tx, report.person)?;
        if resident.state.residence.is_some() {
            return Err(ResidenceError::HasResidence);
        }
        let residence = self.new_residence(tx, act, report, &resident)?;
        let body = ResidenceRegistered {
            person: resident.person,
            residence,
        };
        Ok(self.record(
            tx,
            act,
            EventBody::ResidenceRegistered(body),
            vec![resident],
        )?)
    }

    /// Registers a move from one permanent residence to another.
    pub fn move_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &ResidenceReport,
    ) -> Result<Recorded, ResidenceError> {
        let resident = subject::load_living(tx, report.person)?;
        let Some(left) = resident
            .state
            .residence
            .as_ref()
            .map(|residence| residence.household)
        else {
            return Err(ResidenceError::HasNoResidence);
        };
        let residence = self.new_residence(tx, act, report, &resident)?;
        let body = ResidenceMoved {
            person: resident.person,
            left,
            residence,
        };
        Ok(self.record(tx, act, EventBody::ResidenceMoved(body), vec![resident])?)
    }

    fn new_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &ResidenceReport,
        resident: &LoadedSubject,
    ) -> Result<Residence, ResidenceError> {
        let (unit, on) = (report.unit, report.on);
        if on > self.today() {
            return Err(ResidenceError::InFuture);
        }
        let born = resident.state.identity.born.earliest();
        let since = resident
            .last_day_in(Thread::Residence)
            .map_or(born, |day| day.max(born));
        if on < since {
            return Err(ResidenceError::TooEarly { since });
        }
        let place = self
            .commune(unit, on)
            .map_err(|UnknownCommune { unit, on }| ResidenceError::UnknownUnit { unit, on })?;
        let (household, relationship) = match report.home {
            Home::New => (self.new_household(), Relationship::Head),
            Home::Existing {
                household,
                relationship,
            } => {
                let mut members =
                    person_queries::living_members_seen_by(tx, household, act.viewer())?;
                members.retain(|(member, _)| *member != resident.person);
                self.check_household(report, &members, relationship)?;
                (household, relationship)
            }
        };
        Ok(Residence {
            household,
            relationship,
            place,
            detail: report.detail.clone(),
            since: Some(on),
        })
    }

    /// Makes sure that somebody can come to those who live in a household. Whom the officer may not see is not among them: what they
    /// are there would be told by a refusal.
    fn check_household(
        &self,
        report: &ResidenceReport,
        members: &[(PersonId, PersonState)],
        relationship: Relationship,
    ) -> Result<(), ResidenceError> {
        let homes: Vec<&Residence> = members
            .iter()
            .filter_map(|(_, state)| state.residence.as_ref())
            .collect();
        let Some(first) = homes.first() else {
            return Err(ResidenceError::UnknownHousehold);
        };
        if !self.may_be_one_place(first.place, report) {
            return Err(ResidenceError::HouseholdElsewhere);
        }
        let has_head = homes
            .iter()
            .any(|home| home.relationship == Relationship::Head);
        if relationship == Relationship::Head && has_head {
            return Err(ResidenceError::HeadExists);
        }
        Ok(())
    }

    /// Whether a household's address can lie in the unit of the report. Units were merged and divided and codes given to others
    /// since it was written down, so both are looked at as they are called on the later of their days.
    fn may_be_one_place(&self, home: AddressedUnit, report: &ResidenceReport) -> bool {
        let day = home.written_on.max(report.on);
        let directory = self.directory();
        let units = |code, written_on| match directory.today_of(code, written_on, day) {
            Some(Today::Unchanged(unit) | Today::Whole(unit)) => vec![unit.code],
            Some(Today::Split { default, others }) => std::iter::once(default)
                .chain(others)
                .map(|unit| unit.code)
                .collect(),
            Some(Today::Unrecorded { .. }) | None => Vec::new(),
        };
        let (here, there) = (
            units(home.code, home.written_on),
            units(report.unit, report.on),
        );
        // Of a commune whose successor nobody recorded, anything in its province may be one.
        let unrecorded = |units: &[UnitCode]| units.is_empty();
        if unrecorded(&here) || unrecorded(&there) {
            let province = |code, written_on| {
                directory
                    .unit(code, written_on)
                    .and_then(|unit| directory.path(unit).last())
                    .and_then(|unit| directory.today_of_unit(unit, day).default_unit())
                    .map(|unit| unit.code)
            };
            return province(home.code, home.written_on) == province(report.unit, report.on);
        }
        here.iter().any(|unit| there.contains(unit))
    }
}
