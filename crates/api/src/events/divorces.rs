//! `POST /api/v1/divorces`: a registrar enters the divorce that a court decided.

use axum::extract::State;
use axum::response::Response;

use super::marriage_end::MarriageEndBody;
use crate::access::Work;
use crate::state::AppState;
use crate::write::{Receipt, Stop, WriteHeaders, WriteRequest};

/// Enter a divorce.
#[utoipa::path(
    post,
    path = "/api/v1/divorces",
    tag = "events",
    operation_id = "divorce_register",
    params(WriteHeaders),
    request_body = MarriageEndBody,
    responses((status = 201, description = "Entered; whoever of the two is married on record is now divorced.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<MarriageEndBody>,
) -> Result<Response, Stop> {
    let if_match = request.if_match.clone();
    let (wish, body) = request.begin(&state, Work::RegisterCivilStatus).await?;
    let parsed = body.parse(&state)?;
    let (named, report) = (parsed.named(), parsed.report(&if_match)?);
    let wish = wish.on_basis(parsed.basis).about(&state, named);
    let written = wish.await?.write(&state, move |register, tx, act| {
        register.register_divorce(tx, act, &report)
    });
    written.await
}

#[cfg(test)]
mod tests;
