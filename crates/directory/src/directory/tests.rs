use std::collections::HashSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const BEFORE: Date = date(2025, 6, 30);
const SINCE: Date = date(2025, 7, 1);
const TODAY: Date = date(2026, 1, 1);

fn code(text: &str) -> UnitCode {
    text.parse().unwrap()
}

/// The General Statistics Office's counts until 2025, those of the resolutions since.
#[test]
fn there_are_as_many_units_as_the_law_names() {
    let directory = Directory::embedded();
    let count = |level, on| directory.units_on(level, on).count();
    assert_eq!(count(UnitLevel::Province, BEFORE), 63);
    assert_eq!(count(UnitLevel::District, BEFORE), 705);
    assert_eq!(count(UnitLevel::Commune, BEFORE), 10_599);
    assert_eq!(count(UnitLevel::Province, SINCE), 34);
    assert_eq!(count(UnitLevel::District, SINCE), 0);
    assert_eq!(count(UnitLevel::Commune, SINCE), 3_321);
    assert_eq!(directory.provinces(BEFORE).count(), 63);
    assert_eq!(directory.provinces(SINCE).count(), 34);
}

#[test]
fn the_same_code_means_another_unit_since_2025() {
    let directory = Directory::embedded();
    let full_name = |on| directory.full_name(directory.unit(code("00004"), on).unwrap());
    assert_eq!(
        full_name(BEFORE),
        "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"
    );
    assert_eq!(full_name(SINCE), "Phường Ba Đình, Thành phố Hà Nội");
    assert_eq!(directory.units_with_code(code("00004")).len(), 2);
    assert_eq!(directory.unit(code("00001"), SINCE), None);
    assert_eq!(directory.unit(code("99999"), BEFORE), None);
}

#[test]
fn units_lie_directly_below_their_parents() {
    let directory = Directory::embedded();
    let ba_dinh = directory.unit(code("001"), BEFORE).unwrap();
    let wards: Vec<_> = directory.children(ba_dinh).collect();
    assert_eq!(wards.len(), 14);
    assert!(
        wards
            .iter()
            .all(|ward| directory.parent(ward) == Some(ba_dinh))
    );
}

#[test]
fn a_whole_unit_is_called_by_its_successor() {
    let directory = Directory::embedded();
    let Some(Today::Whole(unit)) = directory.today_of(code("00001"), BEFORE, TODAY) else {
        panic!("Phúc Xá went into one ward")
    };
    assert_eq!(unit.name_with_type(), "Phường Hồng Hà");
    let Some(Today::Whole(province)) = directory.today_of(code("02"), BEFORE, TODAY) else {
        panic!("Hà Giang went into Tuyên Quang")
    };
    assert_eq!(province.name_with_type(), "Tỉnh Tuyên Quang");
}

#[test]
fn a_divided_unit_has_a_default_and_others() {
    let directory = Directory::embedded();
    let Some(Today::Split { default, others }) = directory.today_of(code("00007"), BEFORE, TODAY)
    else {
        panic!("Cống Vị was divided")
    };
    assert_eq!(default.name_with_type(), "Phường Ngọc Hà");
    assert!(
        others
            .iter()
            .any(|unit| unit.name_with_type() == "Phường Giảng Võ")
    );
}

#[test]
fn what_the_tables_do_not_say_is_said_to_be_unrecorded() {
    let directory = Directory::embedded();
    for gone in ["001", "00010"] {
        let today = directory.today_of(code(gone), BEFORE, TODAY);
        let Some(Today::Unrecorded {
            within: Some(within),
        }) = today
        else {
            panic!("{gone} has no recorded successor")
        };
        assert_eq!(within.name_with_type(), "Thành phố Hà Nội");
    }
}

/// Five island districts had no communes; each became a special zone.
#[test]
fn island_districts_became_special_zones() {
    let directory = Directory::embedded();
    for (district, zone) in [
        ("318", "Đặc khu Bạch Long Vĩ"),
        ("471", "Đặc khu Cồn Cỏ"),
        ("498", "Đặc khu Hoàng Sa"),
        ("536", "Đặc khu Lý Sơn"),
        ("755", "Đặc khu Côn Đảo"),
    ] {
        let today = directory.today_of(code(district), BEFORE, TODAY).unwrap();
        assert_eq!(today.default_unit().unwrap().name_with_type(), zone);
    }
}

#[test]
fn a_living_unit_is_unchanged() {
    let directory = Directory::embedded();
    let ward = directory.unit(code("00004"), SINCE).unwrap();
    assert_eq!(
        directory.today_of(code("00004"), SINCE, TODAY),
        Some(Today::Unchanged(ward))
    );
    let former = directory.unit(code("00004"), BEFORE).unwrap();
    assert_eq!(
        directory.today_of(code("00004"), BEFORE, BEFORE),
        Some(Today::Unchanged(former))
    );
    assert_eq!(directory.today_of(code("00001"), SINCE, TODAY), None);
}

#[test]
fn every_former_unit_is_today_in_the_province_of_its_province() {
    let directory = Directory::embedded();
    let mut unrecorded = 0;
    for unit in directory.units_on(UnitLevel::Commune, BEFORE) {
        let province = directory.path(unit).last().unwrap();
        let province_today = directory
            .today_of_unit(province, TODAY)
            .default_unit()
            .unwrap();
        let places: Vec<&Unit> = match directory.today_of_unit(unit, TODAY) {
            Today::Unchanged(_) => panic!("no former commune lives on"),
            Today::Whole(now) => vec![now],
            Today::Split { default, others } => std::iter::once(default).chain(others).collect(),
            Today::Unrecorded { within } => {
                unrecorded += 1;
                vec![within.unwrap()]
            }
        };
        for now in places {
            assert!(
                directory.within(now.code, province_today.code, TODAY),
                "{unit:?}"
            );
        }
    }
    assert_eq!(
        unrecorded, 481,
        "communes merged before July 2025 whose successor is not known"
    );
}

#[test]
fn every_unit_since_2025_is_somebodys_successor() {
    let directory = Directory::embedded();
    let reached: HashSet<_> = directory
        .units_on(UnitLevel::Commune, BEFORE)
        .chain(directory.units_on(UnitLevel::District, BEFORE))
        .flat_map(|unit| {
            directory
                .successors(unit)
                .map(|successor| successor.unit.code)
        })
        .collect();
    assert_eq!(reached.len(), 3_321);
}

proptest! {
    #[test]
    fn a_code_means_at_most_one_unit(index in 0..14_722_usize, days in -400..400_i64) {
        let directory = embedded();
        let unit = &directory.units[index];
        let on = SINCE.saturating_add(jiff::ToSpan::days(days));
        let living: Vec<_> = directory
            .units_with_code(unit.code)
            .iter()
            .filter(|unit| unit.life.contains(on))
            .collect();
        prop_assert!(living.len() <= 1);
        prop_assert_eq!(directory.unit(unit.code, on), living.first().copied());
        if let Some(unit) = living.first() {
            prop_assert!(directory.path(unit).all(|above| above.life.contains(on)));
            prop_assert!(directory.path(unit).is_sorted_by(|a, b| a.level() > b.level()));
        }
    }
}

fn embedded() -> &'static Directory {
    static DIRECTORY: std::sync::OnceLock<Directory> = std::sync::OnceLock::new();
    DIRECTORY.get_or_init(Directory::embedded)
}
