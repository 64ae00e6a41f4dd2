//! What was proposed: what waits for an officer, and what they proposed themselves.

use std::collections::{BTreeMap, BTreeSet};

use danh_desk::{Proposal, ProposalError, ProposalState, WaitingProposal};
use danh_keys::UnsealError;
use danh_register::person_queries::{hidden_among, persons_and_versions};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, ProposalId};

use super::propose::reaching;
use super::{MarkedKind, ProposalDocument};
use crate::access::{Reach, Work};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// So many are listed; who decides one sees the next.
const LISTED_MAX: usize = 50;
/// So many are opened at a time: one more than are listed says whether more wait.
const OPENED_AT_ONCE: usize = LISTED_MAX + 1;
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
    for waiting in candidates(tx, state, officer)?.chunks(OPENED_AT_ONCE) {
        let unsealed = waiting.iter().map(|it| state.desk.proposal_unsealed(it));
        let unsealed = unsealed.collect::<Result<_, _>>()?;
        for opened in for_officer(tx, state, officer, unsealed)? {
            if !opened.may_decide {
                continue;
            }
            if found.proposals.len() == LISTED_MAX {
                found.are_more = true;
                return Ok(found);
            }
            found.proposals.push(opened);
        }
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
    for_officer(tx, state, officer, proposed)
}

/// A proposal, if the officer made it or has the reach to decide it; for anybody else there is none.
pub fn opened(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
    id: ProposalId,
) -> Result<Option<OpenedProposal>, ProposalError> {
    let now = state.clock.now();
    let found = state.desk.proposal_by_id(tx, id, now)?;
    let opened = for_officer(tx, state, officer, found.into_iter().collect())?;
    Ok(opened.into_iter().next())
}

/// Those of some proposals that the officer made or has the reach to decide, in their order. Whom they are about is read for all
/// of them at once.
fn for_officer(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
    proposals: Vec<Proposal>,
) -> Result<Vec<OpenedProposal>, ProposalError> {
    let read = |proposal: Proposal| {
        let document: ProposalDocument =
            serde_json::from_slice(&proposal.document).map_err(|_| UnsealError::Malformed)?;
        Ok((proposal, document))
    };
    let proposals: Vec<(Proposal, ProposalDocument)> = proposals
        .into_iter()
        .map(read)
        .collect::<Result<_, ProposalError>>()?;
    let persons: BTreeSet<PersonId> = proposals
        .iter()
        .flat_map(|(_, document)| document.act.persons())
        .collect();
    let persons: Vec<PersonId> = persons.into_iter().collect();
    let hidden = hidden_among(tx, &persons, officer.viewer())?;
    let states = persons_and_versions(tx, &persons)?;
    let mut reaches_of_works: BTreeMap<Work, Reach> = BTreeMap::new();
    let mut opened = Vec::new();
    for (proposal, document) in proposals {
        let persons = document.act.persons();
        if persons.iter().any(|person| hidden.contains(person)) {
            continue;
        }
        let work = document.act.kind().decided_by();
        let reach = reaches_of_works
            .entry(work)
            .or_insert_with(|| officer.reach(state, work));
        let is_own = proposal.proposer == officer.officer;
        let has_reach = reach.oversees(&proposal.authority)
            && reaching(tx, reach, &document.act, &states)?.is_some();
        let may_decide = !is_own && has_reach && proposal.state == ProposalState::Waiting;
        if is_own || has_reach {
            opened.push(OpenedProposal {
                proposal,
                document,
                may_decide,
            });
        }
    }
    Ok(opened)
}
