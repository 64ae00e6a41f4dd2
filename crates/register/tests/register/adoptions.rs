//! Adoption and its end.

use danh_register::{
    Adopters, AdoptersError, AdoptionEndReport, AdoptionError, AdoptionReport, Enrolment,
    GuardianshipGround, MarriageError, Recorded, Seen, SubjectError,
};
use danh_vocabulary::PersonId;

use crate::desk::decision;
use crate::guardianships;
use crate::people::{man, married, woman};
use crate::world::{TestRegister, act, date, on_both_engines};

pub(crate) fn adopt(
    world: &TestRegister,
    child: PersonId,
    adopters: Adopters,
    on: &str,
) -> Result<Recorded, AdoptionError> {
    let report = AdoptionReport {
        child: world.seen(child),
        adopters,
        on: date(on),
    };
    enter(world, report)
}

fn enter(world: &TestRegister, report: AdoptionReport) -> Result<Recorded, AdoptionError> {
    world.write(move |register, tx| register.register_adoption(tx, &act(), report))
}

fn end(world: &TestRegister, child: PersonId, on: &str) -> Result<Recorded, AdoptionError> {
    let report = AdoptionEndReport {
        child: world.seen(child),
        decision: decision(on),
    };
    world.write(move |register, tx| register.end_adoption(tx, &act(), &report))
}

fn girl(world: &TestRegister, born: &str) -> PersonId {
    world.enrol(woman("Trần Thu Hà", born))
}

fn couple(world: &TestRegister) -> [PersonId; 2] {
    let husband = world.enrol(man("Phạm Văn Dũng", "1980-03-04"));
    let wife = world.enrol(woman("Vũ Thị Én", "1985-05-06"));
    world.marry(husband, wife, "2010-01-01").unwrap();
    [husband, wife]
}

#[test]
fn a_couple_become_the_parents_until_a_court_ends_it() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Lê Thị Cúc", "1995-06-07"));
        let mut child = woman("Trần Thu Hà", "2015-01-01");
        child.identity.mother = Some(world.relative(mother));
        let child = world.enrol(child);
        let [husband, wife] = couple(world);
        let parents = |on: Option<&str>| {
            let state = match on {
                Some(day) => world.state_on(child, day).unwrap(),
                None => world.state(child),
            };
            let [father, mother] = state.legal_parents();
            [father, mother].map(|parent| parent.and_then(|parent| parent.person))
        };
        // Whoever is named first.
        adopt(
            world,
            child,
            Adopters::Couple([wife, husband]),
            "2024-02-01",
        )
        .unwrap();
        assert_eq!(parents(None), [Some(husband), Some(wife)]);
        assert_eq!(parents(Some("2024-01-31")), [None, Some(mother)]);
        assert_eq!(
            world.state(child).identity.mother,
            Some(world.relative(mother))
        );

        let error = world.refused(|| {
            adopt(
                world,
                child,
                Adopters::Couple([wife, husband]),
                "2024-03-01",
            )
        });
        assert!(matches!(error, AdoptionError::AlreadyAdopted { .. }));
        let error = world.refused(|| end(world, child, "2024-01-31"));
        assert!(matches!(error, AdoptionError::LaterEvent { .. }));
        let error = world.refused(|| end(world, child, "2024-06-16"));
        assert!(matches!(error, AdoptionError::OutsideLife));
        end(world, child, "2024-05-01").unwrap();
        assert_eq!(parents(None), [None, Some(mother)]);
        assert_eq!(parents(Some("2024-04-30")), [Some(husband), Some(wife)]);
        assert_eq!(
            world.life_of(child)[..2],
            ["2024-05-01 adoption_ended", "2024-02-01 adoption"]
        );
        let error = world.refused(|| end(world, child, "2024-05-02"));
        assert!(matches!(error, AdoptionError::NotAdopted));
    });
}

#[test]
fn a_single_person_adopts_alone_and_a_married_one_does_not() {
    on_both_engines(|world| {
        let child = girl(world, "2015-01-01");
        let [husband, wife] = couple(world);
        let single = world.enrol(woman("Ngô Thị Hạnh", "1990-01-01"));
        let refused = |adopters| {
            world
                .refused(|| adopt(world, child, adopters, "2024-06-01"))
                .to_string()
        };
        assert_eq!(
            refused(Adopters::Single(wife)),
            "`Vũ Thị Én` is married and adopts with their spouse only (Law on Adoption 2010, art. 8.3)"
        );
        let not_a_couple =
            "the two who adopt are not husband and wife on record (Law on Adoption 2010, art. 8.3)";
        assert_eq!(refused(Adopters::Couple([husband, single])), not_a_couple);
        assert_eq!(refused(Adopters::Couple([wife, single])), not_a_couple);
        assert_eq!(refused(Adopters::Couple([wife, wife])), not_a_couple);
        adopt(world, child, Adopters::Single(single), "2024-06-01").unwrap();
        let adoption = world.state(child).adoption.unwrap();
        assert_eq!(adoption.father, None);
        assert_eq!(adoption.mother, Some(world.relative(single)));
    });
}

#[test]
fn ages_are_those_of_the_law() {
    on_both_engines(|world| {
        let [husband, wife] = couple(world);
        let strangers = Adopters::Couple([husband, wife]);
        let relatives = Adopters::AuntAndUncle([husband, wife]);
        let sixteen = girl(world, "2008-06-01");
        let error = world.refused(|| adopt(world, sixteen, strangers, "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::TooOld { age: 16, limit: 16 }
        ));
        adopt(world, sixteen, strangers, "2024-05-31").expect("on the day before the birthday");
        let youth = girl(world, "2006-06-01");
        let error = world.refused(|| adopt(world, youth, relatives, "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::TooOld { age: 18, limit: 18 }
        ));
        adopt(world, youth, relatives, "2024-05-31").unwrap();

        let child = girl(world, "2010-06-01");
        let young = world.enrol(woman("Ngô Thị Hạnh", "1990-06-02"));
        let error = world.refused(|| adopt(world, child, Adopters::Single(young), "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::Adopters(AdoptersError::NotOldEnough { years: 19, .. })
        ));
        let minor = world.enrol(woman("Ngô Thị Mai", "2006-06-02"));
        let error =
            world.refused(|| adopt(world, child, Adopters::AuntOrUncle(minor), "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::Adopters(AdoptersError::NoCapacity { .. })
        ));
        adopt(world, child, Adopters::AuntOrUncle(young), "2024-06-01")
            .expect("an aunt need not be twenty years older");
        for on in ["2024-06-16", "2010-05-31"] {
            let error = world.refused(|| adopt(world, child, strangers, on));
            assert!(matches!(error, AdoptionError::OutsideLife));
        }
    });
}

#[test]
fn a_stepfather_becomes_the_father_beside_the_mother() {
    on_both_engines(|world| {
        let [husband, wife] = couple(world);
        let child_of = |mother: PersonId| {
            let mut child = woman("Trần Thu Hà", "2007-01-01");
            child.identity.mother = Some(world.relative(mother));
            world.enrol(child)
        };
        let hers = child_of(wife);
        let other = child_of(world.enrol(woman("Lê Thị Cúc", "1985-06-07")));
        let error =
            world.refused(|| adopt(world, other, Adopters::StepParent(husband), "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::Adopters(AdoptersError::NotStepParent { .. })
        ));
        let error = world.refused(|| adopt(world, hers, Adopters::StepParent(wife), "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::Adopters(AdoptersError::IsParent { .. })
        ));
        adopt(world, hers, Adopters::StepParent(husband), "2024-06-01").unwrap();
        let adoption = world.state(hers).adoption.unwrap();
        assert_eq!(adoption.father, Some(world.relative(husband)));
        assert_eq!(adoption.mother.unwrap().person, Some(wife));
    });
}

#[test]
fn grandparents_and_siblings_do_not_adopt() {
    on_both_engines(|world| {
        let grandmother = world.enrol(woman("Lê Thị Phượng", "1950"));
        let child_of = |mother: PersonId, name: &str, born: &str| {
            let mut made = woman(name, born);
            made.identity.mother = Some(world.relative(mother));
            world.enrol(made)
        };
        let mother = child_of(grandmother, "Trần Thị Quỳnh", "1970");
        let sister = child_of(mother, "Phan Thị Vân", "1990");
        let aunt = child_of(grandmother, "Trần Thị Tâm", "1972");
        let child = child_of(mother, "Phan Thị Út", "2012");
        for elder in [grandmother, sister] {
            for adopters in [Adopters::Single(elder), Adopters::AuntOrUncle(elder)] {
                let error = world.refused(|| adopt(world, child, adopters, "2024-06-01"));
                assert!(matches!(
                    error,
                    AdoptionError::Adopters(AdoptersError::TooClose { .. })
                ));
            }
        }
        adopt(world, child, Adopters::AuntOrUncle(aunt), "2024-06-01").unwrap();
    });
}

#[test]
fn who_adopts_lives_and_acts_for_themselves() {
    on_both_engines(|world| {
        let child = girl(world, "2015-01-01");
        let dead = world.enrol(woman("Ngô Thị Hạnh", "1980-01-01"));
        world.die(dead, "2024-01-01").unwrap();
        let error = world.refused(|| adopt(world, child, Adopters::Single(dead), "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::Adopters(AdoptersError::Subject(SubjectError::Dead { .. }))
        ));
        let ward = world.enrol(woman("Ngô Thị Mai", "1980-01-01"));
        let guardian = world.enrol(man("Ngô Văn Nam", "1950-01-01"));
        guardianships::guard(
            world,
            ward,
            guardian,
            GuardianshipGround::NoCapacity,
            "2024-01-01",
        )
        .unwrap();
        let error = world.refused(|| adopt(world, child, Adopters::Single(ward), "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::Adopters(AdoptersError::NoCapacity { .. })
        ));
        let error = world.refused(|| world.marry(guardian, ward, "2024-06-01"));
        assert!(matches!(error, MarriageError::NoCapacity { .. }));
        world.die(child, "2024-05-01").unwrap();
        let living = world.enrol(man("Đỗ Văn Giang", "1980-01-01"));
        let error = world.refused(|| adopt(world, child, Adopters::Single(living), "2024-06-01"));
        assert!(matches!(
            error,
            AdoptionError::Subject(SubjectError::Dead { .. })
        ));
    });
}

#[test]
fn adoptive_parents_in_law_and_step_parents_do_not_marry_their_children() {
    on_both_engines(|world| {
        let adopter = world.enrol(man("Đỗ Văn Giang", "1960-01-01"));
        let child = girl(world, "2005-01-01");
        adopt(world, child, Adopters::Single(adopter), "2015-01-01").unwrap();
        end(world, child, "2020-01-01").unwrap();

        let mut bride = woman("Vũ Thị Én", "1975-05-06");
        let mother = world.enrol(woman("Lê Thị Cúc", "1955-06-07"));
        bride.identity.mother = Some(world.relative(mother));
        let bride = world.enrol(bride);
        let husband = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
        world.marry(husband, bride, "2000-01-01").unwrap();
        let mut daughter = woman("Lý Thị Minh", "1998-01-01");
        daughter.identity.mother = Some(world.relative(bride));
        let daughter = world.enrol(daughter);
        world.die(bride, "2020-01-01").unwrap();

        let forbidden = [
            (adopter, child, "his adopted daughter, once"),
            (husband, mother, "his mother-in-law"),
            (husband, daughter, "his stepdaughter"),
        ];
        for (one, other, who) in forbidden {
            let error = world.refused(|| world.marry(one, other, "2024-06-01"));
            assert!(
                matches!(error, MarriageError::RelatedByAdoptionOrMarriage),
                "{who}: {error}"
            );
        }
    });
}

#[test]
fn a_couple_of_an_earlier_file_adopts_too() {
    on_both_engines(|world| {
        let child = girl(world, "2015-01-01");
        let him = crate::people::numbered("001060000001", "Lê Văn Ba");
        let her = crate::people::numbered("001165000002", "Trần Thị Tư");
        let husband = world.enrol(Enrolment {
            number: him.number,
            marital: married(her.clone(), None),
            ..man("Lê Văn Ba", "1960-01-01")
        });
        let wife = world.enrol(Enrolment {
            number: her.number,
            marital: married(him, Some("1990")),
            ..woman("Trần Thị Tư", "1965-01-01")
        });
        adopt(
            world,
            child,
            Adopters::Couple([husband, wife]),
            "2024-06-01",
        )
        .unwrap();
    });
}

#[test]
fn who_saw_the_child_before_a_change_writes_nothing() {
    on_both_engines(|world| {
        let child = girl(world, "2015-01-01");
        let single = world.enrol(woman("Ngô Thị Hạnh", "1990-01-01"));
        let report = AdoptionReport {
            child: Seen {
                version: 0,
                ..world.seen(child)
            },
            adopters: Adopters::Single(single),
            on: date("2024-06-01"),
        };
        let error = world.refused(|| enter(world, report));
        assert!(matches!(
            error,
            AdoptionError::Subject(SubjectError::Conflict {
                seen: 0,
                current: 1
            })
        ));
    });
}
