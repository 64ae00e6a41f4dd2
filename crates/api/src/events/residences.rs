//! `POST /api/v1/residences`: a residence officer registers a first permanent residence, or a move.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Home, Relationship, ResidenceReport, Seen};
use danh_vocabulary::{HouseholdId, PersonId, UnitCode};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, WriteHeaders, WriteRequest};

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
#[derive(Clone, Copy)]
enum Kind {
    First,
    Move,
}

struct Parsed {
    person: PersonId,
    kind: Kind,
    unit: UnitCode,
    detail: Option<Line>,
    home: Home,
    on: Date,
    basis: Option<Line>,
}

/// Register a permanent residence.
#[utoipa::path(
    post,
    path = "/api/v1/residences",
    tag = "events",
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
    let if_match = request.if_match.clone();
    let (wish, body) = request.begin(&state, Work::RegisterResidence).await?;
    let parsed = body.parse(&state)?;
    let (kind, person) = (parsed.kind, parsed.person);
    let report = parsed.report(if_match.seen(person)?);
    let wish = wish.on_basis(parsed.basis).about(&state, vec![person]);
    let written = wish
        .await?
        .write(&state, move |register, tx, act| match kind {
            Kind::First => register.register_residence(tx, act, &report),
            Kind::Move => register.move_residence(tx, act, &report),
        });
    written.await
}

impl ResidenceBody {
    fn parse(self, state: &AppState) -> Result<Parsed, Problem> {
        let mut fields = Fields::new(state);
        let person = fields.person("/person", self.person.as_deref());
        let kind = fields.present("/kind", self.kind.as_deref());
        let kind = kind.and_then(|kind| match kind {
            "first" => Some(Kind::First),
            "move" => Some(Kind::Move),
            _ => fields.kept("/kind", None, Fault::Choice),
        });
        let unit = fields.required("/unit", self.unit.as_deref(), Fault::Unit);
        let detail = fields.optional("/detail", self.detail.as_deref(), Fault::Line);
        let home = home(
            &mut fields,
            self.household.as_deref(),
            self.relationship.as_deref(),
        );
        let on = fields.day("/on", self.on.as_deref());
        let basis = fields.optional("/basis", self.basis.as_deref(), Fault::Line);
        fields.build(|| {
            Some(Parsed {
                person: person?,
                kind: kind?,
                unit: unit?,
                detail,
                home: home?,
                on: on?,
                basis,
            })
        })
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
    let opened: Option<HouseholdId> = fields.state().household_of(household);
    let household = fields.kept("/household", opened, Fault::Handle);
    let word = fields.present("/relationship", relationship)?;
    let mut known = Relationship::ALL.into_iter();
    let relationship = known.find(|known| known.as_str() == word);
    let relationship = fields.kept("/relationship", relationship, Fault::Choice)?;
    Some(Home::Existing {
        household: household?,
        relationship,
    })
}

impl Parsed {
    fn report(&self, person: Seen) -> ResidenceReport {
        ResidenceReport {
            person,
            unit: self.unit,
            detail: self.detail.clone().map(|Line(words)| words),
            home: self.home,
            on: self.on,
        }
    }
}

#[cfg(test)]
mod tests;
