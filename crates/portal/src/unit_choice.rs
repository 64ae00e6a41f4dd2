//! From the directory to the unit picker and back: what can be chosen on a day, in the order of
//! the dictionary, and which unit was.

use danh_directory::{AddressedUnit, Directory, Unit, UnitSearch};
use danh_vocabulary::{CollationKey, UnitCode, UnitLevel, fold};
use jiff::civil::Date;

use crate::components::{Choice, Question, UnitList, UnitPart, UnitPicker, UnitWanted, UnitWay};

/// Of so many units one is chosen; more are no list but another question.
const OFFERED_MAX: usize = 8;

/// What a unit picker sent: `{id}`, `{id}-choice`, `{id}-province`, `{id}-district`, `{id}-commune`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedUnit {
    /// A name, or a part of one.
    pub text: String,
    /// Code of the unit chosen of those offered.
    pub choice: String,
    /// Code of the province chosen from the list.
    pub province: String,
    /// Code of the district; empty on a day without districts.
    pub district: String,
    /// Code of the commune.
    pub commune: String,
    /// Whether the button of the lists was pressed.
    pub is_picking: bool,
}

/// Which unit a picker says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitAnswer<'a> {
    /// None: nothing was typed.
    Nothing,
    /// This one.
    One(&'a Unit),
    /// One of these may be meant; of none, when nothing fits.
    OneOf(Vec<&'a Unit>),
    /// The next list is asked for.
    NextList,
}

impl UnitAnswer<'_> {
    /// The unit's code, when it is clear.
    pub fn code(&self) -> Option<UnitCode> {
        match self {
            Self::One(unit) => Some(unit.code),
            Self::Nothing | Self::OneOf(_) | Self::NextList => None,
        }
    }
}

impl TypedUnit {
    /// What a picker of that id sent among the fields of a form.
    pub fn of_fields<'a>(id: &str, get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |name: &str| get(name).unwrap_or_default().trim().to_owned();
        let part = |part: &str| text(&format!("{id}-{part}"));
        Self {
            text: text(id),
            choice: part("choice"),
            province: part("province"),
            district: part("district"),
            commune: part("commune"),
            is_picking: get("pick") == Some(id),
        }
    }

    /// A unit by its name, as it would have been typed.
    pub fn of_unit(directory: &Directory, unit: &Unit) -> Self {
        Self {
            text: directory.full_name(unit),
            choice: unit.code.to_string(),
            ..Self::default()
        }
    }

    /// What is appended to the id of a picker, and what was typed there.
    pub fn boxes(&self) -> [(&'static str, &str); 5] {
        [
            ("", &self.text),
            ("-choice", &self.choice),
            ("-province", &self.province),
            ("-district", &self.district),
            ("-commune", &self.commune),
        ]
    }

    /// Whether nothing was typed or chosen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Which unit of that day was meant. Lists that were used count first, then a choice among those offered, then the name.
    pub fn answer<'a>(
        &self,
        directory: &'a Directory,
        (on, wanted): (Date, UnitWanted),
    ) -> UnitAnswer<'a> {
        if self.is_picking || !self.province.is_empty() {
            return match self.listed(directory, on) {
                Some(unit) if unit.level() == UnitLevel::Commune => UnitAnswer::One(unit),
                Some(unit) if wanted == UnitWanted::Any && !self.is_picking => {
                    UnitAnswer::One(unit)
                }
                _ => UnitAnswer::NextList,
            };
        }
        let level = match wanted {
            UnitWanted::Commune => Some(UnitLevel::Commune),
            UnitWanted::Any => None,
        };
        let fits = |unit: &&Unit| level.is_none_or(|level| unit.level() == level);
        let chosen = self.choice.parse().ok();
        let chosen = chosen.and_then(|code| directory.unit(code, on));
        if let Some(unit) = chosen.filter(fits) {
            return UnitAnswer::One(unit);
        }
        if self.text.is_empty() {
            return UnitAnswer::Nothing;
        }
        let meant = directory.search(UnitSearch {
            text: &self.text,
            on: Some(on),
            level,
            limit: OFFERED_MAX,
        });
        let is_same = |unit: &&Unit| fold(&directory.full_name(unit)) == fold(&self.text);
        match meant.as_slice() {
            [only] => UnitAnswer::One(only),
            several => match several.iter().copied().find(is_same) {
                Some(unit) => UnitAnswer::One(unit),
                None => UnitAnswer::OneOf(meant),
            },
        }
    }

    /// The smallest unit chosen from the lists.
    fn listed<'a>(&self, directory: &'a Directory, on: Date) -> Option<&'a Unit> {
        let mut smallest = self.unit(directory, UnitPart::Province, on)?;
        for part in [UnitPart::District, UnitPart::Commune] {
            let below = self.unit(directory, part, on);
            smallest = below
                .filter(|unit| directory.lies_in(unit, smallest))
                .unwrap_or(smallest);
        }
        Some(smallest)
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
}

/// A unit as it is written down on a day.
pub fn addressed(code: UnitCode, on: Date) -> AddressedUnit {
    AddressedUnit {
        code,
        written_on: on,
    }
}

/// Those who may be meant, to be chosen from.
pub fn meant(directory: &Directory, units: &[&Unit]) -> Vec<Choice> {
    let choice = |unit: &&Unit| Choice::new(unit.code.to_string(), directory.full_name(unit));
    units.iter().map(choice).collect()
}

/// The picker of a unit as of a day, with what was typed. Where lists were used, there is one for each choice made so far and
/// one for the next; what was chosen is forgotten where it does not lie in what was chosen above it.
pub fn unit_picker(
    directory: &Directory,
    question: Question,
    typed: &TypedUnit,
    (on, wanted): (Date, UnitWanted),
) -> UnitPicker {
    let answer = typed.answer(directory, (on, wanted));
    let uses_lists = answer == UnitAnswer::NextList;
    let text = match &answer {
        UnitAnswer::One(unit) => directory.full_name(unit),
        _ => typed.text.clone(),
    };
    let lists = if uses_lists {
        lists(directory, typed, on)
    } else {
        lists(directory, &TypedUnit::default(), on)
    };
    UnitPicker {
        question,
        on: on.to_string(),
        day_of: None,
        wanted,
        text,
        meant: Vec::new(),
        lists,
        way: if uses_lists {
            UnitWay::Lists
        } else {
            UnitWay::Name
        },
    }
}

fn lists(directory: &Directory, typed: &TypedUnit, on: Date) -> Vec<UnitList> {
    let mut lists = Vec::new();
    let mut offered: Vec<&Unit> = directory.provinces(on).collect();
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
        offered = chosen.map_or_else(Vec::new, |unit| {
            let parts = directory.children(unit);
            parts.filter(|part| part.life.contains(on)).collect()
        });
    }
    lists
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

    const NOW: (Date, UnitWanted) = (date(2026, 11, 23), UnitWanted::Commune);
    const BEFORE: (Date, UnitWanted) = (date(2020, 1, 1), UnitWanted::Commune);

    fn picker(typed: &TypedUnit, on: (Date, UnitWanted)) -> UnitPicker {
        let question = Question::new("home", Key("word-name"));
        unit_picker(&Directory::embedded(), question, typed, on)
    }

    fn listed(province: &str, district: &str, commune: &str) -> TypedUnit {
        let [province, district, commune] = [province, district, commune].map(str::to_owned);
        TypedUnit {
            province,
            district,
            commune,
            is_picking: true,
            ..TypedUnit::default()
        }
    }

    fn named(text: &str) -> TypedUnit {
        TypedUnit {
            text: text.to_owned(),
            ..TypedUnit::default()
        }
    }

    fn parts(picker: &UnitPicker) -> Vec<(UnitPart, &str)> {
        let lists = picker.lists.iter();
        lists.map(|list| (list.part, &*list.chosen)).collect()
    }

    #[test]
    fn one_list_follows_another_until_the_commune_is_chosen() {
        use UnitPart::{Commune, District, Province};
        assert_eq!(parts(&picker(&TypedUnit::default(), NOW)), [(Province, "")]);
        assert_eq!(
            parts(&picker(&listed("01", "", ""), NOW)),
            [(Province, "01"), (Commune, "")]
        );
        assert_eq!(
            parts(&picker(&listed("01", "", ""), BEFORE)),
            [(Province, "01"), (District, "")]
        );
        assert_eq!(
            parts(&picker(&listed("01", "001", ""), BEFORE)),
            [(Province, "01"), (District, "001"), (Commune, "")]
        );
        let whole = picker(&listed("01", "001", "00004"), BEFORE);
        assert_eq!(whole.way, UnitWay::Name, "the lists are done with");
        assert_eq!(
            whole.text,
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"
        );
    }

    #[test]
    fn what_lies_elsewhere_is_forgotten() {
        let directory = Directory::embedded();
        let moved = listed("79", "", "00004");
        assert_eq!(parts(&picker(&moved, NOW))[1], (UnitPart::Commune, ""));
        for typed in [moved, listed("", "", "00004"), listed("x", "", "")] {
            assert_eq!(
                typed.answer(&directory, NOW),
                UnitAnswer::NextList,
                "{typed:?}"
            );
        }
        let code = listed("01", "", "00004").answer(&directory, NOW).code();
        assert_eq!(code, "00004".parse().ok());
    }

    #[test]
    fn a_province_is_an_answer_where_any_unit_will_do() {
        let directory = Directory::embedded();
        let any = (NOW.0, UnitWanted::Any);
        let province = listed("01", "", "");
        assert_eq!(province.answer(&directory, any), UnitAnswer::NextList);
        let sent = TypedUnit {
            is_picking: false,
            ..province
        };
        assert_eq!(sent.answer(&directory, any).code(), "01".parse().ok());
        assert_eq!(sent.answer(&directory, NOW), UnitAnswer::NextList);
        let named = named("Thành phố Hà Nội");
        assert_eq!(named.answer(&directory, any).code(), "01".parse().ok());
        assert_eq!(named.answer(&directory, NOW).code(), None);
    }

    #[test]
    fn a_name_is_one_unit_or_asks_which() {
        let directory = Directory::embedded();
        let answer = |text: &str| named(text).answer(&directory, NOW);
        assert_eq!(answer(""), UnitAnswer::Nothing);
        assert_eq!(answer("hong ha ha noi").code(), "00097".parse().ok());
        let UnitAnswer::OneOf(several) = answer("tan lap") else {
            panic!("several communes have that name")
        };
        assert!(several.len() > 1, "{several:?}");
        assert_eq!(answer("không có nơi nào"), UnitAnswer::OneOf(Vec::new()));
        let chosen = TypedUnit {
            choice: several[1].code.to_string(),
            ..named("tan lap")
        };
        assert_eq!(chosen.answer(&directory, NOW), UnitAnswer::One(several[1]));
    }

    #[test]
    fn a_unit_is_read_back_as_it_was_chosen() {
        let directory = Directory::embedded();
        for (code, on) in [("00004", NOW), ("00004", BEFORE), ("00097", NOW)] {
            let unit = directory.unit(code.parse().unwrap(), on.0).unwrap();
            let typed = TypedUnit::of_unit(&directory, unit);
            assert_eq!(
                typed.answer(&directory, on),
                UnitAnswer::One(unit),
                "{code}"
            );
            assert_eq!(picker(&typed, on).text, directory.full_name(unit));
        }
    }

    #[test]
    fn lists_are_in_the_order_of_the_dictionary() {
        let picker = picker(&listed("01", "", ""), NOW);
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
