//! `POST /api/v1/household-heads`: a residence officer gives a household another head, or one again.

use axum::extract::State;
use axum::response::Response;
use danh_register::{HeadReport, Register};
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
    "members": [{"person": "wpokv3q4ubeotmodupi3qhlxwu", "relationship": "head"}],
}))]
pub(crate) struct HeadBody {
    /// The handle of the household.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    household: Option<String>,
    /// Everyone who lives in it, with what they are to the new head.
    #[schema(required = true, nullable = false, min_items = 1)]
    members: Option<Vec<MemberBody>>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Change the head of a household.
#[utoipa::path(
    post,
    path = "/api/v1/household-heads",
    tag = "residence",
    operation_id = "household_head_change",
    params(WriteHeaders),
    request_body = HeadBody,
    responses((status = 201, description = "Changed.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<HeadBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(
        &state,
        request,
        work,
        HeadBody::report,
        Register::change_household_head,
    )
    .await
}

impl HeadBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<HeadReport> {
        let household = fields.household("/household", self.household.as_deref());
        let members = members(fields, "/members", self.members);
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(HeadReport {
            household: household?,
            members: members?,
            on: on?,
        })
    }
}
