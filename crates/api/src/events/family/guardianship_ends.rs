//! `POST /api/v1/guardianship-ends`: a registrar registers the end of a guardianship.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, GuardianshipEndReport, GuardianshipError, Recorded, Register};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "ward": "wpokv3q4ubeotmodupi3qhlxwu", "guardian": "mxw5rr3pp6yqvd3l2cfyzj4h6a", "on": "2026-01-05",
}))]
pub(crate) struct GuardianshipEndBody {
    /// The handle of who is looked after.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    ward: Option<String>,
    /// The handle of who stands for them.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    guardian: Option<String>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register the end of a guardianship.
#[utoipa::path(
    post,
    path = "/api/v1/guardianship-ends",
    tag = "civil status",
    operation_id = "guardianship_end_register",
    params(WriteHeaders),
    request_body = GuardianshipEndBody,
    responses((status = 201, description = "Registered; the records of both change by the one event.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<GuardianshipEndBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(&state, request, work, GuardianshipEndBody::report, end).await
}

impl GuardianshipEndBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<GuardianshipEndReport> {
        let ward = fields.seen("/ward", self.ward.as_deref());
        let guardian = fields.seen("/guardian", self.guardian.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(GuardianshipEndReport {
            ward: ward?,
            guardian: guardian?,
            on: on?,
        })
    }
}

fn end(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &GuardianshipEndReport,
) -> Result<Recorded, GuardianshipError> {
    register.end_guardianship(tx, act, *report)
}
