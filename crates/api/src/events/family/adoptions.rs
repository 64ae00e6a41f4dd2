//! `POST /api/v1/adoptions`: a registrar registers an adoption.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, Adopters, AdoptionReport, Recorded, Register};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::refusal::day;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "child": "wpokv3q4ubeotmodupi3qhlxwu", "by": "single",
    "adopters": ["mxw5rr3pp6yqvd3l2cfyzj4h6a"], "on": "2026-01-05",
}))]
pub(crate) struct AdoptionBody {
    /// The handle of who is adopted.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    child: Option<String>,
    /// Who adopts: `single`, `couple`, `step_parent`, `aunt_or_uncle` (by blood and not married) or `aunt_and_uncle` (with
    /// their spouse).
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(single|couple|step_parent|aunt_or_uncle|aunt_and_uncle)$"
    )]
    by: Option<String>,
    /// The handles of those who adopt: two of a couple and of aunt and uncle, one else.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 2)]
    adopters: Option<Vec<String>>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Who adopts (Law on Adoption 2010, art. 8.3).
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum By {
    Single,
    Couple,
    StepParent,
    AuntOrUncle,
    AuntAndUncle,
}

/// Register an adoption.
#[utoipa::path(
    post,
    path = "/api/v1/adoptions",
    tag = "civil status",
    operation_id = "adoption_register",
    params(WriteHeaders),
    request_body = AdoptionBody,
    responses((status = 201, description = "Registered. A guardianship of the child ends by it, and is entered as an event of its own.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<AdoptionBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(&state, request, work, AdoptionBody::report, adopt).await
}

impl AdoptionBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<AdoptionReport> {
        let child = fields.seen("/child", self.child.as_deref());
        let by = fields.word("/by", self.by.as_deref());
        let adopters = adopters(fields, by, self.adopters.as_deref());
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(AdoptionReport {
            child: child?,
            adopters: adopters?,
            on: on?,
        })
    }
}

fn adopters(
    fields: &mut Fields<'_>,
    by: Option<By>,
    handles: Option<&[String]>,
) -> Option<Adopters> {
    let handles = fields.present("/adopters", handles)?;
    let mut one_of = |place: usize| {
        let handle = handles.get(place).map(String::as_str);
        fields.person(&format!("/adopters/{place}"), handle)
    };
    match (by?, handles.len()) {
        (By::Single, 1) => one_of(0).map(Adopters::Single),
        (By::StepParent, 1) => one_of(0).map(Adopters::StepParent),
        (By::AuntOrUncle, 1) => one_of(0).map(Adopters::AuntOrUncle),
        (by @ (By::Couple | By::AuntAndUncle), 2) => {
            let (one, other) = (one_of(0), one_of(1));
            let both = [one?, other?];
            Some(match by {
                By::Couple => Adopters::Couple(both),
                _ => Adopters::AuntAndUncle(both),
            })
        }
        _ => fields.kept("/adopters", None, Fault::Count),
    }
}

fn adopt(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &AdoptionReport,
) -> Result<Recorded, Problem> {
    let written = register.register_adoption(tx, act, *report);
    written.map_err(|error| day::at("/on", error))
}
