//! `POST /api/v1/sex-determinations`: a registrar registers a sex determined anew.

use axum::extract::State;
use axum::response::Response;
use danh_register::{Act, DeterminationError, Recorded, Register, SexReport};
use danh_store::Tx;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::Fault;
use crate::state::AppState;
use crate::write::{Fields, Receipt, Stop, WriteHeaders, WriteRequest, write_event};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "wpokv3q4ubeotmodupi3qhlxwu", "sex": "M", "on": "2026-01-05",
    "basis": "Giấy chứng nhận y tế số 7/2025 của Bệnh viện Nhi Trung ương",
}))]
pub(crate) struct SexBody {
    /// The handle of whom it is about.
    #[schema(required = true, nullable = false, pattern = "^[a-z2-7]{26}$")]
    person: Option<String>,
    /// The sex from then on: `M` or `F`.
    #[schema(required = true, nullable = false, pattern = "^[MF]$")]
    sex: Option<String>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// The finding of the clinic.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register a sex determined anew.
#[utoipa::path(
    post,
    path = "/api/v1/sex-determinations",
    tag = "civil status",
    operation_id = "sex_determine",
    params(WriteHeaders),
    request_body = SexBody,
    responses((status = 201, description = "Registered. The personal number, which says the sex, is to be cancelled and re-established next.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<SexBody>,
) -> Result<Response, Stop> {
    let work = Work::RegisterCivilStatus;
    write_event(&state, request, work, SexBody::report, determine).await
}

impl SexBody {
    fn report(self, fields: &mut Fields<'_>) -> Option<SexReport> {
        let person = fields.seen("/person", self.person.as_deref());
        let sex = fields.required("/sex", self.sex.as_deref(), Fault::Sex);
        let on = fields.day("/on", self.on.as_deref());
        fields.basis(self.basis.as_deref());
        Some(SexReport {
            person: person?,
            sex: sex?,
            on: on?,
        })
    }
}

fn determine(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    report: &SexReport,
) -> Result<Recorded, DeterminationError> {
    register.determine_sex(tx, act, *report)
}
