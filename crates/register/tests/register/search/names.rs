//! Names and dates as people type and remember them.

use danh_register::DateFit::{self, Fits};
use danh_register::NameDifference::{
    Abbreviated, Spacing, TypingErrors, WordOrder, WordsAdded, WordsLeftOut,
};
use danh_register::{FoundBy, NameDifference, Search};

use super::{ALL, by_name, look, why};
use crate::people::{man, woman};
use crate::world::on_both_engines;

#[test]
fn a_name_is_found_without_accents_and_with_the_date_as_far_as_it_is_known() {
    on_both_engines(|world| {
        let whole = world.enrol(woman("Nguyễn Thị Hòa", "1950-03-15"));
        let month = world.enrol(woman("Nguyễn Thị Hoà", "1950-03"));
        let year = world.enrol(woman("Nguyễn Thị Hoa", "1950"));
        let other = world.enrol(woman("Nguyễn Thị Hoa", "1953-03-15"));
        for typed in [
            "nguyen thi hoa",
            "  Nguyen  Thi Hoa. ",
            "nguye\u{302}\u{303}n thi hoa",
        ] {
            let found = by_name(world, typed, Some("1950-03-15"));
            assert_eq!(found[..3], [whole, month, year], "{typed}");
        }
        // A day that is one off still finds the whole date, after those that fit.
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1950-03-16"))[..3],
            [month, year, whole]
        );
        assert_eq!(by_name(world, "nguyen thi hoa", Some("1950-08-20")), [year]);
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1950-03")),
            [month, whole, year]
        );
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1950")),
            [year, month, whole]
        );
        assert_eq!(by_name(world, "nguyen thi hoa", Some("1953")), [other]);
        assert_eq!(
            by_name(world, "nguyen thi hoa", None),
            [year, month, whole, other]
        );
        assert_eq!(by_name(world, "nguyen thi hong", Some("1950-03-15")), []);
    });
}

#[test]
fn the_accents_that_were_typed_come_first_and_are_not_asked_of_who_typed_none() {
    on_both_engines(|world| {
        let plain = world.enrol(woman("Nguyễn Thị Hoa", "1950-03-15"));
        let grave = world.enrol(woman("Nguyễn Thị Hòa", "1950-03-15"));
        let found = why(world, "nguyễn thị hòa", Some("1950-03-15"));
        let accents = vec![NameDifference::Accents];
        assert_eq!(
            found,
            [(grave, vec![], Fits), (plain, accents.clone(), Fits)]
        );
        let found = why(world, "nguyen thi hoa", Some("1950-03-15"));
        assert_eq!(
            found,
            [(plain, accents.clone(), Fits), (grave, accents, Fits)]
        );
    });
}

#[test]
fn every_answer_says_in_what_it_differs() {
    on_both_engines(|world| {
        let hoa = world.enrol(woman("Nguyễn Thị Thanh Hoa", "1985-03-12"));
        world.enrol(man("Trần Văn Minh", "1985-03-12"));
        for (typed, born, differences, date) in [
            ("Nguyễn Thị Thanh Hoa", "1985-03-12", vec![], Fits),
            (
                "nguyen thi thanh hao",
                "1985-03-12",
                vec![TypingErrors(1)],
                Fits,
            ),
            (
                "nguyne thi thnah hoa",
                "1985-03-12",
                vec![TypingErrors(2)],
                Fits,
            ),
            (
                "nguyen thanh hoa",
                "1985-03-12",
                vec![WordsLeftOut(1)],
                Fits,
            ),
            ("nguyen hoa", "1985-03-12", vec![WordsLeftOut(2)], Fits),
            (
                "nguyen thi kim thanh hoa",
                "1985-03-12",
                vec![WordsAdded(1)],
                Fits,
            ),
            ("nguyen t thanh hoa", "1985-03-12", vec![Abbreviated], Fits),
            ("thi thanh hoa nguyen", "1985-03-12", vec![WordOrder], Fits),
            ("nguyenthithanhhoa", "1985-03-12", vec![Spacing], Fits),
            (
                "Nguyễn Thị Thanh Hoa",
                "1985-12-03",
                vec![],
                DateFit::DayAndMonthSwapped,
            ),
            (
                "nguyen thi thanh hoas",
                "1985-12-03",
                vec![TypingErrors(1)],
                DateFit::DayAndMonthSwapped,
            ),
            (
                "Nguyễn Thị Thanh Hoa",
                "1985-03-21",
                vec![],
                DateFit::OtherDay,
            ),
            (
                "Nguyễn Thị Thanh Hoa",
                "1985-04-12",
                vec![],
                DateFit::OtherMonth,
            ),
            (
                "Nguyễn Thị Thanh Hoa",
                "1958-03-12",
                vec![],
                DateFit::OtherYear,
            ),
            (
                "Nguyễn Thị Thanh Hoa",
                "1985-01-01",
                vec![],
                DateFit::FirstOfJanuaryAsked,
            ),
            ("nguyen thi thanh hoq", "1985", vec![TypingErrors(1)], Fits),
            (
                "nguyen tanh hoa",
                "1985",
                vec![TypingErrors(1), WordsLeftOut(1)],
                Fits,
            ),
            ("nguyen thanh hoa", "1985-03", vec![WordsLeftOut(1)], Fits),
            ("nguyenthithanhhoa", "1985", vec![Spacing], Fits),
            ("hoa nguyen thi thanh", "1985", vec![WordOrder], Fits),
        ] {
            let found = why(world, typed, Some(born));
            assert_eq!(found, [(hoa, differences, date)], "{typed} {born}");
        }
        assert_eq!(why(world, "nguyen thi thanh hao", None)[0].0, hoa);
        assert_eq!(why(world, "nguyenthithanhhoa", None)[0].0, hoa);
    });
}

#[test]
fn on_first_of_january_everybody_is_looked_up_by_name() {
    on_both_engines(|world| {
        let first = world.enrol(woman("Nguyễn Thị Hoa", "1955-01-01"));
        let year = world.enrol(woman("Nguyễn Thị Hoa", "1955"));
        let march = world.enrol(woman("Nguyễn Thị Hoa", "1955-03-15"));
        world.enrol(woman("Nguyễn Thị Lan", "1955-01-01"));
        assert_eq!(
            why(world, "nguyen thi hao", Some("1955-01-01"))[..2],
            [
                (first, vec![TypingErrors(1)], Fits),
                (year, vec![TypingErrors(1)], DateFit::YearOnRecord),
            ]
        );
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1955-01-01")),
            [first, year, march]
        );
        // What is on record as 1 January may be any day of the year.
        assert_eq!(
            by_name(world, "nguyen thi hoa", Some("1955-03-15")),
            [march, year, first]
        );
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
            [middle, by_year, long, short]
        );
        assert_eq!(
            by_name(world, "nguyen hoa", day),
            [short, middle, long, by_year]
        );
        assert_eq!(by_name(world, "hoa", day), [short, middle, stranger, long]);
        assert_eq!(by_name(world, "tran", day), [stranger]);
        // Without a date, names that go on after what was typed.
        assert_eq!(by_name(world, "nguyen thi", None), [by_year, middle, long]);
        assert_eq!(by_name(world, "nguyen th", None), []);
    });
}

#[test]
fn an_earlier_name_finds_its_bearer_and_says_so() {
    on_both_engines(|world| {
        let mut person = woman("Nguyễn Thị Hoa", "1950-03-15");
        person.identity.other_names = vec!["Ni sư Diệu Tâm".parse().unwrap()];
        let person = world.enrol(person);
        let wanted = Search::Name {
            name: "ni su dieu tam".to_owned(),
            born: None,
        };
        let found = look(world, wanted, ALL).persons;
        assert_eq!(found[0].person, person);
        assert!(matches!(&found[0].found_by, FoundBy::OtherName(matched)
            if matched.name == [NameDifference::Accents]));
    });
}
