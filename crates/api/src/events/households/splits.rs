//! `POST /api/v1/household-splits`: a residence officer splits a household in two at one address.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Register, SplitReport};
use serde::Deserialize;
use utoipa::ToSchema;

use super::member::{MemberBody, members};
use crate::access::Work;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared: everyone who lives there is named, each as they were seen.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "household": "5hs7dwnvc2bq6pjuwnbnlt3ody", "on": "2026-01-05",
    "leaving": [{"person": "wpokv3q4ubeotmodupi3qhlxwu", "relationship": "head"}],
    "remaining": [{"person": "mxw5rr3pp6yqvd3l2cfyzj4h6a", "relationship": "head"}],
}))]
pub(crate) struct SplitBody {
    /// The handle of the household.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    household: Option<String>,
    /// Who makes a household of their own, their head among them.
    #[schema(required = true, nullable = false, min_items = 1)]
    leaving: Option<Vec<MemberBody>>,
    /// Who remains, their head among them.
    #[schema(required = true, nullable = false, min_items = 1)]
    remaining: Option<Vec<MemberBody>>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Split a household.
#[utoipa::path(
    post,
    path = "/api/v1/household-splits",
    tag = "residence",
    operation_id = "household_split",
    params(WriteHeaders),
    request_body = SplitBody,
    responses((status = 201, description = "Split; those who leave are a household of their own at the same address.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<SplitBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(
        &state,
        request,
        work,
        SplitBody::report,
        Register::split_household,
    )
    .await
}

impl SplitBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<SplitReport> {
        let household = fields.household("/household", self.household.as_deref());
        let leaving = members(fields, "/leaving", self.leaving);
        let remaining = members(fields, "/remaining", self.remaining);
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(SplitReport {
            household: household?,
            leaving: leaving?,
            remaining: remaining?,
            on: on?,
        })
    }
}
