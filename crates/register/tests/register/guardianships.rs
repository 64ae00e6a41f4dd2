//! Guardianship and its end.

use danh_register::{
    Decision, GuardianshipEndReport, GuardianshipError, GuardianshipGround, GuardianshipReport,
    Recorded, SubjectError,
};
use danh_vocabulary::PersonId;

use crate::desk::decision;
use crate::people::{man, woman};
use crate::world::{TestRegister, act, date, on_both_engines};

fn report_of(
    world: &TestRegister,
    ward: PersonId,
    guardian: PersonId,
    on: &str,
    decision: Option<Decision>,
) -> GuardianshipReport {
    GuardianshipReport {
        ward: world.seen(ward),
        guardian: world.seen(guardian),
        ground: GuardianshipGround::Minor,
        on: date(on),
        decision,
    }
}

fn enter(world: &TestRegister, report: GuardianshipReport) -> Result<Recorded, GuardianshipError> {
    world.write(move |register, tx| register.register_guardianship(tx, &act(), &report))
}

/// Registers a guardianship that rests on a decision of the same day.
pub(crate) fn guard(
    world: &TestRegister,
    ward: PersonId,
    guardian: PersonId,
    ground: GuardianshipGround,
    on: &str,
) -> Result<Recorded, GuardianshipError> {
    let report = report_of(world, ward, guardian, on, Some(decision(on)));
    enter(world, GuardianshipReport { ground, ..report })
}

/// Registers that somebody stands for a minor, on no paper but the declaration.
pub(crate) fn guard_minor(
    world: &TestRegister,
    ward: PersonId,
    guardian: PersonId,
    on: &str,
) -> Result<Recorded, GuardianshipError> {
    enter(world, report_of(world, ward, guardian, on, None))
}

fn end(
    world: &TestRegister,
    ward: PersonId,
    guardian: PersonId,
    on: &str,
) -> Result<Recorded, GuardianshipError> {
    let report = GuardianshipEndReport {
        ward: world.seen(ward),
        guardian: world.seen(guardian),
        on: date(on),
    };
    world.write(move |register, tx| register.end_guardianship(tx, &act(), report))
}

fn orphan(world: &TestRegister) -> PersonId {
    world.enrol(woman("Trần Thu Hà", "2010-06-01"))
}

fn elder(world: &TestRegister) -> PersonId {
    world.enrol(man("Trần Văn Bình", "1960-02-03"))
}

#[test]
fn one_event_changes_ward_and_guardian() {
    on_both_engines(|world| {
        let (ward, guardian) = (orphan(world), elder(world));
        let recorded = guard_minor(world, ward, guardian, "2024-02-01").unwrap();
        assert_eq!(recorded.subjects.len(), 2);
        let guardianship = &world.state(ward).guardians[0];
        assert_eq!(guardianship.guardian, world.relative(guardian));
        assert_eq!(guardianship.ground, GuardianshipGround::Minor);
        assert_eq!(guardianship.since, date("2024-02-01"));
        assert_eq!(world.state(guardian).wards, [world.relative(ward)]);
        let before = |person| world.state_on(person, "2024-01-31").unwrap();
        assert_eq!(before(ward).guardians, []);
        assert_eq!(before(guardian).wards, []);

        let error = world.refused(|| end(world, ward, guardian, "2024-01-31"));
        assert!(matches!(error, GuardianshipError::LaterEvent { .. }));
        let error = world.refused(|| end(world, ward, guardian, "2024-06-16"));
        assert!(matches!(error, GuardianshipError::OutsideLife));
        let error = world.refused(|| end(world, guardian, ward, "2024-05-01"));
        assert!(matches!(error, GuardianshipError::NotGuardian));
        end(world, ward, guardian, "2024-05-01").unwrap();
        assert_eq!(world.state(ward).guardians, []);
        assert_eq!(world.state(guardian).wards, []);
        for person in [ward, guardian] {
            assert_eq!(
                world.life_of(person)[..2],
                ["2024-05-01 guardianship_ended", "2024-02-01 guardianship"]
            );
        }
        let on_the_last_day = world.state_on(ward, "2024-04-30").unwrap();
        assert_eq!(on_the_last_day.guardians.len(), 1);
        let error = world.refused(|| end(world, ward, guardian, "2024-05-02"));
        assert!(matches!(error, GuardianshipError::NotGuardian));
    });
}

#[test]
fn a_guardian_is_another_and_of_full_capacity() {
    on_both_engines(|world| {
        let (ward, guardian) = (orphan(world), elder(world));
        let refused = |guardian, on: &str| {
            world
                .refused(|| guard_minor(world, ward, guardian, on))
                .to_string()
        };
        assert_eq!(
            refused(guardian, "2024-06-16"),
            "the day lies in the future or before a birth"
        );
        assert_eq!(
            refused(guardian, "2010-05-31"),
            "the day lies in the future or before a birth"
        );
        assert_eq!(refused(ward, "2024-06-01"), "nobody is their own guardian");
        let without_capacity = "`Trần Văn Nam` is not of age, is missing or cannot act for themselves (Civil Code 2015, art. 49)";
        let youth = world.enrol(man("Trần Văn Nam", "2006-06-02"));
        assert_eq!(refused(youth, "2024-06-01"), without_capacity);
        let incapable = world.enrol(man("Trần Văn Nam", "1970-06-02"));
        let difficulty = GuardianshipGround::CognitiveDifficulty;
        guard(world, incapable, guardian, difficulty, "2024-05-01").unwrap();
        assert_eq!(refused(incapable, "2024-06-01"), without_capacity);
        end(world, incapable, guardian, "2024-05-31").unwrap();
        guard_minor(world, ward, incapable, "2024-06-01").expect("he acts for himself again");

        let dead = world.enrol(man("Trần Văn Ông", "1940-06-02"));
        world.die(dead, "2024-01-01").unwrap();
        assert_eq!(refused(dead, "2024-06-01"), "the person died on 2024-01-01");
    });
}

#[test]
fn a_minor_has_a_guardian_where_no_parent_can_look_after_them() {
    on_both_engines(|world| {
        let (mother, guardian) = (world.enrol(woman("Lê Thị Cúc", "1985-06-07")), elder(world));
        let child_born = |born: &str| {
            let mut child = woman("Trần Thu Hà", born);
            child.identity.mother = Some(world.relative(mother));
            world.enrol(child)
        };
        let child = child_born("2010-06-01");
        let error = world.refused(|| guard_minor(world, child, guardian, "2024-06-01"));
        assert!(matches!(&error, GuardianshipError::HasParent { name } if name == "Lê Thị Cúc"));
        let with_decision = |on: &str| {
            let report = report_of(world, child, guardian, "2024-06-01", Some(decision(on)));
            enter(world, report)
        };
        let error = world.refused(|| with_decision("2024-06-02"));
        assert!(matches!(
            error,
            GuardianshipError::DecisionNotInForce { .. }
        ));
        with_decision("2024-05-01").expect("a court restricted her");

        let sibling = child_born("2012-06-01");
        world.die(mother, "2024-05-20").unwrap();
        guard_minor(world, sibling, guardian, "2024-06-01").expect("nobody else is there");
        assert_eq!(world.state(guardian).wards.len(), 2);

        let of_age = child_born("2006-06-01");
        let error = world.refused(|| guard_minor(world, of_age, guardian, "2024-06-01"));
        assert!(matches!(error, GuardianshipError::OfAge { age: 18 }));
    });
}

#[test]
fn a_court_finds_that_somebody_cannot_act_for_themselves() {
    on_both_engines(|world| {
        let (ward, guardian) = (world.enrol(woman("Lê Thị Cúc", "1950-06-07")), elder(world));
        for ground in [
            GuardianshipGround::NoCapacity,
            GuardianshipGround::CognitiveDifficulty,
        ] {
            let report = report_of(world, ward, guardian, "2024-06-01", None);
            let report = GuardianshipReport { ground, ..report };
            let error = world.refused(|| enter(world, report));
            assert!(matches!(error, GuardianshipError::CourtFinds));
        }
        let ground = GuardianshipGround::NoCapacity;
        guard(world, ward, guardian, ground, "2024-06-01").unwrap();
        assert_eq!(world.state(ward).guardians[0].ground, ground);
    });
}

#[test]
fn only_both_parents_or_both_grandparents_are_guardians_together() {
    on_both_engines(|world| {
        let grandmother = world.enrol(woman("Lê Thị Phượng", "1950"));
        let grandfather = world.enrol(man("Trần Văn Quân", "1948"));
        let mut mother = woman("Trần Thị Quỳnh", "1980");
        mother.identity.mother = Some(world.relative(grandmother));
        mother.identity.father = Some(world.relative(grandfather));
        let mother = world.enrol(mother);
        let mut child = woman("Phan Thị Út", "2012");
        child.identity.mother = Some(world.relative(mother));
        let child = world.enrol(child);
        world.die(mother, "2024-01-01").unwrap();

        let stranger = elder(world);
        guard_minor(world, child, stranger, "2024-02-01").unwrap();
        for another in [grandmother, stranger] {
            let error = world.refused(|| guard_minor(world, child, another, "2024-03-01"));
            assert!(
                matches!(&error, GuardianshipError::HasGuardian { name } if name == "Trần Văn Bình")
            );
        }
        end(world, child, stranger, "2024-03-01").unwrap();
        let error = world.refused(|| guard_minor(world, child, grandmother, "2024-02-28"));
        assert!(matches!(error, GuardianshipError::LaterEvent { .. }));
        guard_minor(world, child, grandmother, "2024-03-01").unwrap();
        for another in [stranger, grandmother] {
            let error = world.refused(|| guard_minor(world, child, another, "2024-04-01"));
            assert!(matches!(error, GuardianshipError::HasGuardian { .. }));
        }
        guard_minor(world, child, grandfather, "2024-04-01").unwrap();
        assert_eq!(world.state(child).guardians.len(), 2);
        end(world, child, grandmother, "2024-05-01").unwrap();
        let left = world.state(child).guardians;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].guardian.person, Some(grandfather));
    });
}

#[test]
fn a_guardianship_of_the_dead_is_ended_and_holds_no_more() {
    on_both_engines(|world| {
        let (ward, first, second) = (orphan(world), elder(world), elder(world));
        guard_minor(world, ward, first, "2024-02-01").unwrap();
        let holds_on = |day: &str| world.state(ward).guardians_on(date(day)).count();
        assert_eq!(holds_on("2024-01-31"), 0);
        assert_eq!(holds_on("2024-02-01"), 1);
        assert_eq!(holds_on("2028-05-31"), 1);
        assert_eq!(holds_on("2028-06-01"), 0, "she is of age");

        world.die(first, "2024-03-01").unwrap();
        let error = world.refused(|| guard_minor(world, ward, second, "2024-04-01"));
        assert!(matches!(error, GuardianshipError::HasGuardian { .. }));
        end(world, ward, first, "2024-03-01").unwrap();
        guard_minor(world, ward, second, "2024-04-01").unwrap();
        world.die(ward, "2024-05-01").unwrap();
        assert_eq!(holds_on("2024-04-30"), 1);
        assert_eq!(holds_on("2024-05-01"), 0);
        let error = world.refused(|| guard_minor(world, ward, first, "2024-05-02"));
        assert!(matches!(
            error,
            GuardianshipError::Subject(SubjectError::Dead { .. })
        ));
        end(world, ward, second, "2024-05-01").unwrap();
        assert_eq!(world.state(second).wards, []);
    });
}

#[test]
fn who_saw_either_of_them_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let (ward, guardian) = (orphan(world), elder(world));
        let [old_ward, old_guardian] = [ward, guardian].map(|person| world.seen(person));
        guard_minor(world, ward, guardian, "2024-02-01").unwrap();
        let now = |person| world.seen(person);
        for (ward, guardian) in [(old_ward, now(guardian)), (now(ward), old_guardian)] {
            let on = date("2024-05-01");
            let end = GuardianshipEndReport { ward, guardian, on };
            let error = world.refused(|| {
                world.write(move |register, tx| register.end_guardianship(tx, &act(), end))
            });
            assert!(is_stale(&error), "{error}");
            let begin = GuardianshipReport {
                ward,
                guardian,
                ground: GuardianshipGround::Minor,
                on,
                decision: None,
            };
            let error = world.refused(|| enter(world, begin));
            assert!(is_stale(&error), "{error}");
        }
    });
}

fn is_stale(error: &GuardianshipError) -> bool {
    matches!(
        error,
        GuardianshipError::Subject(SubjectError::Conflict {
            seen: 1,
            current: 2
        })
    )
}
