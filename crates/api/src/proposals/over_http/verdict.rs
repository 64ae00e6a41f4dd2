//! `POST /api/v1/proposals/{handle}/decision`: the second officer approves what another proposed, or rejects it.

use axum::extract::State;
use axum::response::Response;
use danh_ledger::Log;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::ProposalAnswer;
use super::show::opened_by;
use crate::access::Work;
use crate::in_path::InPath;
use crate::problem::{Fault, Problem, ProblemKind, refusal};
use crate::proposals::decide::{DecideError, Decision, decide_in, declare_void};
use crate::proposals::opened;
use crate::state::AppState;
use crate::write::{CreateHeaders, Fields, Stop, WriteRequest, created};

/// What is decided, and why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "approve", "reason": "Đã đối chiếu hồ sơ gốc"}))]
pub(crate) struct DecisionOfProposal {
    /// `approve`, which carries the act out, or `reject`.
    #[schema(required = true, nullable = false, pattern = "^(approve|reject)$")]
    outcome: Option<String>,
    /// Why, in words that somebody else can weigh.
    #[schema(required = true, nullable = false, min_length = 10, max_length = 200)]
    reason: Option<String>,
}

/// What is done with it.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Approve,
    Reject,
}

/// Decide a proposal.
#[utoipa::path(
    post,
    path = "/api/v1/proposals/{handle}/decision",
    tag = "proposals",
    operation_id = "proposal_decide",
    params(("handle" = String, Path, description = "The handle of the proposal.", example = "k3wq5rr3pp6yqvd3l2cfyzj4h6"), CreateHeaders),
    request_body = DecisionOfProposal,
    responses((status = 201, description = "Decided, and carried out where it was approved.", body = ProposalAnswer,
        headers(("location" = String, description = "The proposal.")))),
)]
pub(crate) async fn decide(
    State(state): State<AppState>,
    InPath(handle): InPath<String>,
    request: WriteRequest<DecisionOfProposal>,
) -> Result<Response, Stop> {
    let officer = request.officer.clone();
    let (wish, body) = request.begin(&state, Work::SeeProposals).await?;
    let mut fields = Fields::new(&state);
    let outcome: Option<Verdict> = fields.word("/outcome", body.outcome.as_deref());
    let reason = fields.required("/reason", body.reason.as_deref(), Fault::Reason);
    let (verdict, reason) = fields.build(|| Some((outcome?, reason?)))?;
    let found = opened_by(&state, &officer, &handle).await?;
    let decision = Decision {
        proposal: found.proposal.id,
        is_approved: verdict == Verdict::Approve,
        reason,
    };
    let persons = found.document.act.persons();
    let wish = if persons.is_empty() {
        wish
    } else {
        wish.about(&state, persons).await?
    };
    let (deciding, by, made) = (state.clone(), officer.clone(), decision.clone());
    let written = wish.write_once(&state, move |tx| {
        decide_in(tx, &deciding, &by, &made)?;
        let decided = opened(tx, &deciding, &by, made.proposal)?;
        let answer = decided.map(|decided| ProposalAnswer::of(&deciding, &decided));
        let handle = deciding.handle_of_proposal(made.proposal);
        Ok(created(&format!("/api/v1/proposals/{handle}"), &answer))
    });
    match written.await {
        Err(problem) if problem.kind() == ProblemKind::VersionConflict => {
            let voided = declare_void(&state, &officer, &decision).await;
            voided.map_err(Problem::from)?;
            Err(Problem::from(DecideError::Void).into())
        }
        written => {
            state.ring(Log::JOURNAL);
            Ok(written?)
        }
    }
}

impl From<DecideError> for Problem {
    fn from(error: DecideError) -> Self {
        match error {
            DecideError::Unknown => Self::new(ProblemKind::NotFound),
            DecideError::OwnProposal => Self::refused(&refusal::marked_act::OWN_PROPOSAL),
            DecideError::NotWaiting => Self::refused(&refusal::marked_act::NOT_WAITING),
            DecideError::Void => Self::refused(&refusal::marked_act::PROPOSAL_VOID),
            DecideError::CarryOut(error) => error.into(),
            DecideError::Unreadable(error) => error.into(),
            DecideError::Store(error) => error.into(),
        }
    }
}
