//! `POST /api/v1/recognitions`: a registrar registers that somebody is the father or mother of somebody.

use axum::extract::State;
use axum::response::Response;
use danh_register::{RecognitionReport, Register};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::events::decision::DecisionBody;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar, or decided.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "child": "wpokv3q4ubeotmodupi3qhlxwu", "parent": "mxw5rr3pp6yqvd3l2cfyzj4h6a",
    "which": "father", "on": "2026-01-05",
}))]
pub(crate) struct RecognitionBody {
    /// The handle of the child, of any age.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    child: Option<String>,
    /// The handle of who is recognised.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    parent: Option<String>,
    /// Which parent: `father` or `mother`.
    #[schema(required = true, nullable = false, pattern = "^(father|mother)$")]
    which: Option<String>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// The court's decision, where there was a dispute or one of the two has died.
    #[schema(nullable = false)]
    decision: Option<DecisionBody>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register the recognition of a parent.
#[utoipa::path(
    post,
    path = "/api/v1/recognitions",
    tag = "civil status",
    operation_id = "recognition_register",
    params(WriteHeaders),
    request_body = RecognitionBody,
    responses((status = 201, description = "Registered. The record of the child changes, that of the parent does not.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<RecognitionBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        RecognitionBody::report,
        Register::recognise_parent,
    )
    .await
}

impl RecognitionBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<RecognitionReport> {
        let child = fields.seen("/child", self.child.as_deref());
        let recognised = fields.seen("/parent", self.parent.as_deref());
        let parent = fields.word("/which", self.which.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        let decision = DecisionBody::parse_if_any(self.decision, fields);
        fields.basis(self.basis.as_deref());
        Some(RecognitionReport {
            child: child?,
            parent: parent?,
            recognised: recognised?,
            on: on?,
            decision,
        })
    }
}
