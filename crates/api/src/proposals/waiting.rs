//! What was proposed: what waits for an officer, and what they proposed themselves.

use std::collections::BTreeSet;

use danh_desk::{Proposal, ProposalError, ProposalState, WaitingProposal};
use danh_keys::UnsealError;
use danh_register::person_queries::is_visible;
use danh_store::{StoreError, Tx};
use danh_vocabulary::ProposalId;

use super::propose::reaches;
use super::{MarkedKind, ProposalDocument};
use crate::access::{Reach, Work};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// So many are listed; who decides one sees the next.
const LISTED_MAX: usize = 50;
/// So many are looked through at the most, for an officer to whom part of them is hidden.
const LOOKED_AT_MAX: u32 = 500;
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

/// What waits for an officer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaitingFor {
    /// The longest waiting first.
    pub proposals: Vec<OpenedProposal>,
    /// Whether more wait than these.
    pub are_more: bool,
}

/// The proposals that an officer may decide, the longest waiting first. For the page of proposals, and to be counted at home.
///
/// Whose proposals they are to decide is asked before any is opened: elsewhere hundreds may wait.
pub fn waiting_for(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
) -> Result<WaitingFor, ProposalError> {
    let mut found = WaitingFor::default();
    for waiting in candidates(tx, state, officer)? {
        let proposal = state.desk.proposal_unsealed(&waiting)?;
        let opened = for_officer(tx, state, officer, proposal)?;
        let Some(mine) = opened.filter(|it| it.may_decide) else {
            continue;
        };
        if found.proposals.len() == LISTED_MAX {
            found.are_more = true;
            break;
        }
        found.proposals.push(mine);
    }
    Ok(found)
}

/// What others proposed in the name of authorities that the officer oversees, still sealed, the longest waiting first.
fn candidates(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
) -> Result<Vec<WaitingProposal>, StoreError> {
    let decides = |kind: &MarkedKind| officer.may(kind.decided_by());
    let kinds: Vec<MarkedKind> = MarkedKind::ALL.into_iter().filter(decides).collect();
    let works: BTreeSet<Work> = kinds.iter().map(|kind| kind.decided_by()).collect();
    let reaches: Vec<Reach> = works
        .iter()
        .map(|work| officer.reach(state, *work))
        .collect();
    if reaches.is_empty() {
        return Ok(Vec::new());
    }
    let now = state.clock.now();
    let mut waiting = if reaches.iter().any(Reach::is_everywhere) {
        state.desk.proposals_waiting(tx, now, LOOKED_AT_MAX)?
    } else {
        let mut waiting = Vec::new();
        for authority in state.desk.proposals_waiting_authorities(tx, now)? {
            if reaches.iter().any(|reach| reach.oversees(&authority)) {
                let of_it = state
                    .desk
                    .proposals_waiting_of(tx, &authority, now, LOOKED_AT_MAX)?;
                waiting.extend(of_it);
            }
        }
        waiting.sort_by_key(|it| (it.proposed_at, it.id));
        waiting
    };
    waiting.retain(|it| {
        it.proposer != officer.officer && kinds.iter().any(|kind| kind.as_str() == it.kind)
    });
    Ok(waiting)
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
