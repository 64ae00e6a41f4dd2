//! A proposal and what has become of it.

use danh_vocabulary::{EventId, OfficerId, ProposalId, Timestamp};

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which.
    pub id: ProposalId,
    /// The kind of act.
    pub kind: String,
    /// Who proposed it.
    pub proposer: OfficerId,
    /// In whose name, by its id in the directory.
    pub authority: String,
    /// When.
    pub proposed_at: Timestamp,
    /// The first instant at which it waits no more.
    pub waits_until: Timestamp,
    /// What was proposed.
    pub document: Vec<u8>,
    /// What has become of it.
    pub state: ProposalState,
}

/// A proposal that waits, with what is proposed still sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingProposal {
    /// Which.
    pub id: ProposalId,
    /// The kind of act.
    pub kind: String,
    /// Who proposed it.
    pub proposer: OfficerId,
    /// In whose name, by its id in the directory.
    pub authority: String,
    /// When.
    pub proposed_at: Timestamp,
    pub(super) sealed: String,
}

/// What has become of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalState {
    /// It waits for a second officer.
    Waiting,
    /// Nobody decided it in time.
    Expired,
    /// It was decided, or turned out to be void.
    Decided(Verdict),
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What.
    pub outcome: Outcome,
    /// By whom.
    pub decider: OfficerId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// The event that came of it.
    pub event: Option<EventId>,
}

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was carried out.
    Approved,
    /// It was not.
    Rejected,
    /// It could not be carried out any more: what it was about had changed since.
    Void,
}

impl Outcome {
    const ALL: [Self; 3] = [Self::Approved, Self::Rejected, Self::Void];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Void => "void",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|outcome| outcome.as_str() == text)
    }
}
