//! `POST /api/v1/annulments`: a registrar enters the annulment that a court decided.

use axum::extract::State;
use axum::response::Response;
use danh_register::Register;

use super::marriage_end::MarriageEndBody;
use crate::access::Work;
use crate::state::AppState;
use crate::write::{Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Enter an annulment.
#[utoipa::path(
    post,
    path = "/api/v1/annulments",
    tag = "civil status",
    operation_id = "annulment_register",
    params(WriteHeaders),
    request_body = MarriageEndBody,
    responses((status = 201, description = "Entered; whoever of the two is married on record is now what they were before the marriage.", body = Receipt,
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
        Register::register_annulment,
    )
    .await
}
