//! `GET /api/v1/agreements/{agreement}`: every version of an agreement, what each says and what it changes.

use axum::Json;
use axum::extract::State;
use danh_exchange::{AgreementId, agreement_versions};
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::AgreementVersion;
use crate::in_path::InPath;
use crate::problem::{Problem, ProblemKind};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// The versions of an agreement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"versions": [{
    "agreement": "ngan-hang-mau-mo-tai-khoan", "version": 1, "organisation": "ngan-hang-mau", "standing": "in-force",
    "days_left": 1637, "valid_from": "2025-07-01", "valid_until": "2030-06-30",
    "approved_at": "2026-01-05T08:00:00.000000Z", "document": {"id": "ngan-hang-mau-mo-tai-khoan"},
    "difference": {"becomes_visible": ["verify.name"], "no_longer_visible": [], "terms": []},
}]}))]
pub(crate) struct AgreementAnswer {
    /// The newest first.
    versions: Vec<AgreementVersion>,
}

/// An agreement.
#[utoipa::path(
    get,
    path = "/api/v1/agreements/{agreement}",
    tag = "agreements",
    operation_id = "agreement_show",
    params(("agreement" = String, Path, description = "The id of the agreement.", example = "ngan-hang-mau-mo-tai-khoan")),
    responses((status = 200, description = "Its versions. Nothing in them is about a person.", body = AgreementAnswer)),
)]
pub(crate) async fn show(
    State(state): State<AppState>,
    _officer: SignedIn,
    InPath(agreement): InPath<String>,
) -> Result<Json<AgreementAnswer>, Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let id: AgreementId = agreement.parse().map_err(|_| missing())?;
    let read = state.store.read(move |tx| agreement_versions(tx, &id));
    let rows = read.await?;
    if rows.is_empty() {
        return Err(missing());
    }
    let versions = AgreementVersion::all(&rows, state.register.today());
    Ok(Json(AgreementAnswer { versions }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use danh_exchange::{Approval, Attribute, agreement_record};
    use serde_json::json;

    use crate::exchange::testing::{Bank, agreement};
    use crate::testing::on_both_engines;

    #[test]
    fn what_a_version_changes_is_shown_before_it_counts() {
        on_both_engines(|office| {
            let bank = Bank::at(office);
            let mut amended = agreement();
            amended.version = 2;
            amended.valid_from = jiff::civil::date(2026, 3, 1);
            amended.attributes.insert(Attribute::Religion);
            let approval = Approval {
                proposed_by: None,
                decided_by: None,
                reason: "Thử".to_owned(),
                at: office.state.clock.now(),
            };
            let written = bank.office.state.store.write(move |tx| {
                agreement_record(tx, &amended, &approval).unwrap();
                Ok::<_, danh_store::StoreError>(())
            });
            written.wait().unwrap();
            let token = office.token();
            let shown = office.get("/api/v1/agreements/ngan-hang-mo-tai-khoan", Some(&token));
            assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
            let versions = shown.json()["versions"].clone();
            let standings = [0, 1].map(|place| versions[place]["standing"].clone());
            assert_eq!(standings, ["to-come", "in-force"]);
            assert_eq!(versions[1]["days_left"], 541);
            let changed = &versions[0]["difference"];
            assert_eq!(changed["becomes_visible"], json!(["attributes.religion"]));
            assert_eq!(changed["terms"][0]["field"], "valid_from");
            let listed = office.get("/api/v1/agreements", Some(&token)).json();
            assert_eq!(listed["agreements"][0]["version"], 2);
            let other = office.get("/api/v1/agreements/khac", Some(&token));
            assert_eq!(other.status, StatusCode::NOT_FOUND);
        });
    }
}
