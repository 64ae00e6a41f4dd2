//! Four eyes: an act that waits for a second officer.
//!
//! What is proposed is a sealed document that means nothing here; the face that made it carries it out, in the transaction that
//! notes the decision. A proposal is decided once, never by who made it, and within fourteen days: after that it is over. What
//! became of it stays on record, with the reasons of both officers, sealed too.

mod rows;
mod state;

pub(crate) use rows::oldest_waiting;
pub use state::{Outcome, Proposal, ProposalState, Verdict, WaitingProposal};

use danh_keys::{SealContext, UnsealError};
use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{EventId, OfficerId, ProposalId, Timestamp};

use crate::Desk;

/// How long a proposal waits: fourteen days, in microseconds.
const OPEN_MICROS: i64 = 14 * 24 * 3_600 * 1_000_000;

pub(crate) const TABLE: &str = "
CREATE TABLE proposal (
    proposal_id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    proposer_id BIGINT NOT NULL,
    -- In whose name it was proposed.
    authority TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    -- Nothing while it waits; then approved, rejected or void.
    outcome TEXT,
    decider_id BIGINT,
    decided_at BIGINT,
    sealed_reason TEXT,
    -- The event that came of an approved one, where one came.
    event_id BIGINT
);
CREATE INDEX proposal_waiting ON proposal (outcome, proposed_at);
CREATE INDEX proposal_of_officer ON proposal (proposer_id, proposed_at);
";

/// What waits is asked for by the authorities that an officer oversees.
pub(crate) const BY_AUTHORITY: &str = "
CREATE INDEX proposal_waiting_of ON proposal (outcome, authority, proposed_at);
";

/// A proposal about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposal {
    /// Its id, new.
    pub id: ProposalId,
    /// The kind of act, such as `cancel-number`.
    pub kind: String,
    /// Who proposes.
    pub proposer: OfficerId,
    /// In whose name, by its id in the directory.
    pub authority: String,
    /// When.
    pub at: Timestamp,
}

/// A decision about to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVerdict {
    /// Which proposal.
    pub proposal: ProposalId,
    /// Who decides.
    pub decider: OfficerId,
    /// What they decide.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// The event that came of it.
    pub event: Option<EventId>,
    /// When.
    pub at: Timestamp,
}

/// Why a proposal cannot be read or decided.
#[derive(Debug, thiserror::Error)]
pub enum ProposalError {
    /// There is none.
    #[error("there is no such proposal")]
    Unknown,
    /// It was decided already, or its time is over.
    #[error("the proposal does not wait any more")]
    NotWaiting,
    /// Two pairs of eyes are two officers'.
    #[error("who proposed it does not decide it")]
    OwnProposal,
    /// What is kept does not open.
    #[error("the proposal does not open")]
    Sealed(#[from] UnsealError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Desk {
    /// Keeps a new proposal.
    pub fn proposal_make(
        &self,
        tx: &mut Tx<'_>,
        new: &NewProposal,
        document: &[u8],
    ) -> Result<(), StoreError> {
        let sealed = self.proposal_sealed(new.id, "document", document);
        tx.execute(
            "INSERT INTO proposal (proposal_id, kind, proposer_id, authority, proposed_at, sealed)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![
                new.id.as_i64(),
                &new.kind,
                new.proposer.as_i64(),
                &new.authority,
                new.at.micros(),
                &sealed
            ],
        )?;
        Ok(())
    }

    /// Notes what was decided, in the transaction that carries it out.
    pub fn proposal_decide(
        &self,
        tx: &mut Tx<'_>,
        verdict: &NewVerdict,
    ) -> Result<(), ProposalError> {
        let id = verdict.proposal;
        let found = self
            .proposal_by_id(tx, id, verdict.at)?
            .ok_or(ProposalError::Unknown)?;
        if found.state != ProposalState::Waiting {
            return Err(ProposalError::NotWaiting);
        }
        // Nobody decides that a proposal is void: it turns out to be, also before who made it.
        if found.proposer == verdict.decider && verdict.outcome != Outcome::Void {
            return Err(ProposalError::OwnProposal);
        }
        let reason = self.proposal_sealed(id, "reason", verdict.reason.as_bytes());
        let changed = tx.execute(
            "UPDATE proposal
             SET outcome = $1, decider_id = $2, decided_at = $3, sealed_reason = $4, event_id = $5
             WHERE proposal_id = $6 AND outcome IS NULL",
            params![
                verdict.outcome.as_str(),
                verdict.decider.as_i64(),
                verdict.at.micros(),
                &reason,
                verdict.event.map(EventId::as_i64),
                id.as_i64()
            ],
        )?;
        if changed == 1 {
            Ok(())
        } else {
            Err(ProposalError::NotWaiting)
        }
    }

    fn proposal_sealed(&self, id: ProposalId, part: &str, content: &[u8]) -> String {
        let of_part = context_of(id, part);
        self.sealer()
            .seal(self.entropy(), SealContext(&of_part), content)
    }

    fn proposal_opened(
        &self,
        id: ProposalId,
        part: &str,
        sealed: &str,
    ) -> Result<Vec<u8>, UnsealError> {
        let of_part = context_of(id, part);
        self.sealer().open(SealContext(&of_part), sealed)
    }
}

/// Binds a sealed part to its proposal, so that it opens nowhere else.
fn context_of(id: ProposalId, part: &str) -> Vec<u8> {
    format!("danh proposal v1\n{id}\n{part}").into_bytes()
}

#[cfg(test)]
mod tests;
