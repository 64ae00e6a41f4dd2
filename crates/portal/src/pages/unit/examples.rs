//! Examples of the page of a unit, out of the tables themselves: they hold no persons.

use danh_directory::Directory;
use jiff::civil::{Date, date};

use super::read::unit;
use crate::examples::Example;
use crate::pages::units::UnitsOn;

/// A province of today, a province that was merged, a district that is no more, a commune that
/// was divided.
pub fn examples() -> Vec<Example> {
    const TODAY: Date = date(2026, 11, 23);
    let directory = Directory::embedded();
    let page = |code: &str| {
        let code = code.parse().expect("the examples name real units");
        unit(&directory, TODAY, code, UnitsOn::of(TODAY)).expect("the examples name real units")
    };
    vec![
        Example::new("unit-province", "/units/12", page("12")),
        Example::new("unit-past", "/units/02", page("02")),
        Example::new("unit-district", "/units/001", page("001")),
        Example::new("unit-commune-divided", "/units/00007", page("00007")),
    ]
}
