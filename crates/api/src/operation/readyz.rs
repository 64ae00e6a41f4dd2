//! `GET /readyz`: requests can be served: the database answers, and how far its ledgers are.
//!
//! That the schema is the one this program knows is not asked each time: the store refuses to
//! open any other. A ledger that lags does not make a process unready, because every process
//! sees the same one and the register serves without it; the answer says so for the operator.

use axum::Json;
use axum::extract::State;
use danh_ledger::{Log, Status, status};
use danh_store::StoreError;
use danh_vocabulary::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Problem, ProblemDocument};
use crate::state::AppState;

/// That requests can be served.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "database": "answers",
    "ledgers": [{"log": "journal", "size": 1_048_576, "pending": 12, "integration": "running",
                 "signed_at": "2026-01-05T08:00:00.000000Z"}],
}))]
pub(crate) struct Readiness {
    /// Always `answers`; a database that does not makes the whole answer a problem.
    database: &'static str,
    /// The logs of the ledger.
    ledgers: Vec<LedgerReadiness>,
}

/// How far a log is.
#[derive(Debug, Serialize, ToSchema)]
struct LedgerReadiness {
    /// Which log: `journal` or `access`.
    #[schema(value_type = String)]
    log: Log,
    /// How many entries have their position.
    size: u64,
    /// The lag: how many entries are committed and wait for their position.
    pending: u64,
    /// Whether what waits will get its position.
    integration: Integration,
    /// When the newest checkpoint was signed.
    #[schema(value_type = Option<String>, format = DateTime)]
    signed_at: Option<Timestamp>,
}

/// Whether entries that wait will get their position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Integration {
    /// Nothing waits.
    Idle,
    /// A process integrates.
    Running,
    /// Entries wait and no process integrates. Somebody should look.
    Stalled,
}

/// Requests can be served.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "operation",
    operation_id = "readyz",
    responses(
        (status = 200, description = "They can.", body = Readiness),
        (status = 503, description = "The database does not answer.", body = ProblemDocument,
         content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn readyz(State(state): State<AppState>) -> Result<Json<Readiness>, Problem> {
    let logs: Vec<Log> = state.ledgers.iter().map(|face| face.log).collect();
    let read = state.store.read(move |tx| {
        let statuses = logs.iter().map(|log| status(tx, *log));
        statuses.collect::<Result<Vec<_>, StoreError>>()
    });
    let now = state.clock.now();
    let statuses = read.await?.into_iter();
    Ok(Json(Readiness {
        database: "answers",
        ledgers: statuses
            .map(|status| LedgerReadiness::of(status, now))
            .collect(),
    }))
}

impl LedgerReadiness {
    fn of(status: Status, now: Timestamp) -> Self {
        let held = status.lease.is_some_and(|lease| lease.expires_at > now);
        let integration = match (status.pending, held) {
            (0, _) => Integration::Idle,
            (_, true) => Integration::Running,
            (_, false) => Integration::Stalled,
        };
        Self {
            log: status.log,
            size: status.size,
            pending: status.pending,
            integration,
            signed_at: status.signed_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use crate::testing::on_both_engines;

    #[test]
    fn what_waits_for_an_integrator_is_told() {
        on_both_engines(|office| {
            let answer = office.get("/readyz", None);
            assert_eq!(answer.status, StatusCode::OK);
            let journal = &answer.json()["ledgers"][0];
            assert_eq!(journal["log"], "journal");
            assert_eq!(journal["integration"], "stalled");
            assert!(journal["pending"].as_u64().unwrap() > 0);

            office.integrate();
            let journal = office.get("/readyz", None).json()["ledgers"][0].clone();
            assert_eq!(journal["integration"], "idle");
            assert_eq!(journal["pending"], json!(0));
        });
    }
}
