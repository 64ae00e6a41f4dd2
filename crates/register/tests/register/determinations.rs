//! Ethnic group and sex determined anew.

use danh_register::{
    CancellationReason, Decision, DeterminationError, EthnicityReport, NumberError, NumberReport,
    Recorded, Seen, SexReport, SubjectError,
};
use danh_vocabulary::{Ethnicity, PersonId, Sex};

use crate::desk::decision;
use crate::people::{man, named, newborn, woman};
use crate::world::{TRUC_BACH, TestRegister, act, date, on_both_engines};

const KINH: &str = "01";
const TAY: &str = "02";
const THAI: &str = "03";

fn group(code: &str) -> Ethnicity {
    code.parse().unwrap()
}

fn determine(
    world: &TestRegister,
    person: PersonId,
    code: &str,
    on: &str,
    decision: Option<Decision>,
) -> Result<Recorded, DeterminationError> {
    let report = EthnicityReport {
        person: world.seen(person),
        ethnicity: group(code),
        on: date(on),
        decision,
    };
    world.write(move |register, tx| register.determine_ethnicity(tx, &act(), &report))
}

fn determine_sex(
    world: &TestRegister,
    person: Seen,
    sex: Sex,
    on: &str,
) -> Result<Recorded, DeterminationError> {
    let report = SexReport {
        person,
        sex,
        on: date(on),
    };
    world.write(move |register, tx| register.determine_sex(tx, &act(), report))
}

fn cancel(
    world: &TestRegister,
    person: PersonId,
    reason: CancellationReason,
) -> Result<Recorded, NumberError> {
    let report = NumberReport {
        person: world.seen(person),
        on: date("2024-06-01"),
    };
    world.write(move |register, tx| register.cancel_number(tx, &act(), report, reason))
}

/// A child of a Kinh father and a Tày mother, itself on record as Kinh.
fn child_of_two_groups(world: &TestRegister) -> PersonId {
    let mut father = man("Trần Văn Bình", "1980-02-03");
    father.identity.ethnicity = Some(group(KINH));
    let father = world.enrol(father);
    let mut mother = woman("Nông Thị Cúc", "1982-06-07");
    mother.identity.ethnicity = Some(group(TAY));
    let mother = world.enrol(mother);
    let mut child = woman("Trần Thu Hà", "2008-01-01");
    child.identity.ethnicity = Some(group(KINH));
    child.identity.father = Some(world.relative(father));
    child.identity.mother = Some(world.relative(mother));
    world.enrol(child)
}

#[test]
fn a_child_takes_the_group_of_the_other_parent() {
    on_both_engines(|world| {
        let child = child_of_two_groups(world);
        determine(world, child, TAY, "2024-06-01", None).unwrap();
        assert_eq!(world.state(child).identity.ethnicity, Some(group(TAY)));
        let before = world.state_on(child, "2024-05-31").unwrap();
        assert_eq!(before.identity.ethnicity, Some(group(KINH)));
        assert_eq!(world.life_of(child)[0], "2024-06-01 ethnicity_determined");
    });
}

#[test]
fn a_group_of_neither_parent_needs_a_decision() {
    on_both_engines(|world| {
        let child = child_of_two_groups(world);
        let error = world.refused(|| determine(world, child, THAI, "2024-06-01", None));
        assert!(
            matches!(error, DeterminationError::NotOfParents { ethnicity } if ethnicity == group(THAI))
        );
        let error = world.refused(|| {
            determine(
                world,
                child,
                THAI,
                "2024-06-01",
                Some(decision("2024-06-02")),
            )
        });
        assert!(matches!(
            error,
            DeterminationError::DecisionNotInForce { .. }
        ));
        determine(
            world,
            child,
            THAI,
            "2024-06-01",
            Some(decision("2024-05-02")),
        )
        .unwrap();
        assert_eq!(world.state(child).identity.ethnicity, Some(group(THAI)));

        let foundling = world.enrol(woman("Trần Thu Hà", "2008-01-01"));
        let error = world.refused(|| determine(world, foundling, THAI, "2024-06-01", None));
        assert!(matches!(error, DeterminationError::NotOfParents { .. }));
        let mut child = woman("Trần Thu Hà", "2008-01-01");
        child.identity.father = Some(named("Cà Văn Bình"));
        let child = world.enrol(child);
        determine(world, child, THAI, "2024-06-01", None)
            .expect("papers know the father's group, which the register does not");
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let child = child_of_two_groups(world);
        for on in ["2024-06-16", "2007-12-31"] {
            let error = world.refused(|| determine(world, child, TAY, on, None));
            assert!(matches!(error, DeterminationError::OutsideLife));
            let seen = world.seen(child);
            let error = world.refused(|| determine_sex(world, seen, Sex::Male, on));
            assert!(matches!(error, DeterminationError::OutsideLife));
        }
        let error = world.refused(|| determine(world, child, KINH, "2024-06-01", None));
        assert!(matches!(error, DeterminationError::Same));
        let seen = world.seen(child);
        let error = world.refused(|| determine_sex(world, seen, Sex::Female, "2024-06-01"));
        assert!(matches!(error, DeterminationError::Same));
        determine(world, child, TAY, "2024-06-01", None).unwrap();
        let error = world.refused(|| determine(world, child, KINH, "2024-05-31", None));
        assert!(matches!(error, DeterminationError::LaterEvent { .. }));
        determine_sex(world, world.seen(child), Sex::Male, "2024-05-01")
            .expect("the two have nothing to do with one another");
        let seen = world.seen(child);
        let error = world.refused(|| determine_sex(world, seen, Sex::Female, "2024-04-30"));
        assert!(matches!(error, DeterminationError::LaterEvent { .. }));
        world.die(child, "2024-06-10").unwrap();
        let error = world.refused(|| determine(world, child, KINH, "2024-06-10", None));
        assert!(matches!(
            error,
            DeterminationError::Subject(SubjectError::Dead { .. })
        ));
    });
}

#[test]
fn a_number_follows_the_sex() {
    on_both_engines(|world| {
        let person = world.birth(newborn("2000-05-20")).unwrap();
        let girls_number = world.number(person);
        for reason in [
            CancellationReason::SexDetermined,
            CancellationReason::BirthYearCorrected,
        ] {
            let error = world.refused(|| cancel(world, person, reason));
            assert!(matches!(error, NumberError::NoSuchChange));
        }
        determine_sex(world, world.seen(person), Sex::Male, "2024-06-01").unwrap();
        assert_eq!(world.state(person).identity.sex, Sex::Male);
        let before = world.state_on(person, "2024-05-31").unwrap();
        assert_eq!(before.identity.sex, Sex::Female);
        assert_eq!(world.life_of(person)[0], "2024-06-01 sex_determined");
        assert_eq!(world.number(person), girls_number, "until it is cancelled");

        let error = world.refused(|| cancel(world, person, CancellationReason::BirthYearCorrected));
        assert!(matches!(error, NumberError::NoSuchChange));
        cancel(world, person, CancellationReason::SexDetermined).unwrap();
        world
            .reestablish_number(person, "2024-06-01", TRUC_BACH)
            .unwrap();
        let state = world.state(person);
        let number = state.number().unwrap();
        assert_ne!(number, girls_number);
        assert_eq!(
            number.check_against(state.identity.born, state.identity.sex),
            []
        );
    });
}

#[test]
fn the_married_do_not_come_to_be_of_one_sex() {
    on_both_engines(|world| {
        let husband = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let wife = world.enrol(woman("Vũ Thị Én", "1975-05-06"));
        world.marry(husband, wife, "2000-01-01").unwrap();
        let determined = |on: &str| determine_sex(world, world.seen(wife), Sex::Male, on);
        let error = world.refused(|| determined("2024-06-01"));
        assert!(matches!(error, DeterminationError::Married));
        world.die(husband, "2024-05-01").unwrap();
        let error = world.refused(|| determined("2024-04-30"));
        assert!(matches!(error, DeterminationError::Married));
        determined("2024-05-01").unwrap();
    });
}

#[test]
fn who_saw_the_person_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let child = child_of_two_groups(world);
        let old = world.seen(child);
        determine(world, child, TAY, "2024-06-01", None).unwrap();
        let error = world.refused(|| determine_sex(world, old, Sex::Male, "2024-06-01"));
        assert!(matches!(
            error,
            DeterminationError::Subject(SubjectError::Conflict {
                seen: 1,
                current: 2
            })
        ));
    });
}
