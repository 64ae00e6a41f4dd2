//! `POST /api/v1/temporary-residences`: a residence officer registers a temporary residence.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, Recorded, Register, TemporaryResidenceReport};
use danh_store::Tx;

use super::place::PlaceBody;
use crate::access::Work;
use crate::problem::Problem;
use crate::problem::refusal::day;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Register a temporary residence.
#[utoipa::path(
    post,
    path = "/api/v1/temporary-residences",
    tag = "residence",
    operation_id = "temporary_residence_register",
    params(WriteHeaders),
    request_body = PlaceBody,
    responses((status = 201, description = "Registered. Another temporary residence that still holds ends with it.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<PlaceBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(
        &state,
        request,
        work,
        PlaceBody::temporary_residence,
        register_residence,
    )
    .await
}

impl PlaceBody {
    fn temporary_residence(self, fields: &mut Fields<'_>) -> Option<TemporaryResidenceReport> {
        let (person, place) = self.read(fields)?;
        Some(TemporaryResidenceReport {
            person,
            unit: place.unit,
            detail: place.detail,
            since: place.since,
            until: place.until,
        })
    }
}

fn register_residence(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &TemporaryResidenceReport,
) -> Result<Recorded, Problem> {
    let written = register.register_temporary_residence(tx, act, report);
    written.map_err(|error| day::at("/since", error))
}
