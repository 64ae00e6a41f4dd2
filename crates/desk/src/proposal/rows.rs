//! Reading proposals.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{EventId, OfficerId, ProposalId, Timestamp};

use super::{
    OPEN_MICROS, Outcome, Proposal, ProposalError, ProposalState, Verdict, WaitingProposal,
};
use crate::Desk;

impl Desk {
    /// The proposal with that id.
    pub fn proposal_by_id(
        &self,
        tx: &mut Tx<'_>,
        id: ProposalId,
        now: Timestamp,
    ) -> Result<Option<Proposal>, ProposalError> {
        let row = tx.query_opt(
            "SELECT proposal_id, kind, proposer_id, authority, proposed_at, sealed,
                    outcome, decider_id, decided_at, sealed_reason, event_id
             FROM proposal WHERE proposal_id = $1",
            params![id.as_i64()],
        )?;
        row.map(|row| self.proposal(&row, now)).transpose()
    }

    /// Those that wait, the longest waiting first, at most so many. They stay sealed until somebody needs to know what they say.
    pub fn proposals_waiting(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<WaitingProposal>, StoreError> {
        let rows = tx.query(
            "SELECT proposal_id, kind, proposer_id, authority, proposed_at, sealed
             FROM proposal WHERE outcome IS NULL AND proposed_at > $1
             ORDER BY proposed_at, proposal_id LIMIT $2",
            params![oldest_waiting(now), i64::from(limit)],
        )?;
        rows.iter().map(waiting).collect()
    }

    /// Those that wait and were proposed in the name of one authority, as [`Desk::proposals_waiting`].
    pub fn proposals_waiting_of(
        &self,
        tx: &mut Tx<'_>,
        authority: &str,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<WaitingProposal>, StoreError> {
        let rows = tx.query(
            "SELECT proposal_id, kind, proposer_id, authority, proposed_at, sealed
             FROM proposal WHERE outcome IS NULL AND authority = $1 AND proposed_at > $2
             ORDER BY proposed_at, proposal_id LIMIT $3",
            params![authority, oldest_waiting(now), i64::from(limit)],
        )?;
        rows.iter().map(waiting).collect()
    }

    /// The authorities in whose name something was proposed that waits.
    pub fn proposals_waiting_authorities(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
    ) -> Result<Vec<String>, StoreError> {
        let rows = tx.query(
            "SELECT authority FROM proposal WHERE outcome IS NULL AND proposed_at > $1
             GROUP BY authority ORDER BY authority",
            params![oldest_waiting(now)],
        )?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Opens one that waits.
    pub fn proposal_unsealed(&self, waiting: &WaitingProposal) -> Result<Proposal, ProposalError> {
        Ok(Proposal {
            id: waiting.id,
            kind: waiting.kind.clone(),
            proposer: waiting.proposer,
            authority: waiting.authority.clone(),
            proposed_at: waiting.proposed_at,
            waits_until: waits_until(waiting.proposed_at),
            document: self.proposal_opened(waiting.id, "document", &waiting.sealed)?,
            state: ProposalState::Waiting,
        })
    }

    /// What an officer proposed, the latest first, at most so many.
    pub fn proposals_of_officer(
        &self,
        tx: &mut Tx<'_>,
        officer: OfficerId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Proposal>, ProposalError> {
        let rows = tx.query(
            "SELECT proposal_id, kind, proposer_id, authority, proposed_at, sealed,
                    outcome, decider_id, decided_at, sealed_reason, event_id
             FROM proposal WHERE proposer_id = $1
             ORDER BY proposed_at DESC, proposal_id DESC LIMIT $2",
            params![officer.as_i64(), i64::from(limit)],
        )?;
        rows.iter().map(|row| self.proposal(row, now)).collect()
    }

    fn proposal(&self, row: &Row, now: Timestamp) -> Result<Proposal, ProposalError> {
        let id = ProposalId::from_i64(row.get(0)?);
        let proposed_at = Timestamp::from_micros(row.get(4)?);
        let waits_until = waits_until(proposed_at);
        let sealed: String = row.get(5)?;
        let state = match self.verdict(id, row)? {
            Some(verdict) => ProposalState::Decided(verdict),
            None if waits_until <= now => ProposalState::Expired,
            None => ProposalState::Waiting,
        };
        Ok(Proposal {
            id,
            kind: row.get(1)?,
            proposer: OfficerId::from_i64(row.get(2)?),
            authority: row.get(3)?,
            proposed_at,
            waits_until,
            document: self.proposal_opened(id, "document", &sealed)?,
            state,
        })
    }

    fn verdict(&self, id: ProposalId, row: &Row) -> Result<Option<Verdict>, ProposalError> {
        let Some(outcome) = row.get::<Option<String>>(6)? else {
            return Ok(None);
        };
        let corrupt = || StoreError::Corrupt {
            detail: format!("proposal {id} has an outcome that is none"),
        };
        let reason = self.proposal_opened(id, "reason", &row.get::<String>(9)?)?;
        let event: Option<i64> = row.get(10)?;
        Ok(Some(Verdict {
            outcome: Outcome::parse(&outcome).ok_or_else(corrupt)?,
            decider: OfficerId::from_i64(row.get(7)?),
            at: Timestamp::from_micros(row.get(8)?),
            reason: String::from_utf8_lossy(&reason).into_owned(),
            event: event.map(EventId::from_i64),
        }))
    }
}

pub(crate) fn oldest_waiting(now: Timestamp) -> i64 {
    now.micros().saturating_sub(OPEN_MICROS)
}

fn waits_until(proposed_at: Timestamp) -> Timestamp {
    Timestamp::from_micros(proposed_at.micros().saturating_add(OPEN_MICROS))
}

fn waiting(row: &Row) -> Result<WaitingProposal, StoreError> {
    Ok(WaitingProposal {
        id: ProposalId::from_i64(row.get(0)?),
        kind: row.get(1)?,
        proposer: OfficerId::from_i64(row.get(2)?),
        authority: row.get(3)?,
        proposed_at: Timestamp::from_micros(row.get(4)?),
        sealed: row.get(5)?,
    })
}
