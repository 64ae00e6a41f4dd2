//! From the directory to the unit picker and back: what can be chosen on a day, in the order of
//! the dictionary, and which commune was.

use danh_directory::{AddressedUnit, Directory, Unit};
use danh_vocabulary::{CollationKey, UnitLevel};
use jiff::civil::Date;

use crate::components::{Choice, Question, UnitList, UnitPart, UnitPicker};

/// The codes that a unit picker sent: `{id}-province`, `{id}-district`, `{id}-commune`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedUnit {
    /// Code of the province.
    pub province: String,
    /// Code of the district; empty on a day without districts.
    pub district: String,
    /// Code of the commune.
    pub commune: String,
}

impl TypedUnit {
    /// A commune of the register, as it would have been chosen on a day.
    pub fn of_commune(directory: &Directory, commune: AddressedUnit) -> Self {
        let mut typed = Self::default();
        if let Some(unit) = directory.unit(commune.code, commune.written_on) {
            for unit in directory.path(unit) {
                *typed.part_mut(part_of(unit.level())) = unit.code.to_string();
            }
        }
        typed
    }

    /// The commune, if one that exists on that day and lies in the province was chosen.
    pub fn commune(&self, directory: &Directory, on: Date) -> Option<AddressedUnit> {
        let unit = self.unit(directory, UnitPart::Commune, on)?;
        let province = self.unit(directory, UnitPart::Province, on)?;
        directory.lies_in(unit, province).then_some(AddressedUnit {
            code: unit.code,
            written_on: on,
        })
    }

    fn unit<'a>(&self, directory: &'a Directory, part: UnitPart, on: Date) -> Option<&'a Unit> {
        let code = match part {
            UnitPart::Province => &self.province,
            UnitPart::District => &self.district,
            UnitPart::Commune => &self.commune,
        };
        let unit = directory.unit(code.parse().ok()?, on)?;
        (part_of(unit.level()) == part).then_some(unit)
    }

    fn part_mut(&mut self, part: UnitPart) -> &mut String {
        match part {
            UnitPart::Province => &mut self.province,
            UnitPart::District => &mut self.district,
            UnitPart::Commune => &mut self.commune,
        }
    }
}

/// The picker of a commune as of a day, with a list for each choice made so far and one for the
/// next. What was chosen is forgotten where it does not lie in what was chosen above it.
pub fn unit_picker(
    directory: &Directory,
    question: Question,
    typed: &TypedUnit,
    on: Date,
) -> UnitPicker {
    let provinces = directory.provinces(on).collect();
    let mut lists = Vec::new();
    let mut offered: Vec<&Unit> = provinces;
    let mut chosen_last = None;
    while let Some(first) = offered.first() {
        let part = part_of(first.level());
        let chosen = typed
            .unit(directory, part, on)
            .filter(|unit| offered.contains(unit));
        lists.push(UnitList {
            part,
            choices: choices(part, offered),
            chosen: chosen.map_or_else(String::new, |unit| unit.code.to_string()),
        });
        chosen_last = chosen;
        offered = chosen.map_or_else(Vec::new, |unit| {
            let parts = directory.children(unit);
            parts.filter(|part| part.life.contains(on)).collect()
        });
    }
    let commune = chosen_last.filter(|unit| unit.level() == UnitLevel::Commune);
    UnitPicker {
        question,
        on: on.to_string(),
        lists,
        chosen: commune.map(|unit| directory.full_name(unit)),
    }
}

/// In the order of the dictionary. Names of provinces are unlike each other; of communes one
/// must know the kind.
fn choices(part: UnitPart, mut units: Vec<&Unit>) -> Vec<Choice> {
    units.sort_by_cached_key(|unit| {
        (
            CollationKey::of(&unit.name),
            CollationKey::of(&unit.name_with_type()),
        )
    });
    let label = |unit: &Unit| match part {
        UnitPart::Province => unit.name.to_string(),
        UnitPart::District | UnitPart::Commune => {
            format!("{} ({})", unit.name, unit.kind.vietnamese().to_lowercase())
        }
    };
    let choice = |unit: &&Unit| Choice::new(unit.code.to_string(), label(unit));
    units.iter().map(choice).collect()
}

const fn part_of(level: UnitLevel) -> UnitPart {
    match level {
        UnitLevel::Province => UnitPart::Province,
        UnitLevel::District => UnitPart::District,
        UnitLevel::Commune => UnitPart::Commune,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::components::Wording;
    use crate::messages::Key;

    const NOW: Date = date(2026, 11, 23);
    const BEFORE: Date = date(2020, 1, 1);

    fn picker(typed: &TypedUnit, on: Date) -> UnitPicker {
        let question = Question::new("home", Key("word-name"));
        unit_picker(&Directory::embedded(), question, typed, on)
    }

    fn typed(province: &str, district: &str, commune: &str) -> TypedUnit {
        let [province, district, commune] = [province, district, commune].map(str::to_owned);
        TypedUnit {
            province,
            district,
            commune,
        }
    }

    fn parts(picker: &UnitPicker) -> Vec<(UnitPart, &str)> {
        let lists = picker.lists.iter();
        lists.map(|list| (list.part, &*list.chosen)).collect()
    }

    #[test]
    fn one_list_follows_another() {
        use UnitPart::{Commune, District, Province};
        assert_eq!(parts(&picker(&TypedUnit::default(), NOW)), [(Province, "")]);
        assert_eq!(
            parts(&picker(&typed("01", "", ""), NOW)),
            [(Province, "01"), (Commune, "")]
        );
        assert_eq!(
            parts(&picker(&typed("01", "", ""), BEFORE)),
            [(Province, "01"), (District, "")]
        );
        let whole = picker(&typed("01", "001", "00004"), BEFORE);
        assert_eq!(
            parts(&whole),
            [(Province, "01"), (District, "001"), (Commune, "00004")]
        );
        assert_eq!(
            whole.chosen.as_deref(),
            Some("Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội")
        );
    }

    #[test]
    fn what_lies_elsewhere_is_forgotten() {
        let directory = Directory::embedded();
        let moved = typed("79", "", "00004");
        assert_eq!(parts(&picker(&moved, NOW))[1], (UnitPart::Commune, ""));
        assert_eq!(moved.commune(&directory, NOW), None);
        assert_eq!(typed("01", "", "001").commune(&directory, BEFORE), None);
        assert_eq!(typed("", "", "00004").commune(&directory, NOW), None);
        assert_eq!(typed("x", "", "").commune(&directory, NOW), None);
    }

    #[test]
    fn a_commune_is_read_back_as_it_was_chosen() {
        let directory = Directory::embedded();
        for (code, on) in [("00004", NOW), ("00004", BEFORE), ("00097", NOW)] {
            let commune = AddressedUnit {
                code: code.parse().unwrap(),
                written_on: on,
            };
            let typed = TypedUnit::of_commune(&directory, commune);
            assert_eq!(
                typed.commune(&directory, on),
                Some(commune),
                "{code} on {on}"
            );
            assert_eq!(picker(&typed, on).lists.last().unwrap().chosen, code);
        }
    }

    #[test]
    fn lists_are_in_the_order_of_the_dictionary() {
        let picker = picker(&typed("01", "", ""), NOW);
        let labels = |index: usize| -> Vec<&Wording> {
            picker.lists[index]
                .choices
                .iter()
                .map(|choice| &choice.label)
                .collect()
        };
        let provinces = labels(0);
        assert_eq!(provinces.len(), 34);
        assert_eq!(provinces[0], &Wording::Text("An Giang".into()));
        assert_eq!(provinces[3], &Wording::Text("Cao Bằng".into()));
        assert!(labels(1).contains(&&Wording::Text("Ba Đình (phường)".into())));
    }
}
