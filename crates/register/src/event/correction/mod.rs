//! Correction of an error (cải chính): Law on Civil Status 2014, art. 26 to 28.
//!
//! Nothing is erased. A correction is an event of its own that names the event in error, what it said and what it should have
//! said. The fold lets it change the earlier event from the day the correction is known; before that, the register answers as it
//! knew. A correction of a correction corrects the same earlier event again.

mod change;
mod check;
mod heads;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{EventId, PartialDate, PersonId, UnitCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use change::Change;

use crate::act::Act;
use crate::event::{Event, EventBody, Parent};
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The event in error.
    pub of: EventId,
    /// What it said and what it should have said.
    pub change: Change,
}

/// What is decided.
#[derive(Debug, Clone)]
pub struct CorrectionReport {
    /// Whose event, as the registrar saw them.
    pub person: Seen,
    /// The event in error.
    pub of: EventId,
    /// What it said and what is right.
    pub change: Change,
}

/// Why a correction cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// The person has no such event, or it is itself a correction.
    #[error("the person has no event `{of}` that can be corrected")]
    UnknownEvent {
        /// The event named.
        of: EventId,
    },
    /// The event does not say what the correction says it says.
    #[error(
        "the event does not say what is to be corrected; someone may have corrected it already"
    )]
    DoesNotFit,
    /// The corrected date is not a whole day where the event needs one.
    #[error("a marriage is on a day; give the whole date")]
    NotADay,
    /// With the correction the dates of the life no longer fit together.
    #[error(
        "with this correction a date would lie before the birth, after the death or in the future, something would end before it begins, or a card would be of another kind"
    )]
    DatesDoNotFit,
    /// With the correction somebody would have been married twice at a time.
    #[error(
        "with this correction the person would be married twice at a time; correct the other marriage first"
    )]
    MarriedTwice,
    /// What followed something else would come before it, or the other way round.
    #[error(
        "with this correction events that follow one another would change places; correct the others first"
    )]
    OrderChanges,
    /// Only the address and its day are corrected; who belongs to a household changes by events of its own.
    #[error("the correction of a residence leaves household and relationship as they are")]
    HouseholdChanged,
    /// With the correction a household would have two heads (Law on Residence 2020, art. 10.4).
    #[error(
        "with this correction the household would have two heads; change its head, or correct how the other became it, first"
    )]
    HeadExists,
    /// With the correction the person would be of the sex of the one they are married to (Law on Marriage and Family 2014, art. 8.2).
    #[error(
        "with this correction the person would be married to somebody of the same sex (Law on Marriage and Family 2014, art. 8.2); correct the marriage first"
    )]
    SpouseOfSameSex,
    /// Until when a card is valid followed from the day it was issued on.
    #[error(
        "a card issued on {on} would be valid until another day; withdraw the issue and record the card again"
    )]
    CardExpiryChanges {
        /// The day that would be right.
        on: Date,
    },
    /// A unit did not exist on the day it was written down.
    #[error("there was no unit `{unit}` on {on}")]
    UnknownUnit {
        /// The code given.
        unit: UnitCode,
        /// The day asked about.
        on: Date,
    },
    /// The parent named is of the other sex, or was not born before the child.
    #[error("the {parent} named is of the other sex, or was not born before the child")]
    ParentDoesNotFit {
        /// Mother or father.
        parent: Parent,
    },
    /// The person has a child on record who would not be younger, or would come from the dead.
    #[error(
        "a child born on {born} is on record, whose parent the person cannot be then; correct that first"
    )]
    ChildDoesNotFit {
        /// The child's birth date.
        born: PartialDate,
    },
    /// A card that comes back on record has a serial that somebody else's card has meanwhile.
    #[error(
        "a card with the serial `{serial}` is on record for somebody else meanwhile; correct that first"
    )]
    SerialTaken {
        /// The serial.
        serial: String,
    },
    /// A person whom the event concerns cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Register {
    /// Records that an event said something wrong. Everyone whom that event concerns is concerned by the correction.
    pub fn correct(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: CorrectionReport,
    ) -> Result<Recorded, CorrectionError> {
        let person = subject::load_as_seen(tx, report.person)?;
        let corrected = correctable(&person.events, report.of)?;
        if let (EventBody::Marriage(_), Change::MarriedOn { now, .. }) =
            (&corrected.body, &report.change)
            && !now.is_day()
        {
            return Err(CorrectionError::NotADay);
        }
        if let Change::Residence {
            was: Some(was),
            now: Some(now),
        } = &report.change
            && (was.household, was.relationship) != (now.household, now.relationship)
        {
            return Err(CorrectionError::HouseholdChanged);
        }
        let others: Vec<PersonId> = corrected
            .subjects
            .iter()
            .map(|subject| subject.person)
            .filter(|other| *other != person.person)
            .collect();
        let mut subjects = vec![person];
        for other in others {
            subjects.push(subject::load(tx, other)?);
        }
        let correction = Correction {
            of: report.of,
            change: report.change,
        };
        let mut corrected = Vec::with_capacity(subjects.len());
        for subject in &subjects {
            let state = self.check_corrected(subject, &correction)?;
            self.check_corrected_place(&correction.change)?;
            check::check_corrected_sex(tx, &state, &correction.change)?;
            check::check_corrected_cards(tx, &subject.state, &state)?;
            check::check_corrected_parents(tx, subject.person, &state, &correction.change)?;
            check::check_corrected_children(tx, act, subject, &state)?;
            corrected.push((subject, state));
        }
        heads::check_heads(tx, act.viewer(), &corrected)?;
        Ok(self.record(tx, act, EventBody::Correction(correction), subjects)?)
    }
}

fn correctable(events: &[Event], of: EventId) -> Result<&Event, CorrectionError> {
    events
        .iter()
        .find(|event| event.id == of && !matches!(event.body, EventBody::Correction(_)))
        .ok_or(CorrectionError::UnknownEvent { of })
}
