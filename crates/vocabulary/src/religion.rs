//! Religions as the census of 2019 counts them (the organisations that the Government
//! Committee for Religious Affairs recognises, and none).

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::folding::fold;
use crate::text::{serde_as_text, table_rows};

/// A religion, written as its key in `data/vn/religions.csv`, as in `cong_giao`; `none` for
/// nobody's follower. Sorts in the order of that table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Religion(u8);

/// Why a text is not the key of a religion.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no religion has the key `{input}`")]
pub struct ReligionError {
    /// What was given.
    pub input: String,
}

struct Row {
    key: &'static str,
    vietnamese: &'static str,
    english: &'static str,
    bynames: &'static str,
}

impl Religion {
    /// No religion: the first row of the table.
    pub const NONE: Self = Self(0);

    /// All of them, `none` first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(religions().len()).map(Self)
    }

    /// The key, as in `cong_giao`.
    pub fn as_str(self) -> &'static str {
        self.row().key
    }

    /// The Vietnamese name, as in `Công giáo`.
    pub fn vietnamese(self) -> &'static str {
        self.row().vietnamese
    }

    /// The English name, as in `Catholicism`.
    pub fn english(self) -> &'static str {
        self.row().english
    }

    /// Finds a religion by its Vietnamese name or another that it goes by, without regard to
    /// case, accents and hyphens.
    pub fn by_name(name: &str) -> Option<Self> {
        static BY_NAME: OnceLock<HashMap<String, Religion>> = OnceLock::new();
        let by_name = BY_NAME.get_or_init(|| {
            let names = |religion: Self| {
                let bynames = religion.row().bynames.split('|');
                bynames
                    .chain([religion.vietnamese()])
                    .filter(|name| !name.is_empty())
            };
            Self::all()
                .flat_map(|religion| names(religion).map(move |name| (fold(name), religion)))
                .collect()
        });
        by_name.get(&fold(name)).copied()
    }

    fn row(self) -> &'static Row {
        &religions()[usize::from(self.0)]
    }
}

fn religions() -> &'static [Row] {
    static RELIGIONS: OnceLock<Vec<Row>> = OnceLock::new();
    RELIGIONS.get_or_init(|| {
        let rows = table_rows(
            "religions.csv",
            "key,name_vi,name_en,aliases",
            include_str!("../../../data/vn/religions.csv"),
            |line| {
                let mut fields = line.split(',');
                Some(Row {
                    key: fields.next()?,
                    vietnamese: fields.next()?,
                    english: fields.next()?,
                    bynames: fields.next()?,
                })
            },
        );
        assert_eq!(
            rows[0].key, "none",
            "`data/vn/religions.csv`, line 2: `none` comes first"
        );
        rows
    })
}

impl FromStr for Religion {
    type Err = ReligionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all()
            .find(|religion| religion.as_str() == text)
            .ok_or_else(|| ReligionError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for Religion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for Religion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Religion({self})")
    }
}

serde_as_text!(Religion, "the key of a religion");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_names_find_their_religion() {
        assert_eq!(Religion::all().count(), 17);
        assert_eq!(Religion::NONE.vietnamese(), "Không");
        for religion in Religion::all() {
            assert_eq!(religion.to_string().parse(), Ok(religion));
            assert_eq!(Religion::by_name(religion.vietnamese()), Some(religion));
            assert!(!religion.english().is_empty());
        }
    }

    #[test]
    fn other_names_find_it_too() {
        let key = |name| Religion::by_name(name).map(Religion::as_str);
        assert_eq!(key("PHẬT GIÁO HOÀ HẢO"), Some("hoa_hao"));
        assert_eq!(key("thien chua giao"), Some("cong_giao"));
        assert_eq!(key("Đạo Phật"), Some("phat_giao"));
        assert_eq!(key("Bahá’í"), Some("bahai"));
        assert_eq!(key(""), None);
        assert_eq!(key("Jedi"), None);
    }

    #[test]
    fn no_name_is_two_religions() {
        let mut owner = HashMap::new();
        for religion in Religion::all() {
            for name in religion
                .row()
                .bynames
                .split('|')
                .chain([religion.vietnamese()])
            {
                let known = owner
                    .insert(fold(name), religion)
                    .filter(|_| !name.is_empty());
                assert_eq!(known.filter(|known| *known != religion), None, "{name}");
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "Công giáo", "CONG_GIAO", "cong giao"] {
            assert!(text.parse::<Religion>().is_err(), "{text}");
        }
    }
}
