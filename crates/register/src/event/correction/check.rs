//! Whether a life still fits together once a correction is made.

use danh_directory::AddressedUnit;
use danh_store::Tx;
use danh_vocabulary::PersonId;
use jiff::civil::Date;

use super::{Change, Correction, CorrectionError};
use crate::act::Act;
use crate::event::{EventBody, Parent, offspring};
use crate::facts::Fact;
use crate::fold::{FoldError, Life};
use crate::person::{CardKind, IdentityCard, MaritalStatus, PersonState, Stay, TemporaryResidence};
use crate::subject::{LoadedSubject, SubjectError};
use crate::{Register, person_queries};

impl Register {
    /// The state that the correction leads to.
    pub(super) fn check_corrected(
        &self,
        subject: &LoadedSubject,
        correction: &Correction,
    ) -> Result<PersonState, CorrectionError> {
        let draft = self.draft(subject, EventBody::Correction(correction.clone()));
        let life = match Life::of(subject.person, &draft, None) {
            Ok(life) => life.ok_or(SubjectError::Unknown)?,
            Err(FoldError::CorrectionDoesNotFit { .. }) => return Err(CorrectionError::DoesNotFit),
            Err(error @ FoldError::CorrectionOfUnknown { .. }) => {
                return Err(SubjectError::from(error).into());
            }
        };
        // A name is corrected also in a life whose dates never fitted.
        let moves_a_date = matches!(
            correction.change,
            Change::Born { .. }
                | Change::DiedOn { .. }
                | Change::MarriedOn { .. }
                | Change::Marital { .. }
                | Change::Residence { .. }
                | Change::HeldFrom { .. }
                | Change::Withdrawn { .. }
        );
        if moves_a_date && !dates_fit(&life, self.today()) {
            return Err(CorrectionError::DatesDoNotFit);
        }
        let state = life.state(None).ok_or(SubjectError::Unknown)?;
        if let Change::HeldFrom { was, now } = correction.change {
            if !is_in_same_order(&subject.life, &life) {
                return Err(CorrectionError::OrderChanges);
            }
            check_expiry(&subject.state, &state, (was, now))?;
        }
        if moves_a_date && marries_twice(&life) {
            return Err(CorrectionError::MarriedTwice);
        }
        Ok(state)
    }

    pub(super) fn check_corrected_place(&self, change: &Change) -> Result<(), CorrectionError> {
        let place: Option<AddressedUnit> = match change {
            Change::BirthPlace { now, .. }
            | Change::BirthRegisteredIn { now, .. }
            | Change::Origin { now, .. }
            | Change::DiedIn { now, .. } => *now,
            Change::Residence { now, .. } => now.as_ref().map(|residence| residence.place),
            _ => None,
        };
        match place {
            Some(place)
                if self
                    .directory()
                    .unit(place.code, place.written_on)
                    .is_none() =>
            {
                Err(CorrectionError::UnknownUnit {
                    unit: place.code,
                    on: place.written_on,
                })
            }
            _ => Ok(()),
        }
    }
}

/// Whether facts that follow one another still do so in the same order.
fn is_in_same_order(before: &Life, after: &Life) -> bool {
    let days = |life: &Life| -> Vec<_> {
        let facts = life.facts();
        facts
            .map(|(day, dated)| (day, dated.fact.thread()))
            .collect()
    };
    let (before, after) = (days(before), days(after));
    let pairs =
        || (1..before.len()).flat_map(|later| (0..later).map(move |earlier| (earlier, later)));
    before.len() == after.len()
        && pairs().all(|(earlier, later)| {
            before[earlier].1 != before[later].1
                || (before[earlier].0 <= before[later].0) == (after[earlier].0 <= after[later].0)
        })
}

/// Whether somebody marries while the marriage before has not ended.
fn marries_twice(life: &Life) -> bool {
    let mut twice = false;
    life.replay(|before, _, fact| {
        let married = |status: &MaritalStatus| matches!(status, MaritalStatus::Married { .. });
        twice |=
            matches!(fact, Fact::Marital(status) if married(status)) && married(&before.marital);
    });
    twice
}

/// Whether a life's dates follow one another: nothing in the future, no marriage before the birth, nothing but burial after
/// the death, and each marriage after the end of the one before it.
///
/// A residence or a number from before the birth is let pass and holds from the birth: neither has a correction of its own. An
/// absence is declared before it begins, so it may lie in the future. Who returned from a declared death lives on.
fn dates_fit(life: &Life, today: Date) -> bool {
    let Some(state) = life.state(None) else {
        return false;
    };
    let born = state.identity.born.earliest();
    let died = state
        .death
        .as_ref()
        .map_or(Date::MAX, |death| death.on.latest());
    let last = died.min(today);
    let mut last_marital = born;
    let marital_in_order = life.facts().all(|(day, dated)| {
        let (follows, ends_before) = match (&dated.fact, dated.since.earliest()) {
            (Fact::Marital(MaritalStatus::Married { .. }), Some(first)) => {
                (dated.since.latest() >= last_marital, first <= last)
            }
            (
                Fact::SpouseDied(_) | Fact::MarriageEnded(..) | Fact::SpouseReturned(_),
                Some(first),
            ) => (dated.since.latest() >= last_marital, first <= today),
            (Fact::Resides(_), Some(first)) => (true, first <= last),
            // Others may have changed the household of who had died.
            (Fact::Placed(_), Some(first)) => (true, first <= today),
            (
                Fact::Born(_) | Fact::Marital(_) | Fact::Numbered(_) | Fact::NumberCancelled(_),
                _,
            ) => {
                return true;
            }
            (Fact::Absent(absence), _) => {
                let ends = absence.until.is_none_or(|until| absence.since < until);
                return born <= absence.since && ends;
            }
            (
                Fact::TemporarilyResides(TemporaryResidence { since, until, .. })
                | Fact::Stays(Stay { since, until, .. }),
                _,
            ) => {
                return born <= *since && *since <= today && since <= until;
            }
            // Its kind followed from the day.
            (Fact::CardIssued(card), _) => {
                let day = card.issued_on;
                let same_kind = CardKind::issued_on(day) == Some(card.kind);
                return same_kind && born <= day && day <= today;
            }
            (_, Some(first)) => return born <= first && first <= today,
            (_, None) => return true,
        };
        if !matches!(dated.fact, Fact::Resides(_) | Fact::Placed(_)) {
            last_marital = last_marital.max(day);
        }
        follows && ends_before
    });
    let death_in_life = life.facts().all(|(_, dated)| match &dated.fact {
        Fact::Died(death) => death.on.latest() >= born && death.on.earliest() <= today,
        _ => true,
    });
    born <= today && marital_in_order && death_in_life
}

/// A card is printed with its last day, which followed from the day of issue: another day of issue must give the same.
fn check_expiry(
    before: &PersonState,
    after: &PersonState,
    (was, now): (Date, Date),
) -> Result<(), CorrectionError> {
    let redated = after.cards.iter().find(|card| {
        let same = |other: &&IdentityCard| other.serial == card.serial;
        let earlier = before.cards.iter().find(same);
        earlier.is_some_and(|earlier| earlier.issued_on != card.issued_on)
    });
    let born = after.identity.born;
    match redated {
        Some(card) if card.kind.expiry_of(born, was) != card.kind.expiry_of(born, now) => {
            Err(CorrectionError::CardExpiryChanges { on: now })
        }
        _ => Ok(()),
    }
}

/// Who is married must not turn out to be of the same sex as their spouse. Where a file gave both the same, one of the two is
/// corrected; a spouse whom the register does not know has no sex to hold against.
pub(super) fn check_corrected_sex(
    tx: &mut Tx<'_>,
    state: &PersonState,
    change: &Change,
) -> Result<(), CorrectionError> {
    if !matches!(change, Change::Sex { .. }) {
        return Ok(());
    }
    if let MaritalStatus::Married {
        spouse: Some(spouse),
        ..
    } = &state.marital
        && let Some(spouse) = person_queries::person_of_relative(tx, spouse)?
        && let Some((_, spouse)) = person_queries::person_by_id(tx, spouse)?
        && spouse.identity.sex == state.identity.sex
    {
        return Err(CorrectionError::SpouseOfSameSex);
    }
    Ok(())
}

/// A card that was withdrawn and comes back must not have become somebody else's.
pub(super) fn check_corrected_cards(
    tx: &mut Tx<'_>,
    before: &PersonState,
    after: &PersonState,
) -> Result<(), CorrectionError> {
    let is_known = |serial: &str| before.cards.iter().any(|card| card.serial == serial);
    for card in after.cards.iter().filter(|card| !is_known(&card.serial)) {
        // What the journal holds was a serial when it was written.
        let Ok(serial) = card.serial.parse() else {
            continue;
        };
        if !person_queries::persons_by_card(tx, &serial)?.is_empty() {
            let serial = card.serial.clone();
            return Err(CorrectionError::SerialTaken { serial });
        }
    }
    Ok(())
}

/// Parents whom the register knows must be of the right sex and older, when the correction is about them or the birth.
pub(super) fn check_corrected_parents(
    tx: &mut Tx<'_>,
    child: PersonId,
    state: &PersonState,
    change: &Change,
) -> Result<(), CorrectionError> {
    let identity = &state.identity;
    let (father, mother) = match change {
        Change::Father { .. } => (identity.father.as_ref(), None),
        Change::Mother { .. } => (None, identity.mother.as_ref()),
        Change::Born { .. } => (identity.father.as_ref(), identity.mother.as_ref()),
        _ => (None, None),
    };
    let named = [(Parent::Father, father), (Parent::Mother, mother)];
    for (parent, relative) in named {
        let Some(relative) = relative else { continue };
        let Some(person) = person_queries::person_of_relative(tx, relative)? else {
            continue;
        };
        let (_, of_parent) = person_queries::person_by_id(tx, person)?
            .ok_or(CorrectionError::Subject(SubjectError::Unknown))?;
        if person == child || !parent.fits(&of_parent, identity.born.latest()) {
            return Err(CorrectionError::ParentDoesNotFit { parent });
        }
    }
    Ok(())
}

/// Children whom the register knows must be younger than the person, and not come from the dead, when the correction moves the birth
/// or the death.
pub(super) fn check_corrected_children(
    tx: &mut Tx<'_>,
    act: &Act,
    before: &LoadedSubject,
    state: &PersonState,
) -> Result<(), CorrectionError> {
    let (person, viewer) = (before.person, act.viewer());
    let child = if state.identity.born != before.state.identity.born {
        offspring::child_not_younger(tx, viewer, person, state)?
    } else if state.death.is_some() && state.death != before.state.death {
        offspring::child_after_death(tx, viewer, person, state)?
    } else {
        None
    };
    match child {
        Some(born) => Err(CorrectionError::ChildDoesNotFit { born }),
        None => Ok(()),
    }
}
