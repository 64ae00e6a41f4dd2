//! From the directory to the page of one unit.

use danh_directory::{Directory, Unit};
use danh_vocabulary::UnitCode;
use jiff::civil::Date;

use super::UnitView;
use crate::pages::units::UnitsOn;
use crate::pages::units::read::{address, in_order_of_names, successors, unit_row};

/// The page of the unit that `code` means on the chosen day or, when none was chosen and it
/// means nothing today, of the last that had it. Nothing, when none ever had.
pub fn unit(directory: &Directory, today: Date, code: UnitCode, on: UnitsOn) -> Option<UnitView> {
    let last = || {
        directory
            .units_with_code(code)
            .last()
            .filter(|_| !on.is_chosen())
    };
    let unit = directory.unit(code, on.day).or_else(last)?;
    // Of a unit that is gone, the parts it had at its end say more than the none it has today.
    let on = match unit.life.until {
        Some(until) if !on.is_chosen() => UnitsOn { day: until, ..on },
        _ => on,
    };
    let named = |unit: &Unit| (address(unit), unit.name_with_type());
    let parts = directory.children(unit);
    let parts = in_order_of_names(parts.filter(|part| part.life.contains(on.day)));
    Some(UnitView {
        code: unit.code.to_string(),
        name: unit.name_with_type(),
        level: unit.level(),
        within: directory.path(unit).skip(1).map(named).collect(),
        from: unit.life.from.map(|from| from.to_string()),
        until: unit.life.until.map(|until| until.to_string()),
        successors: successors(directory, today, unit),
        parts: parts
            .into_iter()
            .map(|part| unit_row(directory, part, &on))
            .collect(),
        on,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn page(code: &str, on: UnitsOn) -> Option<UnitView> {
        unit(
            &Directory::embedded(),
            date(2026, 11, 23),
            code.parse().unwrap(),
            on,
        )
    }

    #[test]
    fn a_code_means_the_unit_of_the_day() {
        let today = UnitsOn::of(date(2026, 11, 23));
        assert_eq!(page("00004", today.clone()).unwrap().name, "Phường Ba Đình");
        let before = UnitsOn::chosen(date(2020, 1, 1));
        assert_eq!(page("00004", before).unwrap().name, "Phường Trúc Bạch");
        assert!(page("98", today).is_none());
    }

    #[test]
    fn a_unit_that_is_gone_shows_what_it_had_at_its_end() {
        let ha_giang = page("02", UnitsOn::of(date(2026, 11, 23))).unwrap();
        assert_eq!(ha_giang.until.as_deref(), Some("2025-06-30"));
        assert_eq!(ha_giang.parts.len(), 11);
        assert_eq!(ha_giang.successors[0].name, "Tỉnh Tuyên Quang");
    }
}
