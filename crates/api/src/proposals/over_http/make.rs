//! `POST /api/v1/proposals`: an officer proposes an act that a second one decides.

use axum::extract::State;
use axum::response::Response;

use super::answer::ProposalAnswer;
use super::body::ProposalBody;
use crate::problem::Problem;
use crate::proposals::opened;
use crate::proposals::propose::Tried;
use crate::state::AppState;
use crate::write::{Stop, WriteHeaders, WriteRequest, created};

/// Propose an act.
#[utoipa::path(
    post,
    path = "/api/v1/proposals",
    tag = "proposals",
    operation_id = "proposal_make",
    params(WriteHeaders),
    request_body = ProposalBody,
    responses((status = 201, description = "Proposed; it waits fourteen days for a second officer. What cannot be carried out as things stand is refused at once.",
        body = ProposalAnswer, headers(("location" = String, description = "The proposal.")))),
)]
pub(crate) async fn make(
    State(state): State<AppState>,
    request: WriteRequest<ProposalBody>,
) -> Result<Response, Stop> {
    let (officer, if_match) = (request.officer.clone(), request.if_match.clone());
    let work = request.body.work()?;
    let (wish, body) = request.begin(&state, work).await?;
    let document = body.document(&state, &if_match).await?;
    let persons = document.act.persons();
    let wish = if persons.is_empty() {
        wish
    } else {
        wish.about(&state, persons).await?
    };
    let tried = Tried::carry_out(&state, &officer, document);
    let tried = tried.await.map_err(Problem::from)?;
    let making = state.clone();
    let written = wish.write_once(&state, move |tx| {
        let id = tried.make(tx, &making)?;
        let made = opened(tx, &making, &officer, id)?;
        let answer = made.map(|made| ProposalAnswer::of(&making, &made));
        let address = format!("/api/v1/proposals/{}", making.handle_of_proposal(id));
        Ok(created(&address, &answer))
    });
    Ok(written.await?)
}
