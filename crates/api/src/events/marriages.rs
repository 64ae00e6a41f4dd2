//! `POST /api/v1/marriages`: a registrar registers a marriage.

use axum::extract::State;
use axum::response::Response;
use danh_register::{MarriageReport, Register};
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
    "spouses": ["wpokv3q4ubeotmodupi3qhlxwu", "mxw5rr3pp6yqvd3l2cfyzj4h6a"], "on": "2026-01-05",
}))]
pub(crate) struct MarriageBody {
    /// The handles of the two who marry.
    #[schema(required = true, nullable = false, min_items = 2, max_items = 2)]
    spouses: Option<Vec<String>>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register a marriage.
#[utoipa::path(
    post,
    path = "/api/v1/marriages",
    tag = "civil status",
    operation_id = "marriage_register",
    params(WriteHeaders),
    request_body = MarriageBody,
    responses((status = 201, description = "Registered; both are married by the one event.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<MarriageBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        MarriageBody::report,
        Register::register_marriage,
    )
    .await
}

impl MarriageBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<MarriageReport> {
        let spouses = fields.present("/spouses", self.spouses.as_deref());
        let spouses = spouses.and_then(|handles| match handles {
            [one, other] => {
                let one = fields.seen("/spouses/0", Some(one));
                let other = fields.seen("/spouses/1", Some(other));
                Some([one?, other?])
            }
            _ => fields.kept("/spouses", None, Fault::Count),
        });
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(MarriageReport {
            spouses: spouses?,
            on: on?,
        })
    }
}

#[cfg(test)]
mod tests;
