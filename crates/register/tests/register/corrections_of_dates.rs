//! Corrections of dates: the order in which things happened must still hold.

use danh_register::{Change, CorrectionError, Home, MaritalStatus, View, timeline};
use danh_vocabulary::{EventId, PersonId};

use crate::people::{man, newborn, woman};
use crate::world::{PHUC_XA, TestRegister, marital, on_both_engines};

fn born(was: &str, now: &str) -> Change {
    Change::Born {
        was: was.parse().unwrap(),
        now: now.parse().unwrap(),
    }
}

fn died(was: &str, now: &str) -> Change {
    Change::DiedOn {
        was: was.parse().unwrap(),
        now: now.parse().unwrap(),
    }
}

fn married(was: &str, now: &str) -> Change {
    Change::MarriedOn {
        was: was.parse().unwrap(),
        now: now.parse().unwrap(),
    }
}

/// Married on 1 January 2000; he died on 2 February 2020, and she married again on 3 March 2022.
struct Widow {
    first: PersonId,
    herself: PersonId,
    wedding: EventId,
    death: EventId,
}

fn widow(world: &TestRegister) -> Widow {
    let first = world.enrol(man("Lê Văn Ba", "1970-01-01"));
    let widow = world.enrol(woman("Trần Thị Tư", "1975-01-01"));
    let second = world.enrol(man("Đỗ Văn Sáu", "1973-01-01"));
    let wedding = world.marry(first, widow, "2000-01-01").unwrap().event;
    let death = world.die(first, "2020-02-02").unwrap().event;
    world.marry(second, widow, "2022-03-03").unwrap();
    Widow {
        first,
        herself: widow,
        wedding,
        death,
    }
}

#[test]
fn a_date_of_death_is_corrected_for_the_dead_and_for_the_widow() {
    on_both_engines(|world| {
        let Widow {
            first,
            herself: her,
            death,
            ..
        } = widow(world);
        let recorded = world
            .correct(first, death, died("2020-02-02", "2021-01-01"))
            .unwrap();
        assert_eq!(recorded.subjects.len(), 2);
        assert_eq!(
            world.state(first).death.unwrap().on.to_string(),
            "2021-01-01"
        );
        let on = |day: &str| marital(&world.state_on(her, day).unwrap());
        assert_eq!(on("2020-12-31"), "married to Lê Văn Ba since 2000-01-01");
        assert_eq!(on("2021-01-01"), "widowed of Lê Văn Ba");
        assert_eq!(on("2022-03-03"), "married to Đỗ Văn Sáu since 2022-03-03");
        assert_eq!(
            marital(&world.state(her)),
            "married to Đỗ Văn Sáu since 2022-03-03"
        );
        // By the widow's version it can be corrected too, and again.
        world
            .correct(her, death, died("2021-01-01", "2021"))
            .unwrap();
        assert_eq!(world.state(first).death.unwrap().on.to_string(), "2021");
    });
}

#[test]
fn she_cannot_have_been_married_to_two() {
    on_both_engines(|world| {
        let Widow {
            first,
            death,
            wedding,
            ..
        } = widow(world);
        let refused = |of, change| world.refused(|| world.correct(first, of, change));
        let error = refused(death, died("2020-02-02", "2022-03-04"));
        assert!(
            matches!(error, CorrectionError::DatesDoNotFit),
            "he lived when she married again"
        );
        let error = refused(wedding, married("2000-01-01", "2020-02-03"));
        assert!(
            matches!(error, CorrectionError::DatesDoNotFit),
            "he was dead"
        );
        world
            .correct(first, death, died("2020-02-02", "2022-03-03"))
            .expect("on the same day");
    });
}

#[test]
fn a_widow_marries_by_the_corrected_day() {
    on_both_engines(|world| {
        let first = world.enrol(man("Lê Văn Ba", "1970-01-01"));
        let widow = world.enrol(woman("Trần Thị Tư", "1975-01-01"));
        let second = world.enrol(man("Đỗ Văn Sáu", "1973-01-01"));
        world.marry(first, widow, "2000-01-01").unwrap();
        let death = world.die(first, "2020-02-02").unwrap().event;
        world
            .correct(first, death, died("2020-02-02", "2018-02-02"))
            .unwrap();
        let error = world.refused(|| world.marry(second, widow, "2018-02-01"));
        assert!(error.to_string().contains("2018-02-02"), "{error}");
        world
            .marry(second, widow, "2019-01-01")
            .expect("after the day that is right");
        assert_eq!(
            marital(&world.state(widow)),
            "married to Đỗ Văn Sáu since 2019-01-01"
        );
    });
}

#[test]
fn a_marriage_is_corrected_for_both() {
    on_both_engines(|world| {
        let him = world.enrol(man("Lê Văn Ba", "1970-01-01"));
        let her = world.enrol(woman("Trần Thị Tư", "1975-01-01"));
        let wedding = world.marry(him, her, "2000-01-01").unwrap().event;
        let error = world.refused(|| world.correct(him, wedding, married("2000-01-01", "2001-02")));
        assert!(matches!(error, CorrectionError::NotADay));
        let error =
            world.refused(|| world.correct(him, wedding, married("2000-01-01", "2024-06-16")));
        assert!(matches!(error, CorrectionError::DatesDoNotFit));
        let error =
            world.refused(|| world.correct(him, wedding, married("2000-01-01", "1974-12-31")));
        assert!(
            matches!(error, CorrectionError::DatesDoNotFit),
            "she was not born"
        );
        let recorded = world
            .correct(her, wedding, married("2000-01-01", "2001-02-03"))
            .unwrap();
        let versions: Vec<_> = recorded
            .subjects
            .iter()
            .map(|subject| subject.version)
            .collect();
        assert_eq!(versions, [3, 3]);
        for person in [him, her] {
            assert!(marital(&world.state(person)).ends_with("since 2001-02-03"));
            assert_eq!(
                marital(&world.state_on(person, "2001-02-02").unwrap()),
                "single"
            );
        }
    });
}

#[test]
fn a_date_of_a_file_is_corrected() {
    on_both_engines(|world| {
        let mut person = man("Lê Văn Ba", "1960");
        person.marital = MaritalStatus::Married {
            spouse: None,
            since: "1985".parse().ok(),
        };
        person.death = Some(danh_register::Death {
            on: "2001".parse().unwrap(),
            place: None,
            declared: false,
        });
        let person = world.enrol(person);
        let enrolled = world.first_event(person);
        world
            .correct(person, enrolled, married("1985", "1986-05"))
            .unwrap();
        world
            .correct(person, enrolled, died("2001", "2001-04-30"))
            .unwrap();
        world
            .correct(person, enrolled, born("1960", "1960-07-08"))
            .unwrap();
        let state = world.state(person);
        assert_eq!(marital(&state), "married to ? since 1986-05");
        assert_eq!(state.death.unwrap().on.to_string(), "2001-04-30");
        assert_eq!(state.identity.born.to_string(), "1960-07-08");
        let error =
            world.refused(|| world.correct(person, enrolled, died("2001-04-30", "1986-04")));
        assert!(matches!(error, CorrectionError::DatesDoNotFit));
    });
}

#[test]
fn a_birth_is_corrected_within_what_followed_it() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let birth = world.first_event(child);
        world
            .settle(world.residence(child, PHUC_XA, Home::New, "2024-06-01"))
            .unwrap();
        let number = world.number(child);
        let refused = |change| world.refused(|| world.correct(child, birth, change));
        assert!(matches!(
            refused(born("2024-05-20", "2024-06-16")),
            CorrectionError::DatesDoNotFit
        ));

        // A residence has no correction of its own yet, so it gives way: it holds from the birth.
        world
            .correct(child, birth, born("2024-05-20", "2024-06-10"))
            .unwrap();
        assert_eq!(world.state_on(child, "2024-06-09"), None);
        let state = world.state_on(child, "2024-06-10").unwrap();
        assert_eq!(state.number(), Some(number));
        assert!(state.residence.is_some());

        world.die(child, "2024-06-12").unwrap();
        let error = refused(born("2024-06-10", "2024-06-13"));
        assert!(
            matches!(error, CorrectionError::DatesDoNotFit),
            "not after the death"
        );
        world
            .correct(child, birth, born("2024-06-10", "2024-06-12"))
            .expect("it lived a day");
    });
}

#[test]
fn the_timeline_tells_what_is_right_and_what_was_wrong() {
    on_both_engines(|world| {
        let Widow { first, death, .. } = widow(world);
        let fixed = world
            .correct(first, death, died("2020-02-02", "2019-01-01"))
            .unwrap()
            .event;
        let entries = world.read(move |tx| timeline(tx, first, View::PRESENT));
        let told: Vec<_> = entries
            .iter()
            .map(|entry| {
                (
                    entry.event.body.kind(),
                    entry.effective_on.to_string(),
                    entry.corrected_by,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("correction", "2024-06-15".to_owned(), None),
                ("death", "2019-01-01".to_owned(), Some(fixed)),
                ("marriage", "2000-01-01".to_owned(), None),
                ("enrolment", "1970-01-01".to_owned(), None),
            ]
        );
        assert!(entries.iter().all(|entry| entry.position.is_none()));
        world.verify();
        let entries = world.read(move |tx| timeline(tx, first, View::PRESENT));
        assert!(entries.iter().all(|entry| entry.position.is_some()));

        // On a day after the death that is right: with it its correction, though that came years later.
        let view = View {
            on: "2019-06-01".parse().ok(),
            known_at: None,
        };
        let kinds = |view| -> Vec<_> {
            let entries = world.read(move |tx| timeline(tx, first, view));
            entries
                .iter()
                .map(|entry| entry.event.body.kind())
                .collect()
        };
        assert_eq!(
            kinds(view),
            ["correction", "death", "marriage", "enrolment"]
        );
        assert!(world.view(first, view).unwrap().death.is_some());
        // As it was known before the correction, he lived on that day.
        let before = world.events(first)[2].recorded_at;
        let view = View {
            known_at: Some(before),
            ..view
        };
        assert_eq!(kinds(view), ["marriage", "enrolment"]);
        assert!(world.view(first, view).unwrap().death.is_none());
    });
}
