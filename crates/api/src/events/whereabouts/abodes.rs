//! `POST /api/v1/abodes`: a residence officer records where somebody lives who can register a residence nowhere.

use axum::extract::State;
use axum::response::Response;
use danh_register::{AbodeReport, Register};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the residence officer.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "wpokv3q4ubeotmodupi3qhlxwu", "unit": "00004", "since": "2026-01-05"}))]
pub(crate) struct AbodeBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The commune, by its code on the first day.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(\\d{2}|\\d{3}|\\d{5})$"
    )]
    unit: Option<String>,
    /// House number, street, hamlet.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    detail: Option<String>,
    /// Since when.
    #[schema(required = true, nullable = false, format = Date)]
    since: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Record a declared abode.
#[utoipa::path(
    post,
    path = "/api/v1/abodes",
    tag = "residence",
    operation_id = "abode_declare",
    params(WriteHeaders),
    request_body = AbodeBody,
    responses((status = 201, description = "Recorded.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<AbodeBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(
        &state,
        request,
        work,
        AbodeBody::report,
        Register::declare_abode,
    )
    .await
}

impl AbodeBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<AbodeReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let unit = fields.required("/unit", self.unit.as_deref(), Fault::Unit);
        let detail = fields.optional("/detail", self.detail.as_deref(), Fault::Line);
        let since = fields.day("/since", self.since.as_deref());
        fields.basis(self.basis.as_deref());
        Some(AbodeReport {
            person: person?,
            unit: unit?,
            detail: detail.map(|Line(words)| words),
            since: since?,
        })
    }
}
