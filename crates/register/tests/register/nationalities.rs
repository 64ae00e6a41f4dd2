//! Nationality gained and lost.

use danh_register::{
    Change, NationalityChange, NationalityChangeError, NationalityReport, Recorded, Seen,
    SubjectError,
};
use danh_vocabulary::{Nationality, PersonId};

use crate::desk::decision;
use crate::people::woman;
use crate::world::{TestRegister, act, on_both_engines};
use NationalityChange::{Gained, Lost};

fn nation(code: &str) -> Nationality {
    code.parse().unwrap()
}

fn change(
    world: &TestRegister,
    person: PersonId,
    change: NationalityChange,
    on: &str,
) -> Result<Recorded, NationalityChangeError> {
    enter(world, world.seen(person), change, on)
}

fn enter(
    world: &TestRegister,
    person: Seen,
    change: NationalityChange,
    on: &str,
) -> Result<Recorded, NationalityChangeError> {
    let report = NationalityReport {
        person,
        change,
        decision: decision(on),
    };
    world.write(move |register, tx| register.change_nationality(tx, &act(), &report))
}

fn person_with(world: &TestRegister, nationalities: &[&str]) -> PersonId {
    let mut person = woman("Trần Thu Hà", "1990-05-20");
    person.identity.nationalities = nationalities.iter().map(|code| nation(code)).collect();
    world.enrol(person)
}

fn codes(nationalities: &[Nationality]) -> Vec<&str> {
    nationalities.iter().map(Nationality::as_str).collect()
}

#[test]
fn what_is_gained_and_lost_holds_from_the_day_of_the_decision() {
    on_both_engines(|world| {
        let person = person_with(world, &["VNM"]);
        let held = || world.state(person).identity.nationalities;
        let held_on = |day: &str| world.state_on(person, day).unwrap().identity.nationalities;
        change(world, person, Gained(nation("FRA")), "2024-02-01").unwrap();
        assert_eq!(codes(&held()), ["VNM", "FRA"]);
        change(world, person, Lost(nation("VNM")), "2024-05-01").unwrap();
        assert_eq!(codes(&held()), ["FRA"]);
        assert_eq!(codes(&held_on("2024-01-31")), ["VNM"]);
        assert_eq!(codes(&held_on("2024-04-30")), ["VNM", "FRA"]);
        change(world, person, Gained(nation("VNM")), "2024-06-01").expect("she comes back");
        assert_eq!(codes(&held()), ["FRA", "VNM"]);
        assert_eq!(
            world.life_of(person)[..2],
            [
                "2024-06-01 nationality_changed",
                "2024-05-01 nationality_changed"
            ]
        );
    });
}

#[test]
fn who_loses_the_only_one_is_of_none_that_is_known() {
    on_both_engines(|world| {
        let person = person_with(world, &["VNM"]);
        let held = || world.state(person).identity.nationalities;
        change(world, person, Lost(nation("VNM")), "2024-02-01").unwrap();
        assert_eq!(held(), [Nationality::UNKNOWN]);
        change(world, person, Gained(Nationality::STATELESS), "2024-02-01").unwrap();
        assert_eq!(held(), [Nationality::STATELESS]);
        for nothing in [
            Gained(Nationality::UNKNOWN),
            Lost(Nationality::STATELESS),
            Lost(Nationality::UNKNOWN),
        ] {
            let error = world.refused(|| change(world, person, nothing, "2024-03-01"));
            assert!(matches!(error, NationalityChangeError::NotOne { .. }));
        }
        change(world, person, Gained(nation("USA")), "2024-04-01").unwrap();
        assert_eq!(codes(&held()), ["USA"]);
        let error =
            world.refused(|| change(world, person, Gained(Nationality::STATELESS), "2024-05-01"));
        assert!(matches!(error, NationalityChangeError::NotOne { .. }));
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let person = person_with(world, &["VNM"]);
        let refused = |what, on: &str| {
            world
                .refused(|| change(world, person, what, on))
                .to_string()
        };
        let american = Gained(nation("USA"));
        for on in ["2024-06-16", "1990-05-19"] {
            assert_eq!(
                refused(american, on),
                "the decision comes into force in the future or before the birth"
            );
        }
        assert_eq!(
            refused(Gained(nation("VNM")), "2024-06-01"),
            "the person has the nationality `VNM` already"
        );
        assert_eq!(
            refused(Lost(nation("USA")), "2024-06-01"),
            "the person does not have the nationality `USA`"
        );
        change(world, person, american, "2024-06-01").unwrap();
        assert_eq!(
            refused(Lost(nation("VNM")), "2024-05-31"),
            "the register knows of a later change of nationality on 2024-06-01; correct that first"
        );
        world.die(person, "2024-06-02").unwrap();
        assert_eq!(
            refused(Lost(nation("VNM")), "2024-06-02"),
            "the person died on 2024-06-02"
        );
    });
}

#[test]
fn nobody_is_taken_to_be_vietnamese_for_want_of_a_word() {
    on_both_engines(|world| {
        let person = person_with(world, &[]);
        for what in [Gained(nation("USA")), Lost(nation("VNM"))] {
            let error = world.refused(|| change(world, person, what, "2024-06-01"));
            assert!(matches!(error, NationalityChangeError::NothingOnRecord));
        }
        let completed = Change::Nationalities {
            was: Vec::new(),
            now: vec![nation("VNM")],
        };
        world
            .correct(person, world.first_event(person), completed)
            .unwrap();
        change(world, person, Gained(nation("USA")), "2024-06-01").unwrap();
        assert_eq!(
            codes(&world.state(person).identity.nationalities),
            ["VNM", "USA"]
        );
    });
}

#[test]
fn who_saw_the_person_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let person = person_with(world, &["VNM"]);
        let old = world.seen(person);
        change(world, person, Gained(nation("USA")), "2024-02-01").unwrap();
        let error = world.refused(|| enter(world, old, Lost(nation("VNM")), "2024-06-01"));
        assert!(matches!(
            error,
            NationalityChangeError::Subject(SubjectError::Conflict {
                seen: 1,
                current: 2
            })
        ));
    });
}
