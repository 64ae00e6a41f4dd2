//! `POST /api/v1/exchange/conclusions`: what follows from somebody's data, and not the data.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use danh_exchange::{Asked, Derived};
use danh_vocabulary::UnitCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{SubjectBody, UnderBody, question};
use super::{AnswerDocument, SignedQuestion, answer};
use crate::problem::{Fault, Problem};
use crate::state::AppState;

/// Which conclusions are asked for.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "under": {"agreement": "ngan-hang-mau-mo-tai-khoan", "purpose": "mo-tai-khoan"},
    "subject": {"number": "001195000018", "born": "1995-03-15"},
    "conclusions": ["of_age", "alive"],
}))]
pub(crate) struct ConclusionsBody {
    /// Under which agreement.
    #[schema(required = true, nullable = false)]
    under: Option<UnderBody>,
    /// About whom: what is said of them must be so, or nothing is told. A number comes with the birth date.
    #[schema(required = true, nullable = false)]
    subject: Option<SubjectBody>,
    /// The conclusions: `of_age`, `alive`, `married`, `lives_in`.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 4)]
    conclusions: Option<Vec<String>>,
    /// The code of the unit of today for `lives_in`.
    #[schema(nullable = false, pattern = "^([0-9]{2}|[0-9]{3}|[0-9]{5})$")]
    unit: Option<String>,
}

/// Ask for conclusions about a person.
#[utoipa::path(
    post,
    path = "/api/v1/exchange/conclusions",
    tag = "exchange",
    operation_id = "exchange_conclude",
    request_body = ConclusionsBody,
    responses((status = 200, description = "Yes, no or unknown for each conclusion.", body = AnswerDocument)),
)]
pub(crate) async fn conclude(
    State(state): State<AppState>,
    signed: SignedQuestion<ConclusionsBody>,
) -> Result<Json<AnswerDocument>, Problem> {
    let ConclusionsBody {
        under,
        subject,
        conclusions,
        unit,
    } = signed.body;
    let question = question(&state, (under, subject), |fields| {
        let unit: Option<UnitCode> = fields.optional("/unit", unit.as_deref(), Fault::Unit);
        let words = fields.present("/conclusions", conclusions)?;
        let named: Option<BTreeSet<Derived>> =
            words.iter().map(|word| Derived::parse(word)).collect();
        let named = named.filter(|named| !named.is_empty());
        let named = fields.kept("/conclusions", named, Fault::Choice)?;
        if named.contains(&Derived::LivesIn) {
            fields.present("/unit", unit)?;
        }
        Some(Asked::Derived(named, unit))
    })?;
    answer(&state, signed.asker, question, signed.sent).await
}

#[cfg(test)]
mod tests;
