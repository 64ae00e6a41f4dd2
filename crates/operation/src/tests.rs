//! Facts on both engines, as they are when all is well and when something is not.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use danh_ledger::{Log, append, commitment};
use danh_store::{Migrations, Store, StoreError, params};
use danh_vocabulary::Timestamp;

use super::*;

const TABLES: [Migrations; 5] = [
    danh_ledger::MIGRATIONS,
    danh_identity::MIGRATIONS,
    danh_register::MIGRATIONS,
    danh_exchange::MIGRATIONS,
    danh_desk::MIGRATIONS,
];

fn now() -> Timestamp {
    "2026-11-23T07:00:00Z".parse().unwrap()
}

fn days_ago(days: i64) -> Timestamp {
    Timestamp::from_micros(now().micros() - days * 24 * 3_600 * 1_000_000)
}

/// A served installation in a folder of its own, with one key.
fn on_both_engines(mut test: impl FnMut(&Store, &Installation)) {
    danh_store::testing::on_both_engines(&TABLES, |store| {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        fs::create_dir(&keys).unwrap();
        fs::write(keys.join("ledger-journal.ed25519"), [7; 32]).unwrap();
        make_private(&keys.join("ledger-journal.ed25519"));
        let installation = Installation {
            version: "0.0.1",
            folder: folder.path().to_owned(),
            limits: Limits {
                disk_free_bytes_min: 1,
                ..Limits::default()
            },
            serving: Some(Serving {
                since: days_ago(1),
                process: 42,
            }),
            transport: Transport::Loopback,
            is_demo: false,
        };
        test(store, &installation);
    });
}

fn make_private(file: &Path) {
    fs::set_permissions(file, Permissions::from_mode(0o600)).unwrap();
}

fn look(store: &Store, installation: &Installation) -> Vec<Finding> {
    installation.look(store, now()).wait().unwrap()
}

fn only(findings: &[Finding], fact: Fact) -> &Finding {
    let mut found = findings.iter().filter(|finding| finding.fact == fact);
    let first = found
        .next()
        .unwrap_or_else(|| panic!("{fact:?} is not told"));
    assert!(
        first.of.is_some() || found.next().is_none(),
        "{fact:?} is told twice"
    );
    first
}

fn change(store: &Store, statement: &'static str) {
    let changed = store.write::<_, StoreError, _>(move |tx| tx.execute(statement, params![]));
    assert!(changed.wait().unwrap() > 0);
}

#[test]
fn every_fact_is_told_once_in_the_order_of_sections() {
    on_both_engines(|store, installation| {
        let found = look(store, installation);
        for fact in Fact::ALL {
            only(&found, fact);
        }
        let sections: Vec<Section> = found.iter().map(|it| it.fact.section()).collect();
        assert!(sections.is_sorted());
        assert!(found.iter().all(|it| it.standing != Standing::Wrong));
    });
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    on_both_engines(|store, installation| {
        let mut broken = installation.clone();
        broken.limits.disk_free_bytes_min = u64::MAX;
        broken.transport = Transport::Unencrypted;
        fs::write(LastVerifications::file(&broken.folder), "{").unwrap();
        fs::write(LastBackup::file(&broken.folder), "{").unwrap();
        let key = broken.folder.join("keys/ledger-journal.ed25519");
        fs::set_permissions(key, Permissions::from_mode(0o644)).unwrap();
        // Nobody integrates.
        let appended = store.write(|tx| append(tx, Log::JOURNAL, 1, &commitment(&[1; 16], b"x")));
        appended.wait().unwrap();
        change(
            store,
            "INSERT INTO index_backlog (first_person, last_person, rows_written) VALUES (1, 2, 0)",
        );
        let attempts = store.write::<_, StoreError, _>(|tx| {
            tx.execute(
                "INSERT INTO sign_in_attempt (attempt_hash, attempts, last_at) VALUES ($1, $2, $3)",
                params![&[7_u8; 32], 101, now().micros()],
            )
        });
        attempts.wait().unwrap();
        let found = look(store, &broken);
        let standing = |fact| only(&found, fact).standing;
        for fact in [
            Fact::Disk,
            Fact::Verification,
            Fact::Backup,
            Fact::Key,
            Fact::Ledger,
            Fact::Integrator,
        ] {
            assert_eq!(standing(fact), Standing::Wrong, "{fact:?}");
        }
        assert_eq!(standing(Fact::Transport), Standing::Note);
        assert_eq!(standing(Fact::Index), Standing::Note);
        assert_eq!(standing(Fact::SignIns), Standing::Note);
        let silent = found.iter().filter(|it| it.standing != Standing::Fine);
        assert!(silent.into_iter().all(|it| it.remedy.is_some()));
    });
}

#[test]
fn a_verification_grows_old_and_a_failed_one_is_never_fine() {
    on_both_engines(|store, installation| {
        let remember = |days, outcome| {
            let last = LastVerification {
                at: days_ago(days),
                outcome,
            };
            let all = LastVerifications::of(&installation.folder).unwrap();
            let file = LastVerifications::file(&installation.folder);
            fs::write(file, all.with(Log::JOURNAL, last).to_text()).unwrap();
            let found = look(store, installation);
            let finding = found
                .iter()
                .find(|it| it.fact == Fact::Verification && it.of.as_deref() == Some("journal"));
            finding.unwrap().standing
        };
        let holds = || Outcome::Holds { size: 7 };
        assert_eq!(remember(35, holds()), Standing::Fine);
        assert_eq!(remember(36, holds()), Standing::Wrong);
        let what = "entry 3 was changed".to_owned();
        let refuted = Outcome::DoesNotHold { what };
        assert_eq!(remember(0, refuted), Standing::Wrong);
    });
}

#[test]
fn a_slow_statement_is_told_by_its_text_and_by_no_value() {
    on_both_engines(|store, installation| {
        store.set_slow_threshold(Duration::ZERO);
        let asked = store.read::<_, StoreError, _>(|tx| {
            let attempts = "SELECT attempts FROM sign_in_attempt WHERE attempts = $1";
            tx.query(attempts, params![4_711_i64])
        });
        asked.wait().unwrap();
        let found = look(store, installation);
        let told = format!("{found:?}{}", exposition(&found));
        assert!(told.contains("WHERE attempts = $1") && !told.contains("4711"));
        let outside = Installation {
            serving: None,
            ..installation.clone()
        };
        let found = look(store, &outside);
        let slow = &only(&found, Fact::SlowStatement).sentence;
        assert_eq!(*slow, Sentence::Watch(WatchSays::SlowKnownToServer));
    });
}

#[test]
fn metrics_name_every_fact_and_group_what_belongs_together() {
    on_both_engines(|store, installation| {
        let text = exposition(&look(store, installation));
        for fact in Fact::ALL {
            let line = format!("danh_finding{{fact=\"{}\"", fact.as_str());
            assert!(text.contains(&line), "{line} is not in\n{text}");
        }
        assert!(
            text.contains("danh_ledger_pending{of=\"journal\"} 0\n"),
            "{text}"
        );
        let types = text.lines().filter(|line| line.starts_with("# TYPE"));
        let mut families: Vec<&str> = types.collect();
        let all = families.len();
        families.sort_unstable();
        families.dedup();
        assert_eq!(families.len(), all, "a family is told in one piece");
    });
}
