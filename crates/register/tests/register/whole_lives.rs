//! Corrections in lives that went on after a declared death, or go on elsewhere: what is true already stands in nobody's way.

use danh_register::{AbsenceGround, Change, CorrectionError, Enrolment, Home};
use danh_vocabulary::PersonId;

use crate::people::man;
use crate::world::{BEN_NGHE, PHUC_XA, TestRegister, date, on_both_engines};
use crate::{cards, missing, residence_kinds};

fn born(was: &str, now: &str) -> Change {
    Change::Born {
        was: was.parse().unwrap(),
        now: now.parse().unwrap(),
    }
}

fn held_from(was: &str, now: &str) -> Change {
    Change::HeldFrom {
        was: date(was),
        now: date(now),
    }
}

fn resident(world: &TestRegister) -> PersonId {
    let person = world.enrol(man("Phạm Văn Dũng", "1970-03-04"));
    world
        .settle(world.residence(person, PHUC_XA, Home::New, "2010-01-01"))
        .unwrap();
    person
}

#[test]
fn a_birth_date_is_corrected_while_an_absence_is_still_to_come() {
    on_both_engines(|world| {
        let person = resident(world);
        let ground = AbsenceGround::UnderObligation;
        residence_kinds::leave(world, person, ground, "2024-09-01", Some("2024-10-01")).unwrap();
        let of = world.first_event(person);
        world
            .correct(person, of, born("1970-03-04", "1970-04-03"))
            .unwrap();
    });
}

#[test]
fn who_returned_from_a_declared_death_is_corrected_as_anybody() {
    on_both_engines(|world| {
        let person = resident(world);
        missing::declare_dead(world, person, "2015-01-01").unwrap();
        missing::come_back(world, person, "2020-01-01").unwrap();
        world
            .remove(world.residence(person, PHUC_XA, Home::New, "2021-01-01"))
            .unwrap();
        let of = world.first_event(person);
        world
            .correct(person, of, born("1970-03-04", "1970-04-03"))
            .unwrap();
        let error = world.refused(|| world.correct(person, of, born("1970-04-03", "2024-06-16")));
        assert!(matches!(error, CorrectionError::DatesDoNotFit));
    });
}

#[test]
fn the_end_of_a_withdrawn_absence_does_not_end_an_earlier_one() {
    on_both_engines(|world| {
        let person = resident(world);
        let ground = AbsenceGround::UnderObligation;
        residence_kinds::leave(world, person, ground, "2020-01-01", Some("2020-02-01")).unwrap();
        let second = residence_kinds::leave(world, person, ground, "2023-01-01", None).unwrap();
        residence_kinds::come_back(world, person, "2023-05-01").unwrap();
        world
            .correct(person, second.event, Change::Withdrawn { now: true })
            .unwrap();
        let absence = world.state(person).absence.unwrap();
        assert_eq!(absence.since, date("2020-01-01"));
        assert_eq!(absence.until, Some(date("2020-02-01")));
    });
}

#[test]
fn a_card_is_not_dated_back_to_when_there_was_no_such_card() {
    on_both_engines(|world| {
        let person = world.enrol(Enrolment {
            number: "001070000001".parse().ok(),
            ..man("Phạm Văn Dũng", "1970-03-04")
        });
        let card = cards::issue(world, person, "C12345", "2021-03-01").unwrap();
        let error = world
            .refused(|| world.correct(person, card.event, held_from("2021-03-01", "2015-03-01")));
        assert!(matches!(error, CorrectionError::DatesDoNotFit));
        world
            .correct(person, card.event, held_from("2021-03-01", "2021-02-01"))
            .unwrap();
    });
}

#[test]
fn what_has_a_last_day_does_not_begin_after_it() {
    on_both_engines(|world| {
        let person = resident(world);
        let ground = AbsenceGround::UnderObligation;
        let absence =
            residence_kinds::leave(world, person, ground, "2024-03-01", Some("2024-03-10"));
        let stay = residence_kinds::stay(world, person, BEN_NGHE, "2024-03-02", "2024-03-09");
        let (absence, stay) = (absence.unwrap().event, stay.unwrap().event);
        for (of, was, late, right) in [
            (absence, "2024-03-01", "2024-03-10", "2024-03-02"),
            (stay, "2024-03-02", "2024-03-10", "2024-03-09"),
        ] {
            let error = world.refused(|| world.correct(person, of, held_from(was, late)));
            assert!(matches!(error, CorrectionError::DatesDoNotFit), "{late}");
            world.correct(person, of, held_from(was, right)).unwrap();
        }
    });
}
