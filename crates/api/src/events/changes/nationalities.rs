//! `POST /api/v1/nationality-changes`: a registrar enters that a nationality was gained or lost.

use axum::extract::State;
use axum::response::Response;
use danh_register::{NationalityChange, NationalityReport, Register};
use danh_vocabulary::Nationality;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::events::decision::DecisionBody;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What was decided.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "change": "gained", "nationality": "FRA",
    "decision": {"number": "12/2025/QĐST-HNGĐ", "by": "Tòa án nhân dân khu vực 1 – Hà Nội", "on": "2025-12-20"},
}))]
pub(crate) struct NationalityBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// `gained` or `lost`.
    #[schema(required = true, nullable = false, pattern = "^(gained|lost)$")]
    change: Option<String>,
    /// Which nationality, by its code.
    #[schema(required = true, nullable = false, pattern = "^[A-Z]{3}$")]
    nationality: Option<String>,
    /// The President's decision, or the foreign state's document; the change holds from the day it is in force.
    #[schema(required = true, nullable = false)]
    decision: Option<DecisionBody>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Whether it comes or goes.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Direction {
    Gained,
    Lost,
}

/// Enter a change of nationality.
#[utoipa::path(
    post,
    path = "/api/v1/nationality-changes",
    tag = "civil status",
    operation_id = "nationality_change_enter",
    params(WriteHeaders),
    request_body = NationalityBody,
    responses((status = 201, description = "Entered. Residence and card of whom Viet Nam loses are ended by events of their own.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<NationalityBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(
        &state,
        request,
        work,
        NationalityBody::report,
        Register::change_nationality,
    )
    .await
}

impl NationalityBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<NationalityReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let change = fields.word("/change", self.change.as_deref());
        let nationality = fields.required(
            "/nationality",
            self.nationality.as_deref(),
            Fault::Nationality,
        );
        let decision = DecisionBody::parse(self.decision, fields);
        fields.basis(self.basis.as_deref());
        let nationality: Nationality = nationality?;
        let change = match change? {
            Direction::Gained => NationalityChange::Gained(nationality),
            Direction::Lost => NationalityChange::Lost(nationality),
        };
        Some(NationalityReport {
            person: person?,
            change,
            decision: decision?,
        })
    }
}
