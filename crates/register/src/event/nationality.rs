//! Nationality gained, regained, given up, revoked: Law on Vietnamese Nationality 2008 (amended 2014 and 2025), art. 13 to 33.
//!
//! A change says what comes or goes, so the register must know what was held. Where it was told nothing, the entry of the birth
//! or of the earlier file is completed first, by a correction; nobody is taken to be Vietnamese for want of a word. When the only
//! nationality on record goes, the register says that it knows of none (`XXX`), until it learns of another, or that there is none
//! (`XXA`). Who loses the nationality of Viet Nam also loses residence (Law on Residence 2020, art. 24.1) and card (Law on
//! Identification 2023, art. 29.1): events of their own, which other officers decide.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Nationality, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::EventBody;
use crate::event::decision::Decision;
use crate::facts::{Dated, Fact, Thread};
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a change of nationality; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalityChanged {
    /// Whose.
    pub person: PersonId,
    /// What changed.
    pub change: NationalityChange,
    /// The President's decision, or the foreign state's document.
    pub decision: Decision,
}

/// A nationality that comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NationalityChange {
    /// Naturalised, or came back to it.
    Gained(Nationality),
    /// Gave it up, or it was revoked.
    Lost(Nationality),
}

/// What was decided.
#[derive(Debug, Clone)]
pub struct NationalityReport {
    /// Whose nationality, as the registrar saw them.
    pub person: Seen,
    /// What changed.
    pub change: NationalityChange,
    /// The President's decision, or the foreign state's document.
    pub decision: Decision,
}

/// Why a change of nationality cannot be entered.
#[derive(Debug, thiserror::Error)]
pub enum NationalityChangeError {
    /// The decision is not in force yet, or from before the birth.
    #[error("the decision comes into force in the future or before the birth")]
    OutsideLife,
    /// The register was not told what was held before.
    #[error("the register was told of no nationality; correct the entry it has first")]
    NothingOnRecord,
    /// The code is of people without a nationality, or of whom none is known, and does not fit here.
    #[error("`{nationality}` is no nationality that is gained or lost")]
    NotOne {
        /// The code.
        nationality: Nationality,
    },
    /// It is held already.
    #[error("the person has the nationality `{nationality}` already")]
    Held {
        /// Which.
        nationality: Nationality,
    },
    /// What is not held cannot be lost.
    #[error("the person does not have the nationality `{nationality}`")]
    NotHeld {
        /// Which.
        nationality: Nationality,
    },
    /// There was a later change.
    #[error("the register knows of a later change of nationality on {on}; correct that first")]
    LaterEvent {
        /// Its day.
        on: Date,
    },
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NationalityChanged {
    pub(crate) fn fact(&self) -> Dated {
        let fact = match self.change {
            NationalityChange::Gained(nationality) => Fact::NationalityGained(nationality),
            NationalityChange::Lost(nationality) => Fact::NationalityLost(nationality),
        };
        Dated::on(self.decision.on, fact)
    }
}

impl Register {
    /// Enters that a nationality was gained or lost.
    pub fn change_nationality(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &NationalityReport,
    ) -> Result<Recorded, NationalityChangeError> {
        let person = subject::load_living(tx, report.person)?;
        let on = report.decision.on;
        if on > self.today() || on < person.state.identity.born.earliest() {
            return Err(NationalityChangeError::OutsideLife);
        }
        check_change(&person.state.identity.nationalities, report.change)?;
        if let Some(later) = person
            .last_day_in(Thread::Nationality)
            .filter(|day| *day > on)
        {
            return Err(NationalityChangeError::LaterEvent { on: later });
        }
        let body = EventBody::NationalityChanged(NationalityChanged {
            person: person.person,
            change: report.change,
            decision: report.decision.clone(),
        });
        Ok(self.record(tx, act, body, vec![person])?)
    }
}

fn check_change(
    held: &[Nationality],
    change: NationalityChange,
) -> Result<(), NationalityChangeError> {
    let is_none = |nationality: Nationality| {
        [Nationality::STATELESS, Nationality::UNKNOWN].contains(&nationality)
    };
    if held.is_empty() {
        return Err(NationalityChangeError::NothingOnRecord);
    }
    match change {
        NationalityChange::Gained(nationality) if held.contains(&nationality) => {
            Err(NationalityChangeError::Held { nationality })
        }
        // That somebody is stateless is found of those of whom no nationality is known.
        NationalityChange::Gained(Nationality::STATELESS) if *held == [Nationality::UNKNOWN] => {
            Ok(())
        }
        NationalityChange::Gained(nationality) | NationalityChange::Lost(nationality)
            if is_none(nationality) =>
        {
            Err(NationalityChangeError::NotOne { nationality })
        }
        NationalityChange::Lost(nationality) if !held.contains(&nationality) => {
            Err(NationalityChangeError::NotHeld { nationality })
        }
        _ => Ok(()),
    }
}
