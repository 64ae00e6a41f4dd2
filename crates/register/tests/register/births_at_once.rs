//! Births that were all decided on before any of them was written.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::channel;

use danh_register::person_queries::{children_of_person, person_by_id};
use danh_register::{BirthError, BirthReport, Recorded, Register};
use danh_store::{Answer, StoreError};
use danh_vocabulary::ManualClock;

use crate::people::{newborn, woman};
use crate::world::{NOW, TestRegister, act, desk_with_chance, instant, on_both_engines};

/// Sends the births while the writer is held up, and tells what became of each.
fn at_once(
    world: &TestRegister,
    births: impl IntoIterator<Item = (Register, BirthReport)>,
) -> Vec<Result<Recorded, BirthError>> {
    let (release, held) = channel::<()>();
    let holding: Answer<(), StoreError> = world.store.write(move |_| {
        held.recv().ok();
        Ok(())
    });
    let answers: Vec<_> = births
        .into_iter()
        .map(|(register, report)| {
            let write = move |tx: &mut danh_store::Tx<'_>| {
                register.register_birth(tx, &act(), report.clone())
            };
            world.store.write_rehearsed(write)
        })
        .collect();
    drop(release);
    holding.wait().unwrap();
    answers.into_iter().map(Answer::wait).collect()
}

/// A process of its own for each, whose names are known already, so that all can be tried beforehand.
fn desks(count: u16) -> impl Iterator<Item = Register> {
    let clock = || Arc::new(ManualClock::new(instant(NOW)));
    (1..=count).map(move |node| desk_with_chance(clock(), node, 1_000 + u64::from(node)))
}

#[test]
fn of_children_born_a_month_apart_one_is_registered() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        world.birth(newborn("2024-01-01")).unwrap();
        let days = ["2023-12-20", "2024-01-20", "2024-02-20", "2024-03-20"];
        let reports = days.map(|day| BirthReport {
            mother: Some(mother),
            ..newborn(day)
        });
        let written = at_once(world, desks(4).zip(reports));
        let (kept, refused): (Vec<_>, Vec<_>) = written.into_iter().partition(Result::is_ok);
        assert_eq!(kept.len(), 1);
        for error in refused.into_iter().filter_map(Result::err) {
            assert!(
                matches!(error, BirthError::SiblingTooClose { .. }),
                "{error}"
            );
        }
        let children = world.read(move |tx| {
            let (_, state) = person_by_id(tx, mother)?.expect("she was enrolled");
            children_of_person(tx, mother, &state)
        });
        assert_eq!(children.len(), 1);
    });
}

#[test]
fn twins_are_both_registered() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        world.birth(newborn("2024-01-01")).unwrap();
        let twin = BirthReport {
            mother: Some(mother),
            ..newborn("2024-05-20")
        };
        let written = at_once(world, desks(4).map(|desk| (desk, twin.clone())));
        assert!(written.iter().all(Result::is_ok), "{written:?}");
    });
}

#[test]
fn who_draws_a_number_that_another_draws_too_draws_again() {
    on_both_engines(|world| {
        world.birth(newborn("2024-01-01")).unwrap();
        // The same chance in each process: every one draws the same numbers.
        let desks = (1..=6).map(|node| {
            let clock = Arc::new(ManualClock::new(instant(NOW)));
            desk_with_chance(clock, node, 7)
        });
        let written = at_once(world, desks.map(|desk| (desk, newborn("2024-05-20"))));
        let numbers: BTreeSet<_> = written
            .into_iter()
            .map(|recorded| world.number(recorded.unwrap().subjects[0].person))
            .collect();
        assert_eq!(numbers.len(), 6);
    });
}
