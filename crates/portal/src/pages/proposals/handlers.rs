//! Listing proposals.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::access::Work;
use danh_api::problem::Problem;
use danh_api::proposals::{OpenedProposal, own, waiting_for};
use danh_api::{AppState, SignedIn};
use danh_desk::{Outcome, ProposalError, ProposalState};
use danh_directory::officer_by_id;
use danh_store::{StoreError, Tx};
use danh_vocabulary::OfficerId;

use super::{ProposalRow, ProposalsView, Standing, words};
use crate::bilingual::Bilingual;
use crate::moments::in_viet_nam;
use crate::page::{Visit, respond};

/// `GET /proposals`
pub(crate) async fn list(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
) -> Result<Response, Problem> {
    let reading = state.clone();
    let read = move |tx: &mut Tx<'_>| {
        let waiting = waiting_for(tx, &reading, &signed_in)?;
        let own = own(tx, &reading, &signed_in)?;
        let mut names = BTreeMap::new();
        Ok::<_, ProposalError>(ProposalsView {
            waiting: rows(tx, &reading, &waiting.proposals, &mut names)?,
            more_wait: waiting.are_more,
            own: rows(tx, &reading, &own, &mut names)?,
            may_appoint: signed_in.may(Work::Administer),
        })
    };
    let view = state.store.read(read).await?;
    Ok(respond(&visit, StatusCode::OK, &view))
}

fn rows(
    tx: &mut Tx<'_>,
    state: &AppState,
    proposals: &[OpenedProposal],
    names: &mut BTreeMap<OfficerId, String>,
) -> Result<Vec<ProposalRow>, StoreError> {
    let row = |opened: &OpenedProposal| {
        let proposal = &opened.proposal;
        // A few officers make all that waits.
        let proposer = match names.entry(proposal.proposer) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(officer_name(tx, proposal.proposer)?),
        };
        Ok(ProposalRow {
            handle: state.handle_of_proposal(proposal.id),
            kind: words::kind(opened.document.act.kind()),
            proposer: proposer.clone(),
            authority: Bilingual::of_authority(&state.directory, &proposal.authority),
            proposed_at: in_viet_nam(proposal.proposed_at),
            standing: Standing::of(&proposal.state),
        })
    };
    proposals.iter().map(row).collect()
}

/// The name of an officer; their id, when the directory lost them.
pub(crate) fn officer_name(tx: &mut Tx<'_>, officer: OfficerId) -> Result<String, StoreError> {
    let found = officer_by_id(tx, officer)?;
    Ok(found.map_or_else(|| officer.to_string(), |found| found.name.to_string()))
}

impl Standing {
    pub(crate) const fn of(state: &ProposalState) -> Self {
        match state {
            ProposalState::Waiting => Self::Waiting,
            ProposalState::Expired => Self::Expired,
            ProposalState::Decided(verdict) => match verdict.outcome {
                Outcome::Approved => Self::Approved,
                Outcome::Rejected => Self::Rejected,
                Outcome::Void => Self::Void,
            },
        }
    }
}
