//! Households with a member whom the officer at the desk may not see: nothing tells of them, and nothing is written of them.

use danh_register::{HouseholdError, Relationship, ResidenceError, Seen};
use danh_vocabulary::PersonId;

use crate::households::{
    Family, change_head, change_head_by, household, members, merge, relationship, settle, split,
};
use crate::people::{man, woman};
use crate::protection::protect;
use crate::residence_kinds::delete_residence;
use crate::world::{PHUC_XA, TestRegister, act, act_of, on_both_engines};

use Relationship::{Child, Head, Other, Parent, Sibling, Spouse};
use danh_register::{Actor, Home};
use danh_vocabulary::OfficerId;

/// The one officer who may see whom [`hide`] hides.
const INITIATED: i64 = 1;

fn hide(world: &TestRegister, person: PersonId) -> Seen {
    protect(world, person, &[INITIATED], "2024-02-01").unwrap();
    world.seen(person)
}

fn joins(world: &TestRegister, family: &Family, relationship: Relationship) -> PersonId {
    let person = world.enrol(woman("Lê Thị Khuất", "1990-01-01"));
    let home = Home::Existing {
        household: family.household,
        relationship,
    };
    let report = world.residence(person, PHUC_XA, home, "2024-01-05");
    world.settle(report).unwrap();
    person
}

#[test]
fn a_hidden_member_is_neither_asked_for_nor_moved() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            ..
        } = family;
        let hidden = joins(world, &family, Other);
        let before = hide(world, hidden);
        // Who is there for the officer is still to be named.
        let error = world.refused(|| {
            let (leaving, remaining) = ([(father, Head), (mother, Spouse)], [(grandfather, Head)]);
            split(world, family.household, &leaving, &remaining, "2024-03-01")
        });
        assert!(
            matches!(error, HouseholdError::MembersLeftOut { count: 1 }),
            "{error}"
        );
        let leaving = [(father, Head), (mother, Spouse), (child, Child)];
        let remaining = [(grandfather, Head)];
        split(world, family.household, &leaving, &remaining, "2024-03-01").unwrap();

        let widow = world.enrol(woman("Trần Thị Cô", "1955-01-01"));
        let hers = settle(world, widow, PHUC_XA);
        let into = (family.household, hers);
        merge(world, into, &[(grandfather, Sibling)], "2024-04-01").unwrap();
        assert_eq!(world.seen(hidden), before, "nothing was written of them");
        assert_eq!(members(world, family.household), [hidden]);
        assert_eq!(members(world, hers).len(), 2);
    });
}

#[test]
fn nobody_learns_that_the_hidden_one_is_the_head() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            household: theirs,
        } = family;
        let before = hide(world, grandfather);
        // A household without a head has none to join, and gets one.
        let lone = world.enrol(man("Lê Văn Lẻ", "1970-01-01"));
        let his = settle(world, lone, PHUC_XA);
        let error = world.refused(|| merge(world, (his, theirs), &[(lone, Other)], "2024-03-01"));
        assert!(matches!(error, HouseholdError::NoHeadToJoin), "{error}");
        let visible = [(father, Head), (mother, Spouse), (child, Child)];
        change_head(world, theirs, &visible, "2024-03-01").unwrap();
        assert_eq!(world.seen(grandfather), before);
        assert_eq!(relationship(world, grandfather), Head);

        // Who sees everybody names everybody, and one head.
        let initiated = act_of(Actor::Officer(OfficerId::from_i64(INITIATED)));
        let error =
            world.refused(|| change_head_by(world, &initiated, theirs, &visible, "2024-03-02"));
        assert!(
            matches!(error, HouseholdError::MembersLeftOut { count: 1 }),
            "{error}"
        );
        let all = [visible.as_slice(), &[(grandfather, Parent)]].concat();
        change_head_by(world, &initiated, theirs, &all, "2024-03-02").unwrap();
        assert_eq!(relationship(world, grandfather), Parent);
    });
}

#[test]
fn a_newcomer_may_head_a_household_that_shows_no_head() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let before = hide(world, family.grandfather);
        let newcomer = world.enrol(man("Lê Văn Mới", "1980-01-01"));
        let home = Home::Existing {
            household: family.household,
            relationship: Head,
        };
        let report = |person| world.residence(person, PHUC_XA, home, "2024-03-01");
        world.settle(report(newcomer)).unwrap();
        assert_eq!(world.seen(family.grandfather), before);
        let second = world.enrol(man("Lê Văn Hai", "1980-01-01"));
        let error = world.refused(|| world.settle(report(second)));
        assert!(matches!(error, ResidenceError::HeadExists), "{error}");
    });
}

#[test]
fn where_only_the_hidden_live_there_is_nobody() {
    on_both_engines(|world| {
        let hidden = world.enrol(man("Lê Văn Khuất", "1980-01-01"));
        let theirs = settle(world, hidden, PHUC_XA);
        hide(world, hidden);
        let newcomer = world.enrol(man("Lê Văn Mới", "1980-01-01"));
        let home = Home::Existing {
            household: theirs,
            relationship: Other,
        };
        let report = world.residence(newcomer, PHUC_XA, home, "2024-03-01");
        let error = world.refused(|| world.settle(report));
        assert!(matches!(error, ResidenceError::UnknownHousehold), "{error}");
    });
}

#[test]
fn a_head_goes_though_somebody_hidden_stays() {
    on_both_engines(|world| {
        let head = world.enrol(man("Trần Văn Bình", "1980-01-01"));
        let theirs = settle(world, head, PHUC_XA);
        let hidden = world.enrol(woman("Lê Thị Khuất", "1990-01-01"));
        let home = Home::Existing {
            household: theirs,
            relationship: Spouse,
        };
        let report = world.residence(hidden, PHUC_XA, home, "2024-01-05");
        world.settle(report).unwrap();
        let before = hide(world, hidden);
        delete_residence(world, head, "2024-03-01").unwrap();
        assert_eq!(world.seen(hidden), before);
        assert_eq!(household(world, hidden), theirs);
        // Who sees her gives her household a head again.
        let initiated = act_of(Actor::Officer(OfficerId::from_i64(INITIATED)));
        change_head_by(world, &initiated, theirs, &[(hidden, Head)], "2024-03-02").unwrap();
        assert_ne!(act(), initiated);
    });
}
