//! Who lives in a commune, as it is today and as it was called when they gave their address.

use danh_directory::AddressedUnit;
use danh_register::{Home, Residents, Search, SearchPage};
use danh_vocabulary::PersonId;

use super::{found, look};
use crate::people::{home, man, woman};
use crate::world::{HONG_HA, PHUC_XA, TRUC_BACH, TestRegister, date, on_both_engines};

fn residents(world: &TestRegister, code: &str, on: &str) -> Residents {
    Residents::of(world.register.directory(), code.parse().unwrap(), date(on)).unwrap()
}

fn in_unit(world: &TestRegister, code: &str, on: &str, name: Option<&str>) -> Vec<PersonId> {
    let wanted = Search::Unit {
        residents: residents(world, code, on),
        name: name.map(str::to_owned),
    };
    found(world, wanted)
}

fn living(world: &TestRegister, name: &str, address: &str) -> PersonId {
    let mut person = woman(name, "1970-02-03");
    let residence = danh_register::Residence {
        place: address.parse::<AddressedUnit>().unwrap(),
        ..home(5, danh_register::Relationship::Head, None)
    };
    person.residence = Some(residence);
    world.enrol(person)
}

#[test]
fn a_commune_has_the_residents_of_the_units_it_was_made_of() {
    on_both_engines(|world| {
        world.today_is("2026-01-15");
        let before = living(world, "Trần Thị Lan", "00001@2019-05-01");
        let after = living(world, "Lê Thị Mai", "00097@2025-08-01");
        // The code of Trúc Bạch is that of phường Ba Đình since.
        let elsewhere = living(world, "Lê Thị Nga", "00004@2019-05-01");
        let new_there = living(world, "Lê Thị Oanh", "00004@2025-08-01");
        assert_eq!(in_unit(world, HONG_HA, "2026-01-15", None), [after, before]);
        assert_eq!(in_unit(world, PHUC_XA, "2024-06-15", None), [before]);
        assert_eq!(in_unit(world, TRUC_BACH, "2024-06-15", None), [elsewhere]);
        let ba_dinh = in_unit(world, TRUC_BACH, "2026-01-15", None);
        assert_eq!(ba_dinh, [elsewhere, new_there]);
        let district = Residents::of(
            world.register.directory(),
            "001".parse().unwrap(),
            date("2024-06-15"),
        );
        assert_eq!(district, None);
    });
}

#[test]
fn residents_are_found_by_any_part_of_their_name() {
    on_both_engines(|world| {
        let hoa = living(world, "Nguyễn Thị Hoa", "00001@2019-05-01");
        let hoan = living(world, "Trần Văn Hoàn", "00001@2019-05-01");
        living(world, "Nguyễn Thị Hoa", "00004@2019-05-01");
        let named = |name| in_unit(world, PHUC_XA, "2024-06-15", Some(name));
        assert_eq!(named("hoa"), [hoa]);
        assert_eq!(named("thị hoa"), [hoa]);
        assert_eq!(named("nguyen thi hao"), [hoa]);
        assert_eq!(named("van hoan"), [hoan]);
        assert_eq!(named("tran van hoan"), [hoan]);
        assert_eq!(named("le van hoan"), []);
        assert_eq!(named("%"), []);
    });
}

#[test]
fn who_moves_or_dies_no_longer_lives_there() {
    on_both_engines(|world| {
        let person = world.enrol(man("Lê Văn Ba", "1970-01-01"));
        let report = world.residence(person, PHUC_XA, Home::New, "2024-01-05");
        world.settle(report).unwrap();
        let in_phuc_xa = || in_unit(world, PHUC_XA, "2024-06-15", None);
        assert_eq!(in_phuc_xa(), [person]);
        let report = world.residence(person, TRUC_BACH, Home::New, "2024-03-05");
        world.remove(report).unwrap();
        assert_eq!(in_phuc_xa(), []);
        assert_eq!(in_unit(world, TRUC_BACH, "2024-06-15", None), [person]);
        world.die(person, "2024-06-01").unwrap();
        assert_eq!(in_unit(world, TRUC_BACH, "2024-06-15", None), []);
    });
}

#[test]
fn a_list_of_residents_comes_in_pages() {
    on_both_engines(|world| {
        let names = ["Lê An", "Lê Ba", "Lê Cúc", "Lê Dần", "Lê Giáp"];
        let people: Vec<PersonId> = names
            .into_iter()
            .enumerate()
            .map(|(place, name)| {
                let address = ["00001@2019-05-01", "00097@2025-08-01"][place % 2];
                living(world, name, address)
            })
            .collect();
        world.today_is("2026-01-15");
        let page = |offset| {
            let wanted = Search::Unit {
                residents: residents(world, HONG_HA, "2026-01-15"),
                name: None,
            };
            let found = look(world, wanted, SearchPage { offset, size: 2 });
            let ids: Vec<PersonId> = found.persons.iter().map(|found| found.person).collect();
            (ids, found.more)
        };
        assert_eq!(page(0), (people[..2].to_vec(), true));
        assert_eq!(page(2), (people[2..4].to_vec(), true));
        assert_eq!(page(4), (people[4..].to_vec(), false));
        assert_eq!(page(6), (vec![], false));
    });
}
