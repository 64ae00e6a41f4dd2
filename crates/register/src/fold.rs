//! Folding a person's events to their state, on any day and as known at any instant.
//!
//! Each event says facts, each true from a day. The fold takes the events known at the instant asked about, lets corrections
//! change what earlier events said, sorts all facts by day, leaves out those after the day asked about, and applies
//! the rest. So "as it was on a date" and "as we knew it on a date" are the same function, and the present is the case where
//! both are left open.

use danh_vocabulary::{EventId, PersonId, PersonalNumber, Timestamp};
use jiff::civil::Date;

use crate::event::{Change, Event, EventBody};
use crate::person::{Death, HeldNumber, Identity, MaritalStatus, PersonState, Relative, Residence};

/// Which moment of a life is asked about, on both time axes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// As it was on this day; open means with everything that is recorded.
    pub on: Option<Date>,
    /// As the register knew it at this instant; open means now.
    pub known_at: Option<Timestamp>,
}

impl View {
    /// The present: everything recorded, as known now.
    pub const PRESENT: Self = Self {
        on: None,
        known_at: None,
    };
}

/// The journal of a person does not fold. It was not written by this program, or it was damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// A correction names an event that this person does not have.
    #[error("event {correction} corrects event {target}, which this person does not have")]
    CorrectionOfUnknown {
        /// The correction.
        correction: EventId,
        /// What it names.
        target: EventId,
    },
    /// A correction does not fit what it corrects.
    #[error("event {correction} does not fit event {target}, which it corrects")]
    CorrectionDoesNotFit {
        /// The correction.
        correction: EventId,
        /// What it names.
        target: EventId,
    },
}

/// A fact and the day from which it is true.
#[derive(Debug)]
pub(crate) struct Dated {
    pub(crate) on: Date,
    pub(crate) fact: Fact,
}

/// The least that an event can say of one person.
#[derive(Debug)]
pub(crate) enum Fact {
    Born(Box<Identity>),
    Numbered(PersonalNumber),
    NumberCancelled(PersonalNumber),
    Marital(MaritalStatus),
    SpouseDied,
    Resides(Residence),
    Died(Death),
}

/// The state of `person` that their `events`, in the order of their versions, give in a view.
///
/// `None` when the person is not born on that day, or not known at that instant.
pub fn fold(
    person: PersonId,
    events: &[Event],
    view: View,
) -> Result<Option<PersonState>, FoldError> {
    let known = |event: &&Event| {
        view.known_at
            .is_none_or(|instant| event.recorded_at <= instant)
    };
    let mut said: Vec<(&Event, EventBody)> = Vec::with_capacity(events.len());
    let mut mistaken_names = Vec::new();
    for event in events.iter().filter(known) {
        if let EventBody::Correction(correction) = &event.body {
            let (correction_id, target) = (event.id, correction.of);
            let (_, body) = said
                .iter_mut()
                .find(|(earlier, _)| earlier.id == target)
                .ok_or(FoldError::CorrectionOfUnknown {
                    correction: correction_id,
                    target,
                })?;
            if !correction.change.apply(body) {
                return Err(FoldError::CorrectionDoesNotFit {
                    correction: correction_id,
                    target,
                });
            }
            if let Change::Name { was, .. } = &correction.change {
                mistaken_names.push(was.clone());
            }
        }
        said.push((event, event.body.clone()));
    }

    let mut facts: Vec<Dated> = said
        .iter()
        .flat_map(|(event, body)| body.facts(person, event.recorded_at.date_in_viet_nam()))
        .collect();
    let Some(born_on) = facts
        .iter()
        .find(|dated| matches!(dated.fact, Fact::Born(_)))
        .map(|dated| dated.on)
    else {
        return Ok(None);
    };
    // Nothing is true of anyone before their birth, whatever an old file says.
    facts.sort_by_key(|dated| (dated.on.max(born_on), !matches!(dated.fact, Fact::Born(_))));
    let mut state = None;
    for Dated { on, fact } in facts {
        if view.on.is_some_and(|day| on.max(born_on) > day) {
            break;
        }
        apply(&mut state, fact);
    }
    if let Some(state) = &mut state {
        mistaken_names.retain(|name| *name != state.identity.name);
        mistaken_names.dedup();
        state.mistaken_names = mistaken_names;
    }
    Ok(state)
}

fn apply(state: &mut Option<PersonState>, fact: Fact) {
    match (state, fact) {
        (state @ None, Fact::Born(identity)) => {
            *state = Some(PersonState {
                identity: *identity,
                mistaken_names: Vec::new(),
                numbers: Vec::new(),
                marital: MaritalStatus::Unknown,
                residence: None,
                death: None,
            });
        }
        (Some(state), Fact::Born(identity)) => state.identity = *identity,
        (None, _) => unreachable!("facts are sorted with the birth first"),
        (Some(state), Fact::Numbered(number)) => {
            state.numbers.push(HeldNumber {
                number,
                cancelled: false,
            });
        }
        (Some(state), Fact::NumberCancelled(number)) => {
            for held in state
                .numbers
                .iter_mut()
                .filter(|held| held.number == number)
            {
                held.cancelled = true;
            }
        }
        (Some(state), Fact::Marital(status)) => state.marital = status,
        (Some(state), Fact::SpouseDied) => state.marital = widowed(&state.marital),
        (Some(state), Fact::Resides(residence)) => state.residence = Some(residence),
        (Some(state), Fact::Died(death)) => state.death = Some(death),
    }
}

fn widowed(before: &MaritalStatus) -> MaritalStatus {
    let spouse: Option<Relative> = match before {
        MaritalStatus::Married { spouse, .. } => spouse.clone(),
        _ => None,
    };
    MaritalStatus::Widowed { spouse }
}
