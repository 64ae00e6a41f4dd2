//! Examples of the units page, out of the tables themselves: they hold no persons.

use danh_directory::Directory;
use jiff::civil::{Date, date};

use super::read::units;
use super::{Choice, UnitsOn};
use crate::examples::Example;

/// Today, an earlier day, a search, a search in vain, a day to mend.
pub fn examples() -> Vec<Example> {
    const TODAY: Date = date(2026, 11, 23);
    let directory = Directory::embedded();
    let page = |on, query: &str| units(&directory, TODAY, on, query.to_owned());
    let today = UnitsOn::of(TODAY);
    let malformed = UnitsOn {
        choice: Choice::Malformed(["31".into(), "6".into(), "2025".into()]),
        ..today.clone()
    };
    vec![
        Example::new("units", "/units", page(today.clone(), "")),
        Example::new(
            "units-before-2025",
            "/units?on=2020-01-01",
            page(UnitsOn::chosen(date(2020, 1, 1)), ""),
        ),
        Example::new(
            "units-found",
            "/units?q=cong+vi",
            page(today.clone(), "cong vi"),
        ),
        Example::new("units-none", "/units?q=atlantis", page(today, "atlantis")),
        Example::new("units-day-to-mend", "/units", page(malformed, "")),
    ]
}
