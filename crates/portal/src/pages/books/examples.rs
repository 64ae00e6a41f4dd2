//! Examples of register books. Nobody in them exists.

use danh_directory::Directory;
use danh_register::Book;
use jiff::civil::{Date, date};

use super::{
    BookLine, BookLines, BookPerson, BooksError, BooksView, LineStanding, Period, ShownBook,
};
use crate::bilingual::Bilingual;
use crate::components::{Question, TypedDate, UnitWanted};
use crate::examples::Example;
use crate::messages::Key;
use crate::unit_choice::{TypedUnit, unit_picker};

/// Before anything is chosen, a book with those of its predecessors, an empty one, one out of reach, one to mend.
pub fn examples() -> Vec<Example> {
    let nothing = view(&TypedUnit::default(), Book::Births, ShownBook::Nothing);
    let to_mend = BooksView {
        typed: [
            TypedDate::new(["31", "6", "2025"]),
            TypedDate::new(["1", "12", "2025"]),
        ],
        errors: vec![BooksError::UnitMissing, BooksError::FromMalformed],
        ..view(&TypedUnit::default(), Book::Deaths, ShownBook::Nothing)
    };
    let out_of_reach = view(&ward(), Book::Births, ShownBook::OutOfReach);
    let mut empty = book();
    empty.lines.clear();
    (empty.next, empty.beginning) = (None, None);
    empty.predecessors.clear();
    let empty = view(&ward(), Book::Adoptions, ShownBook::Lines(empty));
    let merged = view(&ward(), Book::Marriages, ShownBook::Lines(book()));
    let address = "/books?unit=00004&from=2025-01-01&until=2025-12-31&kind=marriages";
    vec![
        Example::new("books", "/books", nothing),
        Example::new("books-merged", address, merged),
        Example::new("books-empty", "/books", empty),
        Example::new("books-out-of-reach", "/books", out_of_reach),
        Example::new("books-to-mend", "/books", to_mend),
    ]
}

const TODAY: Date = date(2026, 11, 23);

fn ward() -> TypedUnit {
    TypedUnit {
        choice: "00004".into(),
        ..TypedUnit::default()
    }
}

fn view(unit: &TypedUnit, book: Book, shown: ShownBook) -> BooksView {
    let question = Question::new("unit", Key("books-unit"));
    BooksView {
        unit: unit_picker(
            &Directory::embedded(),
            question,
            unit,
            (TODAY, UnitWanted::Any),
        ),
        typed: ["2025-01-01", "2025-12-31"].map(TypedDate::of_iso),
        book,
        errors: Vec::new(),
        shown,
    }
}

fn committee(vietnamese: &str, english: &str) -> Bilingual {
    Bilingual {
        vietnamese: format!("Ủy ban nhân dân phường {vietnamese}"),
        english: format!("People's Committee of {english} Ward"),
    }
}

fn book() -> BookLines {
    let named = |name: &str, handle: &str| BookPerson::Named(name.into(), handle.into());
    let line = |number, registered_on, persons, ward: &str| BookLine {
        standing: match number {
            1 => LineStanding::Corrected,
            2 => LineStanding::Withdrawn,
            _ => LineStanding::Stands,
        },
        number,
        registered_on,
        event: "x7c2m4q9w0ht5d8zrk3n6bfyv".into(),
        kind: Key("event-marriage"),
        persons,
        authority: committee(ward, ward),
    };
    let address = "/books?unit=00004&from=2025-01-01&until=2025-12-31&kind=marriages";
    BookLines {
        keeper: committee("Ba Đình", "Ba Đình"),
        predecessors: vec![
            committee("Trúc Bạch", "Trúc Bạch"),
            committee("Quán Thánh", "Quán Thánh"),
        ],
        period: Period {
            from: date(2025, 1, 1),
            until: date(2025, 12, 31),
        },
        lines: vec![
            line(
                1,
                date(2025, 1, 6),
                vec![named("Vũ Đình Khang", "h1"), named("Lê Thị Nguyệt", "h2")],
                "Trúc Bạch",
            ),
            line(
                7,
                date(2025, 2, 14),
                vec![named("Hoàng Gia Bảo", "h3"), BookPerson::Elsewhere],
                "Quán Thánh",
            ),
            line(
                1,
                date(2025, 7, 4),
                vec![
                    named("Nguyễn Phúc Thịnh", "h4"),
                    named("Đặng Hoàng Thảo Nguyên", "h5"),
                ],
                "Ba Đình",
            ),
        ],
        beginning: Some(address.into()),
        next: Some(format!(
            "{address}&after=2025-07-04.x7c2m4q9w0ht5d8zrk3n6bfyv"
        )),
    }
}
