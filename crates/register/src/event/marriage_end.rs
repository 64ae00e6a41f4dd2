//! The end of a marriage before a court: divorce (ly hôn) and annulment (huỷ việc kết hôn trái pháp luật). Law on Marriage and
//! Family 2014, art. 10 to 12 and 51 to 57; entered in the books by Law on Civil Status 2014, art. 30.
//!
//! A marriage ends on the day the decision comes into force (art. 57), unless a death ended it before (art. 65).

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Name, PartialDate, PersonId, Sex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::EventBody;
use crate::event::decision::Decision;
use crate::event::spouse::{self, Bond};
use crate::facts::{Dated, Fact, Thread};
use crate::fold::Life;
use crate::person::{MaritalStatus, Relative};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// What the register keeps of a divorce or an annulment; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarriageEnded {
    /// The husband, as he stood in the register.
    pub husband: Relative,
    /// The wife, as she stood in the register.
    pub wife: Relative,
    /// The court's decision.
    pub decision: Decision,
}

/// How a marriage ends that no death ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarriageEnd {
    /// From now on they are divorced.
    Divorce,
    /// From now on they are what they were before.
    Annulment,
}

/// What the court sends to be entered.
#[derive(Debug, Clone)]
pub struct MarriageEndReport {
    /// One of the two, as the registrar saw them.
    pub person: Seen,
    /// The other.
    pub spouse: FormerSpouse,
    /// The court's decision.
    pub decision: Decision,
}

/// The other side of a marriage that ends.
#[derive(Debug, Clone)]
pub enum FormerSpouse {
    /// Somebody the register knows, as the registrar saw them.
    Known(Seen),
    /// Somebody the register does not know, as the decision names them.
    Named(Name),
}

/// Why a divorce or an annulment cannot be entered.
#[derive(Debug, thiserror::Error)]
pub enum MarriageEndError {
    /// The decision is not in force yet, or from before a birth.
    #[error("the decision comes into force in the future or before a birth")]
    OutsideLife,
    /// One and the same person.
    #[error("a person is not married to themselves")]
    Oneself,
    /// The records do not say that the two are married, or say that one is married to somebody else.
    #[error("`{name}` is not married to the other on record")]
    NotMarried {
        /// Whose record says otherwise.
        name: String,
    },
    /// The spouse on record is known to the register and changes by the same event.
    #[error("the register knows the spouse of `{name}`; say who it is")]
    SpouseIsKnown {
        /// Whose spouse.
        name: String,
    },
    /// Art. 65: the marriage had ended with a death.
    #[error(
        "`{name}` died on {on}, which ended the marriage before the decision was in force (Law on Marriage and Family 2014, art. 65)"
    )]
    EndedByDeath {
        /// Who died.
        name: String,
        /// When.
        on: PartialDate,
    },
    /// The register knows of something later, such as the marriage itself or another one.
    #[error("the register knows of a later event of `{name}` on {on}; correct that first")]
    LaterEvent {
        /// Whose event.
        name: String,
        /// Its day.
        on: Date,
    },
    /// One of the two cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl MarriageEnded {
    pub(crate) fn fact(&self, end: MarriageEnd, person: PersonId) -> Dated {
        let other = if self.husband.person == Some(person) {
            &self.wife
        } else {
            &self.husband
        };
        Dated::on(self.decision.on, Fact::MarriageEnded(end, other.person))
    }
}

impl MarriageEnd {
    const fn body(self, ended: MarriageEnded) -> EventBody {
        match self {
            Self::Divorce => EventBody::Divorce(ended),
            Self::Annulment => EventBody::Annulment(ended),
        }
    }
}

impl Register {
    /// Enters a divorce. Whoever of the two is married on record is divorced by the one event.
    pub fn register_divorce(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &MarriageEndReport,
    ) -> Result<Recorded, MarriageEndError> {
        self.end_marriage(tx, act, report, MarriageEnd::Divorce)
    }

    /// Enters that a court annulled a marriage: both are again what they were before it.
    pub fn register_annulment(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &MarriageEndReport,
    ) -> Result<Recorded, MarriageEndError> {
        self.end_marriage(tx, act, report, MarriageEnd::Annulment)
    }

    fn end_marriage(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &MarriageEndReport,
        end: MarriageEnd,
    ) -> Result<Recorded, MarriageEndError> {
        if report.decision.on > self.today() {
            return Err(MarriageEndError::OutsideLife);
        }
        let on = report.decision.on;
        let one = subject::load_unmerged(tx, report.person)?;
        let (of_one, sex) = (one.state.as_relative(one.person), one.state.identity.sex);
        let (of_other, subjects) = match &report.spouse {
            FormerSpouse::Known(seen) => {
                let other = subject::load_unmerged(tx, *seen)?;
                check_day(&one, Some(other.person), on)?;
                check_day(&other, Some(one.person), on)?;
                let of_other = other.state.as_relative(other.person);
                (of_other, who_is_married(tx, one, other)?)
            }
            FormerSpouse::Named(name) => {
                check_day(&one, None, on)?;
                (unknown_spouse(tx, &one, name)?, vec![one])
            }
        };
        let (husband, wife) = match sex {
            Sex::Male => (of_one, of_other),
            Sex::Female => (of_other, of_one),
        };
        let body = end.body(MarriageEnded {
            husband,
            wife,
            decision: report.decision.clone(),
        });
        for subject in &subjects {
            self.check_that_it_ends(subject, &body)?;
        }
        Ok(self.record(tx, act, body, subjects)?)
    }

    /// A widow of an earlier file, say, was married on no day the register knows of, and a divorce would change nothing.
    fn check_that_it_ends(
        &self,
        subject: &LoadedSubject,
        body: &EventBody,
    ) -> Result<(), MarriageEndError> {
        let draft = self.draft(subject, body.clone());
        let life = Life::of(subject.person, &draft, None).map_err(SubjectError::from)?;
        let after = life.and_then(|life| life.state(None));
        if after.is_none_or(|after| after.marital == subject.state.marital) {
            return Err(not_married(subject));
        }
        Ok(())
    }
}

/// The day must lie in the life, after the marriage and whatever else the register knows of it, and before a death.
fn check_day(
    spouse: &LoadedSubject,
    other: Option<PersonId>,
    on: Date,
) -> Result<(), MarriageEndError> {
    let name = || spouse.state.identity.name.to_string();
    if on < spouse.state.identity.born.earliest() {
        return Err(MarriageEndError::OutsideLife);
    }
    if let Some(death) = &spouse.state.death
        && death.on.earliest() <= on
    {
        return Err(MarriageEndError::EndedByDeath {
            name: name(),
            on: death.on,
        });
    }
    // The death of the other comes to nothing once the marriage ended before it.
    let later = spouse.life.facts().filter(|(day, dated)| {
        let is_their_death = matches!(dated.fact, Fact::SpouseDied(who) if Some(who) == other);
        let is_dated = dated.since.earliest().is_some();
        *day > on && is_dated && dated.fact.thread() == Thread::Marital && !is_their_death
    });
    match later.map(|(day, _)| day).max() {
        Some(later) => Err(MarriageEndError::LaterEvent {
            name: name(),
            on: later,
        }),
        None => Ok(()),
    }
}

/// The two, or the one of them whose record says that they are married: an earlier file may know of one side only. Neither
/// record may say that they are married to somebody else.
fn who_is_married(
    tx: &mut Tx<'_>,
    one: LoadedSubject,
    other: LoadedSubject,
) -> Result<Vec<LoadedSubject>, MarriageEndError> {
    if one.person == other.person {
        return Err(MarriageEndError::Oneself);
    }
    let bonds = [
        spouse::bond(tx, &one.state, &other)?,
        spouse::bond(tx, &other.state, &one)?,
    ];
    let mut married = Vec::with_capacity(2);
    let mut unmarried = None;
    for (subject, bond) in [one, other].into_iter().zip(bonds) {
        match bond {
            Bond::Married => married.push(subject),
            Bond::Unmarried => unmarried = unmarried.or(Some(subject)),
            Bond::ToSomebodyElse => return Err(not_married(&subject)),
        }
    }
    match unmarried {
        Some(unmarried) if married.is_empty() => Err(not_married(&unmarried)),
        _ => Ok(married),
    }
}

/// The spouse as the record names them, if that is somebody whom the register does not know and the decision means.
fn unknown_spouse(
    tx: &mut Tx<'_>,
    person: &LoadedSubject,
    name: &Name,
) -> Result<Relative, MarriageEndError> {
    let MaritalStatus::Married { spouse, .. } = &person.state.marital else {
        return Err(not_married(person));
    };
    let Some(spouse) = spouse else {
        return Ok(Relative {
            person: None,
            number: None,
            name: name.clone(),
        });
    };
    if person_queries::person_of_relative(tx, spouse)?.is_some() {
        return Err(MarriageEndError::SpouseIsKnown {
            name: person.state.identity.name.to_string(),
        });
    }
    if spouse.name.folded() != name.folded() {
        return Err(not_married(person));
    }
    Ok(spouse.clone())
}

fn not_married(person: &LoadedSubject) -> MarriageEndError {
    MarriageEndError::NotMarried {
        name: person.state.identity.name.to_string(),
    }
}
