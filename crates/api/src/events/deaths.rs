//! `POST /api/v1/deaths`: a registrar registers a death.

use axum::extract::State;
use axum::response::Response;
use danh_register::{DeathReport, Register};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "wpokv3q4ubeotmodupi3qhlxwu", "on": "2026-01-03", "unit": "00004"}))]
pub(crate) struct DeathBody {
    /// The handle of who died.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The day, as exactly as it is known: `2026`, `2026-01` or `2026-01-03`.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^\\d{4}(-\\d{2}(-\\d{2})?)?$"
    )]
    on: Option<String>,
    /// The unit where the death was, by its code on that day.
    #[schema(nullable = false, pattern = "^(\\d{2}|\\d{3}|\\d{5})$")]
    unit: Option<String>,
    /// Whether a court declared the person dead (Civil Code 2015, art. 71); its decision is the basis.
    #[schema(nullable = false)]
    declared: Option<bool>,
    /// A decision narrower than the law on civil status.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register a death.
#[utoipa::path(
    post,
    path = "/api/v1/deaths",
    tag = "civil status",
    operation_id = "death_register",
    params(WriteHeaders),
    request_body = DeathBody,
    responses((status = 201, description = "Registered. A spouse who is left behind is a widow or widower by the same event.",
        body = Receipt, headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<DeathBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        DeathBody::report,
        Register::register_death,
    )
    .await
}

impl DeathBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<DeathReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let on = fields.required("/on", self.on.as_deref(), Fault::PartialDate);
        let unit = fields.optional("/unit", self.unit.as_deref(), Fault::Unit);
        fields.basis(self.basis.as_deref());
        Some(DeathReport {
            person: person?,
            on: on?,
            unit,
            declared: self.declared.unwrap_or(false),
        })
    }
}

#[cfg(test)]
mod tests;
