//! Absences, stays and abodes.

use danh_register::{AbsenceError, AbsenceGround, Home, PlaceKind};

use super::{at, come_back, dwell, leave, place, settled, stay, temporary};
use crate::people::man;
use crate::world::{BEN_NGHE, MOC_CHAU, PHUC_XA, TRUC_BACH, date, on_both_engines};

#[test]
fn an_absence_is_declared_before_it_begins_and_ends_with_the_return() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        leave(
            world,
            person,
            AbsenceGround::TwelveMonths,
            "2024-07-01",
            None,
        )
        .unwrap();
        let absence = world.state(person).absence.unwrap();
        assert!(!absence.holds_on(date("2024-06-30")));
        assert!(absence.holds_on(date("2030-01-01")));
        assert_eq!(world.state_on(person, "2024-06-30").unwrap().absence, None);

        world.today_is("2024-09-01");
        come_back(world, person, "2024-08-20").unwrap();
        let absence = world.state(person).absence.unwrap();
        assert!(absence.holds_on(date("2024-08-19")));
        assert!(!absence.holds_on(date("2024-08-20")));
        let before = world.state_on(person, "2024-08-19").unwrap();
        assert_eq!(before.absence.unwrap().until, None);

        // Who died before leaving never left.
        leave(
            world,
            person,
            AbsenceGround::UnderObligation,
            "2024-09-05",
            Some("2024-09-06"),
        )
        .unwrap();
        world.die(person, "2024-08-31").unwrap();
    });
}

#[test]
fn an_absence_has_its_law() {
    on_both_engines(|world| {
        use AbsenceGround::{TwelveMonths, UnderObligation};
        let homeless = world.enrol(man("Lê Văn Cường", "1980-01-01"));
        let person = settled(world, "Trần Văn Bình");
        let refused = |person, ground, since: &str, until| {
            let error = world.refused(|| leave(world, person, ground, since, until));
            error.to_string()
        };
        assert_eq!(
            refused(homeless, UnderObligation, "2024-06-01", None),
            "the person has neither a permanent nor a temporary residence to be away from"
        );
        assert_eq!(
            refused(person, UnderObligation, "2025-06-16", None),
            "the first day is more than a year away"
        );
        assert_eq!(
            refused(person, UnderObligation, "2024-06-01", Some("2024-06-01")),
            "the day of return is not after the first day of absence"
        );
        assert_eq!(
            refused(person, TwelveMonths, "2024-06-01", Some("2025-05-31")),
            "an absence of less than twelve months need not be declared on this ground"
        );
        let error = world.refused(|| come_back(world, person, "2024-06-01"));
        assert_eq!(
            error.to_string(),
            "the person is not declared absent on 2024-06-01"
        );

        leave(
            world,
            person,
            UnderObligation,
            "2024-06-01",
            Some("2024-06-04"),
        )
        .unwrap();
        let error = world.refused(|| come_back(world, person, "2024-06-04"));
        assert!(matches!(error, AbsenceError::NotAbsent { .. }), "{error}");
        assert!(refused(person, UnderObligation, "2024-05-31", None).contains("before 2024-06-01"));
        temporary(world, person, BEN_NGHE, ("2024-06-05", "2024-12-31")).unwrap();
        assert_eq!(
            refused(person, TwelveMonths, "2024-07-01", None),
            "the person has a temporary residence; it need not be declared on this ground"
        );
    });
}

#[test]
fn a_stay_is_no_residence() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let refused = |unit: &str, since: &str, until: &str| {
            let error = world.refused(|| stay(world, person, unit, since, until));
            error.to_string()
        };
        assert_eq!(
            refused(BEN_NGHE, "2024-05-01", "2024-05-30"),
            "a stay is for less than 30 days; register a temporary residence"
        );
        assert_eq!(
            refused(BEN_NGHE, "2024-05-02", "2024-05-01"),
            "the last day is before the first"
        );
        assert_eq!(
            refused(MOC_CHAU, "2024-05-01", "2024-05-02"),
            "there was no commune `03980` on 2024-05-01"
        );
        assert_eq!(
            refused(BEN_NGHE, "1979-12-31", "1980-01-02"),
            "the day is before the birth on 1980-01-01"
        );
        stay(world, person, BEN_NGHE, "2024-05-01", "2024-05-29").unwrap();
        let state = world.state(person);
        let notified = state.stay.as_ref().unwrap();
        assert!(notified.holds_on(date("2024-05-29")) && !notified.holds_on(date("2024-05-30")));
        assert_eq!(
            place(&state, "2024-05-10"),
            Some(at(PlaceKind::Permanent, PHUC_XA))
        );
        assert_eq!(world.state_on(person, "2024-04-30").unwrap().stay, None);
        assert!(refused(TRUC_BACH, "2024-04-30", "2024-05-01").contains("before 2024-05-01"));
    });
}

#[test]
fn an_abode_is_for_who_has_no_residence() {
    on_both_engines(|world| {
        let settled = settled(world, "Trần Văn Bình");
        let error = world.refused(|| dwell(world, settled, PHUC_XA, "2024-06-01"));
        assert_eq!(error.to_string(), "the person has a permanent residence");

        let person = world.enrol(man("Lê Văn Cường", "1980-01-01"));
        temporary(world, person, BEN_NGHE, ("2024-01-01", "2024-03-31")).unwrap();
        let error = world.refused(|| dwell(world, person, PHUC_XA, "2024-03-31"));
        assert_eq!(
            error.to_string(),
            "the person has a temporary residence until 2024-03-31"
        );
        let error = world.refused(|| dwell(world, person, MOC_CHAU, "2024-04-01"));
        assert_eq!(
            error.to_string(),
            "there was no commune `03980` on 2024-04-01"
        );
        dwell(world, person, PHUC_XA, "2024-04-01").unwrap();
        let state = world.state(person);
        assert_eq!(
            place(&state, "2024-04-01"),
            Some(at(PlaceKind::Abode, PHUC_XA))
        );
        let before = world.state_on(person, "2024-03-31").unwrap();
        assert_eq!(before.abode, None);
        assert_eq!(
            place(&before, "2024-03-31"),
            Some(at(PlaceKind::Temporary, BEN_NGHE))
        );

        world
            .settle(world.residence(person, BEN_NGHE, Home::New, "2024-05-01"))
            .unwrap();
        let state = world.state(person);
        assert_eq!(
            place(&state, "2024-05-01"),
            Some(at(PlaceKind::Permanent, BEN_NGHE))
        );
    });
}
