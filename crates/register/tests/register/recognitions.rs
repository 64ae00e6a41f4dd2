//! Recognition of a parent.

use danh_register::person_queries::children_of_person;
use danh_register::{
    Decision, Enrolment, Parent, RecognitionError, RecognitionReport, Recorded, Seen, SubjectError,
};
use danh_vocabulary::PersonId;

use crate::desk::decision;
use crate::people::{man, named, newborn, woman};
use crate::world::{TestRegister, act, date, on_both_engines};

fn report_of(
    world: &TestRegister,
    child: PersonId,
    (parent, recognised): (Parent, PersonId),
    on: &str,
    decision: Option<Decision>,
) -> RecognitionReport {
    RecognitionReport {
        child: world.seen(child),
        parent,
        recognised: world.seen(recognised),
        on: date(on),
        decision,
    }
}

fn enter(world: &TestRegister, report: RecognitionReport) -> Result<Recorded, RecognitionError> {
    world.write(move |register, tx| register.recognise_parent(tx, &act(), &report))
}

fn father(
    world: &TestRegister,
    child: PersonId,
    father: PersonId,
    on: &str,
) -> Result<Recorded, RecognitionError> {
    enter(
        world,
        report_of(world, child, (Parent::Father, father), on, None),
    )
}

#[test]
fn a_child_has_the_father_from_the_day_on() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2020-05-20")).unwrap();
        let man = world.enrol(man("Trần Văn Bình", "1990-02-03"));
        let recorded = father(world, child, man, "2024-06-01").unwrap();
        assert_eq!(
            recorded.subjects.len(),
            1,
            "the father's record says the same"
        );
        assert_eq!(
            world.state(child).identity.father,
            Some(world.relative(man))
        );
        let before = world.state_on(child, "2024-05-31").unwrap();
        assert_eq!(before.identity.father, None);
        assert_eq!(world.life_of(child)[0], "2024-06-01 parent_recognised");
        let state = world.state(man);
        let children = world.read(move |tx| children_of_person(tx, man, &state));
        assert_eq!(children[0].0, child);

        let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        let as_mother = (Parent::Mother, mother);
        enter(
            world,
            report_of(world, child, as_mother, "2024-06-02", None),
        )
        .unwrap();
        let identity = world.state(child).identity;
        assert_eq!(identity.mother, Some(world.relative(mother)));
        assert_eq!(identity.father, Some(world.relative(man)), "he stays");
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2020-05-20")).unwrap();
        let man_of = |born: &str| world.enrol(man("Trần Văn Bình", born));
        let possible = man_of("1990-02-03");
        let refused = |man, on: &str| world.refused(|| father(world, child, man, on)).to_string();
        for on in ["2024-06-16", "2020-05-19"] {
            assert_eq!(
                refused(possible, on),
                "the day lies in the future or before the birth of the child"
            );
        }
        let woman = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        assert_eq!(
            refused(woman, "2024-06-01"),
            "the father is of the other sex"
        );
        for born in ["2020-05-21", "2010-05-21"] {
            assert_eq!(
                refused(man_of(born), "2024-06-01"),
                format!(
                    "the father was born on {born} and cannot have had a child born on 2020-05-20"
                )
            );
        }
        assert_eq!(
            refused(child, "2024-06-01"),
            "nobody is their own parent, nor the parent of their own parent or grandparent"
        );
        father(world, child, man_of("2010-05-20"), "2024-06-01").expect("ten years are believed");
        assert_eq!(
            refused(possible, "2024-06-02"),
            "the child has a father on record, `Trần Văn Bình`; have that corrected first"
        );
    });
}

#[test]
fn a_grandchild_is_nobodys_father() {
    on_both_engines(|world| {
        // Files may have the years of birth wrong, and the line right.
        let elder = world.enrol(man("Mai Văn Ông", "1990"));
        let child_of = |name: &str, born: &str, father: PersonId| {
            let mut made = man(name, born);
            made.identity.father = Some(world.relative(father));
            world.enrol(made)
        };
        let son = child_of("Mai Văn Cha", "1960", elder);
        let grandson = child_of("Mai Văn Con", "1970", son);
        for descendant in [son, grandson] {
            let error = world.refused(|| father(world, elder, descendant, "2024-06-01"));
            assert!(matches!(error, RecognitionError::OwnDescendant), "{error}");
        }
    });
}

#[test]
fn a_parent_named_only_is_corrected_and_not_recognised_over() {
    on_both_engines(|world| {
        let mut child = woman("Trần Thu Hà", "2015-01-01");
        child.identity.father = Some(named("Trần Văn Bình"));
        let child = world.enrol(child);
        let man = world.enrol(man("Trần Văn Bình", "1990-02-03"));
        let error = world.refused(|| father(world, child, man, "2024-06-01"));
        assert!(matches!(error, RecognitionError::HasParent { .. }));
    });
}

#[test]
fn of_the_dead_a_court_decides() {
    on_both_engines(|world| {
        let dead_man = |died: &str| {
            let dead = world.enrol(man("Trần Văn Bình", "1970-02-03"));
            world.die(dead, died).unwrap();
            dead
        };
        let child = world.birth(newborn("2020-05-20")).unwrap();
        let dead = dead_man("2021-01-01");
        let error = world.refused(|| father(world, child, dead, "2024-06-01"));
        assert!(matches!(error, RecognitionError::CourtDecides));
        let with = |child, recognised, on: &str| {
            let as_father = (Parent::Father, recognised);
            let report = report_of(world, child, as_father, "2024-06-01", Some(decision(on)));
            enter(world, report)
        };
        let error = world.refused(|| with(child, dead, "2024-06-02"));
        assert_eq!(
            error.to_string(),
            "the decision is in force from 2024-06-02 only"
        );
        let long_dead = dead_man("2019-07-01");
        let error = world.refused(|| with(child, long_dead, "2024-05-05"));
        assert_eq!(error.to_string(), "the father had died on 2019-07-01");
        with(child, dead, "2024-05-05").unwrap();
        assert_eq!(
            world.state(child).identity.father,
            Some(world.relative(dead))
        );

        let dead_child = world.enrol(woman("Trần Thu Hà", "2015-01-01"));
        world.die(dead_child, "2024-01-01").unwrap();
        let living = world.enrol(man("Đỗ Văn Giang", "1990-01-01"));
        let error = world.refused(|| father(world, dead_child, living, "2024-06-01"));
        assert!(matches!(error, RecognitionError::CourtDecides));
        with(dead_child, living, "2024-05-05").unwrap();
        let state = world.state(dead_child);
        assert_eq!(state.identity.father, Some(world.relative(living)));
    });
}

#[test]
fn a_recognition_follows_what_is_known_of_the_parents() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2020-05-20")).unwrap();
        let man = world.enrol(man("Trần Văn Bình", "1990-02-03"));
        father(world, child, man, "2024-06-01").unwrap();
        let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        let as_mother = (Parent::Mother, mother);
        let report = report_of(world, child, as_mother, "2024-05-31", None);
        let error = world.refused(|| enter(world, report));
        assert!(matches!(error, RecognitionError::LaterEvent { .. }));
    });
}

#[test]
fn who_saw_either_of_them_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let enrolled = |made: Enrolment| world.enrol(made);
        let child = enrolled(woman("Trần Thu Hà", "2015-01-01"));
        let man = enrolled(man("Trần Văn Bình", "1990-02-03"));
        let bride = enrolled(woman("Lê Thị Cúc", "1995-06-07"));
        let old = world.seen(man);
        world.marry(man, bride, "2024-06-01").unwrap();
        let report = report_of(world, child, (Parent::Father, man), "2024-06-02", None);
        let stale = [
            RecognitionReport {
                recognised: old,
                ..report.clone()
            },
            RecognitionReport {
                child: Seen {
                    version: 2,
                    ..report.child
                },
                ..report
            },
        ];
        for report in stale {
            let error = world.refused(|| enter(world, report));
            assert!(matches!(
                error,
                RecognitionError::Subject(SubjectError::Conflict { .. })
            ));
        }
    });
}
