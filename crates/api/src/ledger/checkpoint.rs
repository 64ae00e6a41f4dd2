//! `GET /ledger/{log}/checkpoint`: the newest signed head of a log (C2SP tlog-checkpoint).

use axum::extract::State;
use axum::http::{HeaderName, header};

use crate::in_path::InPath;
use crate::problem::{Problem, ProblemDocument, ProblemKind};
use crate::state::AppState;

/// The newest signed head of a log.
#[utoipa::path(
    get,
    path = "/ledger/{log}/checkpoint",
    tag = "ledger",
    operation_id = "ledger_checkpoint",
    params(("log" = String, Path, description = "`journal` or `access`.", example = "journal")),
    responses(
        (status = 200, description = "A signed note: origin, size, root hash, signatures.",
         body = String, content_type = "text/plain",
         example = "danh.example/ledger/journal\n4711\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— danh.example/ledger/journal Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"),
        (status = 404, description = "No such log, or it has no checkpoint yet.",
         body = ProblemDocument, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn checkpoint(
    State(state): State<AppState>,
    InPath(log): InPath<String>,
) -> Result<([(HeaderName, &'static str); 2], String), Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let log = state.ledger(&log).ok_or_else(missing)?.log;
    let head = state
        .store
        .read(move |tx| danh_ledger::checkpoint(tx, log))
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((headers, head.ok_or_else(missing)?.note))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use crate::testing::on_both_engines;

    #[test]
    fn the_head_is_a_note_that_its_key_signed() {
        on_both_engines(|office| {
            let path = "/ledger/journal/checkpoint";
            assert_eq!(office.get(path, None).status, StatusCode::NOT_FOUND);
            office.integrate();
            let answer = office.get(path, None);
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.header("cache-control"), "no-cache");
            let key = office.get("/ledger/journal/key", None).text();
            let key = key.trim_end().parse().unwrap();
            let text = answer.text();
            assert!(danh_ledger::note::open(&text, &key).is_ok());
            let other = office.get("/ledger/access/checkpoint", None);
            assert!(danh_ledger::note::open(&other.text(), &key).is_err());
        });
    }

    #[test]
    fn a_log_that_is_not_there_is_not_found() {
        on_both_engines(|office| {
            let answer = office.get("/ledger/diary/checkpoint", None);
            assert_eq!(answer.json()["code"], "not-found");
        });
    }
}
