//! The day of an event: within the life, and not before what it follows.

use danh_vocabulary::PartialDate;
use jiff::civil::Date;

use crate::Register;
use crate::facts::Thread;
use crate::subject::LoadedSubject;

/// Why something cannot have been on the day given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// The day is still to come.
    #[error("the day lies in the future")]
    InFuture,
    /// The day is before the birth.
    #[error("the day is before the birth on {born}")]
    BeforeBirth {
        /// The birth date on record.
        born: PartialDate,
    },
    /// Something of the same kind began or ended later; it would have to be corrected first.
    #[error(
        "the day is before {since}, on which the register knows a later change of the same kind"
    )]
    TooEarly {
        /// The later day on record.
        since: Date,
    },
}

impl Register {
    /// Makes sure that a day has come and can follow what is on record in a thread.
    pub(super) fn check_day_in(
        &self,
        thread: Thread,
        on: Date,
        subject: &LoadedSubject,
    ) -> Result<(), DayError> {
        if on > self.today() {
            return Err(DayError::InFuture);
        }
        check_order_in(thread, on, subject)
    }
}

/// Makes sure that a day, past or to come, is in the life and can follow what is on record in a thread.
pub(super) fn check_order_in(
    thread: Thread,
    on: Date,
    subject: &LoadedSubject,
) -> Result<(), DayError> {
    let born = subject.state.identity.born;
    if on < born.earliest() {
        return Err(DayError::BeforeBirth { born });
    }
    match subject.last_day_in(thread) {
        Some(since) if since > on => Err(DayError::TooEarly { since }),
        _ => Ok(()),
    }
}
