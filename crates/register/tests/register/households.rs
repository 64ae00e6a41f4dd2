//! Households that are split, merged, or get another head.

use danh_register::person_queries::living_members;
use danh_register::{
    Act, HeadReport, Home, HouseholdError, MemberReport, MergeReport, Recorded, Relationship, Seen,
    SplitReport, SubjectError,
};
use danh_vocabulary::{HouseholdId, PersonId};

use crate::people::{man, woman};
use crate::world::{
    BEN_NGHE, HONG_HA, PHUC_XA, TRUC_BACH, TestRegister, act, date, on_both_engines,
};

use Relationship::{Child, Head, Other, Parent, Sibling, Spouse};

/// A household of three generations in Phúc Xá since 5 January 2024.
pub(crate) struct Family {
    pub(crate) household: HouseholdId,
    pub(crate) grandfather: PersonId,
    pub(crate) father: PersonId,
    pub(crate) mother: PersonId,
    pub(crate) child: PersonId,
}

impl Family {
    pub(crate) fn new(world: &TestRegister) -> Self {
        let grandfather = world.enrol(man("Trần Văn Ông", "1950-01-01"));
        let household = settle(world, grandfather, PHUC_XA);
        let [father, mother, child] = [
            (man("Trần Văn Cha", "1980-01-01"), Child),
            (woman("Lê Thị Mẹ", "1985"), Other),
            (woman("Trần Thị Con", "2015-06-15"), Other),
        ]
        .map(|(enrolment, relationship)| {
            let person = world.enrol(enrolment);
            let home = Home::Existing {
                household,
                relationship,
            };
            let report = world.residence(person, PHUC_XA, home, "2024-01-05");
            world.settle(report).unwrap();
            person
        });
        Self {
            household,
            grandfather,
            father,
            mother,
            child,
        }
    }
}

pub(crate) fn settle(world: &TestRegister, head: PersonId, unit: &str) -> HouseholdId {
    let report = world.residence(head, unit, Home::New, "2024-01-05");
    world.settle(report).unwrap();
    household(world, head)
}

pub(crate) fn household(world: &TestRegister, person: PersonId) -> HouseholdId {
    world.state(person).residence.unwrap().household
}

pub(crate) fn relationship(world: &TestRegister, person: PersonId) -> Relationship {
    world.state(person).residence.unwrap().relationship
}

pub(crate) fn members(world: &TestRegister, household: HouseholdId) -> Vec<PersonId> {
    let members = world.read(move |tx| living_members(tx, household));
    members.into_iter().map(|(person, _)| person).collect()
}

fn named(world: &TestRegister, members: &[(PersonId, Relationship)]) -> Vec<MemberReport> {
    let report = |(person, relationship): &(PersonId, Relationship)| MemberReport {
        person: world.seen(*person),
        relationship: *relationship,
    };
    members.iter().map(report).collect()
}

pub(crate) fn split(
    world: &TestRegister,
    household: HouseholdId,
    leaving: &[(PersonId, Relationship)],
    remaining: &[(PersonId, Relationship)],
    on: &str,
) -> Result<Recorded, HouseholdError> {
    let report = SplitReport {
        household,
        leaving: named(world, leaving),
        remaining: named(world, remaining),
        on: date(on),
    };
    world.write(move |register, tx| register.split_household(tx, &act(), &report))
}

pub(crate) fn merge(
    world: &TestRegister,
    (household, into): (HouseholdId, HouseholdId),
    members: &[(PersonId, Relationship)],
    on: &str,
) -> Result<Recorded, HouseholdError> {
    let report = MergeReport {
        household,
        into,
        members: named(world, members),
        on: date(on),
    };
    world.write(move |register, tx| register.merge_households(tx, &act(), &report))
}

pub(crate) fn change_head(
    world: &TestRegister,
    household: HouseholdId,
    members: &[(PersonId, Relationship)],
    on: &str,
) -> Result<Recorded, HouseholdError> {
    change_head_by(world, &act(), household, members, on)
}

pub(crate) fn change_head_by(
    world: &TestRegister,
    act: &Act,
    household: HouseholdId,
    members: &[(PersonId, Relationship)],
    on: &str,
) -> Result<Recorded, HouseholdError> {
    let act = act.clone();
    let report = HeadReport {
        household,
        members: named(world, members),
        on: date(on),
    };
    world.write(move |register, tx| register.change_household_head(tx, &act, &report))
}

#[test]
fn a_split_makes_two_households_at_one_address() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            ..
        } = family;
        let recorded = split(
            world,
            family.household,
            &[(father, Head), (mother, Spouse), (child, Child)],
            &[(grandfather, Head)],
            "2024-03-01",
        )
        .unwrap();
        let changed: Vec<_> = recorded.subjects.iter().map(|it| it.person).collect();
        assert_eq!(changed, [father, mother, child], "he is the head as before");
        let new = household(world, father);
        assert_ne!(new, family.household);
        assert_eq!(members(world, family.household), [grandfather]);
        assert_eq!(members(world, new), [father, mother, child]);
        let home = world.state(child).residence.unwrap();
        assert_eq!(
            (home.relationship, home.since, home.place.to_string()),
            (
                Child,
                Some(date("2024-03-01")),
                "00001@2024-01-05".to_owned()
            )
        );
        assert_eq!(home.detail.as_deref(), Some("Số 7, ngõ 3"));
        let before = world.state_on(child, "2024-02-29").unwrap();
        let before = before.residence.unwrap();
        assert_eq!(
            (before.household, before.relationship),
            (family.household, Other)
        );
    });
}

#[test]
fn a_head_may_go_if_another_is_named() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            ..
        } = family;
        let rest = [(father, Other), (mother, Spouse), (child, Child)];
        let error = world.refused(|| {
            split(
                world,
                family.household,
                &[(grandfather, Head)],
                &rest,
                "2024-03-01",
            )
        });
        assert_eq!(error.to_string(), "a household has one head; 0 are named");
        let rest = [(father, Head), (mother, Spouse), (child, Child)];
        let recorded = split(
            world,
            family.household,
            &[(grandfather, Head)],
            &rest,
            "2024-03-01",
        )
        .unwrap();
        assert_eq!(recorded.subjects.len(), 4);
        assert_eq!(relationship(world, father), Head);
        assert_eq!(members(world, family.household), [father, mother, child]);
    });
}

#[test]
fn a_split_has_its_law() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            household,
        } = family;
        let stranger = world.enrol(man("Lê Văn Khách", "1980-01-01"));
        settle(world, stranger, PHUC_XA);
        let all = [
            (grandfather, Head),
            (father, Child),
            (mother, Other),
            (child, Other),
        ];
        let refused = |leaving: &[_], remaining: &[_], on: &str| {
            let error = world.refused(|| split(world, household, leaving, remaining, on));
            error.to_string()
        };
        let (on, rest) = ("2024-03-01", &all[..3]);
        assert_eq!(
            refused(&[(child, Head)], rest, on),
            "a new household needs somebody of 18 years or more"
        );
        assert_eq!(
            refused(&[], &all, on),
            "a household has at least one member"
        );
        assert_eq!(
            refused(&all, &[], on),
            "a household has at least one member"
        );
        assert_eq!(
            refused(&[(father, Head)], &[(grandfather, Head)], on),
            "2 of those who live in the household are not named"
        );
        assert_eq!(
            refused(&[(stranger, Head)], &all, on),
            "1 of those named do not live in the household"
        );
        assert_eq!(
            refused(&[(father, Head)], &all, on),
            "somebody is named twice"
        );
        let two = [(father, Head), (mother, Head)];
        assert_eq!(
            refused(&two, &[(grandfather, Head), (child, Other)], on),
            "a household has one head; 2 are named"
        );
        let child_first = [(child, Head), (father, Parent)];
        assert_eq!(
            refused(&child_first, &[(grandfather, Head), (mother, Other)], on),
            "the head named is under 18 and somebody in the household is not"
        );
        let rest = [(grandfather, Head), (mother, Other), (child, Other)];
        assert!(refused(&[(father, Head)], &rest, "2024-01-04").contains("before 2024-01-05"));
        assert_eq!(
            refused(&[(father, Head)], &rest, "2024-06-16"),
            "the day lies in the future"
        );
    });
}

#[test]
fn nobody_who_came_or_changed_meanwhile_is_overlooked() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let seen: Vec<Seen> = [
            family.grandfather,
            family.father,
            family.mother,
            family.child,
        ]
        .map(|person| world.seen(person))
        .to_vec();
        let report = HeadReport {
            household: family.household,
            members: seen
                .iter()
                .zip([Parent, Head, Spouse, Child])
                .map(|(person, relationship)| MemberReport {
                    person: *person,
                    relationship,
                })
                .collect(),
            on: date("2024-04-01"),
        };
        let head = |world: &TestRegister| {
            let report = report.clone();
            world.write(move |register, tx| register.change_household_head(tx, &act(), &report))
        };
        let newcomer = world.enrol(woman("Lê Thị Mới", "1990"));
        let home = Home::Existing {
            household: family.household,
            relationship: Other,
        };
        let came = world.residence(newcomer, PHUC_XA, home, "2024-02-01");
        world.settle(came).unwrap();
        let error = world.refused(|| head(world));
        assert!(
            matches!(error, HouseholdError::MembersLeftOut { count: 1 }),
            "{error}"
        );

        let gone = world.residence(family.child, BEN_NGHE, Home::New, "2024-02-01");
        world.remove(gone).unwrap();
        let error = world.refused(|| head(world));
        assert!(
            matches!(
                error,
                HouseholdError::Subject(SubjectError::Conflict {
                    seen: 2,
                    current: 3
                })
            ),
            "{error}"
        );
    });
}

#[test]
fn a_household_goes_into_another_of_its_commune() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let widow = world.enrol(woman("Trần Thị Cô", "1955-01-01"));
        let nephew = world.enrol(man("Lê Văn Cháu", "2000-01-01"));
        let hers = settle(world, widow, PHUC_XA);
        let home = Home::Existing {
            household: hers,
            relationship: Child,
        };
        world
            .settle(world.residence(nephew, PHUC_XA, home, "2024-02-01"))
            .unwrap();
        let elsewhere = world.enrol(man("Lê Văn Xa", "1980-01-01"));
        let far = settle(world, elsewhere, TRUC_BACH);
        let both = [(widow, Sibling), (nephew, Other)];
        let refused = |from, into, members: &[_]| {
            let error = world.refused(|| merge(world, (from, into), members, "2024-05-01"));
            error.to_string()
        };
        assert_eq!(refused(hers, hers, &both), "the two households are one");
        assert_eq!(
            refused(hers, far, &both),
            "the two households are in different communes"
        );
        assert_eq!(
            refused(hers, family.household, &[(widow, Head), (nephew, Other)]),
            "a household has one head; 2 are named"
        );
        assert_eq!(
            refused(hers, family.household, &both[..1]),
            "1 of those who live in the household are not named"
        );
        assert_eq!(
            refused(hers, HouseholdId::from_i64(99), &both),
            "the household to go into has no head"
        );

        merge(world, (hers, family.household), &both, "2024-05-01").unwrap();
        assert_eq!(members(world, hers), []);
        assert_eq!(members(world, family.household).len(), 6);
        assert_eq!(relationship(world, widow), Sibling);
        assert_eq!(relationship(world, family.grandfather), Head);
        let before = world.state_on(widow, "2024-04-30").unwrap();
        assert_eq!(before.residence.unwrap().household, hers);

        // Phúc Xá is a part of Hồng Hà since July 2025.
        world.today_is("2025-08-01");
        let late = world.enrol(man("Trần Văn Muộn", "1970-01-01"));
        let report = world.residence(late, HONG_HA, Home::New, "2025-07-05");
        world.settle(report).unwrap();
        let his = household(world, late);
        merge(
            world,
            (his, family.household),
            &[(late, Child)],
            "2025-07-06",
        )
        .unwrap();
    });
}

#[test]
fn a_household_whose_head_died_gets_another() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            household,
        } = family;
        world.die(grandfather, "2024-05-01").unwrap();
        assert_eq!(members(world, household), [father, mother, child]);
        let error = world.refused(|| {
            change_head(
                world,
                household,
                &[(father, Head), (mother, Spouse)],
                "2024-05-02",
            )
        });
        assert!(
            matches!(error, HouseholdError::MembersLeftOut { count: 1 }),
            "{error}"
        );
        let error = world.refused(|| {
            let all = [
                (grandfather, Parent),
                (father, Head),
                (mother, Spouse),
                (child, Child),
            ];
            change_head(world, household, &all, "2024-05-02")
        });
        assert_eq!(error.to_string(), "the person died on 2024-05-01");

        let all = [(father, Head), (mother, Spouse), (child, Child)];
        change_head(world, household, &all, "2024-05-02").unwrap();
        assert_eq!(relationship(world, father), Head);
        let before = world.state_on(father, "2024-05-01").unwrap();
        assert_eq!(before.residence.unwrap().relationship, Child);
        let error = world.refused(|| change_head(world, household, &all, "2024-05-03"));
        assert_eq!(
            error.to_string(),
            "nobody's place in the household is another than before"
        );
    });
}

#[test]
fn children_who_are_left_alone_have_a_head_among_them() {
    on_both_engines(|world| {
        let mother = world.enrol(woman("Lê Thị Mẹ", "1985"));
        let household = settle(world, mother, PHUC_XA);
        let children = ["2010-01-01", "2012-01-01"].map(|born| {
            let child = world.enrol(woman("Trần Thị Con", born));
            let home = Home::Existing {
                household,
                relationship: Child,
            };
            let report = world.residence(child, PHUC_XA, home, "2024-01-05");
            world.settle(report).unwrap();
            child
        });
        world.die(mother, "2024-05-01").unwrap();
        let all = [(children[0], Head), (children[1], Sibling)];
        change_head(world, household, &all, "2024-05-02").unwrap();
        assert_eq!(relationship(world, children[0]), Head);
    });
}
