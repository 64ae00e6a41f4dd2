//! Tiles over HTTP, and a whole log verified from nothing else.

use axum::http::StatusCode;
use danh_ledger::{Log, SourceError, TilePath, TileSource, verify};

use crate::testing::{Office, on_both_engines};

/// An auditor who knows the address and the key.
struct Auditor<'office>(&'office Office);

impl TileSource for Auditor<'_> {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        let answer = self.0.get("/ledger/journal/checkpoint", None);
        Ok((answer.status == StatusCode::OK).then(|| answer.text()))
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        let answer = self.0.get(&format!("/ledger/journal/{path}"), None);
        Ok((answer.status == StatusCode::OK).then_some(answer.body))
    }
}

#[test]
fn a_log_is_verified_from_what_is_served() {
    on_both_engines(|office| {
        office.append_to_journal(300);
        office.integrate();
        let key = office.get("/ledger/journal/key", None).text();
        let key = key.trim_end().parse().unwrap();
        let verified = verify::walk(&mut Auditor(office), &key, &mut |_| ()).unwrap();
        assert!(verified.checkpoint.size > 300);
    });
}

#[test]
fn a_full_tile_may_be_kept_for_good() {
    on_both_engines(|office| {
        office.append_to_journal(300);
        office.integrate();
        for (path, length) in [("tile/0/000", 256 * 32), ("tile/1/000.p/1", 32)] {
            let answer = office.get(&format!("/ledger/journal/{path}"), None);
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_eq!(answer.body.len(), length, "{path}");
        }
        let full = office.get("/ledger/journal/tile/entries/000", None);
        assert!(full.header("cache-control").ends_with("immutable"));
        let partial = office.get("/ledger/journal/tile/entries/001.p/7", None);
        assert_eq!(partial.status, StatusCode::OK);
        assert_eq!(partial.header("cache-control"), super::PARTIAL);
    });
}

#[test]
fn what_is_no_tile_is_not_found() {
    on_both_engines(|office| {
        office.integrate();
        let log = Log::JOURNAL;
        for path in [
            "0/001",
            "0/0",
            "0/x000/001",
            "9/000",
            "entries/000.p/0",
            "entries/000.p/255",
            "entries/..%2f..%2fkey",
            "-1/000",
        ] {
            let answer = office.get(&format!("/ledger/{log}/tile/{path}"), None);
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let other = office.get("/ledger/diary/tile/0/000", None);
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    });
}
