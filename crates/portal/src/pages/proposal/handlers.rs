//! Showing a proposal, and deciding it.

use axum::extract::{Extension, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::proposals::{DecideError, Decision, OpenedProposal, decide, opened};
use danh_api::{About, AppState, Disclosure, Reading, SignedIn, disclose};
use danh_exchange::{Reason, Told};
use danh_store::{StoreError, Tx};
use danh_vocabulary::ProposalId;
use serde::Deserialize;

use super::{DecisionForm, DecisionMistake, ProposalView};
use crate::page::{Visit, respond};
use crate::pages::proposals::words;

pub(crate) mod read;

/// The decision as it was sent.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Sent {
    form_token: String,
    decision: String,
    reason: String,
}

/// `GET /proposals/{handle}`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
) -> Result<Response, Problem> {
    let id = proposal_in(&state, &handle)?;
    let view = view(&state, &signed_in, id, DecisionForm::default()).await?;
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// `POST /proposals/{handle}`
pub(crate) async fn decided(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let id = proposal_in(&state, &handle)?;
    let address = format!("/proposals/{handle}");
    let (mistakes, refused) = match sent.parse(&signed_in) {
        Err(mistakes) => (mistakes, None),
        Ok((is_approved, reason)) => {
            let decision = Decision {
                proposal: id,
                is_approved,
                reason,
            };
            match decide(&state, &signed_in, decision).await {
                // What became of it, its own page tells.
                Ok(_) | Err(DecideError::Void | DecideError::NotWaiting) => {
                    return Ok(Redirect::to(&address).into_response());
                }
                Err(DecideError::CarryOut(error)) => (Vec::new(), Some(words::refusal(&error))),
                Err(error) => return Err(problem(error)),
            }
        }
    };
    let form = DecisionForm {
        chosen: sent.decision,
        reason: sent.reason,
        mistakes,
        refused,
    };
    let view = view(&state, &signed_in, id, form).await?;
    Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view))
}

fn proposal_in(state: &AppState, handle: &str) -> Result<ProposalId, Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    state.proposal_of(handle).ok_or_else(missing)
}

fn problem(error: DecideError) -> Problem {
    match error {
        DecideError::Store(error) => error.into(),
        DecideError::Unreadable(error) => error.into(),
        DecideError::Unknown => Problem::new(ProblemKind::NotFound),
        _ => Problem::new(ProblemKind::NotAppointed),
    }
}

impl Sent {
    fn parse(&self, signed_in: &SignedIn) -> Result<(bool, Reason), Vec<DecisionMistake>> {
        if !signed_in.is_form_token(&self.form_token) {
            return Err(vec![DecisionMistake::Stale]);
        }
        let is_approved = match self.decision.as_str() {
            "approve" => Ok(true),
            "reject" => Ok(false),
            _ => Err(DecisionMistake::NothingChosen),
        };
        let line = self.reason.split_whitespace().collect::<Vec<_>>().join(" ");
        let reason = line.parse().map_err(|_| DecisionMistake::Reason);
        match (is_approved, reason) {
            (Ok(is_approved), Ok(reason)) => Ok((is_approved, reason)),
            (is_approved, reason) => {
                Err(is_approved.err().into_iter().chain(reason.err()).collect())
            }
        }
    }
}

/// The page of a proposal: whom it is about is told on record; of appointments nobody's data is read.
async fn view(
    state: &AppState,
    signed_in: &SignedIn,
    id: ProposalId,
    form: DecisionForm,
) -> Result<ProposalView, Problem> {
    let (reading, by) = (state.clone(), signed_in.clone());
    let found = state.store.read(move |tx| opened(tx, &reading, &by, id));
    let missing = || Problem::new(ProblemKind::NotFound);
    let found = found.await?.ok_or_else(missing)?;
    let persons = found.document.act.persons();
    let reading = state.clone();
    let read = move |tx: &mut Tx<'_>, found: &OpenedProposal| {
        read::proposal(tx, &reading, found, form.clone())
    };
    if persons.is_empty() {
        let view = state.store.read(move |tx| read(tx, &found)).await?;
        return Ok(view);
    }
    let about = Reading::of(About::AnyOf(persons.clone()));
    let told = disclose(state, signed_in, about, move |tx| {
        Ok::<_, StoreError>(Disclosure {
            value: read(tx, &found)?,
            told: vec![Told::SearchResult],
            persons: persons.clone(),
        })
    });
    Ok(told.await?)
}
