//! From a code to the units that ever had it, without searching.

use std::ops::Range;

use danh_vocabulary::{UnitCode, UnitLevel};

use crate::unit::Unit;

/// For each code there can be, where in the list of units those that have it stand. Codes are
/// short numbers, so a place for each costs less than hashing them: 800 KB, most of it never touched.
#[derive(Debug)]
pub(crate) struct CodeTable {
    spans: Vec<(u32, u32)>,
}

const PROVINCE_CODES: usize = 100;
const DISTRICT_CODES: usize = 1_000;
const COMMUNE_CODES: usize = 100_000;

impl CodeTable {
    /// The table of units that are sorted by code.
    pub(crate) fn of_sorted(units: &[Unit]) -> Self {
        let mut spans = vec![(0, 0); PROVINCE_CODES + DISTRICT_CODES + COMMUNE_CODES];
        for (position, unit) in (0..).zip(units) {
            let (start, end) = &mut spans[place(unit.code)];
            if *end == 0 {
                *start = position;
            }
            *end = position + 1;
        }
        Self { spans }
    }

    /// Where the units with that code stand, in the order of time.
    pub(crate) fn positions(&self, code: UnitCode) -> Range<usize> {
        let (start, end) = self.spans[place(code)];
        start as usize..end as usize
    }
}

fn place(code: UnitCode) -> usize {
    let digits = code.as_str().bytes();
    let number = digits.fold(0, |number, digit| number * 10 + usize::from(digit - b'0'));
    match code.level() {
        UnitLevel::Province => number,
        UnitLevel::District => PROVINCE_CODES + number,
        UnitLevel::Commune => PROVINCE_CODES + DISTRICT_CODES + number,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::directory::Directory;

    #[test]
    fn each_code_has_a_place_of_its_own() {
        let codes = (0..100)
            .map(|number| format!("{number:02}"))
            .chain((0..1_000).map(|number| format!("{number:03}")))
            .chain((0..100_000).map(|number| format!("{number:05}")));
        let places: HashSet<usize> = codes.map(|code| place(code.parse().unwrap())).collect();
        assert_eq!(places.len(), 101_100);
        assert_eq!(places.iter().max(), Some(&101_099));
    }

    #[test]
    fn every_unit_stands_where_its_code_says() {
        let directory = Directory::embedded();
        let mut found = 0;
        let codes: HashSet<UnitCode> = directory.units.iter().map(|unit| unit.code).collect();
        for code in codes {
            let units = directory.units_with_code(code);
            assert!(units.iter().all(|unit| unit.code == code), "{code}");
            found += units.len();
        }
        assert_eq!(found, directory.units.len());
        assert!(
            directory
                .units_with_code("99999".parse().unwrap())
                .is_empty()
        );
    }
}
