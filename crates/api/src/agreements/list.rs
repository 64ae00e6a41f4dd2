//! `GET /api/v1/agreements`: every agreement in its newest version, with the days that are left.

use axum::Json;
use axum::extract::State;
use danh_exchange::{agreement_versions, agreements_newest};
use danh_store::StoreError;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::AgreementLine;
use crate::problem::Problem;
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// Every agreement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"agreements": [{
    "agreement": "ngan-hang-mau-mo-tai-khoan", "version": 1, "organisation": "ngan-hang-mau", "standing": "in-force",
    "days_left": 1637, "valid_from": "2025-07-01", "valid_until": "2030-06-30",
}]}))]
pub(crate) struct AgreementList {
    /// By id, each in its newest version.
    agreements: Vec<AgreementLine>,
}

/// List agreements.
#[utoipa::path(
    get,
    path = "/api/v1/agreements",
    tag = "agreements",
    operation_id = "agreement_list",
    responses((status = 200, description = "The agreements. Nothing in the list is about a person.", body = AgreementList)),
)]
pub(crate) async fn list(
    State(state): State<AppState>,
    _officer: SignedIn,
) -> Result<Json<AgreementList>, Problem> {
    let today = state.register.today();
    let read = state.store.read(move |tx| {
        let mut lines = Vec::new();
        for newest in agreements_newest(tx)? {
            let versions = agreement_versions(tx, &newest.agreement.id)?;
            lines.extend(AgreementLine::of(
                &versions,
                newest.agreement.version,
                today,
            ));
        }
        Ok::<_, StoreError>(lines)
    });
    let agreements = read.await?;
    Ok(Json(AgreementList { agreements }))
}
