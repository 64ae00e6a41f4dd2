//! From the directory to the pages of units.

use danh_directory::{Directory, Today, Unit, UnitSearch};
use danh_vocabulary::CollationKey;
use jiff::civil::Date;

use super::{FoundUnit, Share, Successor, UnitRow, UnitsOn, UnitsView};

/// How many units a search shows at most; whoever wants another types more of its name.
const FOUND_MAX: usize = 50;

/// The units page: the provinces of the chosen day and, when a name was typed, who bears or
/// bore it.
pub fn units(directory: &Directory, today: Date, on: UnitsOn, query: String) -> UnitsView {
    let found = (!query.trim().is_empty()).then(|| {
        let search = UnitSearch {
            text: &query,
            on: None,
            level: None,
            limit: FOUND_MAX,
        };
        directory
            .search(search)
            .into_iter()
            .map(|unit| found_unit(directory, today, unit))
            .collect()
    });
    let provinces = in_order_of_names(directory.provinces(on.day));
    let provinces = provinces
        .into_iter()
        .map(|unit| unit_row(directory, unit, &on))
        .collect();
    UnitsView {
        on,
        query,
        found,
        provinces,
    }
}

/// Units as people look them up: in the order of the Vietnamese dictionary, by name and then by what kind of unit it is.
pub(crate) fn in_order_of_names<'a>(units: impl Iterator<Item = &'a Unit>) -> Vec<&'a Unit> {
    let mut units: Vec<_> = units.collect();
    units.sort_by_cached_key(|unit| (CollationKey::of(&unit.name), unit.name_with_type()));
    units
}

/// A unit in a list that shows `on`, with how many units it had below it that day.
pub(crate) fn unit_row(directory: &Directory, unit: &Unit, on: &UnitsOn) -> UnitRow {
    let parts = directory
        .children(unit)
        .filter(|part| part.life.contains(on.day))
        .count() as u64;
    UnitRow {
        href: format!("/units/{}{}", unit.code, on.query()),
        code: unit.code.to_string(),
        name: unit.name_with_type(),
        parts: (parts > 0).then_some(parts),
    }
}

fn found_unit(directory: &Directory, today: Date, unit: &Unit) -> FoundUnit {
    let within: Vec<String> = directory
        .path(unit)
        .skip(1)
        .map(Unit::name_with_type)
        .collect();
    FoundUnit {
        href: address(unit),
        name: unit.name_with_type(),
        within: (!within.is_empty()).then(|| within.join(", ")),
        until: unit.life.until.map(|until| until.to_string()),
        successors: successors(directory, today, unit),
    }
}

/// The address of a unit's own page. A code alone means the unit of today, so that of a unit
/// that is gone carries its last day.
pub(crate) fn address(unit: &Unit) -> String {
    match unit.life.until {
        Some(until) => format!("/units/{}?on={until}", unit.code),
        None => format!("/units/{}", unit.code),
    }
}

/// What the ground of a unit is called today, when that is another unit.
pub(crate) fn successors(directory: &Directory, today: Date, unit: &Unit) -> Vec<Successor> {
    let successor = |unit: &Unit, share| Successor {
        href: address(unit),
        name: directory.full_name(unit),
        share,
    };
    match directory.today_of_unit(unit, today) {
        Today::Unchanged(_) | Today::Unrecorded { within: None } => Vec::new(),
        Today::Whole(unit) => vec![successor(unit, Share::Whole)],
        Today::Split { default, others } => std::iter::once(default)
            .chain(others)
            .map(|unit| successor(unit, Share::Part))
            .collect(),
        Today::Unrecorded { within: Some(unit) } => vec![successor(unit, Share::Inside)],
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn today() -> UnitsOn {
        UnitsOn::of(date(2026, 11, 23))
    }

    #[test]
    fn the_provinces_are_those_of_the_day() {
        let directory = Directory::embedded();
        let day = date(2026, 11, 23);
        assert_eq!(
            units(&directory, day, today(), String::new())
                .provinces
                .len(),
            34
        );
        let before = UnitsOn::chosen(date(2020, 1, 1));
        let view = units(&directory, day, before, String::new());
        assert_eq!(view.provinces.len(), 63);
        assert_eq!(view.provinces[0].href, "/units/89?on=2020-01-01");
    }

    #[test]
    fn they_stand_in_the_order_of_the_dictionary() {
        let directory = Directory::embedded();
        let view = units(&directory, date(2026, 11, 23), today(), String::new());
        let place = |name: &str| {
            let mut rows = view.provinces.iter();
            rows.position(|row| row.name.ends_with(name)).unwrap()
        };
        assert_eq!(place("An Giang"), 0);
        assert!(place("Cao Bằng") < place("Cần Thơ"), "a before â");
        assert!(place("Cần Thơ") < place("Đà Nẵng"));
        assert!(place("Đồng Tháp") < place("Gia Lai"), "đ before g");
        assert!(place("Hà Nội") < place("Hồ Chí Minh"));
    }

    #[test]
    fn an_old_name_leads_to_what_it_is_called_today() {
        let directory = Directory::embedded();
        let view = units(
            &directory,
            date(2026, 11, 23),
            today(),
            "cong vi".to_owned(),
        );
        let found = view.found.unwrap();
        assert_eq!(found[0].name, "Phường Cống Vị");
        assert_eq!(found[0].href, "/units/00007?on=2025-06-30");
        assert_eq!(
            found[0].within.as_deref(),
            Some("Quận Ba Đình, Thành phố Hà Nội")
        );
        let successors: Vec<_> = found[0]
            .successors
            .iter()
            .map(|it| (it.name.as_str(), it.share))
            .collect();
        assert_eq!(successors.len(), 2);
        assert!(successors.contains(&("Phường Giảng Võ, Thành phố Hà Nội", Share::Part)));
    }
}
