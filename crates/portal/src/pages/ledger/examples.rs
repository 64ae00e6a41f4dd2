//! Examples of the ledger page.

use super::{CheckpointState, LedgerView, LogName, LogState};
use crate::examples::Example;

/// At rest, at work with both logs, and just begun.
pub fn examples() -> Vec<Example> {
    vec![
        Example::new("ledger", "/ledger", ledger(vec![journal(0)])),
        Example::new(
            "ledger-at-work",
            "/ledger",
            ledger(vec![journal(1_287), access()]),
        ),
        Example::new(
            "ledger-begun",
            "/ledger",
            ledger(vec![LogState {
                size: 0,
                checkpoint: None,
                ..journal(0)
            }]),
        ),
    ]
}

fn ledger(logs: Vec<LogState>) -> LedgerView {
    LedgerView {
        logs,
        verify_by_url: "danh ledger verify --url https://danh.example".into(),
        verify_by_data: "danh ledger verify --data danh-data".into(),
    }
}

fn journal(waiting: u64) -> LogState {
    LogState {
        log: LogName::Journal,
        size: 1_204_587,
        waiting,
        checkpoint: Some(CheckpointState {
            root: "nQ0rJt7sYw2kM4bVh3x1cPzE8uLgDfA6iRyKoS5mTvU=".into(),
            signed_at: "2026-11-23T14:05:09+07:00".into(),
        }),
        verifier_key: "danh.example/journal+5c1d9a40+AXq0rD1s0o6m8p6o6cV2lXG0mJm3w3gqKk8y3c0H2b9Z"
            .into(),
        served_at: "/ledger/journal".into(),
    }
}

fn access() -> LogState {
    LogState {
        log: LogName::Access,
        size: 48_210,
        waiting: 0,
        checkpoint: Some(CheckpointState {
            root: "x1cPzE8uLgDfA6iRyKoS5mTvUnQ0rJt7sYw2kM4bVh3=".into(),
            signed_at: "2026-11-23T14:05:10+07:00".into(),
        }),
        verifier_key: "danh.example/access+91e0c7b2+AYk8y3c0H2b9ZXq0rD1s0o6m8p6o6cV2lXG0mJm3w3gq"
            .into(),
        served_at: "/ledger/access".into(),
    }
}
