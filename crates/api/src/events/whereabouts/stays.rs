//! `POST /api/v1/stays`: a residence officer records a notified stay.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Register, StayReport};

use super::place::PlaceBody;
use crate::access::Work;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// Record a notified stay.
#[utoipa::path(
    post,
    path = "/api/v1/stays",
    tag = "residence",
    operation_id = "stay_notify",
    params(WriteHeaders),
    request_body = PlaceBody,
    responses((status = 201, description = "Recorded.", body = Receipt,
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
        PlaceBody::stay,
        Register::notify_stay,
    )
    .await
}

impl PlaceBody {
    fn stay(self, fields: &mut Fields<'_>) -> Option<StayReport> {
        let (person, place) = self.read(fields)?;
        Some(StayReport {
            person,
            unit: place.unit,
            detail: place.detail,
            since: place.since,
            until: place.until,
        })
    }
}
