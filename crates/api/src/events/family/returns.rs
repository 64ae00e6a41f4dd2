//! `POST /api/v1/returns`: a registrar enters that a court took back that somebody is missing or dead.

use axum::extract::State;
use axum::response::Response;
use danh_register::Register;

use super::decided::DecidedBody;
use crate::access::Work;
use crate::state::AppState;
use crate::write::{Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Enter that somebody is back.
#[utoipa::path(
    post,
    path = "/api/v1/returns",
    tag = "civil status",
    operation_id = "return_enter",
    params(WriteHeaders),
    request_body = DecidedBody,
    responses((status = 201, description = "Entered. A spouse whom a declared death left behind is married again by the same event, unless they married somebody else.", body = Receipt,
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
        Register::register_return,
    )
    .await
}
