//! Death registration (đăng ký khai tử), Law on Civil Status 2014, art. 32 to 34.
//!
//! A death ends a marriage by itself. A guardianship of or by the deceased has its end registered by an event of its own.

use danh_directory::AddressedUnit;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PartialDate, PersonId, UnitCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::spouse::spouse_left_behind;
use crate::event::{EventBody, offspring};
use crate::facts::{Dated, Fact};
use crate::person::{Death, PersonState};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a death.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeathRegistered {
    /// Who died.
    pub person: PersonId,
    /// When and where.
    pub death: Death,
}

/// What is declared to the registrar.
#[derive(Debug, Clone)]
pub struct DeathReport {
    /// Who died, as the registrar saw them.
    pub person: Seen,
    /// The day, as exactly as it is known.
    pub on: PartialDate,
    /// The unit where the death was, by its code on that day.
    pub unit: Option<UnitCode>,
    /// Whether a court declared the person dead (Civil Code 2015, art. 71). The day is then the one the court decided, and the
    /// basis of the act is its decision.
    pub declared: bool,
}

/// Why a death cannot be registered.
#[derive(Debug, thiserror::Error)]
pub enum DeathError {
    /// The day is still to come.
    #[error("the day of death lies in the future")]
    InFuture,
    /// The day is before the birth.
    #[error("the day of death is before the birth on {born}")]
    BeforeBirth {
        /// The birth date on record.
        born: PartialDate,
    },
    /// The register knows that the person lived later: they married, came to live somewhere, were given a card or another name,
    /// had a child.
    #[error("the register knows of a later event on {on}; correct that first")]
    LaterEvent {
        /// The day of the later event.
        on: Date,
    },
    /// The unit did not exist on the day.
    #[error("there was no unit `{unit}` on {on}")]
    UnknownUnit {
        /// The code given.
        unit: UnitCode,
        /// The day asked about.
        on: Date,
    },
    /// Only a court declares somebody dead whom nobody saw dead.
    #[error(
        "a court declares somebody dead; name its decision as the basis (Civil Code 2015, art. 71)"
    )]
    CourtDeclares,
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DeathRegistered {
    /// The deceased died; the other subject, if there is one, is the spouse left behind.
    pub(crate) fn fact(&self, person: PersonId) -> Dated {
        let fact = if person == self.person {
            Fact::Died(self.death.clone())
        } else {
            Fact::SpouseDied(self.person)
        };
        Dated::within(self.death.on, fact)
    }
}

impl Register {
    /// Registers a death. The spouse who is left behind becomes a widow or widower by the same event.
    pub fn register_death(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &DeathReport,
    ) -> Result<Recorded, DeathError> {
        let deceased = subject::load_living(tx, report.person)?;
        let (on, latest) = (report.on.earliest(), report.on.latest());
        if on > self.today() {
            return Err(DeathError::InFuture);
        }
        if report.declared && act.basis().is_none() {
            return Err(DeathError::CourtDeclares);
        }
        if latest < deceased.state.identity.born.earliest() {
            return Err(DeathError::BeforeBirth {
                born: deceased.state.identity.born,
            });
        }
        // A court divorces the living only, and a spouse comes back to the living only, if not to somebody who was seen: one of
        // the two is to be corrected.
        let last_marriage_day = deceased
            .last_day_of(|fact| matches!(fact, Fact::MarriageEnded(..) | Fact::SpouseReturned(_)));
        let last_day = deceased.last_lived_on().max(last_marriage_day);
        if let Some(later) = last_day.filter(|day| *day > latest) {
            return Err(DeathError::LaterEvent { on: later });
        }
        let place = match report.unit {
            Some(unit) if self.directory().unit(unit, on).is_none() => {
                return Err(DeathError::UnknownUnit { unit, on });
            }
            unit => unit.map(|unit| AddressedUnit {
                code: unit,
                written_on: on,
            }),
        };
        let death = Death {
            on: report.on,
            place,
            declared: report.declared,
        };
        check_children(tx, act, &deceased, &death)?;
        let survivor = spouse_left_behind(tx, &deceased, &death)?;
        let person = deceased.person;
        let subjects: Vec<_> = std::iter::once(deceased).chain(survivor).collect();
        let body = EventBody::Death(DeathRegistered { person, death });
        Ok(self.record(tx, act, body, subjects)?)
    }
}

/// Who had a child lived until then; a father may have died before the birth.
fn check_children(
    tx: &mut Tx<'_>,
    act: &Act,
    deceased: &LoadedSubject,
    death: &Death,
) -> Result<(), DeathError> {
    let dead = PersonState {
        death: Some(death.clone()),
        ..deceased.state.clone()
    };
    match offspring::child_after_death(tx, act.viewer(), deceased.person, &dead)? {
        Some(born) => Err(DeathError::LaterEvent {
            on: born.earliest(),
        }),
        None => Ok(()),
    }
}
