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
