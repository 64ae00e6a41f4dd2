//! `POST /api/v1/ethnicity-determinations`: a registrar registers an ethnic group determined anew.

use axum::extract::State;
use axum::response::Response;
use danh_register::{EthnicityReport, Register};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::events::decision::DecisionBody;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "ethnicity": "02", "on": "2026-01-05",
    "decision": {"number": "12/2025/QĐST-HNGĐ", "by": "Tòa án nhân dân khu vực 1 – Hà Nội", "on": "2025-12-20"},
}))]
pub(crate) struct EthnicityBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The ethnic group from then on, by its code.
    #[schema(required = true, nullable = false, pattern = "^\\d{2}$")]
    ethnicity: Option<String>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// The decision, where the group is that of neither parent on record.
    #[schema(nullable = false)]
    decision: Option<DecisionBody>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register an ethnic group determined anew.
#[utoipa::path(
    post,
    path = "/api/v1/ethnicity-determinations",
    tag = "civil status",
    operation_id = "ethnicity_determine",
    params(WriteHeaders),
    request_body = EthnicityBody,
    responses((status = 201, description = "Registered.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<EthnicityBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        EthnicityBody::report,
        Register::determine_ethnicity,
    )
    .await
}

impl EthnicityBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<EthnicityReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let ethnicity = fields.required("/ethnicity", self.ethnicity.as_deref(), Fault::Ethnicity);
        let on = fields.day("/on", self.on.as_deref());
        let decision = DecisionBody::parse_if_any(self.decision, fields);
        fields.basis(self.basis.as_deref());
        Some(EthnicityReport {
            person: person?,
            ethnicity: ethnicity?,
            on: on?,
            decision,
        })
    }
}
