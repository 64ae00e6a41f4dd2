//! `POST /api/v1/missing-declarations`: a registrar enters that a court declared somebody missing.

use axum::extract::State;
use axum::response::Response;
use danh_register::Register;

use super::decided::DecidedBody;
use crate::access::Work;
use crate::state::AppState;
use crate::write::{Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Enter that somebody was declared missing.
#[utoipa::path(
    post,
    path = "/api/v1/missing-declarations",
    tag = "civil status",
    operation_id = "missing_declaration_enter",
    params(WriteHeaders),
    request_body = DecidedBody,
    responses((status = 201, description = "Entered.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<DecidedBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        DecidedBody::court_report,
        Register::declare_missing,
    )
    .await
}
