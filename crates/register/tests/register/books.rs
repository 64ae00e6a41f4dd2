//! Register books: what a local authority registered, in its order, with its numbers.

use danh_register::rebuild::{check, rebuild};
use danh_register::{Actor, BirthReport, Book, BookEntry, BookPage, book_entries};
use danh_vocabulary::{EventId, OfficerId};

use crate::people::{man, newborn};
use crate::world::{HONG_HA, PHUC_XA, TestRegister, date, on_both_engines};

const BEFORE: &str = "ubnd:00001";
const AFTER: &str = "ubnd:00097@2025-07-01";

/// A birth that an authority registers today, of a child born today.
fn registered(world: &TestRegister, authority: &'static str, unit: &str) -> EventId {
    let today = world.register.today().to_string();
    let report = BirthReport {
        birth_unit: unit.parse().unwrap(),
        registered_in: unit.parse().unwrap(),
        ..newborn(&today)
    };
    let act = world
        .register
        .act(Actor::Officer(OfficerId::from_i64(7)), authority);
    let act = act.unwrap();
    let recorded =
        world.write(move |register, tx| register.register_birth(tx, &act, report.clone()));
    recorded.unwrap().event
}

fn page(from: &str, until: &str) -> BookPage {
    BookPage {
        book: Book::Births,
        from: date(from),
        until: date(until),
        after: None,
        size: 50,
    }
}

fn read(
    world: &TestRegister,
    authorities: &'static [&'static str],
    page: BookPage,
) -> Vec<BookEntry> {
    world.read(move |tx| book_entries(tx, authorities.iter().copied(), page))
}

fn lines(entries: &[BookEntry]) -> Vec<(EventId, String, u64, &str)> {
    let line = |it: &BookEntry| (it.event, it.registered_on.to_string(), it.number);
    let lines = entries.iter().map(|it| (line(it), &*it.authority));
    lines
        .map(|((event, day, number), of)| (event, day, number, of))
        .collect()
}

/// Two entries of 2024, one of 2025 and two after the merger, one of them of 2026.
fn merged(world: &TestRegister) -> [EventId; 5] {
    world.enrol(man("Trần Văn Bình", "1990-02-03"));
    world.today_is("2024-06-15");
    let first = registered(world, BEFORE, PHUC_XA);
    world.today_is("2024-06-20");
    let second = registered(world, BEFORE, PHUC_XA);
    world.today_is("2025-01-02");
    let third = registered(world, BEFORE, PHUC_XA);
    world.today_is("2025-07-01");
    let fourth = registered(world, AFTER, HONG_HA);
    world.today_is("2026-02-01");
    [
        first,
        second,
        third,
        fourth,
        registered(world, AFTER, HONG_HA),
    ]
}

#[test]
fn whoever_keeps_the_books_of_a_former_office_reads_them_in_one_order() {
    on_both_engines(|world| {
        let [first, second, third, fourth, fifth] = merged(world);
        let all = read(world, &[AFTER, BEFORE], page("2024-01-01", "2026-12-31"));
        let day = str::to_owned;
        assert_eq!(
            lines(&all),
            [
                (first, day("2024-06-15"), 1, BEFORE),
                (second, day("2024-06-20"), 2, BEFORE),
                (third, day("2025-01-02"), 1, BEFORE),
                (fourth, day("2025-07-01"), 1, AFTER),
                (fifth, day("2026-02-01"), 1, AFTER),
            ]
        );
        let own = read(world, &[AFTER], page("2024-01-01", "2026-12-31"));
        assert_eq!(own, all[3..]);
        let deaths = BookPage {
            book: Book::Deaths,
            ..page("2024-01-01", "2026-12-31")
        };
        assert_eq!(read(world, &[AFTER, BEFORE], deaths), []);
    });
}

#[test]
fn a_period_and_a_page_keep_the_numbers_of_the_year() {
    on_both_engines(|world| {
        let [_, second, third, fourth, _] = merged(world);
        let period = read(world, &[AFTER, BEFORE], page("2024-06-20", "2025-07-01"));
        let events = |entries: &[BookEntry]| -> Vec<EventId> {
            entries.iter().map(|entry| entry.event).collect()
        };
        assert_eq!(events(&period), [second, third, fourth]);
        assert_eq!(period[0].number, 2);

        let mut page = page("2024-01-01", "2026-12-31");
        page.size = 2;
        let whole = read(world, &[AFTER, BEFORE], BookPage { size: 50, ..page });
        let mut paged = Vec::new();
        loop {
            let found = read(world, &[AFTER, BEFORE], page);
            let Some(last) = found.last() else { break };
            page.after = Some((last.registered_on, last.event));
            paged.extend(found);
        }
        assert_eq!(paged, whole);
    });
}

#[test]
fn books_follow_from_the_journal_and_what_is_missing_is_named() {
    on_both_engines(|world| {
        let [first, ..] = merged(world);
        let whole = read(world, &[AFTER, BEFORE], page("2024-01-01", "2026-12-31"));
        world.execute(
            "DELETE FROM book_entry WHERE event_id = $1",
            &[first.as_i64()],
        );
        let named = check(&world.store, |_| ()).unwrap().named;
        assert_eq!(
            named,
            [
                format!("event {first} lacks a row in `book_entry`"),
                "`book_entry` has 4 rows, the journal asks for 5".to_owned(),
            ]
        );
        rebuild(&world.store, |_| ()).unwrap();
        let again = read(world, &[AFTER, BEFORE], page("2024-01-01", "2026-12-31"));
        assert_eq!(again, whole);
    });
}
