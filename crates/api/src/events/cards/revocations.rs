//! `POST /api/v1/card-revocations`: a card officer takes a card out of force.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, CardRevocationReport, CardSerial, Recorded, Register};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::refusal::day;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is decided of a card.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "wpokv3q4ubeotmodupi3qhlxwu", "serial": "VN0012345", "reason": "lost", "on": "2026-01-05"}))]
pub(crate) struct CardRevocationBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The serial of the card: 1 to 32 letters and digits.
    #[schema(required = true, nullable = false, pattern = "^[A-Za-z0-9]{1,32}$")]
    serial: Option<String>,
    /// Why: `lost`, `damaged`, `nationality_lost`, `issued_unlawfully`, `altered` or `holder_died`. A card is
    /// replaced by issuing another.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(lost|damaged|nationality_lost|issued_unlawfully|altered|holder_died)$"
    )]
    reason: Option<String>,
    /// From when.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Take a card out of force.
#[utoipa::path(
    post,
    path = "/api/v1/card-revocations",
    tag = "cards",
    operation_id = "card_revoke",
    params(WriteHeaders),
    request_body = CardRevocationBody,
    responses((status = 201, description = "Recorded.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<CardRevocationBody>,
) -> Result<Response, Stop> {
    let work = Work::IssueCards;
    write_event(&state, request, work, CardRevocationBody::report, revoke).await
}

impl CardRevocationBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<CardRevocationReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let serial: Option<CardSerial> =
            fields.required("/serial", self.serial.as_deref(), Fault::Card);
        let reason = fields.word("/reason", self.reason.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(CardRevocationReport {
            person: person?,
            serial: serial?.as_str().to_owned(),
            reason: reason?,
            on: on?,
        })
    }
}

fn revoke(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &CardRevocationReport,
) -> Result<Recorded, Problem> {
    let written = register.revoke_card(tx, act, report);
    written.map_err(|error| day::at("/on", error))
}
