//! Folding a person's events to their state, on any day and as known at any instant.
//!
//! Each event says facts, each true from a day. The fold takes the events known at the instant asked about, lets corrections
//! change what earlier events said, sorts all facts by day, leaves out those after the day asked about, and applies
//! the rest; on one day, in the order in which the register learnt them. So "as it was on a date" and "as we knew it on a date"
//! are the same function, and the present is the case where both are left open.

use std::borrow::Cow;

use danh_vocabulary::{EventId, Name, PersonId, Timestamp};
use jiff::civil::Date;

use crate::event::{Change, Event, EventBody};
use crate::facts::{self, Dated, Fact};
use crate::folding::Folding;
use crate::person::PersonState;

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

/// The state of `person` that their `events`, in the order of their versions, give in a view.
///
/// `None` when the person is not born on that day, or not known at that instant.
pub fn fold(
    person: PersonId,
    events: &[Event],
    view: View,
) -> Result<Option<PersonState>, FoldError> {
    Ok(Life::of(person, events, view.known_at)?.and_then(|life| life.into_state(view.on)))
}

/// What the events known at an instant say, after the corrections among them.
pub(crate) struct Said<'events> {
    /// Each event with what it says now, in the order of versions.
    pub(crate) events: Vec<SaidEvent<'events>>,
    mistaken_names: Vec<Name>,
}

/// An event after the corrections of it.
pub(crate) struct SaidEvent<'events> {
    /// As it was recorded.
    pub(crate) event: &'events Event,
    /// What it says now.
    pub(crate) body: Cow<'events, EventBody>,
    /// Whether it says nothing any more.
    pub(crate) withdrawn: bool,
}

impl<'events> Said<'events> {
    pub(crate) fn at(
        events: &'events [Event],
        known_at: Option<Timestamp>,
    ) -> Result<Self, FoldError> {
        let mut said = Self {
            events: Vec::with_capacity(events.len()),
            mistaken_names: Vec::new(),
        };
        let known = |event: &&Event| known_at.is_none_or(|instant| event.recorded_at <= instant);
        for event in events.iter().take_while(known) {
            if let EventBody::Correction(correction) = &event.body {
                said.change(event.id, correction.of, &correction.change)?;
            }
            said.events.push(SaidEvent {
                event,
                body: Cow::Borrowed(&event.body),
                withdrawn: false,
            });
        }
        Ok(said)
    }

    fn change(
        &mut self,
        correction: EventId,
        target: EventId,
        change: &Change,
    ) -> Result<(), FoldError> {
        let said = self
            .events
            .iter_mut()
            .find(|said| said.event.id == target)
            .ok_or(FoldError::CorrectionOfUnknown { correction, target })?;
        let fits = match change {
            Change::Withdrawn { now } => {
                let changes = said.withdrawn != *now && said.body.can_be_withdrawn();
                said.withdrawn = *now;
                changes
            }
            _ => !said.withdrawn && change.apply(said.body.to_mut()),
        };
        if !fits {
            return Err(FoldError::CorrectionDoesNotFit { correction, target });
        }
        if let Change::Name { was, .. } = change
            && !self.mistaken_names.contains(was)
        {
            self.mistaken_names.push(was.clone());
        }
        Ok(())
    }
}

/// All that is known of one person at an instant, as facts in the order in which the register learnt them.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    facts: Vec<Dated>,
    /// From which day each fact is taken to be true; never before the birth.
    days: Vec<Date>,
    mistaken_names: Vec<Name>,
}

impl Life {
    /// `None` when the person is not known at that instant.
    pub(crate) fn of(
        person: PersonId,
        events: &[Event],
        known_at: Option<Timestamp>,
    ) -> Result<Option<Self>, FoldError> {
        let said = Said::at(events, known_at)?;
        let mut facts = Vec::with_capacity(4 + events.len());
        for said in said.events.iter().filter(|said| !said.withdrawn) {
            let recorded_on = said.event.recorded_at.date_in_viet_nam();
            said.body.add_facts(person, recorded_on, &mut facts);
        }
        let mut days = facts::place(&facts);
        let birth = facts
            .iter()
            .position(|dated| matches!(dated.fact, Fact::Born(_)));
        Ok(birth.map(|birth| {
            // Nothing is true of anyone before their birth, whatever an old file says.
            let born_on = days[birth];
            for day in &mut days {
                *day = born_on.max(*day);
            }
            Self {
                facts,
                days,
                mistaken_names: said.mistaken_names,
            }
        }))
    }

    /// The facts with the days from which they are taken to be true.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (Date, &Dated)> {
        self.days.iter().copied().zip(&self.facts)
    }

    /// The state on a day, or with everything that is known; `None` before the birth.
    pub(crate) fn state(&self, on: Option<Date>) -> Option<PersonState> {
        self.clone().into_state(on)
    }

    fn into_state(self, on: Option<Date>) -> Option<PersonState> {
        let mut facts: Vec<(Date, Fact)> = self
            .days
            .into_iter()
            .zip(self.facts.into_iter().map(|dated| dated.fact))
            .filter(|(from, _)| on.is_none_or(|day| *from <= day))
            .collect();
        // Stable: on one day the order in which the register learnt of it holds.
        facts.sort_by_key(|(from, fact)| (*from, !matches!(fact, Fact::Born(_))));
        let mut facts = facts.into_iter().map(|(_, fact)| fact);
        let Some(Fact::Born(identity)) = facts.next() else {
            return None;
        };
        let mut folding = Folding::of(*identity, self.mistaken_names);
        facts.for_each(|fact| folding.apply(fact));
        Some(folding.into_state())
    }

    /// Shows each fact after the birth with the day it is taken to be true from and the state it finds.
    pub(crate) fn replay(&self, mut see: impl FnMut(&PersonState, Date, &Fact)) {
        let mut facts: Vec<(Date, &Fact)> = self
            .facts()
            .map(|(day, dated)| (day, &dated.fact))
            .collect();
        facts.sort_by_key(|(from, fact)| (*from, !matches!(fact, Fact::Born(_))));
        let mut facts = facts.into_iter();
        if let Some((_, Fact::Born(identity))) = facts.next() {
            let mut folding = Folding::of((**identity).clone(), Vec::new());
            for (day, fact) in facts {
                see(folding.state(), day, fact);
                folding.apply(fact.clone());
            }
        }
    }
}
