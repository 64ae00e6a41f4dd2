//! Recognition of a parent and child (đăng ký nhận cha, mẹ, con): Law on Civil Status 2014, art. 24 and 25; Law on Marriage and
//! Family 2014, art. 88 to 92 and 101.
//!
//! The register recognises where both agree before it. Where they dispute it, or one of them has died, a court decides
//! (art. 101.2), and its decision is what is entered.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PartialDate, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::decision::Decision;
use crate::event::{EventBody, Parent, birth, kinship};
use crate::facts::{Dated, Fact, Thread};
use crate::person::Relative;
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// What the register keeps of a recognition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentRecognised {
    /// Whose parent.
    pub child: PersonId,
    /// Which parent.
    pub parent: Parent,
    /// The parent, as they stood in the register.
    pub relative: Relative,
    /// The day of the registration.
    pub on: Date,
    /// The court's decision, where there was a dispute or one of the two had died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// What is declared to the registrar, or decided.
#[derive(Debug, Clone)]
pub struct RecognitionReport {
    /// The child, of any age, as the registrar saw them.
    pub child: Seen,
    /// Which parent is recognised.
    pub parent: Parent,
    /// Who that is, as the registrar saw them.
    pub recognised: Seen,
    /// The day of the registration.
    pub on: Date,
    /// The court's decision, where there was a dispute or one of the two has died.
    pub decision: Option<Decision>,
}

/// Why a parent cannot be recognised.
#[derive(Debug, thiserror::Error)]
pub enum RecognitionError {
    /// The day is still to come, or before the child's birth.
    #[error("the day lies in the future or before the birth of the child")]
    OutsideLife,
    /// One and the same person, or the child's own child or grandchild.
    #[error("nobody is their own parent, nor the parent of their own parent or grandparent")]
    OwnDescendant,
    /// The child has such a parent on record; if that is an error, it is corrected, not recognised over.
    #[error("the child has a {parent} on record, `{name}`; have that corrected first")]
    HasParent {
        /// Mother or father.
        parent: Parent,
        /// Who stands there; whoever may not know of them is told [`SubjectError::Withheld`].
        name: String,
    },
    /// The mother is a man, or the father a woman.
    #[error("the {parent} is of the other sex")]
    OfOtherSex {
        /// Mother or father.
        parent: Parent,
    },
    /// The parent is not old enough to have had the child.
    #[error("the {parent} was born on {born} and cannot have had a child born on {child_born}")]
    NotOlder {
        /// Mother or father.
        parent: Parent,
        /// The parent's birth date.
        born: PartialDate,
        /// The child's.
        child_born: PartialDate,
    },
    /// The parent died before the child can have come from them.
    #[error("the {parent} had died on {died}")]
    DeadBefore {
        /// Mother or father.
        parent: Parent,
        /// The parent's death date.
        died: PartialDate,
    },
    /// Art. 101.2: one of the two has died, so a court decides.
    #[error(
        "one of the two has died; a court decides, and its decision must be named (Law on Marriage and Family 2014, art. 101.2)"
    )]
    CourtDecides,
    /// The decision is not in force yet.
    #[error("the decision is in force from {on} only")]
    DecisionNotInForce {
        /// From when.
        on: Date,
    },
    /// The register knows of a later recognition or adoption of the child.
    #[error("the register knows of a later event of the child on {on}; correct that first")]
    LaterEvent {
        /// Its day.
        on: Date,
    },
    /// One of the two cannot be the subject.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ParentRecognised {
    pub(crate) fn fact(&self) -> Dated {
        let fact = Fact::ParentRecognised(self.parent, self.relative.clone());
        Dated::on(self.on, fact)
    }
}

impl Register {
    /// Registers that somebody is the father or mother of somebody. The child's state changes; the parent's says the same as
    /// before, but must be the one that was seen.
    pub fn recognise_parent(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &RecognitionReport,
    ) -> Result<Recorded, RecognitionError> {
        let child = subject::load_unmerged(tx, report.child)?;
        let recognised = subject::load_unmerged(tx, report.recognised)?;
        let day_of_birth = child.state.identity.born.earliest();
        if report.on > self.today() || report.on < day_of_birth {
            return Err(RecognitionError::OutsideLife);
        }
        check_decision(report, &child, &recognised)?;
        let on_record = match report.parent {
            Parent::Father => &child.state.identity.father,
            Parent::Mother => &child.state.identity.mother,
        };
        if let Some(on_record) = on_record {
            return Err(RecognitionError::HasParent {
                parent: report.parent,
                name: person_queries::relative_name_told(tx, on_record, act.viewer())?,
            });
        }
        if let Some(later) = child
            .last_day_in(Thread::Parents)
            .filter(|day| *day > report.on)
        {
            return Err(RecognitionError::LaterEvent { on: later });
        }
        if child.person == recognised.person
            || kinship::is_ancestor(tx, child.person, (recognised.person, &recognised.state))?
        {
            return Err(RecognitionError::OwnDescendant);
        }
        check_parent(report.parent, &recognised, &child)?;
        let body = EventBody::ParentRecognised(ParentRecognised {
            child: child.person,
            parent: report.parent,
            relative: recognised.state.as_relative(recognised.person),
            on: report.on,
            decision: report.decision.clone(),
        });
        Ok(self.record(tx, act, body, vec![child])?)
    }
}

fn check_decision(
    report: &RecognitionReport,
    child: &LoadedSubject,
    recognised: &LoadedSubject,
) -> Result<(), RecognitionError> {
    let has_died = [child, recognised]
        .iter()
        .any(|one| one.state.death.is_some());
    match &report.decision {
        None if has_died => Err(RecognitionError::CourtDecides),
        Some(decision) if decision.on > report.on => {
            Err(RecognitionError::DecisionNotInForce { on: decision.on })
        }
        _ => Ok(()),
    }
}

fn check_parent(
    parent: Parent,
    recognised: &LoadedSubject,
    child: &LoadedSubject,
) -> Result<(), RecognitionError> {
    let (identity, born) = (&recognised.state.identity, child.state.identity.born);
    if identity.sex != parent.sex() {
        return Err(RecognitionError::OfOtherSex { parent });
    }
    if !birth::is_old_enough(&recognised.state, born.latest()) {
        return Err(RecognitionError::NotOlder {
            parent,
            born: identity.born,
            child_born: born,
        });
    }
    match parent.died_before(&recognised.state, born.earliest()) {
        Some(died) => Err(RecognitionError::DeadBefore { parent, died }),
        None => Ok(()),
    }
}
