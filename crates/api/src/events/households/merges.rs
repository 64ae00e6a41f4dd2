//! `POST /api/v1/household-merges`: a residence officer lets a household go into another one.

use axum::extract::State;
use axum::response::Response;
use danh_register::{MergeReport, Register};
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
    "household": "5hs7dwnvc2bq6pjuwnbnlt3ody", "into": "5hs7dwnvc2bq6pjuwnbnlt3ody", "on": "2026-01-05",
    "members": [{"person": "wpokv3q4ubeotmodupi3qhlxwu", "relationship": "child"}],
}))]
pub(crate) struct MergeBody {
    /// The handle of the household that ends.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    household: Option<String>,
    /// The handle of the one it goes into, which keeps its head.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    into: Option<String>,
    /// Everyone who lives in the household that ends, with what they are to the head of the other.
    #[schema(required = true, nullable = false, min_items = 1)]
    members: Option<Vec<MemberBody>>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Merge a household into another.
#[utoipa::path(
    post,
    path = "/api/v1/household-merges",
    tag = "residence",
    operation_id = "household_merge",
    params(WriteHeaders),
    request_body = MergeBody,
    responses((status = 201, description = "Merged; all live at the address of the household that stays.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<MergeBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(
        &state,
        request,
        work,
        MergeBody::report,
        Register::merge_households,
    )
    .await
}

impl MergeBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<MergeReport> {
        let household = fields.household("/household", self.household.as_deref());
        let into = fields.household("/into", self.into.as_deref());
        let members = members(fields, "/members", self.members);
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(MergeReport {
            household: household?,
            into: into?,
            members: members?,
            on: on?,
        })
    }
}
