//! `POST /api/v1/absences`: a residence officer records a declared absence.

use axum::extract::State;
use axum::response::Response;
use danh_register::{AbsenceGround, AbsenceReport, Act, Recorded, Register};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::refusal::day;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared, before leaving.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "ground": "twelve_months", "since": "2026-01-10",
    "until": "2027-02-01", "whereabouts": "Đi làm việc tại Nhật Bản",
}))]
pub(crate) struct AbsenceBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// Why it has to be declared: `under_obligation` (accused, on probation, of the age of military service …) or
    /// `twelve_months` (Law on Residence 2020, art. 31.1).
    #[schema(
        required = true,
        nullable = false,
        pattern = "^(under_obligation|twelve_months)$"
    )]
    ground: Option<String>,
    /// The first day, which may be still to come.
    #[schema(required = true, nullable = false, format = Date)]
    since: Option<String>,
    /// The day of return, where it is known.
    #[schema(nullable = false, format = Date)]
    until: Option<String>,
    /// Where to, in the words of the declaration.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    whereabouts: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Why it has to be declared.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ground {
    UnderObligation,
    TwelveMonths,
}

/// Record a declared absence.
#[utoipa::path(
    post,
    path = "/api/v1/absences",
    tag = "residence",
    operation_id = "absence_declare",
    params(WriteHeaders),
    request_body = AbsenceBody,
    responses((status = 201, description = "Recorded.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<AbsenceBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterResidence;
    write_event(&state, request, work, AbsenceBody::report, declare).await
}

impl AbsenceBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<AbsenceReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let ground = fields.word("/ground", self.ground.as_deref());
        let since = fields.day("/since", self.since.as_deref());
        let until = fields.day_if_any("/until", self.until.as_deref());
        let whereabouts = self.whereabouts.as_deref();
        let whereabouts = fields.optional("/whereabouts", whereabouts, Fault::Line);
        fields.basis(self.basis.as_deref());
        let ground = match ground? {
            Ground::UnderObligation => AbsenceGround::UnderObligation,
            Ground::TwelveMonths => AbsenceGround::TwelveMonths,
        };
        Some(AbsenceReport {
            person: person?,
            ground,
            since: since?,
            until,
            whereabouts: whereabouts.map(|Line(words)| words),
        })
    }
}

fn declare(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &AbsenceReport,
) -> Result<Recorded, Problem> {
    let written = register.declare_absence(tx, act, report);
    written.map_err(|error| day::at("/since", error))
}
