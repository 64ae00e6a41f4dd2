//! Which process integrates, and when.

use std::thread;

use super::*;
use crate::bell::Bell;

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
fn a_holder_whose_clock_was_ahead_is_not_waited_for() {
    on_both_engines(&[MIGRATIONS], |store| {
        let (behind, ahead) = (clock(), clock());
        ahead.advance(9_000_000);
        integrator(store, "ahead", &ahead).step().unwrap();
        append_ids(store, [1]);
        let early = integrator(store, "behind", &behind).step();
        assert!(matches!(early, Err(IntegrateError::NotLeader { .. })));

        ahead.advance(7 * 3_600_000_000);
        integrator(store, "ahead", &ahead).release().unwrap();
        integrator(store, "ahead", &ahead).step().unwrap();
        append_ids(store, [2]);
        // It is never heard of again.
        let taken = integrator(store, "behind", &behind).step().unwrap();
        assert_eq!(taken.integrated, 1);

        // Were it alive, it would go on as well.
        append_ids(store, [3]);
        integrator(store, "ahead", &ahead).step().unwrap();
        assert_eq!(check_log(store), [1, 2, 3]);
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
