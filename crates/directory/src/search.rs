//! Finding units, of today and before, by what people type.

use danh_vocabulary::{UnitLevel, fold};
use jiff::civil::Date;

use crate::directory::Directory;
use crate::unit::Unit;

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct UnitSearch<'a> {
    /// The unit's name or its beginning, with or without its type, then words of the units above
    /// it to narrow down: `phuc xa ba dinh`. Accents and case do not matter; the beginning of a
    /// word is enough.
    pub text: &'a str,
    /// Only units that exist on that day; none for those of all times.
    pub on: Option<Date>,
    /// Only units of that level; none for all.
    pub level: Option<UnitLevel>,
    /// How many at most.
    pub limit: usize,
}

/// The folded names of all units, in the order of the directory's list.
#[derive(Debug)]
pub(crate) struct SearchIndex {
    names: Vec<FoldedName>,
}

#[derive(Debug)]
struct FoldedName {
    /// `thi xa go cong`
    with_type: String,
    /// How many words the type has.
    type_words: usize,
}

/// How well a unit's own name fits; less is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    WholeName,
    NameBegins,
    InsideName,
}

impl SearchIndex {
    pub(crate) fn of_units(units: &[Unit]) -> Self {
        let names = units.iter().map(|unit| {
            let kind = fold(unit.kind.vietnamese());
            FoldedName {
                with_type: format!("{kind} {}", fold(&unit.name)),
                type_words: kind.split(' ').count(),
            }
        });
        Self {
            names: names.collect(),
        }
    }
}

impl FoldedName {
    /// The ways in which the first of `words` spell the name, or a part of it: how well, and
    /// how many words that takes.
    fn fits<'a>(&'a self, words: &'a [&'a str]) -> impl Iterator<Item = (Fit, usize)> {
        let own_words = self.with_type.split(' ').count();
        (0..own_words).filter_map(move |start| {
            let own = || self.with_type.split(' ').skip(start);
            let taken = own()
                .zip(words)
                .take_while(|(own, word)| own.starts_with(**word))
                .count();
            // The type alone says nothing; and who begins inside the type means another name.
            let type_words = if start == 0 { self.type_words } else { 0 };
            if taken <= type_words || (1..self.type_words).contains(&start) {
                return None;
            }
            let fit = if start > self.type_words {
                Fit::InsideName
            } else if own().eq(words[..taken].iter().copied()) {
                Fit::WholeName
            } else {
                Fit::NameBegins
            };
            Some((fit, taken))
        })
    }
}

impl Directory {
    /// The units that fit, best first: the whole name before its beginning, larger units before
    /// smaller, living before former.
    pub fn search(&self, search: UnitSearch<'_>) -> Vec<&Unit> {
        let text = fold(search.text);
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let mut found: Vec<_> = self
            .units
            .iter()
            .filter(|unit| search.on.is_none_or(|day| unit.life.contains(day)))
            .filter(|unit| search.level.is_none_or(|level| unit.level() == level))
            .filter_map(|unit| {
                let fit = self.fit(unit, &words)?;
                Some((fit, unit.level(), unit.life.until.is_some(), unit.position))
            })
            .collect();
        found.sort_unstable();
        found.truncate(search.limit);
        found
            .into_iter()
            .map(|(.., position)| &self.units[position])
            .collect()
    }

    /// How well the unit's own name fits, and whether words were left that fit those above it.
    fn fit(&self, unit: &Unit, words: &[&str]) -> Option<(Fit, bool)> {
        self.search_index().names[unit.position]
            .fits(words)
            .filter(|(_, taken)| self.narrows(unit, &words[*taken..]))
            .map(|(fit, taken)| (fit, taken < words.len()))
            .min()
    }

    /// Whether the words spell names of units above this one, going upward.
    fn narrows(&self, unit: &Unit, words: &[&str]) -> bool {
        words.is_empty()
            || self.path(unit).skip(1).any(|above| {
                self.search_index().names[above.position]
                    .fits(words)
                    .filter(|(fit, _)| *fit != Fit::InsideName)
                    .any(|(_, taken)| self.narrows(above, &words[taken..]))
            })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn found(text: &str, on: Option<Date>) -> Vec<String> {
        let directory = Directory::embedded();
        let search = UnitSearch {
            text,
            on,
            level: None,
            limit: 5,
        };
        directory
            .search(search)
            .into_iter()
            .map(|unit| directory.full_name(unit))
            .collect()
    }

    #[test]
    fn accents_case_and_type_do_not_matter() {
        let former = "Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội";
        for text in [
            "phuc xa",
            "PHÚC XÁ",
            "phuong phuc xa",
            "phuc xa, ba dinh",
            "phúc x ba đ hà n",
        ] {
            assert_eq!(found(text, None), [former], "{text}");
        }
        assert!(found("phuc xa", Some(date(2026, 1, 1))).is_empty());
    }

    #[test]
    fn whole_names_larger_and_living_units_come_first() {
        assert_eq!(
            found("ha noi", None),
            ["Thành phố Hà Nội", "Thành phố Hà Nội"]
        );
        assert_eq!(
            found("ba dinh ha noi", None),
            [
                "Quận Ba Đình, Thành phố Hà Nội",
                "Phường Ba Đình, Thành phố Hà Nội"
            ]
        );
        let directory = Directory::embedded();
        let search = UnitSearch {
            text: "ha noi",
            on: None,
            level: None,
            limit: 2,
        };
        assert_eq!(directory.search(search)[0].life.until, None);
        assert_eq!(
            found("phuong 12 quan 3", None),
            ["Phường 12, Quận 3, Thành phố Hồ Chí Minh"]
        );
        assert_eq!(
            found("trung truc ba dinh", None).len(),
            1,
            "from inside the name"
        );
    }

    #[test]
    fn names_of_all_peoples_are_found() {
        assert_eq!(found("H'Neng", None), found("hneng", None));
        assert_eq!(found("H'Neng", None).len(), 1);
    }

    #[test]
    fn a_type_alone_finds_no_unit_of_that_type() {
        let directory = Directory::embedded();
        for text in ["", "thi xa", "phuong", "dac khu"] {
            let search = UnitSearch {
                text,
                on: None,
                level: None,
                limit: 100,
            };
            for unit in directory.search(search) {
                assert!(fold(&unit.name).contains(text), "{text} {unit:?}");
            }
        }
    }
}
