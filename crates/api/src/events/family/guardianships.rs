//! `POST /api/v1/guardianships`: a registrar registers a guardianship.

use axum::extract::State;
use axum::response::Response;
use danh_register::{GuardianshipReport, Register};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::events::decision::DecisionBody;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "ward": "wpokv3q4ubeotmodupi3qhlxwu", "guardian": "mxw5rr3pp6yqvd3l2cfyzj4h6a",
    "ground": "minor", "on": "2026-01-05",
}))]
pub(crate) struct GuardianshipBody {
    /// The handle of who is looked after.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    ward: Option<String>,
    /// The handle of who stands for them.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    guardian: Option<String>,
    /// Why the ward needs a guardian: `minor`, `no_capacity` or `cognitive_difficulty`.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(minor|no_capacity|cognitive_difficulty)$"
    )]
    ground: Option<String>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// The finding of the court on the ward; for a minor whose parents live, the decision that restricts them or their own
    /// written request (Civil Code 2015, art. 47.1).
    #[schema(nullable = false)]
    decision: Option<DecisionBody>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register a guardianship.
#[utoipa::path(
    post,
    path = "/api/v1/guardianships",
    tag = "civil status",
    operation_id = "guardianship_register",
    params(WriteHeaders),
    request_body = GuardianshipBody,
    responses((status = 201, description = "Registered; the records of both change by the one event.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<GuardianshipBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        GuardianshipBody::report,
        Register::register_guardianship,
    )
    .await
}

impl GuardianshipBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<GuardianshipReport> {
        let ward = fields.seen("/ward", self.ward.as_deref());
        let guardian = fields.seen("/guardian", self.guardian.as_deref());
        let ground = fields.word("/ground", self.ground.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        let decision = DecisionBody::parse_if_any(self.decision, fields);
        fields.basis(self.basis.as_deref());
        Some(GuardianshipReport {
            ward: ward?,
            guardian: guardian?,
            ground: ground?,
            on: on?,
            decision,
        })
    }
}
