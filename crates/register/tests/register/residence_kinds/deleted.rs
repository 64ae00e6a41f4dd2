//! Permanent residence deleted.

use danh_register::{AbsenceGround, Home, Relationship};

use super::{delete_residence, dwell, leave, settled, stay, temporary};
use crate::people::woman;
use crate::world::{BEN_NGHE, PHUC_XA, on_both_engines};

#[test]
fn a_deleted_residence_makes_way_for_another() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let error = world.refused(|| delete_residence(world, person, "2024-01-04"));
        assert!(error.to_string().contains("before 2024-01-05"), "{error}");
        let error = world.refused(|| delete_residence(world, person, "2024-06-16"));
        assert_eq!(error.to_string(), "the day lies in the future");

        delete_residence(world, person, "2024-03-01").unwrap();
        assert_eq!(world.state(person).residence, None);
        let before = world.state_on(person, "2024-02-29").unwrap();
        assert_eq!(before.residence.unwrap().place.code.as_str(), PHUC_XA);

        let error = world.refused(|| delete_residence(world, person, "2024-03-02"));
        assert_eq!(error.to_string(), "the person has no permanent residence");
        let early = world.residence(person, BEN_NGHE, Home::New, "2024-02-29");
        assert!(
            world
                .refused(|| world.settle(early))
                .to_string()
                .contains("before 2024-03-01")
        );
        world
            .settle(world.residence(person, BEN_NGHE, Home::New, "2024-04-01"))
            .unwrap();
        let residence = world.state(person).residence.unwrap();
        assert_eq!(residence.place.code.as_str(), BEN_NGHE);
    });
}

#[test]
fn a_head_goes_last() {
    on_both_engines(|world| {
        let head = settled(world, "Trần Văn Bình");
        let wife = world.enrol(woman("Lê Thị Chi", "1985"));
        let home = Home::Existing {
            household: world.state(head).residence.unwrap().household,
            relationship: Relationship::Spouse,
        };
        world
            .settle(world.residence(wife, PHUC_XA, home, "2024-02-01"))
            .unwrap();
        let error = world.refused(|| delete_residence(world, head, "2024-03-01"));
        assert_eq!(
            error.to_string(),
            "the person is the head of a household of others; appoint another head first"
        );
        delete_residence(world, wife, "2024-03-01").unwrap();
        delete_residence(world, head, "2024-03-01").expect("nobody else lives there any more");
    });
}

#[test]
fn the_dead_live_nowhere_new() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        world.die(person, "2024-06-01").unwrap();
        let died = "the person died on 2024-06-01";
        let errors = [
            world
                .refused(|| delete_residence(world, person, "2024-06-02"))
                .to_string(),
            world
                .refused(|| temporary(world, person, BEN_NGHE, ("2024-05-01", "2024-12-31")))
                .to_string(),
            world
                .refused(|| {
                    leave(
                        world,
                        person,
                        AbsenceGround::UnderObligation,
                        "2024-06-02",
                        None,
                    )
                })
                .to_string(),
            world
                .refused(|| stay(world, person, BEN_NGHE, "2024-06-02", "2024-06-03"))
                .to_string(),
            world
                .refused(|| dwell(world, person, BEN_NGHE, "2024-06-02"))
                .to_string(),
        ];
        for error in errors {
            assert_eq!(error, died);
        }
    });
}
