//! What only a server can do to its clients.

use std::sync::atomic::{AtomicU32, Ordering};

use danh_store::testing::each_fresh_config;
use danh_store::{Migrations, Store, StoreConfig, StoreError, params};

use crate::{NOTES, add_note, count_notes};

fn on_a_server(migrations: &[Migrations], mut body: impl FnMut(&StoreConfig, &Store)) {
    each_fresh_config(|config| {
        if let StoreConfig::Postgres { .. } = config {
            let store = Store::open(config, migrations).unwrap();
            body(config, &store);
        }
    });
}

/// Ends every connection to the database but the one that asks.
fn end_connections(config: &StoreConfig, migrations: &[Migrations]) {
    let other = Store::open_read_only(config, migrations).unwrap();
    other
        .read::<_, StoreError, _>(|tx| {
            tx.query(
                "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()",
                params![],
            )
        })
        .wait()
        .unwrap();
}

#[test]
fn a_server_started_anew_between_two_writes_is_not_noticed() {
    on_a_server(&[NOTES], |config, store| {
        // Often enough that each thread of the store has a connection to lose.
        for id in 0..40 {
            store
                .write(move |tx| add_note(tx, id, "one"))
                .wait()
                .unwrap();
        }
        end_connections(config, &[NOTES]);
        for id in 40..80 {
            store
                .write(move |tx| add_note(tx, id, "two"))
                .wait()
                .unwrap();
        }
        end_connections(config, &[NOTES]);
        for _ in 0..40 {
            assert_eq!(count_notes(store), 80);
        }
    });
}

#[test]
fn a_connection_lost_before_the_commit_leaves_nothing() {
    on_a_server(&[NOTES], |_, store| {
        let lost = store
            .write::<_, StoreError, _>(|tx| {
                add_note(tx, 1, "one")?;
                tx.query("SELECT pg_terminate_backend(pg_backend_pid())", params![])
            })
            .wait();
        assert!(
            matches!(lost, Err(StoreError::ConnectionLost { .. })),
            "{lost:?}"
        );
        assert_eq!(count_notes(store), 0);
    });
}

#[test]
fn a_connection_lost_during_the_commit_is_not_called_a_failure() {
    const ENDS_AT_COMMIT: Migrations = Migrations {
        capability: "ends",
        steps: &["
            CREATE FUNCTION end_this() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER ends AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION end_this();
        "],
    };
    on_a_server(&[NOTES, ENDS_AT_COMMIT], |_, store| {
        let unheard = store.write(|tx| add_note(tx, 1, "one")).wait();
        assert!(
            matches!(unheard, Err(StoreError::OutcomeUnknown { .. })),
            "{unheard:?}"
        );
        count_notes(store);
    });
}

#[test]
fn a_commit_is_on_disk_also_where_the_server_would_not_wait_for_it() {
    on_a_server(&[NOTES], |config, store| {
        let setting = |store: &Store| -> String {
            let shown = store.read::<_, StoreError, _>(|tx| {
                tx.query_one("SELECT current_setting('synchronous_commit')", params![])?
                    .get(0)
            });
            shown.wait().unwrap()
        };
        for (server, session) in [("off", "on"), ("remote_apply", "remote_apply")] {
            let name = store
                .write::<String, StoreError, _>(|tx| {
                    tx.query_one("SELECT current_database()", params![])?.get(0)
                })
                .wait()
                .unwrap();
            store
                .write(move |tx| {
                    let set = format!("ALTER DATABASE {name} SET synchronous_commit = {server}");
                    tx.execute(&set, params![])
                })
                .wait()
                .unwrap();
            let again = Store::open_read_only(config, &[NOTES]).unwrap();
            assert_eq!(setting(&again), session);
        }
    });
}

#[test]
fn a_row_that_came_after_it_was_looked_for_is_seen_the_second_time() {
    on_a_server(&[NOTES], |_, store| {
        let (other, runs) = (store.clone(), AtomicU32::new(0));
        let is_added = store
            .write::<_, StoreError, _>(move |tx| {
                let found =
                    tx.query_opt("SELECT words FROM note WHERE note_id = $1", params![1])?;
                if found.is_some() {
                    return Ok(false);
                }
                if runs.fetch_add(1, Ordering::Relaxed) == 0 {
                    // It does not look first, so the server sees no conflict but that of the keys.
                    other.write(|tx| add_note(tx, 1, "other")).wait()?;
                }
                add_note(tx, 1, "mine")?;
                Ok(true)
            })
            .wait();
        assert!(matches!(is_added, Ok(false)), "{is_added:?}");
        let blind = store.write(|tx| add_note(tx, 1, "again")).wait();
        assert!(blind.unwrap_err().is_unique_violation());
    });
}

#[test]
fn settings_that_put_data_at_risk_are_named() {
    each_fresh_config(|config| {
        let StoreConfig::Postgres { url, .. } = config else {
            let store = Store::open(config, &[NOTES]).unwrap();
            assert!(store.check_settings().wait().unwrap().is_empty());
            return;
        };
        let store = Store::open(config, &[NOTES]).unwrap();
        assert!(store.check_settings().wait().unwrap().is_empty());
        drop(store);
        let name = url.rsplit('/').next().unwrap();
        let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
        client
            .batch_execute(&format!(
                "ALTER DATABASE {name} SET synchronous_commit = off"
            ))
            .unwrap();
        let store = Store::open(config, &[NOTES]).unwrap();
        let found = store.check_settings().wait().unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].name, "synchronous_commit");
    });
}
