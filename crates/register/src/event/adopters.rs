//! Who may adopt a child, as far as the register knows: Law on Adoption 2010, art. 8.3, 13.6 and 14.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::Date;

use crate::event::Adopters;
use crate::event::kinship::{self, BloodTie};
use crate::event::spouse::{self, Bond};
use crate::person::{MaritalStatus, PersonState, Relative};
use crate::person_queries;
use crate::subject::{self, LoadedSubject, SubjectError};

/// Who adopts is so many years older than the child (art. 14.1b), unless related to it (art. 14.3).
const YEARS_OLDER_MIN: i16 = 20;

/// Why somebody may not adopt the child.
#[derive(Debug, thiserror::Error)]
pub enum AdoptersError {
    /// Art. 14.1a: who adopts is of age and can act for themselves.
    #[error(
        "`{name}` is not of age or cannot act for themselves (Law on Adoption 2010, art. 14.1)"
    )]
    NoCapacity {
        /// Who.
        name: String,
    },
    /// Art. 14.1b.
    #[error(
        "`{name}` is {years} years older than the child; the law asks for 20 (Law on Adoption 2010, art. 14.1)"
    )]
    NotOldEnough {
        /// Who.
        name: String,
        /// Completed years between the two births.
        years: i16,
    },
    /// Art. 8.3: two who adopt together are married to each other.
    #[error(
        "the two who adopt are not husband and wife on record (Law on Adoption 2010, art. 8.3)"
    )]
    NotACouple,
    /// Art. 8.3: who is married adopts with their spouse.
    #[error(
        "`{name}` is married and adopts with their spouse only (Law on Adoption 2010, art. 8.3)"
    )]
    SpouseDoesNotAdopt {
        /// Who.
        name: String,
    },
    /// A step-parent is the spouse of the child's parent.
    #[error("`{name}` is not the spouse of a parent of the child on record")]
    NotStepParent {
        /// Who.
        name: String,
    },
    /// Nobody adopts their own child.
    #[error("`{name}` is the child's parent already")]
    IsParent {
        /// Who.
        name: String,
    },
    /// Art. 13.6: grandparents do not adopt their grandchildren, nor brothers and sisters one another.
    #[error(
        "`{name}` is a grandparent, brother or sister of the child, who may not adopt it (Law on Adoption 2010, art. 13.6)"
    )]
    TooClose {
        /// Who.
        name: String,
    },
    /// They cannot become parents: they are not known, died, or are a second record.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The father and mother that the child gets.
pub(super) fn parents_to_be(
    tx: &mut Tx<'_>,
    adopters: Adopters,
    child: &LoadedSubject,
    on: Date,
) -> Result<[Option<Relative>; 2], AdoptersError> {
    let is_relative = !matches!(adopters, Adopters::Single(_) | Adopters::Couple(_));
    let mut load = |person| load_adopter(tx, person, child, on, is_relative);
    match adopters {
        Adopters::Single(person) | Adopters::AuntOrUncle(person) => {
            let adopter = load(person)?;
            if matches!(adopter.state.marital, MaritalStatus::Married { .. }) {
                return Err(AdoptersError::SpouseDoesNotAdopt {
                    name: name_of(&adopter),
                });
            }
            Ok(by_sex(&adopter, None))
        }
        Adopters::Couple([one, other]) | Adopters::AuntAndUncle([one, other]) => {
            let (one, other) = (load(one)?, load(other)?);
            check_couple(tx, &one, &other)?;
            Ok(by_sex(&one, Some(other.state.as_relative(other.person))))
        }
        Adopters::StepParent(person) => {
            let adopter = load(person)?;
            let parent = parent_married_to(tx, &adopter, &child.state)?;
            Ok(by_sex(&adopter, Some(parent)))
        }
    }
}

fn load_adopter(
    tx: &mut Tx<'_>,
    person: PersonId,
    child: &LoadedSubject,
    on: Date,
    is_relative: bool,
) -> Result<LoadedSubject, AdoptersError> {
    let adopter = subject::load(tx, person)?;
    let (state, name) = (&adopter.state, || name_of(&adopter));
    if let Some(into) = state.merged_into {
        return Err(SubjectError::Merged { into }.into());
    }
    if let Some(death) = &state.death {
        return Err(SubjectError::Dead { on: death.on }.into());
    }
    if !state.acts_for_themselves(on) {
        return Err(AdoptersError::NoCapacity { name: name() });
    }
    let years = state.age_at_most(child.state.identity.born.latest());
    if years < YEARS_OLDER_MIN && !is_relative {
        return Err(AdoptersError::NotOldEnough {
            name: name(),
            years,
        });
    }
    match kinship::blood_tie(tx, (person, state), &child.state)? {
        Some(BloodTie::Parent) => Err(AdoptersError::IsParent { name: name() }),
        Some(BloodTie::Grandparent | BloodTie::Sibling) => {
            Err(AdoptersError::TooClose { name: name() })
        }
        None => Ok(adopter),
    }
}

fn check_couple(
    tx: &mut Tx<'_>,
    one: &LoadedSubject,
    other: &LoadedSubject,
) -> Result<(), AdoptersError> {
    let are_man_and_woman = one.state.identity.sex != other.state.identity.sex;
    let is_bound = |tx: &mut Tx<'_>, of: &LoadedSubject, to: &LoadedSubject| {
        let is_married = matches!(of.state.marital, MaritalStatus::Married { .. });
        Ok::<_, SubjectError>(is_married && spouse::bond(tx, &of.state, to)? == Bond::Married)
    };
    if are_man_and_woman && is_bound(tx, one, other)? && is_bound(tx, other, one)? {
        Ok(())
    } else {
        Err(AdoptersError::NotACouple)
    }
}

/// The parent of the child to whom somebody is married, or was until death.
fn parent_married_to(
    tx: &mut Tx<'_>,
    adopter: &LoadedSubject,
    child: &PersonState,
) -> Result<Relative, AdoptersError> {
    let parent = match adopter.state.identity.sex {
        Sex::Male => &child.identity.mother,
        Sex::Female => &child.identity.father,
    };
    if let Some(parent) = parent
        && let Some(person) = person_queries::person_of_relative(tx, parent)?
    {
        let loaded = subject::load(tx, person)?;
        if spouse::bond(tx, &adopter.state, &loaded)? == Bond::Married {
            return Ok(parent.clone());
        }
    }
    Err(AdoptersError::NotStepParent {
        name: name_of(adopter),
    })
}

fn by_sex(adopter: &LoadedSubject, other: Option<Relative>) -> [Option<Relative>; 2] {
    let adopter_as_parent = Some(adopter.state.as_relative(adopter.person));
    match adopter.state.identity.sex {
        Sex::Male => [adopter_as_parent, other],
        Sex::Female => [other, adopter_as_parent],
    }
}

fn name_of(person: &LoadedSubject) -> String {
    person.state.identity.name.to_string()
}
