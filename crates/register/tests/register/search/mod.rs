//! Finding people.

mod hidden;
mod names;
mod recall;
mod units;

use danh_register::{
    CardReport, DateFit, Found, FoundBy, NameDifference, Relationship, Search, SearchPage, Viewer,
    search,
};
use danh_vocabulary::{HouseholdId, PersonId};

use crate::people::{home, man, newborn, woman};
use crate::world::{TRUC_BACH, TestRegister, act, date, on_both_engines};

const ALL: SearchPage = SearchPage {
    offset: 0,
    size: 100,
};

fn look(world: &TestRegister, wanted: Search, page: SearchPage) -> Found {
    world.read(move |tx| search(tx, Viewer::Register, &wanted, page))
}

fn found(world: &TestRegister, wanted: Search) -> Vec<PersonId> {
    let found = look(world, wanted, ALL);
    assert!(!found.more);
    found
        .persons
        .into_iter()
        .map(|found| found.person)
        .collect()
}

/// In what the name, and how the date, of each person found differs.
fn why(
    world: &TestRegister,
    name: &str,
    born: Option<&str>,
) -> Vec<(PersonId, Vec<NameDifference>, DateFit)> {
    let wanted = Search::Name {
        name: name.to_owned(),
        born: born.map(|born| born.parse().unwrap()),
    };
    let found = look(world, wanted, ALL).persons.into_iter();
    found
        .map(|found| match found.found_by {
            FoundBy::Name(matched) => (found.person, matched.name, matched.date),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn by_name(world: &TestRegister, name: &str, born: Option<&str>) -> Vec<PersonId> {
    let name = name.to_owned();
    let born = born.map(|born| born.parse().unwrap());
    found(world, Search::Name { name, born })
}

#[test]
fn numbers_find_their_holder_now_and_after_cancellation() {
    on_both_engines(|world| {
        let child = world.birth(newborn("2024-05-20")).unwrap();
        let first = world.number(child);
        world.cancel_number(child, "2024-06-01").unwrap();
        world
            .reestablish_number(child, "2024-06-02", TRUC_BACH)
            .unwrap();
        for number in [first, world.number(child)] {
            let found = look(world, Search::Number(number), ALL).persons;
            let by = if number == first {
                FoundBy::CancelledNumber
            } else {
                FoundBy::Number
            };
            assert_eq!((found[0].person, &found[0].found_by), (child, &by));
            assert_eq!(found.len(), 1);
        }
        assert_eq!(
            found(world, Search::Number("001324999999".parse().unwrap())),
            []
        );

        // Two provinces gave the same nine digits; one person had two cards.
        let with_cards = |name: &str, cards: &[&str]| {
            let mut person = man(name, "1970-01-01");
            person.identity.former_cards = cards.iter().map(|card| card.parse().unwrap()).collect();
            world.enrol(person)
        };
        let one = with_cards("Lê Văn Ba", &["012345678", "271234567"]);
        let other = with_cards("Lê Văn Bốn", &["012345678"]);
        let card = |number: &str| found(world, Search::FormerCard(number.parse().unwrap()));
        assert_eq!(card("012345678"), [one, other]);
        assert_eq!(card("271234567"), [one]);
        assert_eq!(card("999999999"), []);

        // A card is found by its serial, also one that is out of force; nine digits may be a serial too.
        world.today_is("2024-07-01");
        for serial in ["C0012345", "271234567"] {
            let report = CardReport {
                person: world.seen(child),
                serial: serial.to_owned(),
                issued_on: date("2024-07-01"),
                issued_by: "bca-c06".to_owned(),
            };
            world
                .write(move |register, tx| register.issue_card(tx, &act(), &report))
                .unwrap();
        }
        let serial = Search::Card("C0012345".parse().unwrap());
        let by_serial = look(world, serial, ALL).persons;
        assert_eq!(by_serial.len(), 1);
        assert_eq!(
            (by_serial[0].person, &by_serial[0].found_by),
            (child, &FoundBy::Card)
        );
        assert_eq!(card("271234567"), [one, child]);
    });
}

#[test]
fn a_household_is_found_with_all_its_members() {
    on_both_engines(|world| {
        let living_in = |household: i64, name: &str| {
            let mut person = man(name, "1970-01-01");
            person.residence = Some(home(household, Relationship::Other, None));
            world.enrol(person)
        };
        let members = [living_in(5, "Lê Văn Ba"), living_in(5, "Lê Văn Bốn")];
        living_in(6, "Lê Văn Năm");
        let household = |id| found(world, Search::Household(HouseholdId::from_i64(id)));
        assert_eq!(household(5), members);
        assert_eq!(household(7), []);
    });
}

#[test]
fn long_answers_come_in_pages() {
    on_both_engines(|world| {
        let people: Vec<PersonId> = (0..7)
            .map(|_| world.enrol(man("Lê Văn Ba", "1970-01-01")))
            .collect();
        let page = |offset, size| {
            let wanted = Search::Name {
                name: "le van ba".to_owned(),
                born: None,
            };
            let found = look(world, wanted, SearchPage { offset, size });
            let ids: Vec<PersonId> = found.persons.iter().map(|found| found.person).collect();
            (ids, found.more)
        };
        assert_eq!(page(0, 3), (people[..3].to_vec(), true));
        assert_eq!(page(3, 3), (people[3..6].to_vec(), true));
        assert_eq!(page(6, 3), (people[6..].to_vec(), false));
        assert_eq!(page(0, 7), (people.clone(), false));
        assert_eq!(page(7, 3), (vec![], false));
        assert_eq!(page(0, 0), (vec![], true));
        assert_eq!(page(usize::MAX, usize::MAX), (vec![], false));
    });
}

#[test]
fn whatever_is_typed_is_only_text() {
    on_both_engines(|world| {
        let person = world.enrol(woman("H'Hen Niê", "1950-03-15"));
        world.enrol(man("Lê Văn Ba", "1970-01-01"));
        assert_eq!(by_name(world, "h'hen nie", None), [person]);
        let long = "nguyen ".repeat(20_000);
        let typed = [
            "",
            "   ",
            "%",
            "_",
            "' OR '1'='1",
            "'; DROP TABLE person; --",
            "\"",
            "\\",
            "\0",
            "(",
            "…",
            "\u{202e}",
            "٣",
            "🙂",
            &long,
        ];
        for text in typed {
            for born in [None, Some("1970"), Some("1970-01-01")] {
                let answer = by_name(world, text, born);
                assert!(answer.is_empty(), "{:?}", text.get(..20));
            }
        }
        for signs in ["le van %", "le van ba; --", "le\0van\0ba"] {
            let answer = by_name(world, signs, Some("1970-01-01"));
            assert_eq!(answer.len(), 1, "signs are no letters: {signs:?}");
        }
    });
}
