//! Personal numbers: given, cancelled, given anew; never twice and not to be foreseen.

use std::collections::BTreeSet;

use danh_register::person_queries::{person_by_number, person_id_by_number};
use danh_register::{AllocationError, BirthError, BirthReport, Change, NumberError};
use danh_store::StoreError;
use danh_vocabulary::Sex;

use crate::people::{man, newborn, woman};
use crate::world::{BEN_NGHE, TRUC_BACH, TestRegister, on_both_engines};

#[test]
fn a_number_is_cancelled_kept_and_another_given() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let first = world.number(child);
        world
            .correct(
                child,
                world.first_event(child),
                Change::Sex {
                    was: Sex::Female,
                    now: Sex::Male,
                },
            )
            .unwrap();
        world.cancel_number(child, "2024-06-10").unwrap();
        assert_eq!(world.state(child).number(), None);
        let error = world.refused(|| world.cancel_number(child, "2024-06-11"));
        assert!(matches!(error, NumberError::NoNumber));

        world
            .reestablish_number(child, "2024-06-12", BEN_NGHE)
            .unwrap();
        let second = world.number(child);
        assert_eq!(&second.as_str()[..6], "079224", "of the sex as corrected");
        let state = world.state(child);
        let held: Vec<_> = state
            .numbers
            .iter()
            .map(|held| (held.number, held.cancelled))
            .collect();
        assert_eq!(held, [(first, true), (second, false)]);
        let error = world.refused(|| world.reestablish_number(child, "2024-06-13", BEN_NGHE));
        assert!(matches!(error, NumberError::HasNumber));

        for number in [first, second] {
            assert_eq!(
                world.read(move |tx| person_id_by_number(tx, number)),
                Some(child)
            );
            let found = world.read(move |tx| person_by_number(tx, number)).unwrap();
            assert_eq!(found, (child, state.clone()));
        }
        let number_on = |day: &str| world.state_on(child, day).unwrap().number();
        assert_eq!(number_on("2024-06-09"), Some(first));
        assert_eq!(number_on("2024-06-10"), None);
        assert_eq!(number_on("2024-06-12"), Some(second));
    });
}

#[test]
fn days_of_numbers_follow_one_another() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        for outside in ["2024-05-19", "2024-06-16"] {
            let error = world.refused(|| world.cancel_number(child, outside));
            assert!(matches!(error, NumberError::OutsideLife));
        }
        world.cancel_number(child, "2024-06-10").unwrap();
        let error = world.refused(|| world.reestablish_number(child, "2024-06-09", TRUC_BACH));
        assert!(matches!(error, NumberError::TooEarly { .. }));
        world
            .reestablish_number(child, "2024-06-10", TRUC_BACH)
            .unwrap();
        // Were it cancelled from before it was given, it would stay in force.
        let error = world.refused(|| world.cancel_number(child, "2024-06-09"));
        assert!(matches!(error, NumberError::TooEarly { .. }));
        world.cancel_number(child, "2024-06-10").unwrap();
        assert_eq!(world.state(child).number(), None);
        assert_eq!(world.state(child).numbers.len(), 2);
    });
}

#[test]
fn somebody_taken_over_without_a_number_is_given_one() {
    on_both_engines(|world| {
        let person = world.enrol(man("Y Bih Niê", "1950"));
        world
            .reestablish_number(person, "2024-06-15", TRUC_BACH)
            .unwrap();
        assert_eq!(&world.number(person).as_str()[..6], "001050");
        let error = world.refused(|| world.reestablish_number(person, "2024-06-15", "99999"));
        assert!(matches!(error, NumberError::HasNumber));
        let other = world.enrol(woman("H'Hen Niê", "1950"));
        let error = world.refused(|| world.reestablish_number(other, "2024-06-15", "99999"));
        assert!(matches!(
            error,
            NumberError::Allocation(AllocationError::NoPrefix { .. })
        ));
    });
}

#[test]
fn a_number_once_given_is_never_another_persons() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let number = world.number(child);
        world.cancel_number(child, "2024-06-10").unwrap();
        let mut other = woman("Trần Thu Hà", "2024-05-20");
        other.number = Some(number);
        assert_eq!(world.try_enrol(other), None);
        assert_eq!(
            world.read(move |tx| person_id_by_number(tx, number)),
            Some(child)
        );
    });
}

#[test]
fn numbers_are_not_given_in_a_row() {
    on_both_engines(|world| {
        let serials: Vec<u32> = (0..24)
            .map(|_| {
                world
                    .number(world.birth(newborn("2024-05-20")).unwrap())
                    .serial()
            })
            .collect();
        assert_eq!(serials.iter().collect::<BTreeSet<_>>().len(), serials.len());
        let steps: Vec<i64> = serials
            .windows(2)
            .map(|two| i64::from(two[1]) - i64::from(two[0]))
            .collect();
        assert!(
            steps.iter().all(|step| step.abs() > 1),
            "no two in a row: {serials:?}"
        );
        assert!(
            steps.iter().any(|step| *step < 0),
            "not ascending: {serials:?}"
        );
        assert!(serials.iter().max().unwrap() - serials.iter().min().unwrap() > 500_000);
    });
}

/// Gives out all serials of a beginning but some; they belong to nobody, so `verify` would complain of them.
fn fill(world: &TestRegister, beginning: &str, free: &BTreeSet<u32>) {
    let (beginning, kept) = (beginning.to_owned(), free.clone());
    let filled: Result<u64, StoreError> = world
        .store
        .write(move |tx| {
            // A million rows by the engine itself are quicker than by a program compiled for tests.
            tx.execute(
                "WITH RECURSIVE serial (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM serial WHERE n < 999999)
                 INSERT INTO person_number (number, person_id)
                 SELECT $1 || substr('000000' || n, -6), 0 FROM serial WHERE TRUE ON CONFLICT DO NOTHING",
                &[(&beginning).into()],
            )?;
            let mut freed = 0;
            for serial in &kept {
                let number = format!("{beginning}{serial:06}");
                freed += tx.execute(
                    "DELETE FROM person_number WHERE number = $1 AND person_id = 0",
                    &[(&number).into()],
                )?;
            }
            Ok(freed)
        })
        .wait();
    assert_eq!(filled.unwrap(), free.len() as u64);
}

#[test]
fn the_last_free_numbers_of_a_province_and_year_are_all_given() {
    let folder = tempfile::tempdir().unwrap();
    let config = danh_store::StoreConfig::sqlite(folder.path().join("full.db"));
    let migrations = [danh_ledger::MIGRATIONS, danh_register::MIGRATIONS];
    let world = TestRegister::new(&danh_store::Store::open(&config, &migrations).unwrap());

    let first = world.birth(newborn("2024-05-20")).unwrap();
    let free: BTreeSet<u32> = [0, 5, 999_999, 123_456].into();
    fill(&world, &world.number(first).as_str()[..6], &free);
    let given: BTreeSet<u32> = free
        .iter()
        .map(|_| {
            world
                .number(world.birth(newborn("2024-06-01")).unwrap())
                .serial()
        })
        .collect();
    assert_eq!(given, free);
    let error = world.birth(newborn("2024-06-01")).unwrap_err();
    assert!(matches!(
        error,
        BirthError::Number(AllocationError::Exhausted { beginning }) if beginning == "001324"
    ));
    // A boy of the same day has other numbers.
    let boy = BirthReport {
        sex: Sex::Male,
        ..newborn("2024-06-01")
    };
    world.birth(boy).unwrap();
    world.execute("DELETE FROM person_number WHERE person_id = $1", &[0]);
    world.verify();
}
