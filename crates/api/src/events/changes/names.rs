//! `POST /api/v1/name-changes`: a registrar registers a change of name.

use axum::extract::State;
use axum::response::Response;
use danh_register::{NameChangeReport, Register};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "name": "Nguyễn Thị Mai Anh",
    "on": "2026-01-05", "basis": "Bộ luật Dân sự 2015, Điều 28.1a",
}))]
pub(crate) struct NameChangeBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The name from then on.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 128)]
    name: Option<String>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register a change of name.
#[utoipa::path(
    post,
    path = "/api/v1/name-changes",
    tag = "civil status",
    operation_id = "name_change_register",
    params(WriteHeaders),
    request_body = NameChangeBody,
    responses((status = 201, description = "Registered. Until that day the person bore the earlier name; the personal number stays.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<NameChangeBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        NameChangeBody::report,
        Register::change_name,
    )
    .await
}

impl NameChangeBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<NameChangeReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let name = fields.required("/name", self.name.as_deref(), Fault::PersonName);
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(NameChangeReport {
            person: person?,
            name: name?,
            on: on?,
        })
    }
}
