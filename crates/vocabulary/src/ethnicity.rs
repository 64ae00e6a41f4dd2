//! The 54 ethnic groups of Viet Nam (General Statistics Office, Decision 121-TCTK/PPCD of
//! 1979, with the names of the 2019 census), and two codes beside them for foreigners and
//! unknown.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::folding::fold;
use crate::short_text::ShortText;
use crate::text::{digits, serde_as_text, table_rows, value};

/// An ethnic group, by its code `01` to `54`; `55` foreigner, `56` unknown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ethnicity(u8);

/// Why a text is not the code of an ethnic group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no ethnic group has the code `{input}`")]
pub struct EthnicityError {
    /// What was given.
    pub input: String,
}

impl Ethnicity {
    /// Kinh, the majority.
    pub const KINH: Self = Self(1);
    /// A foreigner: none of the groups.
    pub const FOREIGNER: Self = Self(55);
    /// Not known.
    pub const UNKNOWN: Self = Self(56);

    /// All groups in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..).take(groups().len()).map(Self)
    }

    /// The official name, as in `Ê Đê`.
    pub fn name(self) -> &'static str {
        groups()[usize::from(self.0) - 1].name
    }

    /// Finds a group by its official name or another name that only this group goes by,
    /// without regard to case, accents and hyphens.
    ///
    /// An official name wins over another group's byname: `Hoa` is Hoa, though some Mông are
    /// called so too. A byname that several groups share finds nothing.
    pub fn by_name(name: &str) -> Option<Self> {
        by_folded_name().get(&fold(name)).copied().flatten()
    }
}

struct Group {
    name: &'static str,
    bynames: &'static str,
}

/// The rows of `data/vn/ethnic_groups.csv`, whose codes count up from 1.
fn groups() -> &'static [Group] {
    static GROUPS: OnceLock<Vec<Group>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let rows = table_rows(
            "ethnic_groups.csv",
            "code,name,aliases",
            include_str!("../../../data/vn/ethnic_groups.csv"),
            group,
        );
        let in_order = (1..).zip(&rows).all(|(code, (found, _))| code == *found);
        assert!(
            in_order,
            "`data/vn/ethnic_groups.csv`: the codes count up from 01"
        );
        rows.into_iter().map(|(_, group)| group).collect()
    })
}

/// The code and the group.
fn group(line: &'static str) -> Option<(u8, Group)> {
    let mut fields = line.split(',');
    let code = value(&digits::<2>(fields.next()?)?);
    let group = Group {
        name: fields.next()?,
        bynames: fields.next()?,
    };
    Some((code, group))
}

/// Folded names and bynames; `None` for a byname that several groups share.
fn by_folded_name() -> &'static HashMap<String, Option<Ethnicity>> {
    static BY_NAME: OnceLock<HashMap<String, Option<Ethnicity>>> = OnceLock::new();
    BY_NAME.get_or_init(|| {
        let mut found = HashMap::new();
        for (ethnicity, group) in Ethnicity::all().zip(groups()) {
            for byname in group.bynames.split('|').filter(|byname| !byname.is_empty()) {
                found
                    .entry(fold(byname))
                    .and_modify(|known| {
                        if *known != Some(ethnicity) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(ethnicity));
            }
        }
        for (ethnicity, group) in Ethnicity::all().zip(groups()) {
            found.insert(fold(group.name), Some(ethnicity));
        }
        found
    })
}

impl Ethnicity {
    fn text(self) -> ShortText {
        let mut text = ShortText::new();
        text.push_decimal(self.0.into(), 2);
        text
    }
}

impl FromStr for Ethnicity {
    type Err = EthnicityError;

    /// Takes the two-digit code.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        digits::<2>(text)
            .map(|code| Self(value(&code)))
            .filter(|group| (1..=groups().len()).contains(&usize::from(group.0)))
            .ok_or_else(|| EthnicityError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for Ethnicity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text())
    }
}

impl fmt::Debug for Ethnicity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Ethnicity({self} {})", self.name())
    }
}

serde_as_text!(Ethnicity, "the two-digit code of an ethnic group", text);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_are_fifty_four_groups_and_two_codes_beside_them() {
        assert_eq!(Ethnicity::all().count(), 56);
        assert_eq!(Ethnicity::KINH.name(), "Kinh");
        assert_eq!(Ethnicity::FOREIGNER.name(), "Người nước ngoài");
        assert_eq!(Ethnicity::UNKNOWN.name(), "Không rõ");
    }

    #[test]
    fn codes_and_official_names_find_their_group() {
        let folded: HashSet<_> = Ethnicity::all().map(|group| fold(group.name())).collect();
        assert_eq!(folded.len(), 56, "official names differ even when folded");
        for group in Ethnicity::all() {
            assert_eq!(group.to_string().parse(), Ok(group));
            assert_eq!(Ethnicity::by_name(group.name()), Some(group));
        }
    }

    #[test]
    fn bynames_find_the_one_group_that_goes_by_them() {
        let name = |text| Ethnicity::by_name(text).map(Ethnicity::name);
        assert_eq!(name("kinh"), Some("Kinh"));
        assert_eq!(name("H'Mông"), Some("Mông"));
        assert_eq!(name("Ê-đê"), Some("Ê Đê"));
        assert_eq!(name("Hoa"), Some("Hoa"));
        assert_eq!(name("Xá Lá Vàng"), None, "Thổ, Chứt and Mảng are called so");
        assert_eq!(name("Klingon"), None);
    }

    #[test]
    fn other_codes_are_refused() {
        for text in ["", "0", "00", "57", "1", "001", "Kinh"] {
            assert!(text.parse::<Ethnicity>().is_err(), "{text}");
        }
    }
}
