//! Missing persons, declared deaths, and those who return.

use danh_register::{
    CourtReport, DeathError, DeathReport, FormerSpouse, Home, MarriageEndReport, MissingError,
    Recorded, Seen, SubjectError,
};
use danh_vocabulary::PersonId;

use crate::desk::{act_on, decision};
use crate::people::{man, woman};
use crate::world::{PHUC_XA, TestRegister, act, date, marital, on_both_engines};

fn report_of(person: Seen, on: &str) -> CourtReport {
    CourtReport {
        person,
        decision: decision(on),
    }
}

fn miss(world: &TestRegister, person: PersonId, on: &str) -> Result<Recorded, MissingError> {
    let report = report_of(world.seen(person), on);
    world.write(move |register, tx| register.declare_missing(tx, &act(), &report))
}

pub(crate) fn come_back(
    world: &TestRegister,
    person: PersonId,
    on: &str,
) -> Result<Recorded, MissingError> {
    enter_return(world, report_of(world.seen(person), on))
}

fn enter_return(world: &TestRegister, report: CourtReport) -> Result<Recorded, MissingError> {
    world.write(move |register, tx| register.register_return(tx, &act(), &report))
}

/// A court declares somebody dead.
pub(crate) fn declare_dead(
    world: &TestRegister,
    person: PersonId,
    on: &str,
) -> Result<Recorded, DeathError> {
    let report = DeathReport {
        person: world.seen(person),
        on: on.parse().unwrap(),
        unit: None,
        declared: true,
    };
    let act = act_on("Quyết định 12/2024/QĐDS-ST của Toà án nhân dân quận Ba Đình");
    world.write(move |register, tx| register.register_death(tx, &act, &report))
}

fn couple(world: &TestRegister) -> (PersonId, PersonId) {
    let husband = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
    let wife = world.enrol(woman("Vũ Thị Én", "1975-05-06"));
    world.marry(husband, wife, "2000-01-01").unwrap();
    (husband, wife)
}

#[test]
fn who_is_missing_returns_by_a_decision() {
    on_both_engines(|world| {
        let person = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        miss(world, person, "2024-02-01").unwrap();
        assert_eq!(
            world.state(person).missing.map(|missing| missing.since),
            Some(date("2024-02-01"))
        );
        let on = |day: &str| world.state_on(person, day).unwrap().missing.is_some();
        assert!(!on("2024-01-31"));
        let error = world.refused(|| miss(world, person, "2024-03-01"));
        assert!(matches!(error, MissingError::AlreadyMissing { .. }));
        let error = world.refused(|| come_back(world, person, "2024-01-31"));
        assert!(matches!(error, MissingError::LaterEvent { .. }));
        let error = world.refused(|| come_back(world, person, "2024-06-16"));
        assert!(matches!(error, MissingError::OutsideLife));
        let recorded = come_back(world, person, "2024-05-01").unwrap();
        assert_eq!(recorded.subjects.len(), 1);
        assert_eq!(world.state(person).missing, None);
        assert!(on("2024-04-30") && !on("2024-05-01"));
        assert_eq!(
            world.life_of(person)[..2],
            ["2024-05-01 returned", "2024-02-01 missing_declared"]
        );
        let error = world.refused(|| come_back(world, person, "2024-05-02"));
        assert!(matches!(error, MissingError::NotDeclared));
        let error = world.refused(|| miss(world, person, "2024-04-30"));
        assert!(matches!(error, MissingError::LaterEvent { .. }));
        miss(world, person, "2024-06-01").expect("one can go missing again");
    });
}

#[test]
fn nobody_is_missing_who_was_seen_since() {
    on_both_engines(|world| {
        let person = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        for on in ["2024-06-16", "1970-03-03"] {
            let error = world.refused(|| miss(world, person, on));
            assert!(matches!(error, MissingError::OutsideLife));
        }
        world
            .settle(world.residence(person, PHUC_XA, Home::New, "2024-03-01"))
            .unwrap();
        let error = world.refused(|| miss(world, person, "2024-02-29"));
        assert!(matches!(error, MissingError::LaterEvent { .. }));
        world.die(person, "2024-05-01").unwrap();
        let error = world.refused(|| miss(world, person, "2024-06-01"));
        assert!(matches!(
            error,
            MissingError::Subject(SubjectError::Dead { .. })
        ));
    });
}

#[test]
fn who_returns_from_a_declared_death_is_married_again() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        miss(world, husband, "2020-02-01").unwrap();
        declare_dead(world, husband, "2022-03-01").unwrap();
        assert_eq!(marital(&world.state(wife)), "widowed of Phạm Văn Dũng");
        let recorded = come_back(world, husband, "2024-05-01").unwrap();
        assert_eq!(recorded.subjects.len(), 2);
        let state = world.state(husband);
        assert_eq!((state.death, state.missing), (None, None));
        for (person, other) in [(husband, "Vũ Thị Én"), (wife, "Phạm Văn Dũng")] {
            assert_eq!(
                marital(&world.state(person)),
                format!("married to {other} since 2000-01-01")
            );
        }
        assert!(
            world
                .state_on(husband, "2024-04-30")
                .unwrap()
                .death
                .is_some()
        );
        assert_eq!(
            marital(&world.state_on(wife, "2024-04-30").unwrap()),
            "widowed of Phạm Văn Dũng"
        );
        assert_eq!(world.life_of(wife)[0], "2024-05-01 returned");
        let error = world.refused(|| come_back(world, husband, "2024-05-02"));
        assert!(matches!(error, MissingError::NotDeclared));

        // Life goes on.
        world.die(husband, "2024-06-01").unwrap();
        assert_eq!(marital(&world.state(wife)), "widowed of Phạm Văn Dũng");
    });
}

#[test]
fn a_spouse_who_married_again_stays_married_and_who_returns_is_free() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        declare_dead(world, husband, "2022-03-01").unwrap();
        let second = world.enrol(man("Tô Văn Giáp", "1975-01-01"));
        world.marry(second, wife, "2023-01-01").unwrap();
        let recorded = come_back(world, husband, "2024-05-01").unwrap();
        assert_eq!(recorded.subjects.len(), 1, "nothing changes for her");
        assert_eq!(
            marital(&world.state(wife)),
            "married to Tô Văn Giáp since 2023-01-01"
        );
        assert_eq!(marital(&world.state(husband)), "divorced");
        let another = world.enrol(woman("Ngô Thị Hạnh", "1980-01-01"));
        let error = world.refused(|| world.marry(husband, another, "2023-05-05"));
        assert_eq!(error.to_string(), "the person died on 2022-03-01");
        world.marry(husband, another, "2024-05-01").unwrap();
    });
}

#[test]
fn a_second_marriage_ends_the_first_also_when_it_has_ended_itself() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        declare_dead(world, husband, "2022-03-01").unwrap();
        let second = world.enrol(man("Tô Văn Giáp", "1975-01-01"));
        world.marry(second, wife, "2023-01-01").unwrap();
        world.die(second, "2023-06-01").unwrap();
        come_back(world, husband, "2024-05-01").unwrap();
        assert_eq!(marital(&world.state(wife)), "widowed of Tô Văn Giáp");
        assert_eq!(marital(&world.state(husband)), "divorced");
    });
}

#[test]
fn a_second_marriage_that_was_annulled_has_ended_nothing() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        declare_dead(world, husband, "2022-03-01").unwrap();
        let second = world.enrol(man("Tô Văn Giáp", "1975-01-01"));
        world.marry(second, wife, "2023-01-01").unwrap();
        let report = MarriageEndReport {
            person: world.seen(wife),
            spouse: FormerSpouse::Known(world.seen(second)),
            decision: decision("2023-06-01"),
        };
        world
            .write(move |register, tx| register.register_annulment(tx, &act(), &report))
            .unwrap();
        come_back(world, husband, "2024-05-01").unwrap();
        for (person, other) in [(husband, "Vũ Thị Én"), (wife, "Phạm Văn Dũng")] {
            assert_eq!(
                marital(&world.state(person)),
                format!("married to {other} since 2000-01-01")
            );
        }
        let error = world.refused(|| world.die(wife, "2023-12-12"));
        assert!(
            matches!(error, DeathError::LaterEvent { .. }),
            "he came back to her in May"
        );
    });
}

#[test]
fn a_spouse_may_have_died_before_the_return() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        declare_dead(world, husband, "2022-03-01").unwrap();
        world.die(wife, "2023-01-01").unwrap();
        let recorded = come_back(world, husband, "2024-05-01").unwrap();
        assert_eq!(recorded.subjects.len(), 1);
        assert_eq!(marital(&world.state(husband)), "widowed of Vũ Thị Én");
    });
}

#[test]
fn a_divorce_from_the_missing_stands() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        miss(world, husband, "2020-02-01").unwrap();
        let report = MarriageEndReport {
            person: world.seen(wife),
            spouse: FormerSpouse::Known(world.seen(husband)),
            decision: decision("2021-01-01"),
        };
        world
            .write(move |register, tx| register.register_divorce(tx, &act(), &report))
            .unwrap();
        declare_dead(world, husband, "2022-03-01").unwrap();
        let recorded = come_back(world, husband, "2024-05-01").unwrap();
        assert_eq!(recorded.subjects.len(), 1);
        for person in [husband, wife] {
            assert_eq!(marital(&world.state(person)), "divorced");
        }
    });
}

#[test]
fn nobody_died_before_their_divorce() {
    on_both_engines(|world| {
        let (husband, wife) = couple(world);
        let report = MarriageEndReport {
            person: world.seen(wife),
            spouse: FormerSpouse::Known(world.seen(husband)),
            decision: decision("2021-01-01"),
        };
        world
            .write(move |register, tx| register.register_divorce(tx, &act(), &report))
            .unwrap();
        let error = world.refused(|| world.die(husband, "2020-12-31"));
        assert!(matches!(error, DeathError::LaterEvent { .. }));
        let error = world.refused(|| declare_dead(world, husband, "2018-01-01"));
        assert!(matches!(error, DeathError::LaterEvent { .. }));
        declare_dead(world, husband, "2021-01-01").unwrap();
        assert_eq!(marital(&world.state(wife)), "divorced");
    });
}

#[test]
fn a_death_that_was_seen_is_not_taken_back_by_a_return() {
    on_both_engines(|world| {
        let (husband, _) = couple(world);
        miss(world, husband, "2020-02-01").unwrap();
        world.die(husband, "2022-03-01").unwrap();
        let error = world.refused(|| come_back(world, husband, "2024-05-01"));
        assert!(matches!(
            error,
            MissingError::Subject(SubjectError::Dead { .. })
        ));
        let living = world.enrol(man("Tô Văn Giáp", "1975-01-01"));
        let error = world.refused(|| come_back(world, living, "2024-05-01"));
        assert!(matches!(error, MissingError::NotDeclared));
    });
}

#[test]
fn a_declared_death_names_the_decision() {
    on_both_engines(|world| {
        let person = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let report = DeathReport {
            person: world.seen(person),
            on: "2024-06-01".parse().unwrap(),
            unit: None,
            declared: true,
        };
        let error = world.refused(|| {
            world.write(move |register, tx| register.register_death(tx, &act(), &report))
        });
        assert!(matches!(error, DeathError::CourtDeclares));
        declare_dead(world, person, "2024-06-01").unwrap();
        assert!(world.state(person).death.unwrap().declared);
    });
}

#[test]
fn who_saw_the_person_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let (husband, _) = couple(world);
        let old = world.seen(husband);
        declare_dead(world, husband, "2022-03-01").unwrap();
        let error = world.refused(|| enter_return(world, report_of(old, "2024-05-01")));
        assert!(matches!(
            error,
            MissingError::Subject(SubjectError::Conflict {
                seen: 2,
                current: 3
            })
        ));
        let report = report_of(old, "2024-05-01");
        let error = world.refused(|| {
            world.write(move |register, tx| register.declare_missing(tx, &act(), &report))
        });
        assert!(matches!(
            error,
            MissingError::Subject(SubjectError::Conflict { .. })
        ));
    });
}
