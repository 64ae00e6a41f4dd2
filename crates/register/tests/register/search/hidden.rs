//! Whom only named officers may see, and records that turned out to be second ones.

use danh_register::{
    DuplicateReport, FoundBy, ProtectionReport, Search, SearchPage, Viewer, search,
};
use danh_vocabulary::{OfficerId, PersonId};

use super::look;
use crate::desk::act_on;
use crate::people::man;
use crate::world::{TestRegister, act, date, on_both_engines};

const NAMED: Viewer = Viewer::Officer(OfficerId::from_i64(7));
const OTHER: Viewer = Viewer::Officer(OfficerId::from_i64(8));

fn seen_by(
    world: &TestRegister,
    viewer: Viewer,
    wanted: Search,
    page: SearchPage,
) -> (Vec<PersonId>, bool) {
    let found = world.read(move |tx| search(tx, viewer, &wanted, page));
    let persons = found.persons.into_iter().map(|found| found.person);
    (persons.collect(), found.more)
}

#[test]
fn a_protected_person_is_not_there_for_others_and_does_not_count() {
    on_both_engines(|world| {
        let people: Vec<PersonId> = (0..4)
            .map(|_| world.enrol(man("Lê Văn Ba", "1970-02-03")))
            .collect();
        let report = ProtectionReport {
            person: world.seen(people[1]),
            officers: [OfficerId::from_i64(7)].into(),
            on: date("2024-06-01"),
        };
        world
            .write(move |register, tx| register.order_protection(tx, &act(), &report))
            .unwrap();
        let by_name = || Search::Name {
            name: "le van ba".to_owned(),
            born: "1970-02-03".parse().ok(),
        };
        let page = |offset, size| SearchPage { offset, size };
        let everybody = |viewer| seen_by(world, viewer, by_name(), page(0, 4));
        assert_eq!(everybody(NAMED), (people.clone(), false));
        assert_eq!(everybody(Viewer::Register), (people.clone(), false));
        let others = vec![people[0], people[2], people[3]];
        assert_eq!(everybody(OTHER), (others.clone(), false));
        let first = seen_by(world, OTHER, by_name(), page(0, 2));
        assert_eq!(first, (others[..2].to_vec(), true));
        let second = seen_by(world, OTHER, by_name(), page(2, 2));
        assert_eq!(second, (others[2..].to_vec(), false));
    });
}

#[test]
fn a_second_record_leads_to_the_one_that_is_read() {
    on_both_engines(|world| {
        let survivor = world.enrol(man("Lê Văn Ba", "1970-02-03"));
        let second = world.enrol(man("Lê Văn Bá", "1970-02-03"));
        let report = DuplicateReport {
            duplicate: world.seen(second),
            survivor: world.seen(survivor),
            on: date("2024-06-01"),
        };
        let decided = act_on("Quyết định 12/QĐ-UBND");
        world
            .write(move |register, tx| register.merge_duplicate(tx, &decided, report))
            .unwrap();
        let wanted = Search::Name {
            name: "lê văn bá".to_owned(),
            born: None,
        };
        let page = SearchPage { offset: 0, size: 9 };
        let found = look(world, wanted, page).persons;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].person, survivor);
        assert_eq!(found[0].found_by, FoundBy::MergedRecord);
    });
}

fn merge(world: &TestRegister, second: PersonId, survivor: PersonId) {
    let report = DuplicateReport {
        duplicate: world.seen(second),
        survivor: world.seen(survivor),
        on: date("2024-06-01"),
    };
    let decided = act_on("Quyết định 12/QĐ-UBND");
    world
        .write(move |register, tx| register.merge_duplicate(tx, &decided, report))
        .unwrap();
}

fn protect(world: &TestRegister, person: PersonId) {
    let report = ProtectionReport {
        person: world.seen(person),
        officers: [OfficerId::from_i64(7)].into(),
        on: date("2024-06-02"),
    };
    world
        .write(move |register, tx| register.order_protection(tx, &act(), &report))
        .unwrap();
}

#[test]
fn the_second_record_of_a_protected_person_does_not_count_either() {
    on_both_engines(|world| {
        let people: Vec<PersonId> = (0..4)
            .map(|_| world.enrol(man("Lê Văn Ba", "1970-02-03")))
            .collect();
        merge(world, people[0], people[1]);
        protect(world, people[1]);
        let by_name = || Search::Name {
            name: "le van ba".to_owned(),
            born: "1970-02-03".parse().ok(),
        };
        let page = |offset, size| SearchPage { offset, size };
        let seen = |viewer, at| seen_by(world, viewer, by_name(), at);
        assert_eq!(seen(OTHER, page(0, 1)), (vec![people[2]], true));
        assert_eq!(seen(OTHER, page(1, 1)), (vec![people[3]], false));
        assert_eq!(seen(OTHER, page(0, 2)), (vec![people[2], people[3]], false));
        // For who sees them, two records of one person are one line, on whichever page.
        assert_eq!(seen(NAMED, page(0, 1)), (vec![people[1]], true));
        assert_eq!(seen(NAMED, page(1, 2)), (vec![people[2], people[3]], false));
    });
}

#[test]
fn a_person_is_found_by_the_second_record_once_nobody_is_protected() {
    on_both_engines(|world| {
        let second = world.enrol(man("Lê Văn Bá", "1970-02-03"));
        let survivor = world.enrol(man("Trần Văn Tư", "1970-02-03"));
        protect(world, second);
        protect(world, survivor);
        merge(world, second, survivor);
        let report = danh_register::ProtectionEndReport {
            person: world.seen(survivor),
            on: date("2024-06-03"),
        };
        world
            .write(move |register, tx| register.lift_protection(tx, &act(), report))
            .unwrap();
        let wanted = Search::Name {
            name: "lê văn bá".to_owned(),
            born: None,
        };
        let page = SearchPage { offset: 0, size: 9 };
        assert_eq!(seen_by(world, OTHER, wanted, page), (vec![survivor], false));
    });
}
