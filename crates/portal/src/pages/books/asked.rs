//! What a page of books is asked for: unit, period, book, and where the page begins.

use std::collections::BTreeMap;

use danh_directory::{AddressedUnit, Directory};
use danh_register::Book;
use danh_vocabulary::UnitCode;
use jiff::civil::Date;

use crate::components::{FormError, TypedDate};
use crate::messages::Key;
use crate::moments::day_of_boxes;
use crate::unit_choice::TypedUnit;

/// A period, from day to day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// What was asked for, as far as it could be understood.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What the unit picker sent.
    pub unit: TypedUnit,
    /// The first day and the last as typed.
    pub typed: [TypedDate; 2],
    /// The period; nothing, when it must be mended.
    pub period: Option<Period>,
    /// Which book.
    pub book: Book,
    /// The entry after which the page begins: its day, and the handle of its event.
    pub after: Option<(Date, String)>,
    /// What must be mended.
    pub errors: Vec<BooksError>,
}

/// What could not be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BooksError {
    /// No unit was chosen.
    UnitMissing,
    /// No unit has the name that was typed.
    UnitUnknown,
    /// Several units have it.
    UnitWhich,
    /// The first day is no day.
    FromMalformed,
    /// The last day is no day.
    UntilMalformed,
    /// The last day lies before the first.
    UntilBeforeFrom,
}

impl BooksError {
    pub(super) fn form_error(self) -> FormError {
        match self {
            Self::UnitMissing => FormError::new("unit", Key("books-error-unit")),
            Self::UnitUnknown => FormError::new("unit", Key("books-error-unit-unknown")),
            Self::UnitWhich => FormError::new("unit", Key("books-error-unit-which")),
            Self::FromMalformed => FormError::new("from-day", Key("books-error-from")),
            Self::UntilMalformed => FormError::new("until-day", Key("books-error-until")),
            Self::UntilBeforeFrom => FormError::new("until-day", Key("books-error-order")),
        }
    }
}

impl Asked {
    /// What a query asks for; without a period, this year until today.
    pub(super) fn of_query(
        query: &BTreeMap<String, String>,
        directory: &Directory,
        today: Date,
    ) -> Self {
        let given = |name: &str| query.get(name).map(|it| it.trim()).unwrap_or_default();
        let (from, from_typed) = day(query, "from", today.first_of_year());
        let (until, until_typed) = day(query, "until", today);
        let mut errors = Vec::new();
        errors.extend(from.is_none().then_some(BooksError::FromMalformed));
        errors.extend(until.is_none().then_some(BooksError::UntilMalformed));
        let period = from.zip(until).map(|(from, until)| Period { from, until });
        let is_order_wrong = period.is_some_and(|it| it.until < it.from);
        errors.extend(is_order_wrong.then_some(BooksError::UntilBeforeFrom));
        Self {
            unit: unit(query, directory, today),
            typed: [from_typed, until_typed],
            period: period.filter(|_| !is_order_wrong),
            book: Book::of_name(given("kind")).unwrap_or(Book::Births),
            after: given("after")
                .split_once('.')
                .and_then(|(day, event)| Some((day.parse().ok()?, event.to_owned()))),
            errors,
        }
    }

    /// Whether the query holds boxes of the form, so that the address can be made shorter.
    pub(super) fn came_from_form(query: &BTreeMap<String, String>) -> bool {
        query.contains_key("from-day")
    }

    /// The address of this book's part from its beginning.
    pub(super) fn address(&self, unit: AddressedUnit, period: Period) -> String {
        let (code, book) = (unit.code, self.book.as_str());
        let Period { from, until } = period;
        format!("/books?unit={code}&from={from}&until={until}&kind={book}")
    }
}

/// The unit as a code in the address, or as the picker sent it.
fn unit(query: &BTreeMap<String, String>, directory: &Directory, today: Date) -> TypedUnit {
    let code = query.get("unit").and_then(|code| code.trim().parse().ok());
    match code {
        Some(code) => of_code(directory, code, today),
        None => TypedUnit::of_fields("unit", |name| query.get(name).map(String::as_str)),
    }
}

/// What would have been typed for the unit that a code means today.
pub(super) fn of_code(directory: &Directory, code: UnitCode, today: Date) -> TypedUnit {
    let unit = directory.unit(code, today);
    unit.map_or_else(TypedUnit::default, |unit| {
        TypedUnit::of_unit(directory, unit)
    })
}

/// A day as ISO, in boxes, or else the usual one; nothing, when it is no day.
fn day(query: &BTreeMap<String, String>, name: &str, usual: Date) -> (Option<Date>, TypedDate) {
    if let Some(iso) = query.get(name) {
        let day: Option<Date> = iso.parse().ok();
        let shown = day.map_or_else(|| TypedDate::new(["", "", iso]), of_day);
        return (day, shown);
    }
    let typed = ["day", "month", "year"].map(|part| {
        let box_of = query.get(&format!("{name}-{part}"));
        box_of.map(|text| text.trim()).unwrap_or_default()
    });
    if typed == [""; 3] {
        return (Some(usual), of_day(usual));
    }
    (day_of_boxes(typed), TypedDate::new(typed))
}

fn of_day(day: Date) -> TypedDate {
    TypedDate::of_iso(&day.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::components::UnitWanted;
    use crate::unit_choice::addressed;

    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Asked {
        let pairs = pairs.iter();
        let query = pairs.map(|(name, value)| ((*name).into(), (*value).into()));
        Asked::of_query(&query.collect(), &Directory::embedded(), date(2026, 11, 23))
    }

    #[test]
    fn without_a_period_it_is_this_year_and_without_a_kind_it_is_births() {
        let asked = of(&[("unit", "00004")]);
        assert_eq!(
            asked.period,
            Some(Period {
                from: date(2026, 1, 1),
                until: date(2026, 11, 23)
            })
        );
        assert_eq!((asked.book, &*asked.unit.choice), (Book::Births, "00004"));
        assert_eq!(asked.errors, []);
    }

    #[test]
    fn an_address_says_what_the_form_said() {
        let asked = of(&[
            ("unit-province", "01"),
            ("unit-commune", "00004"),
            ("from-day", "2"),
            ("from-month", "1"),
            ("from-year", "2025"),
            ("until-day", "31"),
            ("until-month", "12"),
            ("until-year", "2025"),
            ("kind", "deaths"),
        ]);
        let (directory, on) = (Directory::embedded(), date(2026, 11, 23));
        let unit = asked.unit.answer(&directory, (on, UnitWanted::Commune));
        let unit = addressed(unit.code().unwrap(), on);
        assert_eq!(
            asked.address(unit, asked.period.unwrap()),
            "/books?unit=00004&from=2025-01-02&until=2025-12-31&kind=deaths"
        );
    }

    #[test]
    fn what_is_no_period_is_said() {
        let errors = |from: &str, until: &str| of(&[("from", from), ("until", until)]).errors;
        assert_eq!(
            errors("x", "2025-02-30"),
            [BooksError::FromMalformed, BooksError::UntilMalformed]
        );
        assert_eq!(
            errors("2025-02-02", "2025-02-01"),
            [BooksError::UntilBeforeFrom]
        );
        assert_eq!(errors("2025-02-02", "2025-02-02"), []);
    }
}
