//! What the integrator refuses to build on.

use super::*;

/// Runs a statement behind the ledger's back.
fn tamper(store: &Store, sql: &'static str) {
    store
        .write(move |tx| tx.execute(sql, params![]))
        .wait()
        .unwrap();
}

#[test]
fn nothing_is_built_on_a_log_that_was_changed() {
    type Expected = fn(&IntegrateError) -> bool;
    let cases: [(&str, Expected); 7] = [
        (
            "UPDATE ledger_tile SET data = (SELECT commitment FROM ledger_pending) WHERE level = 1",
            |error| matches!(error, IntegrateError::TreeDiffers { size: 300, .. }),
        ),
        (
            "DELETE FROM ledger_tile WHERE level = 0 AND tile_index = 1",
            |error| {
                matches!(error, IntegrateError::TileMissing { path, .. }
                if path.to_string() == "tile/0/001.p/44")
            },
        ),
        (
            "DELETE FROM ledger_tile WHERE level = -1 AND tile_index = 1",
            |error| {
                matches!(error, IntegrateError::TileMissing { path, .. }
                if path.to_string() == "tile/entries/001.p/44")
            },
        ),
        ("DELETE FROM ledger_entry WHERE position = 299", |error| {
            matches!(
                error,
                IntegrateError::PositionsDiffer {
                    expected: 300,
                    found: 299,
                    ..
                }
            )
        }),
        (
            "INSERT INTO ledger_entry (log, position, entry_id) VALUES ('journal', 300, 7777)",
            |e| {
                matches!(
                    e,
                    IntegrateError::PositionsDiffer {
                        expected: 300,
                        found: 301,
                        ..
                    }
                )
            },
        ),
        ("UPDATE ledger_checkpoint SET size = 299", |error| {
            matches!(error, IntegrateError::TreeDiffers { .. })
        }),
        (
            "UPDATE ledger_checkpoint SET note = 'danh.example/journal'",
            |error| matches!(error, IntegrateError::Checkpoint { .. }),
        ),
    ];
    for (sql, expected) in cases {
        on_both_engines(&[MIGRATIONS], |store| {
            let integrator = integrator(store, "one", &clock());
            append_ids(store, 0..300);
            integrator.step().unwrap();
            append_ids(store, [300]);
            tamper(store, sql);
            let error = integrator.step().unwrap_err();
            assert!(expected(&error), "{sql}: {error}");
            assert_eq!(status_of(store).pending, 1);
        });
    }
}

#[test]
fn nothing_is_built_on_the_checkpoint_of_another_key() {
    on_both_engines(&[MIGRATIONS], |store| {
        let clock = clock();
        integrator(store, "one", &clock).step().unwrap();
        append_ids(store, [1]);
        let signer = NoteSigner::new(
            "danh.example/journal".parse().unwrap(),
            danh_keys::Signer::from_seed(&[6; 32]),
        );
        let foreign = IntegratorOptions {
            signer,
            ..options("one", &clock)
        };
        let error = Integrator::new(store.clone(), foreign).step().unwrap_err();
        assert!(
            matches!(error, IntegrateError::Checkpoint { .. }),
            "{error}"
        );
    });
}

#[test]
fn a_commitment_of_the_wrong_length_is_not_integrated() {
    on_both_engines(&[MIGRATIONS], |store| {
        append_ids(store, [1]);
        let short = &[0_u8; Commitment::LENGTH - 1];
        store
            .write(move |tx| {
                tx.execute("UPDATE ledger_pending SET commitment = $1", params![short])
            })
            .wait()
            .unwrap();
        let error = integrator(store, "one", &clock()).step().unwrap_err();
        assert!(
            matches!(error, IntegrateError::Store(StoreError::WrongKind { .. })),
            "{error}"
        );
    });
}
