//! The tax code (mã số thuế).
//!
//! Circular 86/2024/TT-BTC, article 5 (as 105/2020/TT-BTC before it): ten digits, of which two
//! are a range, seven count up from 0000001 and the tenth is a check digit; a hyphen and three
//! digits from 001 name a dependent unit. Since 1 July 2025 a person's tax code is their
//! personal number; the ten digits they had before live on in files.
//!
//! The check digit is not in the circular. It is ten less the remainder by eleven of the first
//! nine digits weighted 31, 29, 23, 19, 17, 13, 7, 5, 3; codes whose remainder is nought are not
//! given. It holds for the published codes of companies that the tests below carry.

use std::fmt;
use std::str::FromStr;

use crate::personal_number::{PersonalNumber, PersonalNumberError};
use crate::text::{as_text, digits, serde_as_text};

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// A tax code of any of the three kinds. Written `0100109106`, `0100109106-011` or, for a
/// person since 1 July 2025, `001196000123`. `Debug` shows the first two digits alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaxCode {
    /// Of an organisation, or of a person until 30 June 2025.
    Taxpayer(TaxpayerNumber),
    /// Of a dependent unit.
    DependentUnit {
        /// The organisation that it depends on.
        of: TaxpayerNumber,
        /// Which of its units.
        unit: DependentUnitNumber,
    },
    /// A person's, since 1 July 2025.
    Person(PersonalNumber),
}

/// The ten digits of a taxpayer, the last of which checks the others.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaxpayerNumber([u8; 10]);

/// Which dependent unit of an organisation: 001 to 999.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DependentUnitNumber([u8; 3]);

/// Why a text is not a tax code. The text itself is not repeated: it may be a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TaxCodeError {
    /// None of the kinds is written so.
    #[error("a tax code has 10 digits, 10 and 3 with a hyphen between, or 12")]
    Form,
    /// The tenth digit is not what the others ask for.
    #[error("the check digit of a tax code is wrong: mistyped, or no tax code")]
    CheckDigit,
    /// The seven digits that count up, or the three of a dependent unit, are all zero.
    #[error("no tax code was given with the number `{0}`")]
    Zero(&'static str),
    /// Twelve characters that are no personal number.
    #[error(transparent)]
    Person(#[from] PersonalNumberError),
}

impl TaxpayerNumber {
    /// The ten digits.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }

    fn check(number: [u8; 10]) -> Result<Self, TaxCodeError> {
        if number[2..9] == *b"0000000" {
            return Err(TaxCodeError::Zero("0000000"));
        }
        if check_digit(&number) == Some(number[9]) {
            Ok(Self(number))
        } else {
            Err(TaxCodeError::CheckDigit)
        }
    }
}

/// The ASCII digit that belongs behind the first nine; none when no code begins with them.
fn check_digit(number: &[u8; 10]) -> Option<u8> {
    let weighted = number.iter().zip(WEIGHTS);
    let sum: u32 = weighted
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    match 10 - (sum % 11) as u8 {
        10 => None,
        digit => Some(b'0' + digit),
    }
}

impl TaxCode {
    /// The ten digits of the taxpayer, of a dependent unit those of the organisation; `None`
    /// when the code is a personal number.
    pub const fn taxpayer(&self) -> Option<TaxpayerNumber> {
        match self {
            Self::Taxpayer(number) | Self::DependentUnit { of: number, .. } => Some(*number),
            Self::Person(_) => None,
        }
    }

    /// The personal number, when the code is one.
    pub const fn personal_number(&self) -> Option<PersonalNumber> {
        match self {
            Self::Person(number) => Some(*number),
            _ => None,
        }
    }
}

impl FromStr for TaxCode {
    type Err = TaxCodeError;

    /// The hyphen before a dependent unit may be left out.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() == 12 {
            return Ok(Self::Person(text.parse()?));
        }
        let (number, unit) = text.split_at_checked(10).ok_or(TaxCodeError::Form)?;
        let number = digits(number).ok_or(TaxCodeError::Form)?;
        if unit.is_empty() {
            return TaxpayerNumber::check(number).map(Self::Taxpayer);
        }
        let unit: [u8; 3] =
            digits(unit.strip_prefix('-').unwrap_or(unit)).ok_or(TaxCodeError::Form)?;
        if unit == *b"000" {
            return Err(TaxCodeError::Zero("000"));
        }
        let of = TaxpayerNumber::check(number)?;
        let unit = DependentUnitNumber(unit);
        Ok(Self::DependentUnit { of, unit })
    }
}

impl fmt::Display for TaxpayerNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for TaxpayerNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TaxpayerNumber({}********)", &self.as_str()[..2])
    }
}

impl fmt::Display for DependentUnitNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(as_text(&self.0))
    }
}

impl fmt::Debug for DependentUnitNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DependentUnitNumber({self})")
    }
}

impl fmt::Display for TaxCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taxpayer(number) => number.fmt(formatter),
            Self::DependentUnit { of, unit } => write!(formatter, "{of}-{unit}"),
            Self::Person(number) => number.fmt(formatter),
        }
    }
}

impl fmt::Debug for TaxCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taxpayer(number) => {
                write!(formatter, "TaxCode({}********)", &number.as_str()[..2])
            }
            Self::DependentUnit { of, .. } => {
                write!(formatter, "TaxCode({}********-***)", &of.as_str()[..2])
            }
            Self::Person(number) => write!(formatter, "TaxCode({}*********)", number.prefix()),
        }
    }
}

serde_as_text!(
    TaxCode,
    "a tax code as in `0100109106`, `0100109106-011` or twelve digits"
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> Result<TaxCode, TaxCodeError> {
        text.parse()
    }

    /// As these companies publish them on their own invoices and pages: Viettel, Vinamilk, FPT,
    /// Vietcombank, EVN, BIDV, MobiFone, MISA.
    #[test]
    fn published_codes_of_companies_hold() {
        for text in [
            "0100109106",
            "0300588569",
            "0101248141",
            "0100112437",
            "0100100079",
            "0100150619",
            "0100686209",
            "0101243150",
        ] {
            assert!(matches!(code(text), Ok(TaxCode::Taxpayer(_))), "{text}");
        }
    }

    #[test]
    fn the_three_kinds_are_told_apart() {
        let unit = code("0314409058-002").unwrap();
        assert_eq!(unit.taxpayer(), code("0314409058").unwrap().taxpayer());
        assert_eq!(code("0314409058002"), Ok(unit));
        assert_eq!(unit.to_string(), "0314409058-002");
        let person = code("001196000123").unwrap();
        assert_eq!(person.personal_number(), "001196000123".parse().ok());
        assert_eq!(person.taxpayer(), None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(code("0100109107"), Err(TaxCodeError::CheckDigit));
        assert_eq!(code("0100109107-001"), Err(TaxCodeError::CheckDigit));
        assert_eq!(code("0100109106-000"), Err(TaxCodeError::Zero("000")));
        assert_eq!(code("0100000005"), Err(TaxCodeError::Zero("0000000")));
        for text in [
            "",
            "010010910",
            "0100109106-01",
            "0100109106--01",
            "0100109106 001",
            "010010910６",
        ] {
            assert!(
                matches!(
                    code(text),
                    Err(TaxCodeError::Form | TaxCodeError::Person(_))
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn debug_hides_the_code() {
        assert_eq!(
            format!("{:?}", code("0100109106").unwrap()),
            "TaxCode(01********)"
        );
        assert_eq!(
            format!("{:?}", code("0100109106-001").unwrap()),
            "TaxCode(01********-***)"
        );
        assert_eq!(
            format!("{:?}", code("001196000123").unwrap()),
            "TaxCode(001*********)"
        );
    }

    /// A code of ten digits that the rule allows, put together apart from the parser.
    fn taxpayer() -> impl Strategy<Value = String> {
        "[0-9]{2}[0-9]{6}[1-9]".prop_filter_map("no code begins so", |nine| {
            let sum: u32 = nine
                .chars()
                .zip(WEIGHTS)
                .map(|(c, weight)| c.to_digit(10).unwrap() * weight)
                .sum();
            (!sum.is_multiple_of(11)).then(|| format!("{nine}{}", 10 - sum % 11))
        })
    }

    proptest! {
        #[test]
        fn a_code_comes_back(number in taxpayer(), unit in prop::option::of(1..=999_u16)) {
            let text = unit.map_or(number.clone(), |unit| format!("{number}-{unit:03}"));
            prop_assert_eq!(code(&text).unwrap().to_string(), text);
        }

        #[test]
        fn one_wrong_digit_is_found(number in taxpayer(), place in 0..10_usize, by in 1..10_u8) {
            let mut digits = number.into_bytes();
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            // 11 is a prime and no weight is a multiple of it, so a single wrong digit always shows.
            prop_assert!(code(std::str::from_utf8(&digits).unwrap()).is_err());
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in "(\\PC{0,16}|[0-9-]{9,15})") {
            if let Ok(code) = code(&text) {
                prop_assert_eq!(code.to_string().parse(), Ok(code));
            }
        }
    }
}
