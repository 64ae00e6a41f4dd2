use std::num::NonZeroU64;
use std::thread;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use danh_store::params;
use danh_store::testing::on_both_engines;
use danh_vocabulary::ManualClock;
use proptest::prelude::*;
use sha2::Sha256;

use super::*;
use crate::bell::Bell;
use crate::commitment::Commitment;
use crate::merkle::{TreeHash, empty_root};
use crate::queries::MIGRATIONS;
use crate::queries::entry::position_of;
use crate::queries::head::{Head, checkpoint};
use crate::queries::pending::append;
use crate::reading::{Status, consistency_proof, inclusion_proof, status};
use crate::testing::{append_ids, check_log, clock, commitment_of, integrator, options};

fn status_of(store: &Store) -> Status {
    store.read(|tx| status(tx, Log::JOURNAL)).wait().unwrap()
}

fn head_of(store: &Store) -> Head {
    store
        .read(|tx| checkpoint(tx, Log::JOURNAL))
        .wait()
        .unwrap()
        .unwrap()
}

fn oracle_root(ids: &[i64]) -> TreeHash {
    let mut tree = MemoryBackedTree::<Sha256, _>::new();
    for id in ids {
        tree.push(*commitment_of(*id).as_bytes());
    }
    TreeHash::from_bytes((*tree.root().as_bytes()).into())
}

/// Runs a statement behind the ledger's back.
fn tamper(store: &Store, sql: &'static str) {
    store
        .write(move |tx| tx.execute(sql, params![]))
        .wait()
        .unwrap();
}

#[test]
fn entries_get_positions_in_order_and_can_be_proven() {
    on_both_engines(&[MIGRATIONS], |store| {
        let integrator = integrator(store, "one", &clock());
        append_ids(store, [30, 10, 20]);
        assert_eq!(status_of(store).pending, 3);
        let step = integrator.step().unwrap();
        assert_eq!(
            step,
            Step {
                integrated: 3,
                size: 3,
                has_more: false
            }
        );
        append_ids(store, [5]);
        integrator.step().unwrap();
        assert_eq!(check_log(store), [10, 20, 30, 5]);

        let head = head_of(store);
        let (position, inclusion, consistency) = store
            .read(|tx| {
                let position = position_of(tx, Log::JOURNAL, 20)?.unwrap();
                let inclusion = inclusion_proof(tx, Log::JOURNAL, position, 4).unwrap();
                let consistency = consistency_proof(tx, Log::JOURNAL, 3, 4).unwrap();
                assert_eq!(position_of(tx, Log::JOURNAL, 21)?, None);
                Ok::<_, StoreError>((position, inclusion, consistency))
            })
            .wait()
            .unwrap();
        assert_eq!(position, 1);
        assert_eq!(
            inclusion.verify(&commitment_of(20).leaf_hash(), &head.root),
            Ok(())
        );
        assert_eq!(
            consistency.verify(&oracle_root(&[10, 20, 30]), &head.root),
            Ok(())
        );
    });
}

#[test]
fn the_empty_log_is_signed_once() {
    on_both_engines(&[MIGRATIONS], |store| {
        let integrator = integrator(store, "one", &clock());
        assert_eq!(status_of(store).root, None);
        let step = Step {
            integrated: 0,
            size: 0,
            has_more: false,
        };
        assert_eq!(integrator.step().unwrap(), step);
        let first = head_of(store);
        assert_eq!(first.root, empty_root());
        assert_eq!(integrator.step().unwrap(), step);
        assert_eq!(head_of(store), first);
        assert_eq!(check_log(store), Vec::<i64>::new());
    });
}

#[test]
fn what_is_pending_is_taken_in_batches() {
    on_both_engines(&[MIGRATIONS], |store| {
        let options = IntegratorOptions {
            batch_size: NonZeroU64::new(300).unwrap(),
            ..options("one", &clock())
        };
        let integrator = Integrator::new(store.clone(), options);
        append_ids(store, 0..1000);
        let steps: Vec<_> = (0..5).map(|_| integrator.step().unwrap()).collect();
        let integrated: Vec<_> = steps.iter().map(|step| step.integrated).collect();
        assert_eq!(integrated, [300, 300, 300, 100, 0]);
        let has_more: Vec<_> = steps.iter().map(|step| step.has_more).collect();
        assert_eq!(has_more, [true, true, true, false, false]);
        assert_eq!(check_log(store), (0..1000).collect::<Vec<_>>());

        append_ids(store, 1000..1900);
        assert_eq!(integrator.drain().unwrap(), 900);
        assert_eq!(status_of(store).pending, 0);
        assert_eq!(
            head_of(store).root,
            oracle_root(&(0..1900).collect::<Vec<_>>())
        );
    });
}

#[test]
fn a_sweep_leaves_no_lower_id_behind() {
    on_both_engines(&[MIGRATIONS], |store| {
        let mut options = options("one", &clock());
        options.batch_size = NonZeroU64::new(2).unwrap();
        let integrator = Integrator::new(store.clone(), options);
        append_ids(store, [10, 20, 30, 40, 50]);
        let (step, next) = integrator.step_from(i64::MIN).unwrap();
        assert_eq!((step.size, next), (2, Some(21)));
        append_ids(store, [5, 15]);
        assert_eq!(integrator.step_from(21).unwrap().1, Some(41));
        assert_eq!(integrator.step_from(41).unwrap().1, None);
        assert_eq!(integrator.drain().unwrap(), 2);
        assert_eq!(check_log(store), [10, 20, 30, 40, 50, 5, 15]);

        // More than one sweep, and the highest id there is.
        append_ids(store, (100..150).chain([i64::MAX - 1, i64::MAX]));
        assert_eq!(integrator.drain().unwrap(), 52);
        assert_eq!(check_log(store).len(), 59);
    });
}

#[test]
fn the_logs_of_a_database_are_apart() {
    on_both_engines(&[MIGRATIONS], |store| {
        store
            .write(|tx| append(tx, Log::ACCESS, 1, &commitment_of(1)))
            .wait()
            .unwrap();
        append_ids(store, [1, 2]);
        integrator(store, "one", &clock()).step().unwrap();
        assert_eq!(check_log(store), [1, 2]);
        let access = store.read(|tx| status(tx, Log::ACCESS)).wait().unwrap();
        assert_eq!((access.size, access.pending, access.lease), (0, 1, None));
    });
}

#[test]
fn an_entry_is_pending_once() {
    on_both_engines(&[MIGRATIONS], |store| {
        append_ids(store, [1]);
        let again = store
            .write(|tx| append(tx, Log::JOURNAL, 1, &commitment_of(1)))
            .wait();
        assert!(again.unwrap_err().is_unique_violation());
    });
}

#[test]
fn another_takes_over_when_the_lease_has_run_out() {
    on_both_engines(&[MIGRATIONS], |store| {
        let clock = clock();
        let (one, two) = (
            integrator(store, "one", &clock),
            integrator(store, "two", &clock),
        );
        one.step().unwrap();
        append_ids(store, [1]);
        let refused = two.step().unwrap_err();
        assert!(
            matches!(&refused, IntegrateError::NotLeader { holder, .. } if holder == "one"),
            "{refused}"
        );
        assert_eq!(status_of(store).pending, 1);

        clock.advance(9_000_000);
        one.step().unwrap();
        clock.advance(9_000_000);
        append_ids(store, [2]);
        assert!(two.step().is_err(), "the lease was renewed");

        clock.advance(1_100_000);
        assert_eq!(two.step().unwrap().integrated, 1);
        assert!(matches!(one.step(), Err(IntegrateError::NotLeader { .. })));
        assert_eq!(status_of(store).lease.unwrap().holder, "two");
        assert_eq!(check_log(store), [1, 2]);
    });
}

#[test]
fn two_who_both_think_they_lead_leave_no_gap() {
    on_both_engines(&[MIGRATIONS], |store| {
        let clock = clock();
        // A lease that is over at once: nothing but the database keeps the two apart.
        let hasty = |holder| IntegratorOptions {
            lease_duration: Duration::ZERO,
            batch_size: NonZeroU64::new(7).unwrap(),
            ..options(holder, &clock)
        };
        thread::scope(|scope| {
            for holder in ["one", "two"] {
                let integrator = Integrator::new(store.clone(), hasty(holder));
                scope.spawn(move || {
                    while status_of(store).size < 300 {
                        match integrator.step() {
                            Ok(_)
                            | Err(
                                IntegrateError::NotLeader { .. }
                                | IntegrateError::Store(StoreError::Contention),
                            ) => {}
                            Err(error) => panic!("{holder}: {error}"),
                        }
                    }
                });
            }
            scope.spawn(|| (0..30).for_each(|n| append_ids(store, n * 10..n * 10 + 10)));
        });
        let mut ids = check_log(store);
        assert_eq!(head_of(store).root, oracle_root(&ids));
        ids.sort_unstable();
        assert_eq!(ids, (0..300).collect::<Vec<_>>());
    });
}

#[test]
fn a_step_that_breaks_off_leaves_nothing_behind() {
    on_both_engines(&[MIGRATIONS], |store| {
        let clock = clock();
        let integrator = integrator(store, "one", &clock);
        append_ids(store, 0..300);
        integrator.step().unwrap();
        append_ids(store, 300..600);
        let before = status_of(store);

        let options = Arc::new(options("one", &clock));
        let broken = store.write(move |tx| {
            step::step(tx, &options, i64::MIN)?;
            Err::<Step, _>(IntegrateError::Store(StoreError::Closed))
        });
        assert!(broken.wait().is_err());
        assert_eq!(status_of(store), before);

        assert_eq!(integrator.step().unwrap().integrated, 300);
        assert_eq!(check_log(store), (0..600).collect::<Vec<_>>());
    });
}

#[test]
fn a_thread_integrates_until_it_is_told_to_stop() {
    on_both_engines(&[MIGRATIONS], |store| {
        let bell = Bell::new();
        let thread = {
            let (integrator, bell) = (integrator(store, "one", &clock()), bell.clone());
            thread::spawn(move || integrator.run(&bell))
        };
        for n in 0..20 {
            append_ids(store, [n]);
            bell.ring();
        }
        while status_of(store).size < 20 {
            thread::yield_now();
        }
        assert_eq!(status_of(store).lease.unwrap().holder, "one");
        bell.stop();
        thread.join().unwrap().unwrap();
        assert_eq!(status_of(store).lease, None, "the lease is given back");
        assert_eq!(check_log(store), (0..20).collect::<Vec<_>>());
    });
}

#[test]
fn the_last_checkpoint_of_each_hour_stays() {
    on_both_engines(&[MIGRATIONS], |store| {
        let clock = clock();
        let integrator = integrator(store, "one", &clock);
        for minutes in [5, 5, 45, 5, 50] {
            append_ids(store, [clock.now().micros()]);
            integrator.step().unwrap();
            clock.advance(minutes * 60_000_000);
        }
        let sizes: Vec<i64> = store
            .read(|tx| {
                tx.query(
                    "SELECT size FROM ledger_checkpoint ORDER BY size",
                    params![],
                )
            })
            .wait()
            .unwrap()
            .iter()
            .map(|row| row.get(0).unwrap())
            .collect();
        // Signed at 9:10, 9:15, 9:20, 10:05, 10:10.
        assert_eq!(sizes, [3, 5]);
    });
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

/// What may happen to a log.
#[derive(Debug, Clone)]
enum Act {
    Append(u8),
    Step,
    BreakOff,
    PassTheLease,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => any::<u8>().prop_map(Act::Append),
        3 => Just(Act::Step),
        1 => Just(Act::BreakOff),
        1 => Just(Act::PassTheLease),
    ]
}

/// Appends and steps in the given order; returns the ids in the order they must stand in.
fn perform(store: &Store, clock: &Arc<ManualClock>, acts: &[Act]) -> Vec<i64> {
    let batch_size = NonZeroU64::new(150).unwrap();
    let mut holders = ["one", "two"].into_iter().cycle();
    let mut leader = options(holders.next().unwrap(), clock);
    leader.batch_size = batch_size;
    let (mut placed, mut pending) = (Vec::new(), Vec::new());
    let mut next_id = 0_i64;
    for act in acts {
        match act {
            Act::Append(count) => {
                // Ids that descend from one transaction to the next, as clocks of nodes differ.
                next_id -= i64::from(*count);
                let ids = next_id..next_id + i64::from(*count);
                append_ids(store, ids.clone());
                pending.extend(ids);
            }
            Act::Step => {
                Integrator::new(store.clone(), leader.clone())
                    .step()
                    .unwrap();
                pending.sort_unstable();
                placed.extend(pending.drain(..pending.len().min(150)));
            }
            Act::BreakOff => {
                let options = leader.clone();
                let broken = store.write(move |tx| {
                    step::step(tx, &options, i64::MIN)?;
                    Err::<Step, _>(IntegrateError::Store(StoreError::Closed))
                });
                assert!(broken.wait().is_err());
            }
            Act::PassTheLease => {
                clock.advance(11_000_000);
                holders.next().unwrap().clone_into(&mut leader.holder);
            }
        }
    }
    placed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_order_of_appends_and_steps_gives_the_tree_of_an_independent_implementation(
        acts in proptest::collection::vec(act(), 1..25),
    ) {
        on_both_engines(&[MIGRATIONS], |store| {
            let clock = clock();
            let placed = perform(store, &clock, &acts);
            if placed.is_empty() {
                return;
            }
            assert_eq!(check_log(store), placed);
            assert_eq!(head_of(store).root, oracle_root(&placed));
        });
    }
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
