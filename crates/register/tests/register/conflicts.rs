//! Two writers on one person: the second learns of it, and nothing is lost.

use std::sync::{Arc, Barrier};

use danh_register::{
    CancellationReason, Change, CorrectionError, CorrectionReport, DeathError, DeathReport, Home,
    MarriageError, MarriageReport, NumberError, NumberReport, ResidenceError, ResidenceReport,
    Seen, SubjectError,
};
use danh_vocabulary::{ManualClock, PersonId};

use crate::people::{home, man, newborn, woman};
use crate::world::{NOW, PHUC_XA, TestRegister, act, date, instant, on_both_engines};

fn stale(error: &SubjectError) -> bool {
    matches!(
        error,
        SubjectError::Conflict {
            seen: 1,
            current: 2
        }
    )
}

#[test]
fn who_saw_an_older_version_writes_nothing() {
    on_both_engines(|world| {
        let mut resident = man("Lê Văn Ba", "1960-01-01");
        resident.residence = Some(home(1, danh_register::Relationship::Head, None));
        resident.number = "001060000001".parse().ok();
        let person = world.enrol(resident);
        let bride = world.enrol(woman("Trần Thị Tư", "1975-01-01"));
        let old = world.seen(person);
        let other = world.seen(bride);
        world
            .remove(world.residence(person, PHUC_XA, Home::New, "2024-06-01"))
            .unwrap();
        let enrolled = world.first_event(person);

        let report = DeathReport {
            person: old,
            on: "2024-06-02".parse().unwrap(),
            unit: None,
            declared: false,
        };
        let error = world.refused(|| {
            world.write(move |register, tx| register.register_death(tx, &act(), &report))
        });
        assert!(matches!(error, DeathError::Subject(error) if stale(&error)));

        let report = MarriageReport {
            spouses: [other, old],
            on: date("2024-06-02"),
        };
        let error = world.refused(|| {
            world.write(move |register, tx| register.register_marriage(tx, &act(), &report))
        });
        assert!(matches!(error, MarriageError::Subject(error) if stale(&error)));

        let report = ResidenceReport {
            person: old,
            ..world.residence(person, PHUC_XA, Home::New, "2024-06-02")
        };
        let error = world.refused(|| world.remove(report));
        assert!(matches!(error, ResidenceError::Subject(error) if stale(&error)));

        let change = Change::Born {
            was: "1960-01-01".parse().unwrap(),
            now: "1961-01-01".parse().unwrap(),
        };
        let report = CorrectionReport {
            person: old,
            of: enrolled,
            change,
        };
        let error = world.refused(|| {
            world.write(move |register, tx| register.correct(tx, &act(), report.clone()))
        });
        assert!(matches!(error, CorrectionError::Subject(error) if stale(&error)));

        let report = NumberReport {
            person: old,
            on: date("2024-06-02"),
        };
        let error = world.refused(|| {
            let reason = CancellationReason::GivenInError;
            world.write(move |register, tx| register.cancel_number(tx, &act(), report, reason))
        });
        assert!(matches!(error, NumberError::Subject(error) if stale(&error)));
        assert!(
            error_text(&world.refused(|| {
                let report = NumberReport {
                    person: Seen { person, version: 9 },
                    on: date("2024-06-02"),
                };
                let unit = PHUC_XA.parse().unwrap();
                world.write(move |register, tx| {
                    register.reestablish_number(tx, &act(), report, unit)
                })
            }))
            .contains("version 9 was seen, 2 is the last")
        );
    });
}

fn error_text(error: &NumberError) -> String {
    error.to_string()
}

/// Sixteen threads, each with what a process of its own would have, want the same person at the same moment.
fn race<E: Send>(
    world: &TestRegister,
    attempt: impl Fn(&TestRegister, usize) -> Result<(), E> + Sync,
) -> Vec<Result<(), E>> {
    let barrier = Barrier::new(16);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16_u16)
            .map(|number| {
                let (attempt, barrier) = (&attempt, &barrier);
                scope.spawn(move || {
                    // Their clocks do not agree; what they write follows what they saw all the same.
                    let clock = ManualClock::new(instant(NOW));
                    clock.advance(-i64::from(number) * 1_000_000);
                    let desk = TestRegister::with_node(&world.store, Arc::new(clock), number + 1);
                    barrier.wait();
                    attempt(&desk, usize::from(number))
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

fn move_as_seen(desk: &TestRegister, seen: Seen, number: usize) -> Result<(), ResidenceError> {
    let report = ResidenceReport {
        person: seen,
        unit: PHUC_XA.parse().unwrap(),
        detail: Some(format!("Số {number}")),
        home: Home::New,
        on: date("2024-06-01"),
    };
    desk.remove(report).map(drop)
}

fn settled(world: &TestRegister) -> PersonId {
    let child = world.birth(newborn("2024-05-20")).unwrap();
    world
        .settle(world.residence(child, PHUC_XA, Home::New, "2024-05-25"))
        .unwrap();
    child
}

#[test]
fn of_sixteen_writers_exactly_one_has_each_version() {
    on_both_engines(|world| {
        let child = settled(world);
        for round in 0..3 {
            let seen = world.seen(child);
            let outcomes = race(world, |desk, number| move_as_seen(desk, seen, number));
            let (won, lost): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
            assert_eq!(won.len(), 1, "round {round}");
            for refusal in lost {
                let error = refusal.unwrap_err();
                assert!(
                    matches!(
                        error,
                        ResidenceError::Subject(SubjectError::Conflict { seen: one, current })
                            if one == seen.version && current == seen.version + 1
                    ),
                    "{error}"
                );
            }
        }
        in_order(world, child, 5);
    });
}

#[test]
fn who_looks_again_gets_through_and_nothing_is_lost() {
    on_both_engines(|world| {
        let child = settled(world);
        let outcomes = race(world, |desk, number| {
            loop {
                match move_as_seen(desk, desk.seen(child), number) {
                    Err(ResidenceError::Subject(SubjectError::Conflict { .. })) => {}
                    outcome => return outcome,
                }
            }
        });
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
        in_order(world, child, 18);
        let mut details: Vec<String> = world
            .events(child)
            .iter()
            .filter_map(|event| match &event.body {
                danh_register::EventBody::ResidenceMoved(moved) => moved.residence.detail.clone(),
                _ => None,
            })
            .collect();
        details.sort();
        details.dedup();
        assert_eq!(details.len(), 16, "each thread's move is there");
    });
}

/// Versions without a gap; keys and instants that never go back.
fn in_order(world: &TestRegister, person: PersonId, versions: usize) {
    let events = world.events(person);
    assert_eq!(events.len(), versions);
    for (event, version) in events.iter().zip(1..) {
        let own = event
            .subjects
            .iter()
            .find(|subject| subject.person == person)
            .unwrap();
        assert_eq!(own.version, version);
    }
    assert!(events.windows(2).all(|two| two[0].id < two[1].id));
    assert!(
        events
            .windows(2)
            .all(|two| two[0].recorded_at <= two[1].recorded_at)
    );
}

#[test]
fn who_draws_a_number_that_another_draws_too_draws_again() {
    on_both_engines(|world| {
        let barrier = Barrier::new(2);
        let children: Vec<PersonId> = std::thread::scope(|scope| {
            let threads: Vec<_> = [1, 2]
                .map(|hour| {
                    let barrier = &barrier;
                    scope.spawn(move || {
                        // One seed for both, so that they draw the same; ids follow the clocks, which do not agree.
                        let clock = ManualClock::new(instant(NOW));
                        clock.advance(-hour * 3_600_000_000);
                        let desk = TestRegister::with_node(&world.store, Arc::new(clock), 1);
                        barrier.wait();
                        desk.birth(newborn("2024-05-20")).unwrap()
                    })
                })
                .into_iter()
                .collect();
            threads.into_iter().map(|it| it.join().unwrap()).collect()
        });
        assert_ne!(world.number(children[0]), world.number(children[1]));
    });
}

#[test]
fn births_of_one_day_do_not_wait_for_each_other() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        let outcomes = race(world, |desk, _| {
            let report = danh_register::BirthReport {
                mother: Some(mother),
                ..newborn("2024-05-20")
            };
            desk.birth(report).map(drop)
        });
        assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    });
}
