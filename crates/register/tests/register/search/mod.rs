//! Finding people.

use danh_register::{Found, Search, SearchPage, search};
use danh_vocabulary::PersonId;

use crate::people::{man, newborn, woman};
use crate::world::{TRUC_BACH, TestRegister, on_both_engines};

const ALL: SearchPage = SearchPage {
    offset: 0,
    size: 100,
};

fn look(world: &TestRegister, wanted: Search, page: SearchPage) -> Found {
    world.read(move |tx| search(tx, &wanted, page))
}

fn found(world: &TestRegister, wanted: Search) -> Vec<PersonId> {
    let found = look(world, wanted, ALL);
    assert!(!found.more);
    found
        .persons
        .into_iter()
        .map(|(person, _)| person)
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
            assert_eq!(found(world, Search::Number(number)), [child]);
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
    });
}

#[test]
fn a_name_is_found_without_accents_and_with_the_date_as_far_as_it_is_known() {
    on_both_engines(|world| {
        let whole = world.enrol(woman("Nguyễn Thị Hòa", "1950-03-15"));
        let month = world.enrol(woman("Nguyễn Thị Hoà", "1950-03"));
        let year = world.enrol(woman("Nguyễn Thị Hoa", "1950"));
        let other = world.enrol(woman("Nguyễn Thị Hoa", "1951-03-15"));
        for typed in [
            "nguyen thi hoa",
            "NGUYỄN THỊ HOÀ",
            "  Nguyen  Thi Hoa. ",
            "nguye\u{302}\u{303}n thi hoa",
        ] {
            assert_eq!(
                by_name(world, typed, Some("1950-03-15")),
                [whole, year, month],
                "{typed}"
            );
        }
        // Whole dates first: what is known exactly is the better answer.
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1950-03-16")),
            [year, month]
        );
        assert_eq!(by_name(world, "nguyen thi hoa", Some("1950-04-15")), [year]);
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1950-03")),
            [month, year, whole]
        );
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1950")),
            [year, month, whole]
        );
        assert_eq!(by_name(world, "nguyen thi hoa", Some("1951")), [other]);
        assert_eq!(
            by_name(world, "nguyen thi hoa", None),
            [year, month, whole, other]
        );
        assert_eq!(by_name(world, "nguyen thi hong", Some("1950-03-15")), []);
    });
}

#[test]
fn a_dropped_middle_name_is_found_after_the_whole_name() {
    on_both_engines(|world| {
        let short = world.enrol(woman("Nguyễn Hoa", "1950-03-15"));
        let middle = world.enrol(woman("Nguyễn Thị Hoa", "1950-03-15"));
        let long = world.enrol(woman("Nguyễn Thị Thanh Hoa", "1950-03-15"));
        let by_year = world.enrol(woman("Nguyễn Thị Hoa", "1950"));
        let stranger = world.enrol(woman("Trần Thị Hoa", "1950-03-15"));
        let day = Some("1950-03-15");
        assert_eq!(
            by_name(world, "nguyen thi hoa", day),
            [middle, by_year, short, long]
        );
        assert_eq!(
            by_name(world, "nguyen hoa", day),
            [short, middle, by_year, long]
        );
        // In whatever order the words came from a form with two fields.
        assert_eq!(by_name(world, "hoa nguyen thi", day), [middle, short, long]);
        assert_eq!(by_name(world, "hoa", day), [short, middle, stranger, long]);
        assert_eq!(by_name(world, "tran", day), [stranger]);
        // Without a date, names that go on after what was typed.
        assert_eq!(by_name(world, "nguyen thi", None), [by_year, middle, long]);
        assert_eq!(by_name(world, "nguyen th", None), []);
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
            let ids: Vec<PersonId> = found.persons.iter().map(|(person, _)| *person).collect();
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
