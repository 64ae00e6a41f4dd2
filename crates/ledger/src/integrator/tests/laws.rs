//! Any order of what may happen to a log.

use danh_vocabulary::ManualClock;
use proptest::prelude::*;

use super::*;

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
                    step::step(tx, &options, &Batch::Lowest)?;
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
