//! `GET /api/v1/proposals/{handle}`: a proposal, for who made it and for who may decide it.

use axum::Json;
use axum::extract::State;
use danh_exchange::Told;
use danh_store::{StoreError, Tx};

use super::answer::ProposalAnswer;
use crate::disclose::{About, Disclosure, Reading, disclose};
use crate::in_path::InPath;
use crate::problem::{Problem, ProblemKind};
use crate::proposals::{OpenedProposal, opened};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// A proposal.
#[utoipa::path(
    get,
    path = "/api/v1/proposals/{handle}",
    tag = "proposals",
    operation_id = "proposal_show",
    params(("handle" = String, Path, description = "The handle that a list or a proposing gave.", example = "k3wq5rr3pp6yqvd3l2cfyzj4h6")),
    responses((status = 200, description = "The proposal. Whom it is about, the access record names.", body = ProposalAnswer)),
)]
pub(crate) async fn show(
    State(state): State<AppState>,
    officer: SignedIn,
    InPath(handle): InPath<String>,
) -> Result<Json<ProposalAnswer>, Problem> {
    let found = opened_by(&state, &officer, &handle).await?;
    let persons = found.document.act.persons();
    let answer = ProposalAnswer::of(&state, &found);
    if persons.is_empty() {
        return Ok(Json(answer));
    }
    // The answer is made already; what is asked here is whether it may be told, and that it was is put on record.
    let about = Reading::of(About::AnyOf(persons.clone()));
    let told = disclose(&state, &officer, about, move |_: &mut Tx<'_>| {
        Ok::<_, StoreError>(Disclosure {
            value: (),
            told: vec![Told::SearchResult],
            persons: persons.clone(),
        })
    });
    told.await?;
    Ok(Json(answer))
}

/// The proposal of a handle, if the officer made it or may decide it.
pub(super) async fn opened_by(
    state: &AppState,
    officer: &SignedIn,
    handle: &str,
) -> Result<OpenedProposal, Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let id = state.proposal_of(handle).ok_or_else(missing)?;
    let (reading, by) = (state.clone(), officer.clone());
    let found = state.store.read(move |tx| opened(tx, &reading, &by, id));
    found.await?.ok_or_else(missing)
}
