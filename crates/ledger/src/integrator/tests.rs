use std::num::NonZeroU64;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use danh_store::params;
use danh_store::testing::on_both_engines;
use sha2::Sha256;

use super::*;
use crate::commitment::Commitment;
use crate::merkle::{TreeHash, empty_root};
use crate::queries::MIGRATIONS;
use crate::queries::entry::position_of;
use crate::queries::head::{Head, checkpoint};
use crate::queries::pending::append;
use crate::reading::{Status, consistency_proof, inclusion_proof, status};
use crate::testing::{append_ids, check_log, clock, commitment_of, integrator, options};

mod laws;
mod leading;
mod tampering;

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
fn a_sweep_puts_no_effect_before_its_cause() {
    on_both_engines(&[MIGRATIONS], |store| {
        let mut options = options("one", &clock());
        options.batch_size = NonZeroU64::new(2).unwrap();
        let integrator = Integrator::new(store.clone(), options);
        append_ids(store, [10, 20, 30, 40, 50, 60, 70]);
        assert_eq!(integrator.step().unwrap().integrated, 2);
        let [first, second] = <[Batch; 2]>::try_from(integrator.full_batches().unwrap()).unwrap();
        assert_eq!(integrator.step_over(first).unwrap().integrated, 2);
        // A late entry, then one that rests on it.
        append_ids(store, [15]);
        append_ids(store, [55]);
        let step = integrator.step_over(second).unwrap();
        assert_eq!((step.integrated, step.has_more), (0, true));
        assert_eq!(integrator.drain().unwrap(), 5);
        assert_eq!(check_log(store), [10, 20, 30, 40, 15, 50, 55, 60, 70]);

        // More than one sweep, and the highest id there is.
        append_ids(store, (100..150).chain([i64::MAX - 1, i64::MAX]));
        assert_eq!(integrator.drain().unwrap(), 52);
        assert_eq!(check_log(store).len(), 61);
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
            step::step(tx, &options, &Batch::Lowest)?;
            Err::<Step, _>(IntegrateError::Store(StoreError::Closed))
        });
        assert!(broken.wait().is_err());
        assert_eq!(status_of(store), before);

        assert_eq!(integrator.step().unwrap().integrated, 300);
        assert_eq!(check_log(store), (0..600).collect::<Vec<_>>());
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
