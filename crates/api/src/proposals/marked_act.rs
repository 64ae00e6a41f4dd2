//! The acts that wait for a second officer.

use std::collections::BTreeSet;

use danh_directory::{AuthorityId, Role};
use danh_register::{CancellationReason, Seen};
use danh_vocabulary::{AppointmentId, OfficerId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::Work;

/// What is kept of a proposal, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalDocument {
    /// What is to be done.
    pub act: MarkedAct,
    /// Why, in the proposer's words.
    pub reason: String,
    /// The decision or paper it rests on, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// An act that waits for a second officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MarkedAct {
    /// Two records are one person.
    MergeDuplicate {
        /// The second record.
        duplicate: SeenPerson,
        /// The record that is read.
        survivor: SeenPerson,
        /// From when.
        on: Date,
    },
    /// Only named officers are to see a person.
    OrderProtection {
        /// Who is protected.
        person: SeenPerson,
        /// Who may see them.
        officers: BTreeSet<OfficerId>,
        /// From when.
        on: Date,
    },
    /// Everybody is to see a person again.
    LiftProtection {
        /// Who was protected.
        person: SeenPerson,
        /// From when.
        on: Date,
    },
    /// A personal number is to be cancelled.
    CancelNumber {
        /// Whose.
        person: SeenPerson,
        /// Why.
        reason: CancellationReason,
        /// From when.
        on: Date,
    },
    /// An officer is to be appointed.
    Appoint {
        /// The id of the appointment.
        appointment: AppointmentId,
        /// Who.
        officer: OfficerId,
        /// As what.
        role: Role,
        /// For which authority.
        authority: AuthorityId,
        /// The first day.
        valid_from: Date,
        /// The last day, where one is set.
        valid_until: Option<Date>,
    },
    /// An appointment is to end.
    EndAppointment {
        /// Which.
        appointment: AppointmentId,
        /// The last day on which it holds.
        last_day: Date,
    },
    /// An appointment is to say what it should have said from the start.
    CorrectAppointment {
        /// Which.
        appointment: AppointmentId,
        /// As what.
        role: Role,
        /// For which authority.
        authority: AuthorityId,
        /// The first day.
        valid_from: Date,
        /// The last day, where one is set.
        valid_until: Option<Date>,
    },
    /// An appointment that was never given is to be taken back.
    WithdrawAppointment {
        /// Which.
        appointment: AppointmentId,
    },
    /// An appointment is to go on at an authority that takes over from its own.
    TransferAppointment {
        /// Which.
        appointment: AppointmentId,
        /// The id of the new one.
        new: AppointmentId,
        /// Where it goes on.
        to: AuthorityId,
    },
}

/// A person in the version that the proposer saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenPerson {
    /// Who.
    pub person: PersonId,
    /// In which version.
    pub version: u32,
}

/// The kinds of marked act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkedKind {
    /// [`MarkedAct::MergeDuplicate`].
    MergeDuplicate,
    /// [`MarkedAct::OrderProtection`].
    OrderProtection,
    /// [`MarkedAct::LiftProtection`].
    LiftProtection,
    /// [`MarkedAct::CancelNumber`].
    CancelNumber,
    /// [`MarkedAct::Appoint`].
    Appoint,
    /// [`MarkedAct::EndAppointment`].
    EndAppointment,
    /// [`MarkedAct::CorrectAppointment`].
    CorrectAppointment,
    /// [`MarkedAct::WithdrawAppointment`].
    WithdrawAppointment,
    /// [`MarkedAct::TransferAppointment`].
    TransferAppointment,
}

impl MarkedKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::MergeDuplicate,
        Self::OrderProtection,
        Self::LiftProtection,
        Self::CancelNumber,
        Self::Appoint,
        Self::EndAppointment,
        Self::CorrectAppointment,
        Self::WithdrawAppointment,
        Self::TransferAppointment,
    ];

    /// The stable name, as in `cancel-number`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MergeDuplicate => "merge-duplicate",
            Self::OrderProtection => "order-protection",
            Self::LiftProtection => "lift-protection",
            Self::CancelNumber => "cancel-number",
            Self::Appoint => "appoint",
            Self::EndAppointment => "end-appointment",
            Self::CorrectAppointment => "correct-appointment",
            Self::WithdrawAppointment => "withdraw-appointment",
            Self::TransferAppointment => "transfer-appointment",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The work that lets an officer propose it.
    pub const fn proposed_by(self) -> Work {
        match self {
            Self::MergeDuplicate
            | Self::OrderProtection
            | Self::LiftProtection
            | Self::CancelNumber => Work::ProposeMarkedActs,
            Self::Appoint
            | Self::EndAppointment
            | Self::CorrectAppointment
            | Self::WithdrawAppointment
            | Self::TransferAppointment => Work::Administer,
        }
    }

    /// The work that lets an officer decide it.
    pub const fn decided_by(self) -> Work {
        match self {
            Self::MergeDuplicate
            | Self::OrderProtection
            | Self::LiftProtection
            | Self::CancelNumber => Work::DecideMarkedActs,
            Self::Appoint
            | Self::EndAppointment
            | Self::CorrectAppointment
            | Self::WithdrawAppointment
            | Self::TransferAppointment => Work::Administer,
        }
    }
}

impl MarkedAct {
    /// Which kind it is.
    pub const fn kind(&self) -> MarkedKind {
        match self {
            Self::MergeDuplicate { .. } => MarkedKind::MergeDuplicate,
            Self::OrderProtection { .. } => MarkedKind::OrderProtection,
            Self::LiftProtection { .. } => MarkedKind::LiftProtection,
            Self::CancelNumber { .. } => MarkedKind::CancelNumber,
            Self::Appoint { .. } => MarkedKind::Appoint,
            Self::EndAppointment { .. } => MarkedKind::EndAppointment,
            Self::CorrectAppointment { .. } => MarkedKind::CorrectAppointment,
            Self::WithdrawAppointment { .. } => MarkedKind::WithdrawAppointment,
            Self::TransferAppointment { .. } => MarkedKind::TransferAppointment,
        }
    }

    /// The persons whom it is about, the one that is read first.
    pub fn persons(&self) -> Vec<PersonId> {
        match self {
            Self::MergeDuplicate {
                duplicate,
                survivor,
                ..
            } => vec![survivor.person, duplicate.person],
            Self::OrderProtection { person, .. }
            | Self::LiftProtection { person, .. }
            | Self::CancelNumber { person, .. } => vec![person.person],
            Self::Appoint { .. }
            | Self::EndAppointment { .. }
            | Self::CorrectAppointment { .. }
            | Self::WithdrawAppointment { .. }
            | Self::TransferAppointment { .. } => Vec::new(),
        }
    }
}

impl From<Seen> for SeenPerson {
    fn from(seen: Seen) -> Self {
        Self {
            person: seen.person,
            version: seen.version,
        }
    }
}

impl From<SeenPerson> for Seen {
    fn from(seen: SeenPerson) -> Self {
        Self {
            person: seen.person,
            version: seen.version,
        }
    }
}
