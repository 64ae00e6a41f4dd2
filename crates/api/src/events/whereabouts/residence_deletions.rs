//! `POST /api/v1/residence-deletions`: a residence officer deletes a permanent residence.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, Recorded, Register, ResidenceDeletionError, ResidenceDeletionReport};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What was decided.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "wpokv3q4ubeotmodupi3qhlxwu", "reason": "settled_abroad", "on": "2026-01-05"}))]
pub(crate) struct ResidenceDeletionBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// Why (Law on Residence 2020, art. 24.1): `settled_abroad`, `registration_revoked`, `away_for_a_year`, `nationality_lost`,
    /// `right_to_live_there_ended`, `owner_disagrees` or `dwelling_gone`. A death deletes it without this.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(settled_abroad|registration_revoked|away_for_a_year|nationality_lost|right_to_live_there_ended|owner_disagrees|dwelling_gone)$"
    )]
    reason: Option<String>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Delete a permanent residence.
#[utoipa::path(
    post,
    path = "/api/v1/residence-deletions",
    tag = "residence",
    operation_id = "residence_delete",
    params(WriteHeaders),
    request_body = ResidenceDeletionBody,
    responses((status = 201, description = "Deleted; another one can be registered afterwards.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<ResidenceDeletionBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(&state, request, work, ResidenceDeletionBody::report, delete).await
}

impl ResidenceDeletionBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<ResidenceDeletionReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let reason = fields.word("/reason", self.reason.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(ResidenceDeletionReport {
            person: person?,
            reason: reason?,
            on: on?,
        })
    }
}

fn delete(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &ResidenceDeletionReport,
) -> Result<Recorded, ResidenceDeletionError> {
    register.delete_residence(tx, act, *report)
}
