//! `POST /api/v1/absence-ends`: a residence officer records that somebody is back.

use axum::extract::State;
use axum::response::Response;
use danh_register::{AbsenceEndReport, Act, Recorded, Register};
use danh_store::Tx;

use super::day::DayBody;
use crate::access::Work;
use crate::problem::Problem;
use crate::problem::refusal::day;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Record the end of an absence.
#[utoipa::path(
    post,
    path = "/api/v1/absence-ends",
    tag = "residence",
    operation_id = "absence_end",
    params(WriteHeaders),
    request_body = DayBody,
    responses((status = 201, description = "Recorded.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<DayBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(&state, request, work, DayBody::absence_end, end).await
}

impl DayBody {
    fn absence_end(self, fields: &mut Fields<'_>) -> Option<AbsenceEndReport> {
        let (person, on) = self.read(fields)?;
        Some(AbsenceEndReport { person, on })
    }
}

fn end(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &AbsenceEndReport,
) -> Result<Recorded, Problem> {
    let written = register.end_absence(tx, act, *report);
    written.map_err(|error| day::at("/on", error))
}
