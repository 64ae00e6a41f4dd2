//! Enrolment: a person taken over from an earlier file, with everything that file says of them.

use danh_vocabulary::PersonalNumber;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::{Death, HeldNumber, Identity, MaritalStatus, PersonState, Residence};

/// What the earlier file says. Declared in the order of canonical JSON, as all that an import writes is: then nothing has to
/// be put in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// That they died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death: Option<Death>,
    /// Who they are.
    pub identity: Identity,
    /// Married or not.
    #[serde(default)]
    pub marital: MaritalStatus,
    /// Their personal number, when they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<PersonalNumber>,
    /// Which file said so.
    pub origin: Origin,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence: Option<Residence>,
}

/// The row that a person was taken over from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The row, counted from 1.
    pub row: u64,
    /// The name of the source, as its mapping gives it.
    pub source: String,
}

/// Why a person cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnrolmentError {
    /// The birth is in the future.
    #[error("the birth date lies in the future")]
    BornInFuture,
    /// The death is before the birth.
    #[error("the death date is before the birth date")]
    DiedBeforeBirth,
    /// The death is in the future.
    #[error("the death date lies in the future")]
    DiedInFuture,
    /// The marriage is before the birth, after the death or in the future.
    #[error("the marriage date is before the birth, after the death or in the future")]
    MarriedOutsideLife,
    /// The residence begins before the birth, after the death or in the future.
    #[error("the residence begins before the birth, after the death or in the future")]
    ResidesOutsideLife,
    /// Another person holds or held the number. It is said also where that person is protected: who takes files over works at the
    /// machine that holds the register, the row cannot be taken, and any other answer would tell the same.
    #[error("another person has this personal number")]
    NumberTaken,
}

impl EnrolmentError {
    /// The field of an import that the error is about, by its name in the mapping.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::BornInFuture => "born",
            Self::DiedBeforeBirth | Self::DiedInFuture => "died_on",
            Self::MarriedOutsideLife => "married_on",
            Self::ResidesOutsideLife => "residence_since",
            Self::NumberTaken => "number",
        }
    }
}

impl Enrolment {
    /// Checks what can be checked without the register: that the dates fit into one life.
    pub fn check_dates(&self, today: Date) -> Result<(), EnrolmentError> {
        let born = self.identity.born.earliest();
        if born > today {
            return Err(EnrolmentError::BornInFuture);
        }
        if let Some(death) = &self.death {
            if death.on.latest() < born {
                return Err(EnrolmentError::DiedBeforeBirth);
            }
            if death.on.earliest() > today {
                return Err(EnrolmentError::DiedInFuture);
            }
        }
        let last = self
            .death
            .as_ref()
            .map_or(today, |death| death.on.latest().min(today));
        if let MaritalStatus::Married {
            since: Some(since), ..
        } = &self.marital
            && (since.latest() < born || since.earliest() > last)
        {
            return Err(EnrolmentError::MarriedOutsideLife);
        }
        if let Some(since) = self
            .residence
            .as_ref()
            .and_then(|residence| residence.since)
            && (since < born || since > last)
        {
            return Err(EnrolmentError::ResidesOutsideLife);
        }
        Ok(())
    }

    /// The state that the enrolment alone folds to. Each of its facts is about another part of the state, so their order
    /// makes no difference, and nothing has to be copied.
    pub(crate) fn into_state(self) -> PersonState {
        let held = self.number.map(|number| HeldNumber {
            number,
            cancelled: false,
        });
        PersonState {
            numbers: held.into_iter().collect(),
            marital: self.marital,
            residence: self.residence,
            death: self.death,
            ..PersonState::of(self.identity)
        }
    }

    pub(crate) fn add_facts(&self, recorded_on: Date, facts: &mut Vec<Dated>) {
        let born = self.identity.born.earliest();
        // What the file dates not was true when it was taken over, or at death.
        let seen_on = self
            .death
            .as_ref()
            .map_or(recorded_on, |death| death.on.earliest().min(recorded_on));
        facts.push(Dated::on(born, Fact::Born(Box::new(self.identity.clone()))));
        facts.extend(
            self.number
                .map(|number| Dated::on(born, Fact::Numbered(number))),
        );
        let marital = Fact::Marital(self.marital.clone());
        facts.push(match &self.marital {
            MaritalStatus::Unknown | MaritalStatus::Single => Dated::on(born, marital),
            MaritalStatus::Married {
                since: Some(since), ..
            } => Dated::within(*since, marital),
            // Who is married, widowed or divorced now was single once; until when, the file does not say.
            MaritalStatus::Married { since: None, .. }
            | MaritalStatus::Widowed { .. }
            | MaritalStatus::Divorced => Dated::seen_on(seen_on, marital),
        });
        if let Some(residence) = &self.residence {
            facts.push(super::residence::fact(residence, seen_on));
        }
        if let Some(death) = &self.death {
            facts.push(Dated::within(death.on, Fact::Died(death.clone())));
        }
    }
}

#[cfg(test)]
mod tests;
