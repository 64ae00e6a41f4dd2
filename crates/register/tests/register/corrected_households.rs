//! Corrections that put people back where they were: a household has one head afterwards too.

use danh_register::{Change, CorrectionError, Home, Relationship};
use danh_vocabulary::{EventId, PersonId};

use crate::households::{Family, change_head, members, relationship, settle, split};
use crate::people::man;
use crate::protection::protect;
use crate::world::{BEN_NGHE, PHUC_XA, TestRegister, date, on_both_engines};

use Relationship::{Child, Head, Other, Parent, Spouse};

fn withdraw(
    world: &TestRegister,
    person: PersonId,
    of: EventId,
) -> Result<EventId, CorrectionError> {
    let change = Change::Withdrawn { now: true };
    Ok(world.correct(person, of, change)?.event)
}

/// The head moves away, and the father becomes the head.
fn left_by_head(world: &TestRegister, family: &Family) -> [EventId; 2] {
    let report = world.residence(family.grandfather, BEN_NGHE, Home::New, "2024-02-01");
    let moved = world.remove(report).unwrap().event;
    let rest = [
        (family.father, Head),
        (family.mother, Spouse),
        (family.child, Child),
    ];
    let changed = change_head(world, family.household, &rest, "2024-02-02").unwrap();
    [moved, changed.event]
}

#[test]
fn a_head_whose_move_never_was_is_no_second_head() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let [moved, changed] = left_by_head(world, &family);
        let error = world.refused(|| withdraw(world, family.grandfather, moved));
        assert!(matches!(error, CorrectionError::HeadExists), "{error}");
        withdraw(world, family.father, changed).expect("a household may be without a head");
        withdraw(world, family.grandfather, moved).unwrap();
        assert_eq!(members(world, family.household).len(), 4);
        // Nor does the change come back as it was.
        let reinstated = Change::Withdrawn { now: false };
        let error = world.refused(|| world.correct(family.father, changed, reinstated.clone()));
        assert!(matches!(error, CorrectionError::HeadExists), "{error}");
    });
}

#[test]
fn a_split_that_never_was_brings_back_one_head() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let Family {
            grandfather,
            father,
            mother,
            child,
            household,
        } = family;
        let remaining = [(father, Head), (mother, Spouse), (child, Child)];
        let leaving = [(grandfather, Head)];
        let event = split(world, household, &leaving, &remaining, "2024-02-01")
            .unwrap()
            .event;
        withdraw(world, father, event).expect("he is the head again, and the other is not");
        assert_eq!(relationship(world, grandfather), Head);
        assert_eq!(relationship(world, father), Child);
    });
}

#[test]
fn who_lives_after_all_comes_back_as_they_were() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let died = world.die(family.grandfather, "2024-02-01").unwrap().event;
        let rest = [
            (family.father, Head),
            (family.mother, Spouse),
            (family.child, Child),
        ];
        change_head(world, family.household, &rest, "2024-02-02").unwrap();
        withdraw(world, family.grandfather, died).expect("he lives");
        let all = [rest.as_slice(), &[(family.grandfather, Parent)]].concat();
        change_head(world, family.household, &all, "2024-02-03").unwrap();
        assert_eq!(relationship(world, family.grandfather), Parent);
    });
}

#[test]
fn a_file_does_not_turn_out_to_have_named_a_second_head() {
    on_both_engines(|world| {
        let first = world.enrol(man("Trần Văn Bình", "1980-01-01"));
        let household = settle(world, first, PHUC_XA);
        let second = world.enrol(man("Lê Văn Hai", "1980-01-01"));
        let home = danh_register::Residence {
            household,
            since: Some(date("2024-01-06")),
            ..world.state(first).residence.unwrap()
        };
        let of = world.first_event(second);
        let change = |relationship| Change::Residence {
            was: None,
            now: Some(Box::new(danh_register::Residence {
                relationship,
                ..home.clone()
            })),
        };
        let error = world.refused(|| world.correct(second, of, change(Head)));
        assert!(matches!(error, CorrectionError::HeadExists), "{error}");
        world.correct(second, of, change(Other)).unwrap();
    });
}

#[test]
fn a_refusal_tells_of_no_hidden_head() {
    on_both_engines(|world| {
        let family = Family::new(world);
        let [moved, _] = left_by_head(world, &family);
        protect(world, family.father, &[1], "2024-02-03").unwrap();
        withdraw(world, family.grandfather, moved).unwrap();
        assert_eq!(relationship(world, family.grandfather), Head);
    });
}
