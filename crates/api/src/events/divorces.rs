//! `POST /api/v1/divorces`: a registrar enters the divorce that a court decided.

use axum::extract::State;
use axum::response::Response;
use danh_register::Register;

use super::marriage_end::MarriageEndBody;
use crate::access::Work;
use crate::state::AppState;
use crate::write::{Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Enter a divorce.
#[utoipa::path(
    post,
    path = "/api/v1/divorces",
    tag = "civil status",
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
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        MarriageEndBody::report,
        Register::register_divorce,
    )
    .await
}
