use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::load::Tables;

const LAST_DAY_OF_DISTRICTS: Date = date(2025, 6, 30);
const TODAY: Date = date(2026, 1, 1);

/// What the law says, one step up at a time.
fn within_by_walking(directory: &Directory, unit: UnitCode, ancestor: UnitCode, on: Date) -> bool {
    let Some(mut unit) = directory.unit(unit, on) else {
        return false;
    };
    loop {
        if unit.code == ancestor {
            return true;
        }
        match directory.parent(unit) {
            Some(parent) => unit = parent,
            None => return false,
        }
    }
}

fn days_of_change(directory: &Directory) -> Vec<Date> {
    let ends = directory
        .units
        .iter()
        .flat_map(|unit| [unit.life.from, unit.life.until]);
    let mut days: Vec<Date> = ends
        .flatten()
        .flat_map(|day| [day.yesterday(), Ok(day), day.tomorrow()])
        .flatten()
        .chain([date(1990, 1, 1), date(2100, 1, 1)])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn embedded() -> &'static Directory {
    static DIRECTORY: std::sync::OnceLock<Directory> = std::sync::OnceLock::new();
    DIRECTORY.get_or_init(Directory::embedded)
}

/// Every unit with all that is above it, the next unit in the list and some province or other, on
/// every day on which something changed and those around it.
#[test]
fn every_unit_lies_in_what_is_above_it_and_in_nothing_else() {
    let directory = embedded();
    let is_province = |unit: &&Unit| unit.parent.is_none();
    let provinces: Vec<&Unit> = directory.units.iter().filter(is_province).collect();
    for on in days_of_change(directory) {
        for unit in &directory.units {
            let next = directory.units.get(unit.position + 1);
            let some_province = provinces[unit.position % provinces.len()];
            let others = next.into_iter().chain([some_province]);
            for ancestor in directory.path(unit).chain(others).map(|unit| unit.code) {
                assert_eq!(
                    directory.within(unit.code, ancestor, on),
                    within_by_walking(directory, unit.code, ancestor, on),
                    "{} in {ancestor} on {on}",
                    unit.code
                );
            }
        }
    }
}

#[test]
fn units_lie_within_those_above_them() {
    let within = |unit: &str, ancestor: &str, on| {
        embedded().within(unit.parse().unwrap(), ancestor.parse().unwrap(), on)
    };
    assert!(within("00004", "01", LAST_DAY_OF_DISTRICTS));
    assert!(within("00004", "001", LAST_DAY_OF_DISTRICTS));
    assert!(within("00004", "00004", LAST_DAY_OF_DISTRICTS));
    assert!(!within("00004", "002", LAST_DAY_OF_DISTRICTS));
    assert!(!within("00004", "001", TODAY), "districts are no more");
    assert!(!within("01", "00004", LAST_DAY_OF_DISTRICTS));
}

#[test]
fn jurisdiction_ends_at_the_unit_and_at_its_end() {
    let covers = |authority: &str, unit: &str, on| {
        embedded().covers(&authority.parse().unwrap(), unit.parse().unwrap(), on)
    };
    assert!(covers("ubnd:01@2025-07-01", "00004", TODAY));
    assert!(covers("ubnd:00004@2025-07-01", "00004", TODAY));
    assert!(!covers("ubnd:00004@2025-07-01", "01", TODAY));
    assert!(!covers("ubnd:04@2025-07-01", "00004", TODAY));
    assert!(!covers("ubnd:01", "00004", TODAY), "that Hà Nội is no more");
    assert!(covers("ubnd:001", "00001", LAST_DAY_OF_DISTRICTS));
    assert!(
        !covers("ca:001", "00001", LAST_DAY_OF_DISTRICTS),
        "its police ended in February"
    );
    assert!(covers("ca:001", "00001", date(2025, 2, 28)));
    assert!(covers("bca-c06", "00004", TODAY));
    assert!(
        !covers("bca-c06", "00001", TODAY),
        "the code means nothing today"
    );
    assert!(
        !covers("tct", "00004", TODAY),
        "the General Department is no more"
    );
    assert!(!covers("ubnd:99999", "00004", TODAY));
}

/// Two provinces whose districts and communes change hands on random days.
fn any_tables() -> impl Strategy<Value = String> {
    let commune = (
        0..3_usize,
        prop::collection::vec((1..200_i64, 0..3_usize), 0..4),
    );
    prop::collection::vec(commune, 1..12).prop_map(|communes| {
        let head = "code,kind,name,parent_code,valid_from,valid_until\n\
            01,tinh,A,,,\n02,tinh,B,,,\n001,huyen,C,01,,\n002,huyen,D,02,,\n";
        let mut rows = vec![head.to_owned()];
        for (index, (first_parent, mut changes)) in communes.into_iter().enumerate() {
            changes.sort_unstable();
            changes.dedup_by_key(|(day, _)| *day);
            let day = |after: i64| date(2020, 1, 1).saturating_add(after.days());
            let starts =
                std::iter::once(None).chain(changes.iter().map(|(after, _)| Some(day(*after))));
            let ends = changes
                .iter()
                .map(|(after, _)| Some(day(*after - 1)))
                .chain([None]);
            let parents =
                std::iter::once(first_parent).chain(changes.iter().map(|(_, parent)| *parent));
            for ((from, until), parent) in starts.zip(ends).zip(parents) {
                let written =
                    |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                let parent = ["001", "002", "01"][parent];
                let (from, until) = (written(from), written(until));
                rows.push(format!("{index:05},xa,X,{parent},{from},{until}\n"));
            }
        }
        rows.concat()
    })
}

proptest! {
    #[test]
    fn random_reforms_agree_with_the_walk(units in any_tables(), day in -10..220_i64) {
        let directory = Directory::of_tables(Tables {
            units: &units,
            successors: "changed_on,from_code,to_code,extent,is_default,basis\n",
            organisations: "id,parent_id,name,name_english,valid_from,valid_until\n",
            authority_successors: "changed_on,from_id,to_id,extent,is_default,basis\n",
        }).unwrap();
        let on = date(2020, 1, 1).saturating_add(day.days());
        for unit in &directory.units {
            for ancestor in &directory.units {
                prop_assert_eq!(
                    directory.within(unit.code, ancestor.code, on),
                    within_by_walking(&directory, unit.code, ancestor.code, on)
                );
            }
        }
    }

    #[test]
    fn any_two_units_agree_with_the_walk(
        unit in 0..14_722_usize,
        ancestor in 0..14_722_usize,
        days in -400..400_i64,
    ) {
        let directory = embedded();
        let (unit, ancestor) = (directory.units[unit].code, directory.units[ancestor].code);
        let on = LAST_DAY_OF_DISTRICTS.saturating_add(days.days());
        let walked = within_by_walking(directory, unit, ancestor, on);
        prop_assert_eq!(directory.within(unit, ancestor, on), walked);
    }
}
