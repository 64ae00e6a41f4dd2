//! `POST /api/v1/marriages`: a registrar registers a marriage.

use axum::extract::State;
use axum::response::Response;
use danh_register::MarriageReport;
use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::Work;
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::{Fields, Line, Receipt, Stop, WriteHeaders, WriteRequest};

/// What is declared to the registrar.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "spouses": ["wpokv3q4ubeotmodupi3qhlxwu", "mxw5rr3pp6yqvd3l2cfyzj4h6a"], "on": "2026-01-05",
}))]
pub(crate) struct MarriageBody {
    /// The handles of the two who marry.
    #[schema(required = true, nullable = false, min_items = 2, max_items = 2)]
    spouses: Option<Vec<String>>,
    /// The day of the registration.
    #[schema(required = true, nullable = false, format = Date)]
    on: Option<String>,
    /// A decision narrower than the law.
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    basis: Option<String>,
}

/// Register a marriage.
#[utoipa::path(
    post,
    path = "/api/v1/marriages",
    tag = "events",
    operation_id = "marriage_register",
    params(WriteHeaders),
    request_body = MarriageBody,
    responses((status = 201, description = "Registered; both are married by the one event.", body = Receipt,
        headers(("location" = String, description = "The event.")))),
)]
pub(crate) async fn register(
    State(state): State<AppState>,
    request: WriteRequest<MarriageBody>,
) -> Result<Response, Stop> {
    let if_match = request.if_match.clone();
    let (wish, body) = request.begin(&state, Work::RegisterCivilStatus).await?;
    let (spouses, on, basis) = body.parse(&state)?;
    let [one, other] = spouses;
    let report = MarriageReport {
        spouses: [if_match.seen(one)?, if_match.seen(other)?],
        on,
    };
    let wish = wish.on_basis(basis).about(&state, spouses.to_vec());
    let written = wish.await?.write(&state, move |register, tx, act| {
        register.register_marriage(tx, act, &report)
    });
    written.await
}

impl MarriageBody {
    fn parse(self, state: &AppState) -> Result<([PersonId; 2], Date, Option<Line>), Problem> {
        let mut fields = Fields::new(state);
        let spouses = fields.present("/spouses", self.spouses.as_deref());
        let spouses = spouses.and_then(|handles| match handles {
            [one, other] => {
                let one = fields.person("/spouses/0", Some(one));
                let other = fields.person("/spouses/1", Some(other));
                Some([one?, other?])
            }
            _ => fields.kept("/spouses", None, Fault::Count),
        });
        let on = fields.day("/on", self.on.as_deref());
        let basis = fields.optional("/basis", self.basis.as_deref(), Fault::Line);
        fields.build(|| Some((spouses?, on?, basis)))
    }
}

#[cfg(test)]
mod tests;
