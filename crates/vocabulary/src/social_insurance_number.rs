//! The social-insurance number (mã số bảo hiểm xã hội).
//!
//! Viet Nam Social Security gives each participant one number of ten digits (Decision
//! 595/QD-BHXH of 2017); the health-insurance card carries the same digits. Beyond its length
//! nothing is published that a program could check.

use std::fmt;
use std::str::FromStr;

use crate::text::{as_text, digits, serde_as_text};

/// Ten digits that name a participant of social or health insurance. `Debug` shows the first
/// two alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SocialInsuranceNumber([u8; 10]);

/// Why a text is not a social-insurance number. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a social-insurance number has ten digits and nothing else")]
pub struct SocialInsuranceNumberError;

impl SocialInsuranceNumber {
    pub(crate) const fn from_digits(digits: [u8; 10]) -> Self {
        Self(digits)
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }
}

impl FromStr for SocialInsuranceNumber {
    type Err = SocialInsuranceNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        digits(text).map(Self).ok_or(SocialInsuranceNumberError)
    }
}

impl fmt::Display for SocialInsuranceNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for SocialInsuranceNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "SocialInsuranceNumber({}********)",
            &self.as_str()[..2]
        )
    }
}

serde_as_text!(SocialInsuranceNumber, "ten digits");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn debug_hides_the_number() {
        let number: SocialInsuranceNumber = "0123456789".parse().unwrap();
        assert_eq!(format!("{number:?}"), "SocialInsuranceNumber(01********)");
    }

    proptest! {
        #[test]
        fn ten_digits_come_back(text in "[0-9]{10}") {
            prop_assert_eq!(text.parse::<SocialInsuranceNumber>().unwrap().to_string(), text);
        }

        #[test]
        fn other_text_is_refused(text in "\\PC{0,12}") {
            let is_number = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit());
            prop_assert_eq!(text.parse::<SocialInsuranceNumber>().is_ok(), is_number);
        }
    }
}
