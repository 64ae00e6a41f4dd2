//! `POST /api/v1/temporary-residence-extensions`: a residence officer extends a temporary residence.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, ExtensionReport, Recorded, Register};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::Problem;
use crate::problem::refusal::day;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the residence officer.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "wpokv3q4ubeotmodupi3qhlxwu", "on": "2026-01-05", "until": "2027-01-15"}))]
pub(crate) struct ExtensionBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The day of the extension.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// The new last day.
    #[schema(required = true, nullable = false, format = Date)]
    until: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Extend a temporary residence.
#[utoipa::path(
    post,
    path = "/api/v1/temporary-residence-extensions",
    tag = "residence",
    operation_id = "temporary_residence_extend",
    params(WriteHeaders),
    request_body = ExtensionBody,
    responses((status = 201, description = "Extended.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<ExtensionBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(&state, request, work, ExtensionBody::report, extend).await
}

impl ExtensionBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<ExtensionReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        let until = fields.day("/until", self.until.as_deref());
        fields.basis(self.basis.as_deref());
        Some(ExtensionReport {
            person: person?,
            on: on?,
            until: until?,
        })
    }
}

fn extend(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &ExtensionReport,
) -> Result<Recorded, Problem> {
    let written = register.extend_temporary_residence(tx, act, *report);
    written.map_err(|error| day::at("/on", error))
}
