//! Birth registration (đăng ký khai sinh), Law on Civil Status 2014, art. 13 to 16.
//!
//! The law gives no least age of a mother and no least time between two children of hers, but what nearly never happens is nearly
//! always the wrong person picked. It is refused, unless the act names the paper that proves it as its basis.

use danh_directory::AddressedUnit;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{
    Ethnicity, Name, Nationality, PartialDate, PersonId, PersonalNumber, Sex, UnitCode,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::allocation::AllocationError;
use crate::birth_spacing::BirthSpacing;
use crate::duplicates::{Suspect, duplicates_of};
use crate::event::{EventBody, offspring};
use crate::facts::{Dated, Fact};
use crate::person::{Identity, MaritalStatus, PersonState, Viewer};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, NewOrLoaded, SubjectError};
use crate::{Register, subject};

/// A child may be born this long after the father's death (Law on Marriage and Family 2014, art. 88).
const POSTHUMOUS_DAYS: i64 = 300;

/// Whoever has a child is at least so many years older. No law says so.
const AGE_AT_BIRTH_MIN: i16 = 10;

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
    /// The parent was a child themselves, and the act names no paper that proves it.
    #[error("the {parent} was {age} years old; name the paper that proves it as the basis")]
    ParentTooYoung {
        /// Mother or father.
        parent: Parent,
        /// Completed years on the day of birth.
        age: i16,
    },
    /// The mother had another child a few weeks or months before or after, and the act names no paper that proves it.
    #[error(
        "another child of the mother was born on {born}; name the paper that proves both births as the basis"
    )]
    SiblingTooClose {
        /// The other child's birth date.
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
        let (father, mother) = (
            load_parent(tx, report.father)?,
            load_parent(tx, report.mother)?,
        );
        let is_proven = act.basis().is_some();
        for (parent, loaded) in [(Parent::Father, &father), (Parent::Mother, &mother)] {
            if let Some(loaded) = loaded {
                check_parent(parent, loaded, report.born, is_proven)?;
            }
        }
        if let Some(mother) = &mother
            && !is_proven
        {
            check_siblings(tx, act.viewer(), mother, report.born)?;
        }
        let prefix = self.number_prefix(report.registered_in, today)?;
        let (sex, birth_year) = (report.sex, report.born.year());
        let identity = self.identity_of(report, [&father, &mother])?;
        let child = self.new_person();
        let number = self.claim_number(tx, child, prefix, sex, birth_year)?;
        let body = EventBody::Birth(Box::new(Birth { identity, number }));
        Ok(self.record(tx, act, body, vec![NewOrLoaded::New(child)])?)
    }

    /// Who in the register may be the child already: for the registrar to look at before the birth is registered.
    ///
    /// Asked in a read of its own, so that no writer waits for it; nothing is refused because of it.
    pub fn birth_suspects(
        &self,
        tx: &mut Tx<'_>,
        viewer: Viewer,
        report: &BirthReport,
    ) -> Result<Vec<Suspect>, BirthError> {
        let parents = [
            &load_parent(tx, report.father)?,
            &load_parent(tx, report.mother)?,
        ];
        let child = self.identity_of(report.clone(), parents)?;
        Ok(duplicates_of(tx, viewer, &child)?)
    }

    fn identity_of(
        &self,
        report: BirthReport,
        [father, mother]: [&Option<LoadedSubject>; 2],
    ) -> Result<Identity, BirthError> {
        let today = self.today();
        let as_relative = |parent: &LoadedSubject| parent.state.as_relative(parent.person);
        let origin = report.origin_unit.map(|unit| self.place(unit, today));
        let born = PartialDate::of_day(report.born);
        Ok(Identity {
            birth_place: Some(self.place(report.birth_unit, report.born)?),
            birth_registered_in: Some(self.place(report.registered_in, today)?),
            origin: origin.transpose()?,
            ethnicity: report.ethnicity,
            nationalities: report.nationalities,
            father: father.as_ref().map(as_relative),
            mother: mother.as_ref().map(as_relative),
            ..Identity::new(report.name, report.sex, born)
        })
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

fn load_parent(
    tx: &mut Tx<'_>,
    parent: Option<PersonId>,
) -> Result<Option<LoadedSubject>, SubjectError> {
    parent.map(|person| subject::load(tx, person)).transpose()
}

impl Parent {
    pub(super) const fn sex(self) -> Sex {
        match self {
            Self::Father => Sex::Male,
            Self::Mother => Sex::Female,
        }
    }

    /// Whether somebody can be this parent of a child born on a day at the latest, by sex and birth.
    pub(super) fn fits(self, state: &PersonState, born: Date) -> bool {
        state.identity.sex == self.sex() && state.identity.born.earliest() < born
    }

    /// When they died, if a child born on a day cannot come from them any more.
    pub(super) fn died_before(self, state: &PersonState, born: Date) -> Option<PartialDate> {
        let days_after_death = match self {
            Self::Father => POSTHUMOUS_DAYS,
            Self::Mother => 0,
        };
        let died = state.death.as_ref()?.on;
        let last = died
            .latest()
            .saturating_add(jiff::Span::new().days(days_after_death));
        (last < born).then_some(died)
    }
}

/// Whether somebody was old enough to have a child born on a day at the latest, whatever a paper says.
pub(super) fn is_old_enough(state: &PersonState, born: Date) -> bool {
    state.age_at_most(born) >= AGE_AT_BIRTH_MIN
}

fn check_parent(
    parent: Parent,
    loaded: &LoadedSubject,
    born: Date,
    is_proven: bool,
) -> Result<(), BirthError> {
    let state = &loaded.state;
    if let Some(into) = state.merged_into {
        return Err(SubjectError::Merged { into }.into());
    }
    if state.identity.sex != parent.sex() {
        return Err(BirthError::ParentOfOtherSex { parent });
    }
    if state.identity.born.earliest() >= born {
        return Err(BirthError::ParentNotOlder {
            parent,
            born: state.identity.born,
        });
    }
    if !is_proven && !is_old_enough(state, born) {
        return Err(BirthError::ParentTooYoung {
            parent,
            age: state.age_at_most(born),
        });
    }
    match parent.died_before(state, born) {
        Some(died) => Err(BirthError::ParentDead { parent, died }),
        None => Ok(()),
    }
}

/// A mother's other children are her twins, or were born months before or after.
fn check_siblings(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    mother: &LoadedSubject,
    born: Date,
) -> Result<(), BirthError> {
    let children = offspring::children_of_birth(tx, viewer, mother.person, &mother.state)?;
    for (_, sibling) in children {
        let theirs = sibling.identity.born;
        let spacing = BirthSpacing::of(PartialDate::of_day(born), theirs);
        if spacing == Some(BirthSpacing::TooSoon) {
            return Err(BirthError::SiblingTooClose { born: theirs });
        }
    }
    Ok(())
}
