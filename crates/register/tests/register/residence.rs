//! Permanent residence registered and moved.

use danh_register::person_queries::household_members;
use danh_register::{Home, Relationship, ResidenceError, SubjectError};
use danh_vocabulary::{HouseholdId, PersonId};

use crate::people::{home, man, newborn, woman};
use crate::world::{
    BEN_NGHE, DISTRICT, HONG_HA, MOC_CHAU, PHUC_XA, TRUC_BACH, TestRegister, date, on_both_engines,
};

fn members(world: &TestRegister, household: HouseholdId) -> Vec<PersonId> {
    let members = world.read(move |tx| household_members(tx, household));
    members.into_iter().map(|(person, _)| person).collect()
}

fn household(world: &TestRegister, person: PersonId) -> HouseholdId {
    world.state(person).residence.unwrap().household
}

fn join(household: HouseholdId, relationship: Relationship) -> Home {
    Home::Existing {
        household,
        relationship,
    }
}

#[test]
fn somebody_settles_others_join_and_move_away() {
    on_both_engines(|world| {
        let head = world.enrol(man("Trần Văn Bình", "1980-01-01"));
        let wife = world.enrol(woman("Lê Thị Cúc", "1982-01-01"));
        world
            .settle(world.residence(head, PHUC_XA, Home::New, "2024-01-05"))
            .unwrap();
        let first = household(world, head);
        let spouse = join(first, Relationship::Spouse);
        world
            .settle(world.residence(wife, PHUC_XA, spouse, "2024-02-01"))
            .unwrap();
        assert_eq!(members(world, first), [head, wife]);

        let state = world.state(wife).residence.unwrap();
        assert_eq!(state.relationship, Relationship::Spouse);
        assert_eq!(state.place.to_string(), "00001@2024-02-01");
        assert_eq!(
            (state.since, state.detail.as_deref()),
            (Some(date("2024-02-01")), Some("Số 7, ngõ 3"))
        );
        assert_eq!(world.state_on(wife, "2024-01-31").unwrap().residence, None);

        world
            .remove(world.residence(wife, BEN_NGHE, Home::New, "2024-06-01"))
            .unwrap();
        let second = household(world, wife);
        assert_ne!(second, first);
        assert_eq!(
            (members(world, first), members(world, second)),
            (vec![head], vec![wife])
        );
        let before = world
            .state_on(wife, "2024-05-31")
            .unwrap()
            .residence
            .unwrap();
        assert_eq!(before.household, first);
        assert_eq!(
            world.state(wife).residence.unwrap().relationship,
            Relationship::Head
        );
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both_engines(|world| {
        let head = world.enrol(man("Trần Văn Bình", "1980-01-01"));
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let settle = |person, unit, home, on| {
            world
                .refused(|| world.settle(world.residence(person, unit, home, on)))
                .to_string()
        };
        let remove = |person, unit, home, on| {
            world
                .refused(|| world.remove(world.residence(person, unit, home, on)))
                .to_string()
        };
        assert_eq!(
            remove(head, PHUC_XA, Home::New, "2024-01-05"),
            "the person has no permanent residence; register one"
        );
        assert_eq!(
            settle(head, PHUC_XA, Home::New, "2024-06-16"),
            "the day lies in the future"
        );
        for unit in [MOC_CHAU, DISTRICT, "01"] {
            assert_eq!(
                settle(head, unit, Home::New, "2024-01-05"),
                format!("there was no commune `{unit}` on 2024-01-05")
            );
        }
        assert!(settle(child, PHUC_XA, Home::New, "2024-05-19").contains("before 2024-05-20"));
        let empty = join(HouseholdId::from_i64(99), Relationship::Child);
        assert_eq!(
            settle(child, PHUC_XA, empty, "2024-05-21"),
            "the household is not known"
        );

        world
            .settle(world.residence(head, PHUC_XA, Home::New, "2024-01-05"))
            .unwrap();
        assert_eq!(
            settle(head, PHUC_XA, Home::New, "2024-02-05"),
            "the person has a permanent residence; register a move"
        );
        let here = household(world, head);
        assert_eq!(
            settle(
                child,
                TRUC_BACH,
                join(here, Relationship::Child),
                "2024-05-21"
            ),
            "the household is registered in another commune"
        );
        assert_eq!(
            settle(child, PHUC_XA, join(here, Relationship::Head), "2024-05-21"),
            "the household has a head already"
        );
        assert!(remove(head, BEN_NGHE, Home::New, "2024-01-04").contains("before 2024-01-05"));
        let nobody = world.refused(|| {
            world.settle(world.residence(PersonId::from_i64(5), PHUC_XA, Home::New, "2024-01-05"))
        });
        assert!(matches!(
            nobody,
            ResidenceError::Subject(SubjectError::Unknown)
        ));

        // With the head dead, the household may have another, but nobody lives there to be joined.
        world.die(head, "2024-06-01").unwrap();
        assert_eq!(
            settle(
                child,
                PHUC_XA,
                join(here, Relationship::Child),
                "2024-06-02"
            ),
            "the household is not known"
        );
    });
}

#[test]
fn a_move_from_before_the_file_was_written_is_not_lost() {
    on_both_engines(|world| {
        let mut resident = man("Trần Văn Bình", "1980-01-01");
        resident.residence = Some(home(5, Relationship::Head, None));
        let resident = world.enrol(resident);
        // The file does not say since when he lives there; it came into the register on 15 June.
        world
            .remove(world.residence(resident, BEN_NGHE, Home::New, "2024-05-01"))
            .unwrap();
        assert_eq!(
            world.state(resident).residence.unwrap().place.code.as_str(),
            BEN_NGHE
        );
        assert_eq!(members(world, HouseholdId::from_i64(5)), []);
    });
}

#[test]
fn households_outlive_the_units_they_were_registered_in() {
    on_both_engines(|world| {
        let head = world.enrol(man("Trần Văn Bình", "1980-01-01"));
        let neighbour = world.enrol(man("Lê Văn Cường", "1980-01-01"));
        world
            .settle(world.residence(head, PHUC_XA, Home::New, "2024-01-05"))
            .unwrap();
        world
            .settle(world.residence(neighbour, TRUC_BACH, Home::New, "2024-01-05"))
            .unwrap();
        let (phuc_xa, truc_bach) = (household(world, head), household(world, neighbour));

        world.today_is("2025-08-01");
        let [an, bich, chi] = ["Trần Thị An", "Lê Thị Bích", "Lê Thị Chi"]
            .map(|name| world.enrol(woman(name, "2010")));
        let settle = |person, unit, household| {
            let home = join(household, Relationship::Child);
            world.settle(world.residence(person, unit, home, "2025-07-15"))
        };
        // Phúc Xá is a part of Hồng Hà now, and its code means nothing any more.
        settle(an, HONG_HA, phuc_xa).expect("Hồng Hà is where Phúc Xá was");
        let gone = world.refused(|| settle(chi, PHUC_XA, phuc_xa));
        assert!(matches!(gone, ResidenceError::UnknownUnit { .. }));
        // The code of Trúc Bạch is Ba Đình's now, which took it over: the same household under the same code.
        settle(bich, TRUC_BACH, truc_bach).unwrap();
        let other = world.refused(|| settle(chi, HONG_HA, truc_bach));
        assert!(matches!(other, ResidenceError::HouseholdElsewhere));
        // A day before the change, declared late, has the units of before.
        let late = join(phuc_xa, Relationship::Child);
        world
            .settle(world.residence(chi, PHUC_XA, late, "2025-06-30"))
            .unwrap();
        assert_eq!(members(world, phuc_xa), [head, an, chi]);
    });
}
