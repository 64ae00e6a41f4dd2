//! A proposal as it is told.

use danh_desk::{Outcome, ProposalState};
use danh_vocabulary::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::proposals::OpenedProposal;
use crate::state::AppState;

/// A proposal in a list: nothing in it is about a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "handle": "k3wq5rr3pp6yqvd3l2cfyzj4h6", "kind": "cancel-number", "authority": "ubnd:00004@2025-07-01",
    "proposed_at": "2026-01-05T08:00:00.000000Z", "waits_until": "2026-01-19T08:00:00.000000Z",
    "standing": "waiting", "may_decide": true,
}))]
pub(crate) struct ProposalLine {
    /// The handle.
    pub(super) handle: String,
    /// What is proposed: `merge-duplicate`, `order-protection`, `lift-protection`, `cancel-number`, `appoint`,
    /// `end-appointment`, `correct-appointment`, `withdraw-appointment` or `transfer-appointment`.
    kind: String,
    /// In whose name.
    authority: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    proposed_at: Timestamp,
    /// The first instant at which it waits no more.
    #[schema(value_type = String, format = DateTime)]
    waits_until: Timestamp,
    /// What has become of it.
    standing: Standing,
    /// Whether it waits for a decision of who asks.
    may_decide: bool,
}

/// What has become of a proposal.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// It waits for a second officer.
    Waiting,
    /// Nobody decided it in time.
    Expired,
    /// It was carried out.
    Approved,
    /// It was not.
    Rejected,
    /// What it was about had changed since.
    Void,
}

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "handle": "k3wq5rr3pp6yqvd3l2cfyzj4h6", "kind": "cancel-number", "authority": "ubnd:00004@2025-07-01",
    "proposed_at": "2026-01-05T08:00:00.000000Z", "waits_until": "2026-01-19T08:00:00.000000Z",
    "standing": "approved", "may_decide": false, "persons": ["wpokv3q4ubeotmodupi3qhlxwu"],
    "reason": "Cấp trùng số của người khác", "decision_reason": "Đã đối chiếu hồ sơ gốc",
    "event": "5hs7dwnvc2bq6pjuwnbnlt3ody",
}))]
pub(crate) struct ProposalAnswer {
    #[serde(flatten)]
    line: ProposalLine,
    /// The handles of the persons whom it is about, the one that is read first; of an appointment nobody.
    persons: Vec<String>,
    /// Why, in the proposer's words.
    reason: String,
    /// The decision or paper it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    /// Why it was decided so.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision_reason: Option<String>,
    /// The handle of the event that came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
}

impl ProposalLine {
    pub(super) fn of(state: &AppState, opened: &OpenedProposal) -> Self {
        let proposal = &opened.proposal;
        Self {
            handle: state.handle_of_proposal(proposal.id),
            kind: proposal.kind.clone(),
            authority: proposal.authority.clone(),
            proposed_at: proposal.proposed_at,
            waits_until: proposal.waits_until,
            standing: Standing::of(&proposal.state),
            may_decide: opened.may_decide,
        }
    }
}

impl Standing {
    const fn of(state: &ProposalState) -> Self {
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

impl ProposalAnswer {
    pub(super) fn of(state: &AppState, opened: &OpenedProposal) -> Self {
        let document = &opened.document;
        let persons = document.act.persons();
        let verdict = match &opened.proposal.state {
            ProposalState::Decided(verdict) => Some(verdict),
            ProposalState::Waiting | ProposalState::Expired => None,
        };
        // Why one is void the program says, for the operator and in one language.
        let reasoned = verdict.filter(|verdict| verdict.outcome != Outcome::Void);
        let event = verdict.and_then(|verdict| verdict.event);
        Self {
            line: ProposalLine::of(state, opened),
            persons: persons
                .iter()
                .map(|person| state.handle_of(*person))
                .collect(),
            reason: document.reason.clone(),
            basis: document.basis.clone(),
            decision_reason: reasoned.map(|verdict| verdict.reason.clone()),
            event: event.map(|event| state.handle_of_event(event)),
        }
    }
}
