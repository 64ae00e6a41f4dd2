//! Birth registration (đăng ký khai sinh), Law on Civil Status 2014, art. 13 to 16.

use danh_directory::AddressedUnit;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{
    Ethnicity, Name, Nationality, PartialDate, PersonId, PersonalNumber, Sex, UnitCode,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::allocation::AllocationError;
use crate::event::EventBody;
use crate::facts::{Dated, Fact};
use crate::person::{Identity, MaritalStatus, PersonState};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, SubjectError};
use crate::{Register, subject};

/// A child may be born this long after the father's death (Law on Marriage and Family 2014, art. 88).
const POSTHUMOUS_DAYS: i64 = 300;

/// What the register keeps of a birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Birth {
    /// Who was born.
    pub identity: Identity,
    /// The number the child was given.
    pub number: PersonalNumber,
}

/// What is declared to the registrar.
#[derive(Debug, Clone)]
pub struct BirthReport {
    /// The child's name.
    pub name: Name,
    /// The child's sex.
    pub sex: Sex,
    /// The day of birth.
    pub born: Date,
    /// The unit where the birth was, by its code on that day.
    pub birth_unit: UnitCode,
    /// The place of origin, by its code on the day of registration.
    pub origin_unit: Option<UnitCode>,
    /// The ethnic group.
    pub ethnicity: Option<Ethnicity>,
    /// The child's nationalities (Law on Vietnamese Nationality 2008, art. 15 to 18).
    pub nationalities: Vec<Nationality>,
    /// The father, if he is on record.
    pub father: Option<PersonId>,
    /// The mother, if she is on record.
    pub mother: Option<PersonId>,
    /// The unit that registers the birth; its province gives the number's prefix.
    pub registered_in: UnitCode,
}

/// Why a birth cannot be registered.
#[derive(Debug, thiserror::Error)]
pub enum BirthError {
    /// The day is still to come.
    #[error("the day of birth lies in the future")]
    BornInFuture,
    /// A unit did not exist on the day.
    #[error("there was no unit `{unit}` on {on}")]
    UnknownUnit {
        /// The code given.
        unit: UnitCode,
        /// The day asked about.
        on: Date,
    },
    /// The mother on record is a man, or the father a woman.
    #[error("the {parent} on record is of the other sex")]
    ParentOfOtherSex {
        /// Mother or father.
        parent: Parent,
    },
    /// The parent is not older than the child.
    #[error("the {parent} was born on {born}, not before the child")]
    ParentNotOlder {
        /// Mother or father.
        parent: Parent,
        /// The parent's birth date.
        born: PartialDate,
    },
    /// The parent died before the child can have come from them.
    #[error("the {parent} had died on {died}")]
    ParentDead {
        /// Mother or father.
        parent: Parent,
        /// The parent's death date.
        died: PartialDate,
    },
    /// A parent cannot be used.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// No number can be given.
    #[error(transparent)]
    Number(#[from] AllocationError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Which parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parent {
    /// The father.
    Father,
    /// The mother.
    Mother,
}

impl std::fmt::Display for Parent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Father => "father",
            Self::Mother => "mother",
        })
    }
}

impl Birth {
    pub(crate) fn add_facts(&self, facts: &mut Vec<Dated>) {
        let on = self.identity.born.earliest();
        let all = [
            Fact::Born(Box::new(self.identity.clone())),
            Fact::Numbered(self.number),
            Fact::Marital(MaritalStatus::Single),
        ];
        facts.extend(all.map(|fact| Dated::on(on, fact)));
    }
}

impl Register {
    /// Registers a birth: the child becomes a person with a number of its own.
    pub fn register_birth(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: BirthReport,
    ) -> Result<Recorded, BirthError> {
        let today = self.today();
        if report.born > today {
            return Err(BirthError::BornInFuture);
        }
        let birth_place = self.place(report.birth_unit, report.born)?;
        let origin = report
            .origin_unit
            .map(|unit| self.place(unit, today))
            .transpose()?;
        let father = report
            .father
            .map(|person| subject::load(tx, person))
            .transpose()?;
        let mother = report
            .mother
            .map(|person| subject::load(tx, person))
            .transpose()?;
        if let Some(father) = &father {
            check_parent(Parent::Father, &father.state, report.born)?;
        }
        if let Some(mother) = &mother {
            check_parent(Parent::Mother, &mother.state, report.born)?;
        }
        let prefix = self.number_prefix(report.registered_in, today)?;
        let number = self.allocate_number(tx, prefix, report.sex, report.born.year())?;
        let as_relative = |parent: &LoadedSubject| parent.state.as_relative(parent.person);
        let identity = Identity {
            birth_place: Some(birth_place),
            birth_registered_in: Some(self.place(report.registered_in, today)?),
            origin,
            ethnicity: report.ethnicity,
            nationalities: report.nationalities,
            father: father.as_ref().map(as_relative),
            mother: mother.as_ref().map(as_relative),
            ..Identity::new(report.name, report.sex, PartialDate::of_day(report.born))
        };
        let body = EventBody::Birth(Box::new(Birth { identity, number }));
        Ok(self.record(tx, act, body, vec![self.new_subject()])?)
    }

    fn place(&self, unit: UnitCode, on: Date) -> Result<AddressedUnit, BirthError> {
        match self.directory().unit(unit, on) {
            Some(_) => Ok(AddressedUnit {
                code: unit,
                written_on: on,
            }),
            None => Err(BirthError::UnknownUnit { unit, on }),
        }
    }
}

impl Parent {
    const fn sex(self) -> Sex {
        match self {
            Self::Father => Sex::Male,
            Self::Mother => Sex::Female,
        }
    }

    /// Whether somebody can be this parent of a child born on a day at the latest, by sex and birth.
    pub(super) fn fits(self, state: &PersonState, born: Date) -> bool {
        state.identity.sex == self.sex() && state.identity.born.earliest() < born
    }
}

fn check_parent(parent: Parent, state: &PersonState, born: Date) -> Result<(), BirthError> {
    let days_after_death = match parent {
        Parent::Father => POSTHUMOUS_DAYS,
        Parent::Mother => 0,
    };
    if state.identity.sex != parent.sex() {
        return Err(BirthError::ParentOfOtherSex { parent });
    }
    if state.identity.born.earliest() >= born {
        return Err(BirthError::ParentNotOlder {
            parent,
            born: state.identity.born,
        });
    }
    if let Some(death) = &state.death {
        let last = death
            .on
            .latest()
            .saturating_add(jiff::Span::new().days(days_after_death));
        if last < born {
            return Err(BirthError::ParentDead {
                parent,
                died: death.on,
            });
        }
    }
    Ok(())
}
