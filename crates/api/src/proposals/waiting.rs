//! What was proposed: what waits for an officer, and what they proposed themselves.

use danh_desk::{Proposal, ProposalError, ProposalState};
use danh_keys::UnsealError;
use danh_register::person_queries::is_visible;
use danh_store::Tx;
use danh_vocabulary::ProposalId;

use super::propose::reaches;
use super::{MarkedKind, ProposalDocument};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// More wait nowhere that is well run; the oldest come first.
const WAITING_MAX: u32 = 500;
/// How many of their own an officer is shown.
const OWN_MAX: u32 = 50;

/// A proposal, opened for an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// What is proposed.
    pub document: ProposalDocument,
    /// Whether this officer may decide it: they did not propose it, and have its reach.
    pub may_decide: bool,
}

/// The proposals that an officer may decide, the longest waiting first. For the page of proposals, and to be counted at home.
pub fn waiting_for(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
) -> Result<Vec<OpenedProposal>, ProposalError> {
    let decides = MarkedKind::ALL.iter();
    if !decides
        .into_iter()
        .any(|kind| officer.may(kind.decided_by()))
    {
        return Ok(Vec::new());
    }
    let now = state.clock.now();
    let waiting = state.desk.proposals_waiting(tx, now, WAITING_MAX)?;
    let mut mine = Vec::new();
    for proposal in waiting {
        mine.extend(for_officer(tx, state, officer, proposal)?.filter(|it| it.may_decide));
    }
    Ok(mine)
}

/// What an officer proposed, the latest first.
pub fn own(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
) -> Result<Vec<OpenedProposal>, ProposalError> {
    let now = state.clock.now();
    let proposed = state
        .desk
        .proposals_of_officer(tx, officer.officer, now, OWN_MAX)?;
    let mut own = Vec::new();
    for proposal in proposed {
        own.extend(for_officer(tx, state, officer, proposal)?);
    }
    Ok(own)
}

/// A proposal, if the officer made it or has the reach to decide it; for anybody else there is none.
pub fn opened(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
    id: ProposalId,
) -> Result<Option<OpenedProposal>, ProposalError> {
    let now = state.clock.now();
    match state.desk.proposal_by_id(tx, id, now)? {
        Some(proposal) => for_officer(tx, state, officer, proposal),
        None => Ok(None),
    }
}

fn for_officer(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
    proposal: Proposal,
) -> Result<Option<OpenedProposal>, ProposalError> {
    let document: ProposalDocument =
        serde_json::from_slice(&proposal.document).map_err(|_| UnsealError::Malformed)?;
    for person in document.act.persons() {
        if !is_visible(tx, person, officer.viewer())? {
            return Ok(None);
        }
    }
    let work = document.act.kind().decided_by();
    let reach = officer.reach(state, work);
    let is_own = proposal.proposer == officer.officer;
    let has_reach = reach.oversees(&proposal.authority) && reaches(tx, &reach, &document.act)?;
    let may_decide = !is_own && has_reach && proposal.state == ProposalState::Waiting;
    Ok((is_own || has_reach).then_some(OpenedProposal {
        proposal,
        document,
        may_decide,
    }))
}
