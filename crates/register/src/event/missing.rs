//! Declared missing, and returned (tuyên bố mất tích; huỷ bỏ quyết định tuyên bố mất tích, tuyên bố chết): Civil Code 2015, art. 68
//! to 73. A court's declaration of death is registered as a death whose [`declared`](crate::Death::declared) is set.
//!
//! Who returns from a declared death is married again, unless the spouse has married somebody else (art. 73.2; Law on Marriage and
//! Family 2014, art. 67.1) or has died. A death that somebody saw is no declaration: if it never was, it is withdrawn.

use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::decision::Decision;
use crate::event::{EventBody, MarriageEnd};
use crate::facts::{Dated, Fact, Thread};
use crate::person::{MaritalStatus, Missing};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a declaration that somebody is missing; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingDeclared {
    /// Who is missing.
    pub person: PersonId,
    /// The court's decision.
    pub decision: Decision,
}

/// What the register keeps of a return. The other subject, if there is one, is the spouse who had been left behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// Who is back or known to be alive.
    pub person: PersonId,
    /// The court's decision that takes the declaration back.
    pub decision: Decision,
    /// Why the marriage does not go on, where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marriage_lost: Option<MarriageLost>,
}

/// What became of the spouse meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarriageLost {
    /// This spouse married somebody else; who returns is divorced.
    SpouseMarried(PersonId),
    /// This spouse died; who returns is a widow or widower.
    SpouseDied(PersonId),
}

/// What a court decided.
#[derive(Debug, Clone)]
pub struct CourtReport {
    /// Who is missing, or back, as the registrar saw them.
    pub person: Seen,
    /// The decision.
    pub decision: Decision,
}

/// Why nobody can be entered as missing or returned.
#[derive(Debug, thiserror::Error)]
pub enum MissingError {
    /// The decision is not in force yet, or from before the birth.
    #[error("the decision comes into force in the future or before the birth")]
    OutsideLife,
    /// One declaration is enough.
    #[error("the person was declared missing on {since} already")]
    AlreadyMissing {
        /// Since when.
        since: Date,
    },
    /// There is nothing to take back.
    #[error("no court declared the person missing or dead")]
    NotDeclared,
    /// The register knows that the person was seen, declared or returned later.
    #[error("the register knows of a later event on {on}; correct that first")]
    LaterEvent {
        /// Its day.
        on: Date,
    },
    /// The person or their spouse cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl MissingDeclared {
    pub(crate) fn fact(&self) -> Dated {
        let since = self.decision.on;
        Dated::on(since, Fact::DeclaredMissing(Missing { since }))
    }
}

impl Returned {
    pub(crate) fn facts(&self, person: PersonId) -> impl Iterator<Item = Dated> {
        let facts = if person == self.person {
            let lost = self.marriage_lost.map(|lost| match lost {
                MarriageLost::SpouseMarried(spouse) => {
                    Fact::MarriageEnded(MarriageEnd::Divorce, Some(spouse))
                }
                MarriageLost::SpouseDied(spouse) => Fact::SpouseDied(spouse),
            });
            [Some(Fact::Returned), lost]
        } else {
            [Some(Fact::SpouseReturned(self.person)), None]
        };
        let on = self.decision.on;
        facts
            .into_iter()
            .flatten()
            .map(move |fact| Dated::on(on, fact))
    }
}

impl Register {
    /// Enters that a court declared somebody missing. That nobody heard of them for two years, the court has examined (art. 68.1).
    pub fn declare_missing(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &CourtReport,
    ) -> Result<Recorded, MissingError> {
        let missing = subject::load_living(tx, report.person)?;
        let on = report.decision.on;
        if on > self.today() || on < missing.state.identity.born.earliest() {
            return Err(MissingError::OutsideLife);
        }
        if let Some(earlier) = &missing.state.missing {
            return Err(MissingError::AlreadyMissing {
                since: earlier.since,
            });
        }
        check_order(&missing, on)?;
        if let Some(later) = missing.last_lived_on().filter(|day| *day > on) {
            return Err(MissingError::LaterEvent { on: later });
        }
        let body = EventBody::MissingDeclared(MissingDeclared {
            person: missing.person,
            decision: report.decision.clone(),
        });
        Ok(self.record(tx, act, body, vec![missing])?)
    }

    /// Enters that a court took back that somebody is missing or dead. The spouse whom the declared death left behind is married
    /// again by the same event.
    pub fn register_return(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &CourtReport,
    ) -> Result<Recorded, MissingError> {
        let returned = subject::load_unmerged(tx, report.person)?;
        let on = report.decision.on;
        if on > self.today() {
            return Err(MissingError::OutsideLife);
        }
        match (&returned.state.death, &returned.state.missing) {
            (Some(death), _) if !death.declared => {
                return Err(SubjectError::Dead { on: death.on }.into());
            }
            (None, None) => return Err(MissingError::NotDeclared),
            _ => {}
        }
        check_order(&returned, on)?;
        let (marriage_lost, spouse) = match left_behind(tx, &returned)? {
            Some(spouse) => what_became_of(spouse, &returned),
            None => (None, None),
        };
        let body = EventBody::Returned(Returned {
            person: returned.person,
            decision: report.decision.clone(),
            marriage_lost,
        });
        let subjects: Vec<_> = std::iter::once(returned).chain(spouse).collect();
        Ok(self.record(tx, act, body, subjects)?)
    }
}

fn check_order(person: &LoadedSubject, on: Date) -> Result<(), MissingError> {
    match person.last_day_in(Thread::Death) {
        Some(later) if later > on => Err(MissingError::LaterEvent { on: later }),
        _ => Ok(()),
    }
}

/// The other subject of the death that a court declared: whom it made a widow or widower.
fn left_behind(
    tx: &mut Tx<'_>,
    returned: &LoadedSubject,
) -> Result<Option<LoadedSubject>, SubjectError> {
    if returned.state.death.is_none() {
        return Ok(None);
    }
    let death = returned.events.iter().rev().find(
        |event| matches!(&event.body, EventBody::Death(death) if death.person == returned.person),
    );
    let others = death.into_iter().flat_map(|death| &death.subjects);
    let spouse = others
        .map(|subject| subject.person)
        .find(|person| *person != returned.person);
    spouse.map(|spouse| subject::load(tx, spouse)).transpose()
}

/// Whether the marriage goes on, and then the spouse; or else what ended it.
fn what_became_of(
    spouse: LoadedSubject,
    returned: &LoadedSubject,
) -> (Option<MarriageLost>, Option<LoadedSubject>) {
    let lost_on = spouse.life.facts().find_map(|(day, dated)| {
        matches!(dated.fact, Fact::SpouseDied(who) if who == returned.person).then_some(day)
    });
    let Some(lost_on) = lost_on else {
        return (None, None);
    };
    let is_widowed_by_it = matches!(&spouse.state.marital, MaritalStatus::Widowed { spouse: Some(other) }
        if other.person.is_none_or(|other| other == returned.person));
    // A second marriage that was annulled leaves a widow as before; one that ended otherwise has ended the first.
    if is_widowed_by_it {
        return match &spouse.state.death {
            None => (None, Some(spouse)),
            Some(_) => (Some(MarriageLost::SpouseDied(spouse.person)), None),
        };
    }
    let married_another = spouse.life.facts().any(|(day, dated)| {
        let is_another = matches!(&dated.fact, Fact::Marital(MaritalStatus::Married { spouse: Some(other), .. })
            if other.person != Some(returned.person));
        day >= lost_on && is_another
    });
    let lost = MarriageLost::SpouseMarried(spouse.person);
    (married_another.then_some(lost), None)
}
