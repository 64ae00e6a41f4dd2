//! Reading proposals.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{EventId, OfficerId, ProposalId, Timestamp};

use super::{OPEN_MICROS, Outcome, Proposal, ProposalError, ProposalState, Verdict};
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

    /// Those that wait, the longest waiting first, at most so many.
    pub fn proposals_waiting(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Proposal>, ProposalError> {
        let rows = tx.query(
            "SELECT proposal_id, kind, proposer_id, authority, proposed_at, sealed,
                    outcome, decider_id, decided_at, sealed_reason, event_id
             FROM proposal WHERE outcome IS NULL AND proposed_at > $1
             ORDER BY proposed_at, proposal_id LIMIT $2",
            params![now.micros().saturating_sub(OPEN_MICROS), i64::from(limit)],
        )?;
        rows.iter().map(|row| self.proposal(row, now)).collect()
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
        let proposed_at: i64 = row.get(4)?;
        let waits_until = Timestamp::from_micros(proposed_at.saturating_add(OPEN_MICROS));
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
            proposed_at: Timestamp::from_micros(proposed_at),
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
