//! Temporary residence registered, extended, deleted.

use danh_register::{PlaceKind, TemporaryResidenceError};

use super::{at, end_temporary, extend, place, settled, temporary};
use crate::world::{BEN_NGHE, HONG_HA, MOC_CHAU, PHUC_XA, TRUC_BACH, date, on_both_engines};

#[test]
fn a_temporary_residence_is_where_somebody_lives_while_it_holds() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        temporary(world, person, BEN_NGHE, ("2024-03-01", "2024-06-20")).unwrap();
        let state = world.state(person);
        for (on, expected) in [
            ("2024-02-29", Some(at(PlaceKind::Permanent, PHUC_XA))),
            ("2024-03-01", Some(at(PlaceKind::Temporary, BEN_NGHE))),
            ("2024-06-20", Some(at(PlaceKind::Temporary, BEN_NGHE))),
            ("2024-06-21", Some(at(PlaceKind::Permanent, PHUC_XA))),
        ] {
            assert_eq!(place(&state, on), expected, "{on}");
        }
        let before = world.state_on(person, "2024-02-29").unwrap();
        assert_eq!(before.temporary_residence, None);

        extend(world, person, "2024-06-10", "2026-06-20").unwrap();
        let extended = world.state(person).temporary_residence.unwrap();
        assert_eq!(
            (extended.since, extended.until, extended.place.to_string()),
            (
                date("2024-06-10"),
                date("2026-06-20"),
                "26740@2024-03-01".to_owned()
            )
        );
        let before = world.state_on(person, "2024-06-09").unwrap();
        assert_eq!(
            before.temporary_residence.unwrap().until,
            date("2024-06-20")
        );

        end_temporary(world, person, "2024-06-12").unwrap();
        let state = world.state(person);
        assert_eq!(
            place(&state, "2024-06-15"),
            Some(at(PlaceKind::Permanent, PHUC_XA))
        );
        let before = world.state_on(person, "2024-06-11").unwrap();
        assert_eq!(
            before.temporary_residence.unwrap().since,
            date("2024-06-10")
        );

        temporary(world, person, TRUC_BACH, ("2024-06-12", "2024-07-31")).unwrap();
        world.die(person, "2024-06-14").unwrap();
        let state = world.state(person);
        assert_eq!(
            place(&state, "2024-06-13"),
            Some(at(PlaceKind::Temporary, TRUC_BACH))
        );
        assert_eq!(place(&state, "2024-06-14"), None);
    });
}

#[test]
fn a_temporary_residence_has_its_law() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let refused = |unit: &str, since: &str, until: &str| {
            let error = world.refused(|| temporary(world, person, unit, (since, until)));
            error.to_string()
        };
        assert_eq!(
            refused(BEN_NGHE, "2024-03-01", "2024-03-29"),
            "a temporary residence is for 30 days or more; notify a stay"
        );
        assert_eq!(
            refused(BEN_NGHE, "2024-03-01", "2026-03-02"),
            "a temporary residence is for two years at the most; it can be extended"
        );
        assert_eq!(
            refused(PHUC_XA, "2024-03-01", "2024-12-31"),
            "the permanent residence is in the same commune"
        );
        assert_eq!(
            refused(MOC_CHAU, "2024-03-01", "2024-12-31"),
            "there was no commune `03980` on 2024-03-01"
        );
        assert_eq!(
            refused(BEN_NGHE, "2024-06-16", "2024-12-31"),
            "the day lies in the future"
        );
        let error = world.refused(|| extend(world, person, "2024-06-01", "2025-06-01"));
        assert_eq!(
            error.to_string(),
            "the person has no temporary residence that holds on 2024-06-01"
        );
        // Thirty days, the first and the last included.
        temporary(world, person, BEN_NGHE, ("2024-03-01", "2024-03-30")).unwrap();
        assert!(refused(TRUC_BACH, "2024-02-29", "2024-12-31").contains("before 2024-03-01"));
        temporary(world, person, BEN_NGHE, ("2024-04-01", "2024-06-30")).unwrap();

        let refused = |on: &str, until: &str| {
            let error = world.refused(|| extend(world, person, on, until));
            error.to_string()
        };
        assert_eq!(
            refused("2024-06-14", "2025-06-30"),
            "the temporary residence is extended from 2024-06-15 on"
        );
        assert_eq!(
            refused("2024-06-15", "2024-06-30"),
            "the temporary residence lasts until 2024-06-30 already"
        );
        assert!(refused("2024-06-15", "2026-07-01").contains("two years at the most"));
        extend(world, person, "2024-06-15", "2026-06-30").unwrap();
        let error = world.refused(|| end_temporary(world, person, "2024-06-14"));
        assert!(error.to_string().contains("before 2024-06-15"), "{error}");
    });
}

#[test]
fn the_commune_of_the_residence_is_the_one_of_the_day() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        world.today_is("2025-08-01");
        // Phúc Xá is a part of Hồng Hà now.
        let error =
            world.refused(|| temporary(world, person, HONG_HA, ("2025-07-02", "2025-12-31")));
        assert!(matches!(error, TemporaryResidenceError::AtHome), "{error}");
        temporary(world, person, TRUC_BACH, ("2025-07-02", "2025-12-31")).unwrap();
    });
}
