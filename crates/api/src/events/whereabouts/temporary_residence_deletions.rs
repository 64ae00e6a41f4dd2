//! `POST /api/v1/temporary-residence-deletions`: a residence officer deletes a temporary residence before its last day.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, Recorded, Register, TemporaryResidenceDeletionReport};
use danh_store::Tx;

use super::day::DayBody;
use crate::access::Work;
use crate::problem::Problem;
use crate::problem::refusal::day;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Delete a temporary residence.
#[utoipa::path(
    post,
    path = "/api/v1/temporary-residence-deletions",
    tag = "residence",
    operation_id = "temporary_residence_delete",
    params(WriteHeaders),
    request_body = DayBody,
    responses((status = 201, description = "Deleted from that day on; that it was, stays on record.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<DayBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(
        &state,
        request,
        work,
        DayBody::temporary_residence_deletion,
        delete,
    )
    .await
}

impl DayBody {
    fn temporary_residence_deletion(
        self,
        fields: &mut Fields<'_>,
    ) -> Option<TemporaryResidenceDeletionReport> {
        let (person, on) = self.read(fields)?;
        Some(TemporaryResidenceDeletionReport { person, on })
    }
}

fn delete(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &TemporaryResidenceDeletionReport,
) -> Result<Recorded, Problem> {
    let written = register.delete_temporary_residence(tx, act, *report);
    written.map_err(|error| day::at("/on", error))
}
