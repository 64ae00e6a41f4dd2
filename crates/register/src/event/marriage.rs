//! Marriage registration (đăng ký kết hôn): Law on Marriage and Family 2014, art. 5, 8 and 9; Law on Civil Status 2014, art. 17 and 18.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PartialDate, PersonId, Sex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::EventBody;
use crate::event::kinship;
use crate::facts::{Dated, Fact, Thread};
use crate::person::{Guardianship, GuardianshipGround, MaritalStatus, Relative};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a marriage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marriage {
    /// The day it was registered; it holds from then.
    pub on: Date,
    /// The husband, as he stood in the register.
    pub husband: Relative,
    /// The wife, as she stood in the register.
    pub wife: Relative,
}

/// What is declared to the registrar.
#[derive(Debug, Clone)]
pub struct MarriageReport {
    /// The two who marry, as the registrar saw them.
    pub spouses: [Seen; 2],
    /// The day of the registration.
    pub on: Date,
}

/// Why a marriage cannot be registered.
#[derive(Debug, thiserror::Error)]
pub enum MarriageError {
    /// The day is still to come.
    #[error("the day of the marriage lies in the future")]
    InFuture,
    /// One and the same person.
    #[error("a person cannot marry themselves")]
    Oneself,
    /// Art. 8.2: the State does not recognise marriage between persons of the same sex.
    #[error(
        "the law recognises marriage between a man and a woman only (Law on Marriage and Family 2014, art. 8.2)"
    )]
    SameSex,
    /// Art. 8.1a: a man from 20 full years, a woman from 18.
    #[error(
        "`{name}` is {age} years old; the law asks for {required} (Law on Marriage and Family 2014, art. 8.1)"
    )]
    TooYoung {
        /// Whose age.
        name: String,
        /// Completed years on the day.
        age: i16,
        /// Required years.
        required: i16,
    },
    /// Art. 5.2c: a married person may not marry another.
    #[error("`{name}` is married already (Law on Marriage and Family 2014, art. 5.2)")]
    AlreadyMarried {
        /// Who.
        name: String,
    },
    /// Art. 5.2d: relatives in the direct line, or within three generations.
    #[error("the two are close relatives by blood (Law on Marriage and Family 2014, art. 5.2)")]
    CloseRelatives,
    /// Art. 5.2d: who are or were adoptive parent and child, parent- and child-in-law, step-parent and stepchild.
    #[error(
        "one is or was the adoptive, step- or parent-in-law of the other (Law on Marriage and Family 2014, art. 5.2)"
    )]
    RelatedByAdoptionOrMarriage,
    /// Art. 8.1c: nobody marries whom a court found unable to act for themselves.
    #[error(
        "a court found that `{name}` cannot act for themselves (Law on Marriage and Family 2014, art. 8.1)"
    )]
    NoCapacity {
        /// Who.
        name: String,
    },
    /// The register knows of something later, such as another marriage.
    #[error("the register knows of a later event of `{name}` on {on}; correct that first")]
    LaterEvent {
        /// Whose event.
        name: String,
        /// Its day.
        on: Date,
    },
    /// A spouse cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Marriage {
    pub(crate) fn fact(&self, person: PersonId) -> Dated {
        let spouse = if self.husband.person == Some(person) {
            &self.wife
        } else {
            &self.husband
        };
        let fact = Fact::Marital(MaritalStatus::Married {
            spouse: Some(spouse.clone()),
            since: Some(PartialDate::of_day(self.on)),
        });
        Dated::on(self.on, fact)
    }
}

impl Register {
    /// Registers a marriage; the state of both changes by one event.
    pub fn register_marriage(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &MarriageReport,
    ) -> Result<Recorded, MarriageError> {
        if report.on > self.today() {
            return Err(MarriageError::InFuture);
        }
        let [one, other] = report.spouses;
        if one.person == other.person {
            return Err(MarriageError::Oneself);
        }
        let (one, other) = (
            subject::load_living(tx, one)?,
            subject::load_living(tx, other)?,
        );
        let (husband, wife) = match (one.state.identity.sex, other.state.identity.sex) {
            (Sex::Male, Sex::Female) => (one, other),
            (Sex::Female, Sex::Male) => (other, one),
            _ => return Err(MarriageError::SameSex),
        };
        for spouse in [&husband, &wife] {
            check_free_to_marry(spouse, report.on)?;
        }
        if kinship::within_three_generations(tx, &husband, &wife)? {
            return Err(MarriageError::CloseRelatives);
        }
        if kinship::by_adoption_or_marriage(tx, &husband, &wife)? {
            return Err(MarriageError::RelatedByAdoptionOrMarriage);
        }
        let body = EventBody::Marriage(Marriage {
            on: report.on,
            husband: husband.state.as_relative(husband.person),
            wife: wife.state.as_relative(wife.person),
        });
        Ok(self.record(tx, act, body, vec![husband, wife])?)
    }
}

fn check_free_to_marry(spouse: &LoadedSubject, on: Date) -> Result<(), MarriageError> {
    let name = || spouse.state.identity.name.to_string();
    let required = match spouse.state.identity.sex {
        Sex::Male => 20,
        Sex::Female => 18,
    };
    // Where the day or month of birth is not known, the first counts (Joint Circular 01/2016/TTLT-TANDTC-VKSNDTC-BTP, art. 2.1).
    let age = spouse.state.age_at_most(on);
    if age < required {
        return Err(MarriageError::TooYoung {
            name: name(),
            age,
            required,
        });
    }
    if matches!(spouse.state.marital, MaritalStatus::Married { .. }) {
        return Err(MarriageError::AlreadyMarried { name: name() });
    }
    let lacks_capacity =
        |guardianship: &Guardianship| guardianship.ground == GuardianshipGround::NoCapacity;
    if spouse.state.guardians_on(on).any(lacks_capacity) {
        return Err(MarriageError::NoCapacity { name: name() });
    }
    // Who returned from a declared death was dead before the law until then.
    let on_the_day = spouse.life.state(Some(on));
    if let Some(death) = on_the_day.and_then(|state| state.death) {
        return Err(SubjectError::Dead { on: death.on }.into());
    }
    match spouse.last_day_in(Thread::Marital) {
        Some(later) if later > on => Err(MarriageError::LaterEvent {
            name: name(),
            on: later,
        }),
        _ => Ok(()),
    }
}
