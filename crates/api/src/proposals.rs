//! Four eyes: acts of grave effect are proposed by one officer and carried out when a second one has decided.
//!
//! | act | proposed by | decided by |
//! |---|---|---|
//! | merging two records of one person | registrar, residence officer, card officer | reviewer |
//! | ordering or lifting protection | the same | reviewer |
//! | cancelling a personal number | the same | reviewer |
//! | appointing an officer; ending, correcting, withdrawing, transferring an appointment | administrator | another administrator |
//!
//! The table is [`MarkedKind`]; agreements on sharing data join it when there are any. Who decides has the reach of who
//! proposed: their authority covers the proposer's, and they reach somebody whom the act is about. The act is carried out in the
//! transaction that notes the decision, on the versions that the proposer saw; if somebody changed them since, the proposal is
//! void and says so.

mod carry_out;
mod decide;
mod marked_act;
pub(crate) mod over_http;
mod propose;
mod waiting;

pub use carry_out::CarryOutError;
pub use decide::{DecideError, Decision, decide};
pub use marked_act::{MarkedAct, MarkedKind, ProposalDocument, SeenPerson};
pub use propose::{ProposeError, propose};
pub use waiting::{OpenedProposal, WaitingFor, opened, own, waiting_for};

use danh_desk::ProposalError;

use crate::problem::{Problem, ProblemKind};

impl From<ProposalError> for Problem {
    fn from(error: ProposalError) -> Self {
        match error {
            ProposalError::Store(error) => error.into(),
            ProposalError::Unknown => Self::new(ProblemKind::NotFound),
            other => {
                tracing::error!(error = %other, "a proposal cannot be read");
                Self::new(ProblemKind::Internal)
            }
        }
    }
}

#[cfg(test)]
mod tests;
