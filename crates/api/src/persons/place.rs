//! A place as it was written down and as it is called today.

use danh_directory::{AddressedUnit, Directory, Today};
use danh_vocabulary::UnitCode;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A place as it was written down and as it is called today.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "unit": "00004",
    "written_on": "2019-05-01",
    "name": "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội",
    "today": {"change": "whole", "unit": "00004", "name": "Phường Ba Đình, Thành phố Hà Nội"},
}))]
pub(crate) struct Place {
    /// The code of the administrative unit on that day.
    #[schema(value_type = String)]
    unit: UnitCode,
    /// The day on which it was written down: codes were used again for other units.
    #[schema(value_type = String, format = Date)]
    written_on: Date,
    /// The full name of the unit on that day; missing when the code meant none.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What became of it; missing when the code meant no unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    today: Option<PlaceToday>,
}

/// What became of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"change": "unchanged", "unit": "00004", "name": "Phường Ba Đình, Thành phố Hà Nội"}))]
pub(crate) struct PlaceToday {
    /// How it changed.
    change: UnitChange,
    /// The code of the unit to assume today.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    unit: Option<UnitCode>,
    /// Its full name; of a unit that is not recorded, the one it lay in.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The full names of the other units that it went into.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    others: Vec<String>,
}

/// How a unit changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UnitChange {
    /// It still exists.
    Unchanged,
    /// All of it is in one unit now.
    Whole,
    /// It was divided; the unit named is the one to assume.
    Split,
    /// It is gone and no successor is recorded.
    Unrecorded,
}

impl Place {
    pub(super) fn of(directory: &Directory, written: AddressedUnit, today: Date) -> Self {
        let unit = directory.unit(written.code, written.written_on);
        Self {
            unit: written.code,
            written_on: written.written_on,
            name: unit.map(|unit| directory.full_name(unit)),
            today: directory
                .today(written, today)
                .map(|today| PlaceToday::of(directory, &today)),
        }
    }
}

impl PlaceToday {
    fn of(directory: &Directory, today: &Today<'_>) -> Self {
        let (change, unit, others) = match today {
            Today::Unchanged(unit) => (UnitChange::Unchanged, Some(*unit), &[][..]),
            Today::Whole(unit) => (UnitChange::Whole, Some(*unit), &[][..]),
            Today::Split { default, others } => (UnitChange::Split, Some(*default), &others[..]),
            Today::Unrecorded { within } => (UnitChange::Unrecorded, *within, &[][..]),
        };
        let recorded = change != UnitChange::Unrecorded;
        Self {
            change,
            unit: unit.filter(|_| recorded).map(|unit| unit.code),
            name: unit.map(|unit| directory.full_name(unit)),
            others: others
                .iter()
                .map(|unit| directory.full_name(unit))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn written(place: &str) -> serde_json::Value {
        let directory = crate::testing::directory();
        let place = Place::of(&directory, place.parse().unwrap(), date(2026, 1, 1));
        serde_json::to_value(place).unwrap()
    }

    #[test]
    fn a_place_keeps_its_name_and_says_todays() {
        let place = written("00004@2019-05-01");
        let name = "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội";
        assert_eq!(place["name"], name);
        assert_eq!(place["today"]["change"], "whole");
        assert_eq!(place["today"]["name"], "Phường Ba Đình, Thành phố Hà Nội");
    }

    #[test]
    fn a_code_that_meant_nothing_is_only_repeated() {
        let place = written("99999@2019-05-01");
        assert_eq!(place, json!({"unit": "99999", "written_on": "2019-05-01"}));
    }
}
