//! Nationality, by the codes of machine-readable documents (ICAO Doc 9303-3, section 5): the
//! alpha-3 codes of ISO 3166-1 and a few of ICAO's own, for people without a nationality and
//! for kinds of British nationality.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::folding::fold;
use crate::text::{as_text, serde_as_text, table_rows};

/// A nationality, by a code of three letters, as in `VNM`. That somebody has several, the
/// register says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nationality([u8; 3]);

/// Why a text is not the code of a nationality.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no nationality has the code `{input}`")]
pub struct NationalityError {
    /// What was given.
    pub input: String,
}

struct Row {
    vietnamese: &'static str,
    english: &'static str,
}

impl Nationality {
    /// Viet Nam.
    pub const VIET_NAM: Self = Self(*b"VNM");
    /// Stateless (Convention of 1954).
    pub const STATELESS: Self = Self(*b"XXA");
    /// Not known.
    pub const UNKNOWN: Self = Self(*b"XXX");

    /// All of them: Viet Nam, then the countries by their codes, then the codes of ICAO.
    pub fn all() -> impl Iterator<Item = Self> {
        table().iter().map(|(nationality, _)| *nationality)
    }

    /// The code, as in `VNM`.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }

    /// The Vietnamese name, as in `Việt Nam`.
    pub fn vietnamese(&self) -> &'static str {
        self.row().vietnamese
    }

    /// The English name, as in `Viet Nam`.
    pub fn english(&self) -> &'static str {
        self.row().english
    }

    /// Whether the bearer is a citizen of Viet Nam.
    pub fn is_vietnamese(&self) -> bool {
        *self == Self::VIET_NAM
    }

    /// The three characters of a machine-readable zone. Germany alone is written otherwise
    /// there: `D<<`.
    pub fn mrz(&self) -> &str {
        match &self.0 {
            b"DEU" => "D<<",
            code => as_text(code),
        }
    }

    /// Reads the three characters of a machine-readable zone.
    pub fn from_mrz(field: &str) -> Result<Self, NationalityError> {
        match field {
            "D<<" => Ok(Self(*b"DEU")),
            code => code.parse(),
        }
    }

    /// Finds a nationality by its Vietnamese or English name, without regard to case and accents.
    pub fn by_name(name: &str) -> Option<Self> {
        static BY_NAME: OnceLock<HashMap<String, Nationality>> = OnceLock::new();
        let by_name = BY_NAME.get_or_init(|| {
            let names = |(it, row): &(Self, Row)| {
                [row.vietnamese, row.english].map(|name| (fold(name), *it))
            };
            table().iter().flat_map(names).collect()
        });
        by_name.get(&fold(name)).copied()
    }

    fn row(self) -> &'static Row {
        by_code().get(&self).expect("a nationality is listed")
    }
}

fn table() -> &'static [(Nationality, Row)] {
    static TABLE: OnceLock<Vec<(Nationality, Row)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        table_rows(
            "countries.csv",
            "code,name_vi,name_en",
            include_str!("../../../data/vn/countries.csv"),
            |line| {
                let mut fields = line.split(',');
                let code: [u8; 3] = fields.next()?.as_bytes().try_into().ok()?;
                let vietnamese = fields.next().filter(|name| !name.is_empty())?;
                let english = fields.next().filter(|name| !name.is_empty())?;
                let is_code = code.iter().all(u8::is_ascii_uppercase);
                is_code.then_some((
                    Nationality(code),
                    Row {
                        vietnamese,
                        english,
                    },
                ))
            },
        )
    })
}

fn by_code() -> &'static HashMap<Nationality, &'static Row> {
    static BY_CODE: OnceLock<HashMap<Nationality, &'static Row>> = OnceLock::new();
    BY_CODE.get_or_init(|| table().iter().map(|(it, row)| (*it, row)).collect())
}

impl FromStr for Nationality {
    type Err = NationalityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.as_bytes().try_into().ok().map(Self);
        code.filter(|code| by_code().contains_key(code))
            .ok_or_else(|| NationalityError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for Nationality {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for Nationality {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Nationality({self})")
    }
}

serde_as_text!(Nationality, "the three letters of a nationality");

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_code_stands_once_and_is_found_by_both_names() {
        let all: Vec<_> = Nationality::all().collect();
        // 249 of ISO 3166-1, and 10 of ICAO 9303-3.
        assert_eq!(all.len(), 259);
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 259);
        assert_eq!(all[0], Nationality::VIET_NAM);
        for it in all {
            assert_eq!(it.to_string().parse(), Ok(it));
            assert_eq!(Nationality::by_name(it.vietnamese()), Some(it));
            assert_eq!(Nationality::by_name(it.english()), Some(it));
            assert_eq!(Nationality::from_mrz(it.mrz()), Ok(it));
            assert_eq!(it.mrz().len(), 3);
        }
    }

    #[test]
    fn constants_are_listed() {
        assert_eq!(Nationality::VIET_NAM.vietnamese(), "Việt Nam");
        assert_eq!(Nationality::STATELESS.vietnamese(), "Không quốc tịch");
        assert_eq!(Nationality::UNKNOWN.english(), "Unspecified");
        assert_eq!(
            Nationality::by_name("viet nam"),
            Some(Nationality::VIET_NAM)
        );
        assert_eq!(Nationality::by_name("DUC").unwrap().mrz(), "D<<");
    }

    #[test]
    fn what_is_not_listed_is_refused() {
        for text in ["", "VN", "vnm", "VNMX", "ZZZ", "D<<"] {
            assert!(text.parse::<Nationality>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_code_is_what_is_listed(text in "([A-Z]{3}|\\PC{0,4})") {
            let listed = Nationality::all().any(|it| it.as_str() == text);
            prop_assert_eq!(text.parse::<Nationality>().is_ok(), listed);
        }
    }
}
