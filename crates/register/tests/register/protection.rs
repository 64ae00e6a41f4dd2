//! Persons whom only named officers see.

use std::collections::BTreeSet;

use danh_register::export::{ExportPage, page_after};
use danh_register::person_queries::is_visible;
use danh_register::{
    BirthReport, DuplicateReport, MaritalStatus, ProtectionEndReport, ProtectionError,
    ProtectionReport, Recorded, SubjectError, Viewer,
};
use danh_vocabulary::{OfficerId, PersonId};

use crate::people::{man, newborn, woman};
use crate::world::{TestRegister, act, date, on_both_engines};

pub(crate) fn protect(
    world: &TestRegister,
    person: PersonId,
    officers: &[i64],
    on: &str,
) -> Result<Recorded, ProtectionError> {
    let officers: BTreeSet<_> = officers.iter().copied().map(OfficerId::from_i64).collect();
    let report = ProtectionReport {
        person: world.seen(person),
        officers,
        on: date(on),
    };
    world.write(move |register, tx| register.order_protection(tx, &act(), &report))
}

fn lift(world: &TestRegister, person: PersonId, on: &str) -> Result<Recorded, ProtectionError> {
    let report = ProtectionEndReport {
        person: world.seen(person),
        on: date(on),
    };
    world.write(move |register, tx| register.lift_protection(tx, &act(), report))
}

/// Which of officers 1 to 3, nobody in particular and the register itself see the person.
fn seen_by(world: &TestRegister, person: PersonId) -> Vec<&'static str> {
    let officer = |id| Viewer::Officer(OfficerId::from_i64(id));
    let viewers = [
        (officer(1), "1"),
        (officer(2), "2"),
        (officer(3), "3"),
        (Viewer::Outsider, "outsider"),
        (Viewer::Register, "register"),
    ];
    let sees = |(viewer, word): (Viewer, &'static str)| {
        let visible = world.read(move |tx| is_visible(tx, person, viewer));
        assert_eq!(visible, world.state(person).is_visible_to(viewer));
        visible.then_some(word)
    };
    viewers.into_iter().filter_map(sees).collect()
}

const EVERYONE: [&str; 5] = ["1", "2", "3", "outsider", "register"];

#[test]
fn only_named_officers_see_who_is_protected() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1985-05-20"));
        assert_eq!(seen_by(world, person), EVERYONE);
        protect(world, person, &[2, 1], "2024-03-01").unwrap();
        assert_eq!(seen_by(world, person), ["1", "2", "register"]);
        let order = world.state(person).protection.unwrap();
        assert_eq!(order.officers, [1, 2].map(OfficerId::from_i64));
        assert_eq!(
            world.state_on(person, "2024-02-29").unwrap().protection,
            None
        );

        protect(world, person, &[3], "2024-04-01").unwrap();
        assert_eq!(seen_by(world, person), ["3", "register"]);
        lift(world, person, "2024-05-01").unwrap();
        assert_eq!(seen_by(world, person), EVERYONE);
        let before = world.state_on(person, "2024-04-30").unwrap();
        assert!(before.protection.is_some());
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1985-05-20"));
        let error = world.refused(|| lift(world, person, "2024-03-01"));
        assert_eq!(error.to_string(), "the person is not protected");
        let error = world.refused(|| protect(world, person, &[], "2024-03-01"));
        assert_eq!(
            error.to_string(),
            "name at least one officer who may see the person"
        );
        let error = world.refused(|| protect(world, person, &[1], "2024-06-16"));
        assert_eq!(error.to_string(), "the day lies in the future");
        let stale = ProtectionEndReport {
            person: world.seen(person),
            on: date("2024-03-02"),
        };
        protect(world, person, &[1], "2024-03-01").unwrap();
        let error = world.refused(|| protect(world, person, &[1], "2024-03-02"));
        assert!(matches!(error, ProtectionError::NothingChanges), "{error}");
        let error = world.refused(|| lift(world, person, "2024-02-29"));
        assert!(error.to_string().contains("before 2024-03-01"), "{error}");
        let error = world.refused(|| {
            world.write(move |register, tx| register.lift_protection(tx, &act(), stale))
        });
        assert!(
            matches!(
                error,
                ProtectionError::Subject(SubjectError::Conflict { .. })
            ),
            "{error}"
        );
        world.die(person, "2024-06-01").unwrap();
        lift(world, person, "2024-06-02")
            .expect("the dead are protected too, and need not stay so");
    });
}

#[test]
fn a_second_record_is_hidden_with_the_one_that_is_read() {
    on_both_engines(|world| {
        let [duplicate, survivor] =
            ["1985", "1985-05-20"].map(|born| world.enrol(man("Lê Văn Ba", born)));
        let merge = |world: &TestRegister| {
            let report = DuplicateReport {
                duplicate: world.seen(duplicate),
                survivor: world.seen(survivor),
                on: date("2024-06-01"),
            };
            world.write(move |register, tx| register.merge_duplicate(tx, &act(), report))
        };
        protect(world, duplicate, &[1], "2024-03-01").unwrap();
        let error = world.refused(|| merge(world));
        assert_eq!(
            error.to_string(),
            "one of the records is protected and the other is not, or not by the same order"
        );
        lift(world, duplicate, "2024-03-02").unwrap();
        merge(world).unwrap();
        protect(world, survivor, &[1], "2024-06-02").unwrap();
        let stranger = Viewer::Officer(OfficerId::from_i64(2));
        for person in [duplicate, survivor] {
            assert!(!world.read(move |tx| is_visible(tx, person, stranger)));
        }
    });
}

#[test]
fn a_file_tells_nothing_of_who_is_protected() {
    on_both_engines(|world| {
        let hidden = world.enrol(man("Lê Văn Ba", "1985-05-20"));
        let wife = world.enrol(woman("Trần Thị Tư", "1986-05-20"));
        let child = world
            .birth(BirthReport {
                father: Some(hidden),
                mother: Some(wife),
                ..newborn("2010-01-01")
            })
            .unwrap();
        world.marry(hidden, wife, "2009-01-01").unwrap();
        let second = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let first = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        let report = DuplicateReport {
            duplicate: world.seen(second),
            survivor: world.seen(first),
            on: date("2024-03-01"),
        };
        world
            .write(move |register, tx| register.merge_duplicate(tx, &act(), report))
            .unwrap();
        let page = || world.read(|tx| page_after(tx, None, 10)).unwrap();
        let spouse_of = |page: &ExportPage, person| {
            let (_, state) = page.persons.iter().find(|(it, _)| *it == person).unwrap();
            let MaritalStatus::Married { spouse, .. } = &state.marital else {
                panic!("they are married");
            };
            spouse.clone()
        };
        let before = page();
        assert_eq!(
            (
                before.persons.len(),
                before.protected,
                before.second_records
            ),
            (4, 0, 1)
        );
        assert!(spouse_of(&before, wife).is_some());
        protect(world, hidden, &[1], "2024-03-01").unwrap();
        let after = page();
        assert_eq!(
            (after.persons.len(), after.protected, after.second_records),
            (3, 1, 1)
        );
        assert_eq!(spouse_of(&after, wife), None);
        let (_, state) = after.persons.iter().find(|(it, _)| *it == child).unwrap();
        assert_eq!(state.identity.father, None);
        assert!(state.identity.mother.is_some());
    });
}

#[test]
fn a_second_record_is_seen_again_with_the_one_that_is_read() {
    on_both_engines(|world| {
        let [duplicate, survivor] =
            ["Lê Văn Ba", "Lê Văn Ba"].map(|name| world.enrol(man(name, "1985-05-20")));
        for person in [duplicate, survivor] {
            protect(world, person, &[1], "2024-03-01").unwrap();
        }
        let report = DuplicateReport {
            duplicate: world.seen(duplicate),
            survivor: world.seen(survivor),
            on: date("2024-06-01"),
        };
        world
            .write(move |register, tx| register.merge_duplicate(tx, &act(), report))
            .unwrap();
        lift(world, survivor, "2024-06-02").unwrap();
        let stranger = Viewer::Officer(OfficerId::from_i64(2));
        for person in [duplicate, survivor] {
            assert!(world.read(move |tx| is_visible(tx, person, stranger)));
        }
    });
}
