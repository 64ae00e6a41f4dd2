//! `POST /api/v1/cards`: a card officer records an identity card that was issued.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, CardReport, CardSerial, Recorded, Register};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::refusal::day;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What the issuing authority says.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "serial": "VN0012345", "issued_on": "2026-01-05",
    "issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
}))]
pub(crate) struct CardBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The serial of the card: 1 to 32 letters and digits.
    #[schema(required = true, nullable = false, pattern = "^[A-Za-z0-9]{1,32}$")]
    serial: Option<String>,
    /// The day of issue.
    #[schema(required = true, nullable = false, format = Date)]
    issued_on: Option<String>,
    /// Who issued it, as printed on the card.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 200)]
    issued_by: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Record a card issued.
#[utoipa::path(
    post,
    path = "/api/v1/cards",
    tag = "cards",
    operation_id = "card_issue",
    params(WriteHeaders),
    request_body = CardBody,
    responses((status = 201, description = "Recorded; an earlier card is out of force from that day on. Kind and expiry follow from the day and the age.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<CardBody>,
) -> Result<Response, Stop> {
    let work = Work::IssueCards;
    write_event(&state, request, work, CardBody::report, issue).await
}

impl CardBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<CardReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let serial: Option<CardSerial> =
            fields.required("/serial", self.serial.as_deref(), Fault::Card);
        let issued_on = fields.day("/issued_on", self.issued_on.as_deref());
        let issued_by = fields.required("/issued_by", self.issued_by.as_deref(), Fault::Line);
        fields.basis(self.basis.as_deref());
        let Line(issued_by) = issued_by?;
        Some(CardReport {
            person: person?,
            serial: serial?.as_str().to_owned(),
            issued_on: issued_on?,
            issued_by,
        })
    }
}

fn issue(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &CardReport,
) -> Result<Recorded, Problem> {
    let written = register.issue_card(tx, act, report);
    written.map_err(|error| day::at("/issued_on", error))
}
