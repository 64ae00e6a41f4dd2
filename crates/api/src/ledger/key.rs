//! `GET /ledger/{log}/key`: the key that a log's checkpoints are signed by.

use axum::extract::State;
use axum::http::{HeaderName, header};

use crate::in_path::InPath;
use crate::problem::{Problem, ProblemDocument, ProblemKind};
use crate::state::AppState;

/// The key that a log's checkpoints are signed by.
#[utoipa::path(
    get,
    path = "/ledger/{log}/key",
    tag = "ledger",
    operation_id = "ledger_key",
    params(("log" = String, Path, description = "`journal` or `access`.", example = "journal")),
    responses(
        (status = 200, description = "A verifier key line (C2SP signed-note): name, id, Ed25519 key. \
          Who verifies compares it with one that came another way.",
         body = String, content_type = "text/plain",
         example = "danh.example/ledger/journal+0b2a8c9d+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\n"),
        (status = 404, description = "No such log.", body = ProblemDocument,
         content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn key(
    State(state): State<AppState>,
    InPath(log): InPath<String>,
) -> Result<([(HeaderName, &'static str); 2], String), Problem> {
    let face = state
        .ledger(&log)
        .ok_or(Problem::new(ProblemKind::NotFound))?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    Ok((headers, format!("{}\n", face.verifier_key)))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::testing::on_both_engines;

    #[test]
    fn every_log_has_a_key_of_its_own() {
        on_both_engines(|office| {
            let journal = office.get("/ledger/journal/key", None);
            assert!(journal.text().starts_with("danh.example/ledger/journal+"));
            let access = office.get("/ledger/access/key", None);
            assert_ne!(journal.text(), access.text());
            let other = office.get("/ledger/diary/key", None);
            assert_eq!(other.status, StatusCode::NOT_FOUND);
        });
    }
}
