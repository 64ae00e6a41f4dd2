//! Showing how the logs stand. They hold commitments alone, so nothing is recorded.

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use danh_api::problem::Problem;
use danh_api::{AppState, SecureCookies};
use danh_ledger::{Log, status};
use danh_store::StoreError;

use super::{LedgerView, LogState};
use crate::page::{Visit, respond};

/// `GET /ledger`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let logs: Vec<Log> = state.ledgers.iter().map(|face| face.log).collect();
    let statuses = state
        .store
        .read(move |tx| {
            logs.iter()
                .map(|log| status(tx, *log))
                .collect::<Result<Vec<_>, StoreError>>()
        })
        .await?;
    let logs = state
        .ledgers
        .iter()
        .zip(&statuses)
        .map(|(face, status)| LogState::of(face, status));
    let view = LedgerView {
        logs: logs.collect(),
        verify_by_url: format!("danh ledger verify --url {}", site(&state, &headers)),
        verify_by_data: "danh ledger verify --data danh-data".to_owned(),
    };
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// Where this portal was reached.
fn site(state: &AppState, headers: &HeaderMap) -> String {
    let scheme = match state.secure_cookies {
        SecureCookies::Yes => "https",
        SecureCookies::No => "http",
    };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}
