//! `POST /api/v1/adoption-ends`: a registrar enters that a court ended an adoption.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, AdoptionEndReport, Recorded, Register};
use danh_store::Tx;

use super::decided::DecidedBody;
use crate::access::Work;
use crate::problem::Problem;
use crate::problem::refusal::day;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Enter the end of an adoption.
#[utoipa::path(
    post,
    path = "/api/v1/adoption-ends",
    tag = "civil status",
    operation_id = "adoption_end_enter",
    params(WriteHeaders),
    request_body = DecidedBody,
    responses((status = 201, description = "Entered; the parents of birth are the parents again.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<DecidedBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(&state, request, work, DecidedBody::adoption_end, end).await
}

impl DecidedBody {
    fn adoption_end(self, fields: &mut Fields<'_>) -> Option<AdoptionEndReport> {
        let (child, decision) = self.read(fields)?;
        Some(AdoptionEndReport { child, decision })
    }
}

fn end(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &AdoptionEndReport,
) -> Result<Recorded, Problem> {
    let written = register.end_adoption(tx, act, report);
    written.map_err(|error| day::at("/decision/on", error))
}
