//! Deciding what another officer proposed.

use danh_desk::{NewVerdict, Outcome, ProposalError, ProposalState};
use danh_exchange::Reason;
use danh_ledger::Log;
use danh_register::person_queries::persons_and_versions;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{EventId, ProposalId};

use super::carry_out::{CarryOutError, carry_out};
use super::propose::reaching;
use super::waiting::{OpenedProposal, opened};
use crate::signed_in::{NotAppointedTo, SignedIn};
use crate::state::AppState;

/// What the second officer decides.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Of which proposal.
    pub proposal: ProposalId,
    /// Whether it is carried out.
    pub is_approved: bool,
    /// Why.
    pub reason: Reason,
}

/// Why a proposal was not decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// There is none for this officer: they neither proposed it nor may decide it.
    #[error("there is no such proposal")]
    Unknown,
    /// Whoever proposed it decides it not.
    #[error("who proposed it does not decide it")]
    OwnProposal,
    /// It was decided, or its time is over.
    #[error("the proposal does not wait any more")]
    NotWaiting,
    /// Somebody changed what it is about; it is void now.
    #[error("what the proposal is about has changed since; it is void")]
    Void,
    /// It cannot be carried out as things stand; it waits on.
    #[error(transparent)]
    CarryOut(CarryOutError),
    /// What is kept of it cannot be read.
    #[error(transparent)]
    Unreadable(ProposalError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ProposalError> for DecideError {
    fn from(error: ProposalError) -> Self {
        match error {
            ProposalError::Unknown => Self::Unknown,
            ProposalError::NotWaiting => Self::NotWaiting,
            ProposalError::OwnProposal => Self::OwnProposal,
            ProposalError::Store(error) => Self::Store(error),
            sealed @ ProposalError::Sealed(_) => Self::Unreadable(sealed),
        }
    }
}

impl From<CarryOutError> for DecideError {
    fn from(error: CarryOutError) -> Self {
        match error.into_store_error() {
            Ok(error) => Self::Store(error),
            Err(error) => Self::CarryOut(error),
        }
    }
}

impl From<NotAppointedTo> for DecideError {
    fn from(error: NotAppointedTo) -> Self {
        Self::CarryOut(error.into())
    }
}

/// Decides a proposal, and carries it out in the same transaction when it is approved. The event that came of it, if one did.
pub async fn decide(
    state: &AppState,
    officer: &SignedIn,
    decision: Decision,
) -> Result<Option<EventId>, DecideError> {
    let (deciding, by, made) = (state.clone(), officer.clone(), decision.clone());
    let decided = state
        .store
        .write(move |tx| decide_in(tx, &deciding, &by, &made));
    match decided.await {
        Err(DecideError::CarryOut(error)) if error.is_conflict() => {
            declare_void(state, officer, &decision).await?;
            Err(DecideError::Void)
        }
        decided => {
            let event = decided?;
            if event.is_some() {
                state.ring(Log::JOURNAL);
            }
            Ok(event)
        }
    }
}

pub(super) fn decide_in(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
    decision: &Decision,
) -> Result<Option<EventId>, DecideError> {
    let OpenedProposal {
        proposal,
        document,
        may_decide,
    } = opened(tx, state, officer, decision.proposal)?.ok_or(DecideError::Unknown)?;
    if proposal.proposer == officer.officer {
        return Err(DecideError::OwnProposal);
    }
    if proposal.state != ProposalState::Waiting {
        return Err(DecideError::NotWaiting);
    }
    if !may_decide {
        return Err(DecideError::Unknown);
    }
    let (outcome, event) = if decision.is_approved {
        let work = document.act.kind().decided_by();
        let reach = officer.reach(state, work);
        let states = persons_and_versions(tx, &document.act.persons())?;
        let under = reaching(tx, &reach, &document.act, &states)?.ok_or(NotAppointedTo(work))?;
        let act = officer.act_under(state, work, under)?;
        let event = carry_out(tx, state, (officer.officer, act), &document)?;
        (Outcome::Approved, event)
    } else {
        (Outcome::Rejected, None)
    };
    let verdict = NewVerdict {
        proposal: proposal.id,
        decider: officer.officer,
        outcome,
        reason: decision.reason.as_str().to_owned(),
        event,
        at: state.clock.now(),
    };
    state.desk.proposal_decide(tx, &verdict)?;
    Ok(event)
}

/// Takes a proposal out of the queue that nobody can approve any more.
pub(super) async fn declare_void(
    state: &AppState,
    officer: &SignedIn,
    decision: &Decision,
) -> Result<(), DecideError> {
    let verdict = NewVerdict {
        proposal: decision.proposal,
        decider: officer.officer,
        outcome: Outcome::Void,
        reason: DecideError::Void.to_string(),
        event: None,
        at: state.clock.now(),
    };
    let desk = state.desk.clone();
    let noted = state
        .store
        .write(move |tx| desk.proposal_decide(tx, &verdict));
    Ok(noted.await?)
}
