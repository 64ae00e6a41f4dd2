//! Civil events (sự kiện hộ tịch): what the register is made of.
//!
//! One file per kind: what it says, what must hold before it is recorded, what it changes. To add a kind, write its file after
//! `death.rs`, add it to [`EventBody`] and to the four matches below, and to the random lives of `tests/`.

mod birth;
mod correction;
mod death;
mod enrolment;
mod kinship;
mod marriage;
mod number;
mod residence;
mod spouse;

use danh_vocabulary::{EventId, PersonId, Timestamp, canonical};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use birth::{Birth, BirthError, BirthReport, Parent};
pub use correction::{Change, Correction, CorrectionError, CorrectionReport};
pub use death::{DeathError, DeathRegistered, DeathReport};
pub use enrolment::{Enrolment, EnrolmentError, Origin};
pub use marriage::{Marriage, MarriageError, MarriageReport};
pub use number::{
    CancellationReason, NumberCancelled, NumberError, NumberReestablished, NumberReport,
};
pub use residence::{Home, ResidenceError, ResidenceMoved, ResidenceRegistered, ResidenceReport};

use crate::act::Actor;
use crate::facts::Dated;

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its key. Ids ascend with time, and an event that follows another of the same person has the larger one.
    pub id: EventId,
    /// Who wrote it.
    pub actor: Actor,
    /// The authority in whose name.
    pub authority: String,
    /// The law or decision it rests on.
    pub basis: String,
    /// When the register came to know.
    pub recorded_at: Timestamp,
    /// Whose state it changes, and which of their events it is, counted from 1.
    pub subjects: Vec<Subject>,
    /// What happened.
    pub body: EventBody,
}

impl Event {
    /// The canonical JSON (RFC 8785) that is stored, committed to and hashed.
    pub fn to_document(&self) -> String {
        canonical::to_string(self).expect("an event holds text, small numbers and booleans only")
    }
}

/// A person whose state an event changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The person.
    pub person: PersonId,
    /// The number of this event among theirs, counted from 1: the version of the state it leads to.
    pub version: u32,
}

/// What happened, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventBody {
    /// Taken over from an earlier file.
    Enrolment(Box<Enrolment>),
    /// Đăng ký khai sinh.
    Birth(Box<Birth>),
    /// Đăng ký khai tử.
    Death(DeathRegistered),
    /// Đăng ký kết hôn.
    Marriage(Marriage),
    /// Đăng ký thường trú.
    ResidenceRegistered(ResidenceRegistered),
    /// Thay đổi nơi thường trú.
    ResidenceMoved(ResidenceMoved),
    /// Cải chính.
    Correction(Correction),
    /// Huỷ số định danh cá nhân.
    NumberCancelled(NumberCancelled),
    /// Xác lập lại số định danh cá nhân.
    NumberReestablished(NumberReestablished),
}

impl EventBody {
    /// The word that names the kind in documents, messages and metrics.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Enrolment(_) => "enrolment",
            Self::Birth(_) => "birth",
            Self::Death(_) => "death",
            Self::Marriage(_) => "marriage",
            Self::ResidenceRegistered(_) => "residence_registered",
            Self::ResidenceMoved(_) => "residence_moved",
            Self::Correction(_) => "correction",
            Self::NumberCancelled(_) => "number_cancelled",
            Self::NumberReestablished(_) => "number_reestablished",
        }
    }

    /// The law that the kind rests on when nothing narrower is named.
    pub const fn legal_basis(&self) -> &'static str {
        match self {
            Self::Enrolment(_) => "Luật Căn cước 2023, Điều 10",
            Self::Birth(_) => "Luật Hộ tịch 2014, Điều 13–16",
            Self::Death(_) => "Luật Hộ tịch 2014, Điều 32–34",
            Self::Marriage(_) => {
                "Luật Hộ tịch 2014, Điều 17–18; Luật Hôn nhân và gia đình 2014, Điều 8–9"
            }
            Self::ResidenceRegistered(_) => "Luật Cư trú 2020, Điều 20–22",
            Self::ResidenceMoved(_) => "Luật Cư trú 2020, Điều 22",
            Self::Correction(_) => "Luật Hộ tịch 2014, Điều 26–28",
            Self::NumberCancelled(_) | Self::NumberReestablished(_) => {
                "Luật Căn cước 2023, Điều 12; Nghị định 70/2024/NĐ-CP, Điều 11"
            }
        }
    }

    /// The day the event is true from, or the day it was recorded where it says none.
    pub fn effective_on(&self, recorded_on: Date) -> Date {
        match self {
            Self::Enrolment(enrolment) => enrolment.identity.born.earliest(),
            Self::Birth(birth) => birth.identity.born.earliest(),
            Self::Death(death) => death.death.on.earliest(),
            Self::Marriage(marriage) => marriage.on,
            Self::ResidenceRegistered(registered) => {
                registered.residence.since.unwrap_or(recorded_on)
            }
            Self::ResidenceMoved(moved) => moved.residence.since.unwrap_or(recorded_on),
            Self::Correction(_) => recorded_on,
            Self::NumberCancelled(cancelled) => cancelled.on,
            Self::NumberReestablished(number) => number.on,
        }
    }

    /// Adds what the event says of one of its subjects, each with the day from which it is true.
    pub(crate) fn add_facts(&self, person: PersonId, recorded_on: Date, facts: &mut Vec<Dated>) {
        match self {
            Self::Enrolment(enrolment) => enrolment.add_facts(recorded_on, facts),
            Self::Birth(birth) => birth.add_facts(facts),
            Self::Death(death) => facts.push(death.fact(person)),
            Self::Marriage(marriage) => facts.push(marriage.fact(person)),
            Self::ResidenceRegistered(registered) => {
                facts.push(residence::fact(&registered.residence, recorded_on));
            }
            Self::ResidenceMoved(moved) => {
                facts.push(residence::fact(&moved.residence, recorded_on));
            }
            // A correction changes what another event says; the fold applies it there.
            Self::Correction(_) => {}
            Self::NumberCancelled(cancelled) => facts.push(cancelled.fact()),
            Self::NumberReestablished(number) => facts.push(number.fact()),
        }
    }
}
