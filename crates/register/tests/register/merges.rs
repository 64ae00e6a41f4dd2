//! Two records of one person: merged, read as one, and un-merged without a trace.

use danh_register::person_queries::{
    children_of_person, household_members, person_by_number, person_of_relative,
};
use danh_register::{
    Act, BirthReport, DuplicateError, DuplicateReport, Enrolment, Home, Recorded, Relationship,
    Relative, SubjectError,
};
use danh_vocabulary::{PersonId, PersonalNumber};

use crate::desk::act_on;
use crate::people::{man, named, newborn, numbered, woman};
use crate::world::{PHUC_XA, TestRegister, act, date, on_both_engines};

const FIRST: &str = "001085000001";
const SECOND: &str = "079085000002";

fn report(
    world: &TestRegister,
    duplicate: PersonId,
    survivor: PersonId,
    on: &str,
) -> DuplicateReport {
    DuplicateReport {
        duplicate: world.seen(duplicate),
        survivor: world.seen(survivor),
        on: date(on),
    }
}

fn merge_by(
    world: &TestRegister,
    act: Act,
    duplicate: PersonId,
    survivor: PersonId,
    on: &str,
) -> Result<Recorded, DuplicateError> {
    let report = report(world, duplicate, survivor, on);
    world.write(move |register, tx| register.merge_duplicate(tx, &act, report))
}

fn merge(
    world: &TestRegister,
    duplicate: PersonId,
    survivor: PersonId,
    on: &str,
) -> Result<Recorded, DuplicateError> {
    merge_by(world, act(), duplicate, survivor, on)
}

fn unmerge(
    world: &TestRegister,
    duplicate: PersonId,
    survivor: PersonId,
    on: &str,
) -> Result<Recorded, DuplicateError> {
    let report = report(world, duplicate, survivor, on);
    world.write(move |register, tx| register.unmerge_duplicate(tx, &act(), report))
}

fn with_number(enrolment: Enrolment, number: &str) -> Enrolment {
    Enrolment {
        number: number.parse().ok(),
        ..enrolment
    }
}

/// A man who is in the register twice.
fn twice(world: &TestRegister) -> (PersonId, PersonId) {
    let duplicate = with_number(man("Lê Văn Ba", "1985"), SECOND);
    let survivor = with_number(man("Lê Văn Ba", "1985-05-20"), FIRST);
    (world.enrol(duplicate), world.enrol(survivor))
}

fn holder(world: &TestRegister, number: &str) -> PersonId {
    let number: PersonalNumber = number.parse().unwrap();
    world
        .read(move |tx| person_by_number(tx, number))
        .unwrap()
        .0
}

fn resolved(world: &TestRegister, relative: Relative) -> Option<PersonId> {
    world.read(move |tx| person_of_relative(tx, &relative))
}

fn children(world: &TestRegister, person: PersonId) -> Vec<PersonId> {
    let state = world.state(person);
    let children = world.read(move |tx| children_of_person(tx, person, &state));
    children.into_iter().map(|(child, _)| child).collect()
}

#[test]
fn a_merged_record_leads_to_the_one_that_is_read() {
    on_both_engines(|world| {
        let (duplicate, survivor) = twice(world);
        let his_child = |father| BirthReport {
            father: Some(father),
            ..newborn("2024-05-20")
        };
        let first = world.birth(his_child(duplicate)).unwrap();
        let second = world.birth(his_child(survivor)).unwrap();
        world
            .settle(world.residence(duplicate, PHUC_XA, Home::New, "2024-01-05"))
            .unwrap();
        let household = world.state(duplicate).residence.unwrap().household;

        merge(world, duplicate, survivor, "2024-06-01").unwrap();
        let (merged, read) = (world.state(duplicate), world.state(survivor));
        assert_eq!(merged.merged_into, Some(survivor));
        assert_eq!(read.duplicates, [duplicate]);
        assert_eq!(merged.number(), None, "a person has one number");
        assert_eq!(read.number(), FIRST.parse().ok());
        let before = world.state_on(duplicate, "2024-05-31").unwrap();
        assert_eq!(
            (before.merged_into, before.number()),
            (None, SECOND.parse().ok())
        );

        assert_eq!(holder(world, SECOND), survivor);
        assert_eq!(
            resolved(world, numbered(SECOND, "Lê Văn Ba")),
            Some(survivor)
        );
        assert_eq!(
            resolved(world, merged.as_relative(duplicate)),
            Some(survivor)
        );
        assert_eq!(resolved(world, named("Lê Văn Ba")), None);
        let mut both = children(world, survivor);
        both.sort_unstable();
        assert_eq!(both, [first, second]);
        assert_eq!(world.read(move |tx| household_members(tx, household)), []);
    });
}

#[test]
fn a_child_with_two_records_is_one_child() {
    on_both_engines(|world| {
        let (_, father) = twice(world);
        let child = || BirthReport {
            father: Some(father),
            ..newborn("2024-05-20")
        };
        let (one, other) = (world.birth(child()).unwrap(), world.birth(child()).unwrap());
        assert_eq!(children(world, father), [one, other]);
        merge(world, one, other, "2024-06-01").unwrap();
        assert_eq!(children(world, father), [other]);
    });
}

#[test]
fn nothing_happens_to_a_merged_record() {
    on_both_engines(|world| {
        let (duplicate, survivor) = twice(world);
        merge(world, duplicate, survivor, "2024-06-01").unwrap();
        let merged = "this record was merged into another one of the same person; change that one";
        let errors = [
            world
                .refused(|| world.die(duplicate, "2024-06-02"))
                .to_string(),
            world
                .refused(|| world.cancel_number(duplicate, "2024-06-02"))
                .to_string(),
            world
                .refused(|| {
                    let home = Home::New;
                    world.settle(world.residence(duplicate, PHUC_XA, home, "2024-06-02"))
                })
                .to_string(),
        ];
        for error in errors {
            assert_eq!(error, merged);
        }
        world.die(survivor, "2024-06-02").unwrap();
    });
}

#[test]
fn unmerging_leaves_nothing_behind() {
    on_both_engines(|world| {
        let (duplicate, survivor) = twice(world);
        world
            .settle(world.residence(duplicate, PHUC_XA, Home::New, "2024-01-05"))
            .unwrap();
        let documents = || [duplicate, survivor].map(|person| world.state(person).to_document());
        let before = documents();
        merge(world, duplicate, survivor, "2024-06-01").unwrap();
        assert_ne!(documents(), before);
        let error = world.refused(|| unmerge(world, survivor, duplicate, "2024-06-02"));
        assert!(
            matches!(error, DuplicateError::Subject(SubjectError::Merged { .. })),
            "{error}"
        );
        let error = world.refused(|| unmerge(world, duplicate, survivor, "2024-05-31"));
        assert!(error.to_string().contains("before 2024-06-01"), "{error}");

        unmerge(world, duplicate, survivor, "2024-06-02").unwrap();
        assert_eq!(documents(), before);
        let between = world.state_on(duplicate, "2024-06-01").unwrap();
        assert_eq!(between.merged_into, Some(survivor));
        assert_eq!(holder(world, SECOND), duplicate);
        world.cancel_number(duplicate, "2024-06-03").unwrap();
        let error = world.refused(|| unmerge(world, duplicate, survivor, "2024-06-04"));
        assert_eq!(error.to_string(), "the record is not merged into that one");
    });
}

#[test]
fn chains_are_followed_and_taken_apart_from_their_end() {
    on_both_engines(|world| {
        let (first, second) = twice(world);
        let third = world.enrol(with_number(man("Lê Văn Ba", "1985-05-20"), "034085000003"));
        merge(world, first, second, "2024-06-01").unwrap();
        merge(world, second, third, "2024-06-02").unwrap();
        for number in [FIRST, SECOND] {
            assert_eq!(holder(world, number), third);
        }
        for (duplicate, survivor) in [(first, third), (third, first), (third, second)] {
            let error = world.refused(|| merge(world, duplicate, survivor, "2024-06-03"));
            assert!(
                matches!(error, DuplicateError::Subject(SubjectError::Merged { .. })),
                "{error}"
            );
        }
        let error = world.refused(|| unmerge(world, first, second, "2024-06-03"));
        assert!(
            matches!(error, DuplicateError::Subject(SubjectError::Merged { .. })),
            "{error}"
        );
        unmerge(world, second, third, "2024-06-03").unwrap();
        assert_eq!(holder(world, SECOND), second);
        unmerge(world, first, second, "2024-06-04").unwrap();
        assert_eq!(holder(world, SECOND), first);
    });
}

#[test]
fn records_that_differ_need_a_reason() {
    on_both_engines(|world| {
        let survivor = world.enrol(with_number(man("Lê Văn Ba", "1985-05-20"), FIRST));
        let refused = |duplicate| {
            let error = world.refused(|| merge(world, duplicate, survivor, "2024-06-01"));
            error.to_string()
        };
        assert_eq!(refused(survivor), "both are the same record");
        let same_year = world.enrol(man("Lê Ba", "1985"));
        merge(world, same_year, survivor, "2024-05-01").expect("it may be the same birthday");
        let another_year = world.enrol(man("Lê Văn Ba", "1986"));
        let name = "; name the decision that says they are one person";
        assert_eq!(
            refused(another_year),
            format!("the records differ in birth date{name}")
        );
        let woman = world.enrol(woman("Lê Văn Ba", "1984-05-20"));
        world.die(woman, "2024-05-01").unwrap();
        assert_eq!(
            refused(woman),
            format!("the records differ in sex, birth date, death{name}")
        );
        let decided = act_on("Quyết định 12/QĐ-CAHN");
        merge_by(world, decided, another_year, survivor, "2024-06-01").unwrap();
        let last = world.events(survivor).pop().unwrap();
        assert_eq!(last.basis, "Quyết định 12/QĐ-CAHN");
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let (duplicate, survivor) = twice(world);
        let refused = |duplicate, survivor, on: &str| {
            let error = world.refused(|| merge(world, duplicate, survivor, on));
            error.to_string()
        };
        assert_eq!(
            refused(duplicate, survivor, "2024-06-16"),
            "the day lies in the future"
        );
        assert_eq!(
            refused(duplicate, survivor, "1984-12-31"),
            "the day is before the birth on 1985"
        );
        let numberless = world.enrol(man("Lê Văn Ba", "1985"));
        assert_eq!(
            refused(survivor, numberless, "2024-06-01"),
            "the second record has a number in force and the other has none; keep the one with the \
             number"
        );
        let stale = report(world, duplicate, survivor, "2024-06-01");
        world
            .settle(world.residence(survivor, PHUC_XA, Home::New, "2024-01-05"))
            .unwrap();
        let error = world.refused(|| {
            world.write(move |register, tx| register.merge_duplicate(tx, &act(), stale))
        });
        assert!(
            matches!(
                error,
                DuplicateError::Subject(SubjectError::Conflict { .. })
            ),
            "{error}"
        );
        let head = world.state(survivor).residence.unwrap().relationship;
        assert_eq!(head, Relationship::Head);
    });
}
