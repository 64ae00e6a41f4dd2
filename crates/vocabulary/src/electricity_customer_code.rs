//! The electricity customer code (mã khách hàng), which Vietnam Electricity (EVN) prints on
//! every bill: thirteen characters, of which the first two name the power corporation. The other
//! eleven are that corporation's own; their grammar is not published.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::text::{as_text, serde_as_text, table_rows};

/// The code of a customer of EVN, as in `PE01000012345`. Letters are upper case. `Debug` shows
/// the first two letters alone: a code names a household.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElectricityCustomerCode([u8; 13]);

/// A power corporation of EVN: one row of `data/vn/evn_customer_prefixes.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerCorporation {
    /// The two letters that its codes begin with.
    pub prefix: &'static str,
    /// Its abbreviation, as in `EVNSPC`.
    pub corporation: &'static str,
    /// Where it delivers, in English or as the city is called.
    pub area: &'static str,
}

/// Why a text is not an electricity customer code. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ElectricityCustomerCodeError {
    /// Too few or too many characters.
    #[error("an electricity customer code has 13 characters, this has {found}")]
    Length {
        /// How many characters there were.
        found: usize,
    },
    /// A character that its place does not have.
    #[error(
        "an electricity customer code is two letters and 11 letters or digits; character {position} is something else"
    )]
    Character {
        /// Which character, counted from 1.
        position: usize,
    },
}

impl ElectricityCustomerCode {
    /// The thirteen characters.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }

    /// The corporation that gave it; `None` when the first two letters are not listed.
    pub fn corporation(&self) -> Option<&'static PowerCorporation> {
        let prefix = &self.as_str()[..2];
        corporations().iter().find(|it| it.prefix == prefix)
    }
}

fn corporations() -> &'static [PowerCorporation] {
    static CORPORATIONS: OnceLock<Vec<PowerCorporation>> = OnceLock::new();
    CORPORATIONS.get_or_init(|| {
        table_rows(
            "evn_customer_prefixes.csv",
            "prefix,corporation,area",
            include_str!("../../../data/vn/evn_customer_prefixes.csv"),
            |line| {
                let mut fields = line.split(',');
                Some(PowerCorporation {
                    prefix: fields.next().filter(|prefix| prefix.len() == 2)?,
                    corporation: fields.next()?,
                    area: fields.next()?,
                })
            },
        )
    })
}

impl FromStr for ElectricityCustomerCode {
    type Err = ElectricityCustomerCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = text.chars().count();
        if found != 13 {
            return Err(ElectricityCustomerCodeError::Length { found });
        }
        let fits = |(index, c): (usize, char)| {
            c.is_ascii_uppercase() || (index >= 2 && c.is_ascii_digit())
        };
        match text.chars().enumerate().position(|it| !fits(it)) {
            Some(wrong) => Err(ElectricityCustomerCodeError::Character {
                position: wrong + 1,
            }),
            None => Ok(Self(
                text.as_bytes()
                    .try_into()
                    .expect("thirteen ASCII characters"),
            )),
        }
    }
}

impl fmt::Display for ElectricityCustomerCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for ElectricityCustomerCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "ElectricityCustomerCode({}***********)",
            &self.as_str()[..2]
        )
    }
}

serde_as_text!(
    ElectricityCustomerCode,
    "two letters and eleven letters or digits"
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_letters_name_the_corporation() {
        let corporation = |text: &str| {
            let code: ElectricityCustomerCode = text.parse().unwrap();
            code.corporation().map(|it| it.corporation)
        };
        assert_eq!(corporation("PE01000012345"), Some("EVNHCMC"));
        assert_eq!(corporation("PA25VY0012345"), Some("EVNNPC"));
        assert_eq!(corporation("QQ01000012345"), None);
        assert_eq!(corporations().len(), 11);
        for listed in corporations() {
            let code: ElectricityCustomerCode =
                format!("{}01000012345", listed.prefix).parse().unwrap();
            assert_eq!(code.corporation(), Some(listed));
        }
    }

    #[test]
    fn debug_hides_the_code() {
        let code: ElectricityCustomerCode = "PE01000012345".parse().unwrap();
        assert_eq!(
            format!("{code:?}"),
            "ElectricityCustomerCode(PE***********)"
        );
    }

    proptest! {
        #[test]
        fn a_code_comes_back(text in "P[A-Z][A-Z0-9]{11}") {
            prop_assert_eq!(text.parse::<ElectricityCustomerCode>().unwrap().to_string(), text);
        }

        #[test]
        fn other_text_is_refused(text in "(\\PC{0,15}|[A-Z0-9]{12,14})") {
            let is_code = text.len() == 13
                && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                && text.bytes().take(2).all(|b| b.is_ascii_uppercase());
            prop_assert_eq!(text.parse::<ElectricityCustomerCode>().is_ok(), is_code);
        }
    }
}
