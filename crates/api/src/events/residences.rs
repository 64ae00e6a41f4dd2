//! `POST /api/v1/residences`: a residence officer registers a first permanent residence, or a move.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, Home, Recorded, Register, ResidenceError, ResidenceReport};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the residence officer.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "kind": "move", "unit": "00004",
    "detail": "Số 12 phố Trúc Bạch", "on": "2026-01-05",
}))]
pub(crate) struct ResidenceBody {
    /// The handle of who comes to live there.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// `first` for who has no permanent residence, `move` for who has one.
    #[schema(required = true, nullable = false, pattern = "^(first|move)$")]
    kind: Option<String>,
    /// The commune, by its code on the day.
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(\\d{2}|\\d{3}|\\d{5})$"
    )]
    unit: Option<String>,
    /// House number, street, hamlet.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    detail: Option<String>,
    /// The handle of the household they come to; without one, a new one of which they are the head.
    #[schema(nullable = false, pattern = "^[a-z2-7]{26}$")]
    household: Option<String>,
    /// What they are to its head: `head`, `spouse`, `child`, `parent`, `sibling` or `other`. Goes with
    /// `household`.
    #[schema(
        nullable = false,
        pattern = "^(head|spouse|child|parent|sibling|other)$"
    )]
    relationship: Option<String>,
    /// The day from which it holds.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law on residence.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Whether they have a permanent residence.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    First,
    Move,
}

/// What is declared, and whether they have one already.
type Declared = (Kind, ResidenceReport);

/// Register a permanent residence.
#[utoipa::path(
    post,
    path = "/api/v1/residences",
    tag = "residence",
    operation_id = "residence_register",
    params(WriteHeaders),
    request_body = ResidenceBody,
    responses((status = 201, description = "Registered.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<ResidenceBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(&state, request, work, ResidenceBody::report, record).await
}

fn record(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    (kind, report): &Declared,
) -> Result<Recorded, ResidenceError> {
    match kind {
        Kind::First => register.register_residence(tx, act, report),
        Kind::Move => register.move_residence(tx, act, report),
    }
}

impl ResidenceBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<Declared> {
        let person = fields.seen("/person", self.person.as_deref());
        let kind = fields.word("/kind", self.kind.as_deref());
        let unit = fields.required("/unit", self.unit.as_deref(), Fault::Unit);
        let detail = fields.optional("/detail", self.detail.as_deref(), Fault::Line);
        let home = home(
            fields,
            self.household.as_deref(),
            self.relationship.as_deref(),
        );
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        let report = ResidenceReport {
            person: person?,
            unit: unit?,
            detail: detail.map(|Line(words)| words),
            home: home?,
            on: on?,
        };
        Some((kind?, report))
    }
}

fn home(
    fields: &mut Fields<'_>,
    household: Option<&str>,
    relationship: Option<&str>,
) -> Option<Home> {
    let Some(household) = household else {
        return match relationship {
            None => Some(Home::New),
            Some(_) => fields.present("/household", None),
        };
    };
    let household = fields.household("/household", Some(household));
    let relationship = fields.word("/relationship", relationship);
    Some(Home::Existing {
        household: household?,
        relationship: relationship?,
    })
}

#[cfg(test)]
mod tests;
