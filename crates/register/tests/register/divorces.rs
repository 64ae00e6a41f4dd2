//! Divorce and annulment.

use danh_register::{
    Enrolment, FormerSpouse, MaritalStatus, MarriageEndError, MarriageEndReport, Recorded, Seen,
    SubjectError,
};
use danh_vocabulary::PersonId;

use crate::desk::decision;
use crate::people::{man, married, named, numbered, woman};
use crate::world::{TestRegister, act, marital, on_both_engines};

const HIS: &str = "001060000001";
const HERS: &str = "001165000002";

fn couple(world: &TestRegister) -> (PersonId, PersonId) {
    let husband = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
    let wife = world.enrol(woman("Vũ Thị Én", "1975-05-06"));
    (husband, wife)
}

fn married_couple(world: &TestRegister) -> (PersonId, PersonId) {
    let (husband, wife) = couple(world);
    world.marry(husband, wife, "2000-01-01").unwrap();
    (husband, wife)
}

fn report_of(person: Seen, spouse: FormerSpouse, on: &str) -> MarriageEndReport {
    MarriageEndReport {
        person,
        spouse,
        decision: decision(on),
    }
}

fn enter(world: &TestRegister, report: MarriageEndReport) -> Result<Recorded, MarriageEndError> {
    world.write(move |register, tx| register.register_divorce(tx, &act(), &report))
}

fn divorce(
    world: &TestRegister,
    one: PersonId,
    other: PersonId,
    on: &str,
) -> Result<Recorded, MarriageEndError> {
    let spouse = FormerSpouse::Known(world.seen(other));
    enter(world, report_of(world.seen(one), spouse, on))
}

fn annul(
    world: &TestRegister,
    one: PersonId,
    other: PersonId,
    on: &str,
) -> Result<Recorded, MarriageEndError> {
    let spouse = FormerSpouse::Known(world.seen(other));
    let report = report_of(world.seen(one), spouse, on);
    world.write(move |register, tx| register.register_annulment(tx, &act(), &report))
}

fn divorce_from(
    world: &TestRegister,
    person: PersonId,
    name: &str,
    on: &str,
) -> Result<Recorded, MarriageEndError> {
    let spouse = FormerSpouse::Named(name.parse().unwrap());
    enter(world, report_of(world.seen(person), spouse, on))
}

#[test]
fn one_event_divorces_both_from_its_day_on() {
    on_both_engines(|world| {
        let (husband, wife) = married_couple(world);
        // Whoever is named first.
        let recorded = divorce(world, wife, husband, "2024-03-01").unwrap();
        assert_eq!(recorded.subjects.len(), 2);
        let others = ["Vũ Thị Én", "Phạm Văn Dũng"];
        for (person, other) in [husband, wife].into_iter().zip(others) {
            assert_eq!(marital(&world.state(person)), "divorced");
            assert_eq!(
                marital(&world.state_on(person, "2024-02-29").unwrap()),
                format!("married to {other} since 2000-01-01")
            );
            assert_eq!(
                marital(&world.state_on(person, "2024-03-01").unwrap()),
                "divorced"
            );
            assert_eq!(
                world.life_of(person)[..2],
                ["2024-03-01 divorce", "2000-01-01 marriage"]
            );
        }
        let next = world.enrol(man("Tô Văn Giáp", "1975-01-01"));
        world.marry(next, wife, "2024-03-01").unwrap();
        assert_eq!(
            marital(&world.state(wife)),
            "married to Tô Văn Giáp since 2024-03-01"
        );
        assert_eq!(marital(&world.state(husband)), "divorced");
    });
}

#[test]
fn an_annulment_brings_back_what_was_before_the_marriage() {
    on_both_engines(|world| {
        let (husband, first) = married_couple(world);
        let second = world.enrol(woman("Ngô Thị Hạnh", "1980-01-01"));
        world.die(first, "2010-10-10").unwrap();
        world.marry(husband, second, "2012-12-12").unwrap();
        annul(world, husband, second, "2024-03-01").unwrap();
        assert_eq!(marital(&world.state(husband)), "widowed of Vũ Thị Én");
        assert_eq!(marital(&world.state(second)), "single");
        assert_eq!(
            marital(&world.state_on(second, "2024-02-29").unwrap()),
            "married to Phạm Văn Dũng since 2012-12-12"
        );
        assert_eq!(world.life_of(second)[0], "2024-03-01 annulment");
    });
}

#[test]
fn what_is_no_marriage_is_not_ended() {
    on_both_engines(|world| {
        let (husband, wife) = married_couple(world);
        let single = world.enrol(woman("Ngô Thị Hạnh", "1980-01-01"));
        let refused =
            |one, other, on: &str| world.refused(|| divorce(world, one, other, on)).to_string();
        assert_eq!(
            refused(husband, wife, "2024-06-16"),
            "the decision comes into force in the future or before a birth"
        );
        assert_eq!(
            refused(husband, wife, "1974-01-01"),
            "the register knows of a later event of `Phạm Văn Dũng` on 2000-01-01; correct that first"
        );
        assert_eq!(
            refused(wife, husband, "1974-01-01"),
            "the decision comes into force in the future or before a birth"
        );
        assert_eq!(
            refused(husband, husband, "2024-06-01"),
            "a person is not married to themselves"
        );
        assert_eq!(
            refused(husband, single, "2024-06-01"),
            "`Phạm Văn Dũng` is not married to the other on record"
        );
        divorce(world, husband, wife, "2020-01-01").unwrap();
        assert_eq!(
            refused(husband, wife, "2024-06-01"),
            "`Phạm Văn Dũng` is not married to the other on record"
        );
        let error = world.refused(|| annul(world, husband, wife, "2024-06-01"));
        assert!(matches!(error, MarriageEndError::NotMarried { .. }));
    });
}

#[test]
fn a_death_ends_a_marriage_that_a_court_has_not_ended_before() {
    on_both_engines(|world| {
        let (husband, wife) = married_couple(world);
        world.die(husband, "2024-05-05").unwrap();
        for on in ["2024-05-05", "2024-06-01"] {
            for (one, other) in [(husband, wife), (wife, husband)] {
                let error = world.refused(|| divorce(world, one, other, on));
                assert!(matches!(error, MarriageEndError::EndedByDeath { .. }));
            }
        }
        // The decision came to the register after the death, but was in force before.
        assert_eq!(marital(&world.state(wife)), "widowed of Phạm Văn Dũng");
        divorce(world, wife, husband, "2024-05-04").unwrap();
        for person in [husband, wife] {
            assert_eq!(marital(&world.state(person)), "divorced");
            assert_eq!(
                marital(&world.state_on(person, "2024-05-04").unwrap()),
                "divorced"
            );
        }
        assert!(world.state(husband).death.is_some());
    });
}

#[test]
fn an_earlier_file_may_know_the_marriage_from_one_side_only() {
    let (him, her) = (numbered(HIS, "Lê Văn Ba"), numbered(HERS, "Trần Thị Tư"));
    let unnamed = MaritalStatus::Married {
        spouse: None,
        since: None,
    };
    // What his record says, what hers says, who is divorced by the event.
    let cases = [
        (married(her.clone(), None), married(him.clone(), None), 2),
        (married(her.clone(), Some("1990")), unnamed.clone(), 2),
        (married(named("TRAN THI TU"), None), married(him, None), 2),
        (unnamed.clone(), unnamed, 2),
        (married(her.clone(), None), MaritalStatus::Unknown, 1),
        (married(her, None), MaritalStatus::Single, 1),
        (
            married(named("Trần Thị Năm"), None),
            MaritalStatus::Unknown,
            0,
        ),
        (
            married(numbered("001165000009", "Trần Thị Tư"), None),
            MaritalStatus::Unknown,
            0,
        ),
        (MaritalStatus::Unknown, MaritalStatus::Single, 0),
        (
            MaritalStatus::Widowed {
                spouse: Some(named("Trần Thị Tư")),
            },
            MaritalStatus::Unknown,
            0,
        ),
    ];
    on_both_engines(|world| {
        for (his_word, her_word, subjects) in cases.clone() {
            world.clear();
            let husband = world.enrol(Enrolment {
                number: HIS.parse().ok(),
                marital: his_word.clone(),
                ..man("Lê Văn Ba", "1960-01-01")
            });
            let wife = world.enrol(Enrolment {
                number: HERS.parse().ok(),
                marital: her_word.clone(),
                ..woman("Trần Thị Tư", "1965-01-01")
            });
            // Before the day on which the file was taken over.
            let outcome = divorce(world, wife, husband, "2024-06-01");
            let told = format!("{his_word:?} {her_word:?}");
            match outcome {
                Ok(recorded) => assert_eq!(recorded.subjects.len(), subjects, "{told}"),
                Err(MarriageEndError::NotMarried { .. }) => assert_eq!(subjects, 0, "{told}"),
                Err(error) => panic!("{told}: {error}"),
            }
            let divorced = [husband, wife]
                .into_iter()
                .filter(|person| world.state(*person).marital == MaritalStatus::Divorced);
            assert_eq!(divorced.count(), subjects, "{told}");
        }
    });
}

#[test]
fn a_spouse_whom_the_register_does_not_know_is_named() {
    on_both_engines(|world| {
        let with = |status: MaritalStatus| {
            world.enrol(Enrolment {
                marital: status,
                ..man("Lê Văn Ba", "1960-01-01")
            })
        };
        let by_name = with(married(named("Anna Müller"), Some("1999-09-09")));
        let error = world.refused(|| divorce_from(world, by_name, "Anna Maier", "2024-06-01"));
        assert!(matches!(error, MarriageEndError::NotMarried { .. }));
        let error = world.refused(|| divorce_from(world, by_name, "Anna Müller", "1999-09-08"));
        assert!(matches!(error, MarriageEndError::LaterEvent { .. }));
        let recorded = divorce_from(world, by_name, "ANNA MÜLLER", "2024-06-01").unwrap();
        assert_eq!(recorded.subjects.len(), 1);
        assert_eq!(marital(&world.state(by_name)), "divorced");
        assert_eq!(
            marital(&world.state_on(by_name, "2024-05-31").unwrap()),
            "married to Anna Müller since 1999-09-09"
        );

        let unnamed = with(MaritalStatus::Married {
            spouse: None,
            since: None,
        });
        divorce_from(world, unnamed, "Anna Müller", "2024-06-01").unwrap();
        assert_eq!(marital(&world.state(unnamed)), "divorced");

        let (husband, _) = married_couple(world);
        let error = world.refused(|| divorce_from(world, husband, "Vũ Thị Én", "2024-06-01"));
        assert!(matches!(error, MarriageEndError::SpouseIsKnown { .. }));
        let single = with(MaritalStatus::Single);
        let error = world.refused(|| divorce_from(world, single, "Vũ Thị Én", "2024-06-01"));
        assert!(matches!(error, MarriageEndError::NotMarried { .. }));
    });
}

#[test]
fn who_saw_either_of_them_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let (husband, wife) = married_couple(world);
        let old = [husband, wife].map(|person| Seen {
            version: 1,
            ..world.seen(person)
        });
        let now = [husband, wife].map(|person| world.seen(person));
        for (one, other) in [(old[0], now[1]), (now[0], old[1])] {
            let report = report_of(one, FormerSpouse::Known(other), "2024-06-01");
            let error = world.refused(|| enter(world, report));
            assert!(matches!(
                error,
                MarriageEndError::Subject(SubjectError::Conflict {
                    seen: 1,
                    current: 2
                })
            ));
        }
    });
}
