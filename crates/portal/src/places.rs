//! Places as they were written and as they are called today.

use danh_directory::{AddressedUnit, Directory, Today};
use jiff::civil::Date;

use crate::pages::person::{CalledToday, Place};

/// A unit as it was called on the day it was written down, with house and street where they are
/// known, and what it is called `today`. A code that means nothing is shown as it stands.
pub fn place(
    directory: &Directory,
    address: AddressedUnit,
    detail: Option<&str>,
    today: Date,
) -> Place {
    let unit = directory
        .unit(address.code, address.written_on)
        .map_or_else(
            || address.code.to_string(),
            |unit| directory.full_name(unit),
        );
    let today = called_today(directory, address, &unit, today);
    let written = match detail {
        Some(detail) => format!("{detail}, {unit}"),
        None => unit,
    };
    Place { written, today }
}

fn called_today(
    directory: &Directory,
    address: AddressedUnit,
    written: &str,
    today: Date,
) -> CalledToday {
    match directory.today(address, today) {
        Some(Today::Unchanged(_)) => CalledToday::AsWritten,
        Some(Today::Whole(unit)) => {
            // A province that grew in 2025 is another unit of the same name.
            let name = directory.full_name(unit);
            if name == written {
                CalledToday::AsWritten
            } else {
                CalledToday::Otherwise(name)
            }
        }
        Some(Today::Split { default, others }) => CalledToday::OneOf(
            std::iter::once(default)
                .chain(others)
                .map(|unit| directory.full_name(unit))
                .collect(),
        ),
        Some(Today::Unrecorded { within: Some(unit) }) => {
            CalledToday::Within(directory.full_name(unit))
        }
        Some(Today::Unrecorded { within: None }) | None => CalledToday::Unknown,
    }
}

/// A place in one line, as it is called today as far as that is known: for lists.
pub fn in_one_line(directory: &Directory, address: AddressedUnit, today: Date) -> String {
    match directory
        .today(address, today)
        .and_then(|today| today.default_unit())
    {
        Some(unit) => directory.full_name(unit),
        None => place(directory, address, None, today).written,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn written(code: &str, detail: Option<&str>) -> Place {
        let address = AddressedUnit {
            code: code.parse().unwrap(),
            written_on: date(2019, 5, 1),
        };
        place(&Directory::embedded(), address, detail, date(2026, 1, 1))
    }

    #[test]
    fn a_place_keeps_the_name_it_was_written_with() {
        let place = written("00004", Some("12 phố Trấn Vũ"));
        assert_eq!(
            place.written,
            "12 phố Trấn Vũ, Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"
        );
        let today = "Phường Ba Đình, Thành phố Hà Nội".to_owned();
        assert_eq!(place.today, CalledToday::Otherwise(today));
    }

    #[test]
    fn a_divided_place_is_one_of_several_and_a_district_lies_in_its_province() {
        let CalledToday::OneOf(places) = written("00007", None).today else {
            panic!("Cống Vị was divided")
        };
        assert_eq!(places.len(), 2);
        assert_eq!(
            written("001", None).today,
            CalledToday::Within("Thành phố Hà Nội".to_owned())
        );
        assert_eq!(written("01", None).today, CalledToday::AsWritten);
    }
}
