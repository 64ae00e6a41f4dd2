//! The number of a health-insurance card (thẻ bảo hiểm y tế).
//!
//! Decision 1351/QD-BHXH of 2015: fifteen characters. Two letters say on which ground its holder
//! is insured, a digit how much of the cost is paid, two digits the province that issued it (its
//! General Statistics Office code), and ten are the holder's social-insurance number. Cards
//! printed since 1 April 2021 (Decision 1666/QD-BHXH of 2020) show those ten alone; both forms
//! are in use.
//!
//! The grounds change by decree and the list here is what could be gathered, so a number with
//! an unlisted code is a number, with a [`HealthInsuranceFinding`].

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::number_prefix::province_prefixes;
use crate::social_insurance_number::SocialInsuranceNumber;
use crate::text::{as_text, digits, serde_as_text, table_rows};
use crate::unit_code::UnitCode;

/// The number of a health-insurance card: `DN4010123456789`, or `0123456789` alone. Letters are
/// upper case. `Debug` shows what stands before the social-insurance number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HealthInsuranceCard {
    heading: Option<Heading>,
    number: SocialInsuranceNumber,
}

/// The five characters before the social-insurance number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Heading([u8; 5]);

/// On which ground somebody is insured: one row of `data/vn/bhyt_object_codes.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsuredGround {
    /// The two letters, as in `HS`.
    pub code: &'static str,
    /// Who pays the contribution: `employer_employee`, `paid_by_vss`, `state_budget`,
    /// `state_support` or `household`.
    pub payer_group: &'static str,
    /// The benefit level that usually goes with it, 1 to 5.
    pub benefit_level: u8,
    /// What it means, in English.
    pub meaning: &'static str,
}

/// How much of the cost is paid: one row of `data/vn/bhyt_benefit_levels.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenefitLevel {
    /// The digit, 1 to 5.
    pub level: u8,
    /// What it means, in English.
    pub meaning: &'static str,
}

/// What is remarkable about a card's number that is one all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum HealthInsuranceFinding {
    /// The two letters are not listed.
    #[error("no ground of health insurance has the code `{}{}`", code[0], code[1])]
    UnknownGround {
        /// The two letters.
        code: [char; 2],
    },
    /// The benefit level is not listed.
    #[error("health insurance has no benefit level `{level}`")]
    UnknownBenefitLevel {
        /// The digit.
        level: u8,
    },
    /// The code is none of the 63 provinces of before 1 July 2025.
    #[error("no province has the code `{province}`")]
    UnknownProvince {
        /// The code.
        province: UnitCode,
    },
}

/// Why a text is not the number of a health-insurance card. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HealthInsuranceCardError {
    /// Neither form has so many characters.
    #[error("a health-insurance card's number has 15 or 10 characters, this has {found}")]
    Length {
        /// How many characters there were.
        found: usize,
    },
    /// A character that its place does not have.
    #[error(
        "a health-insurance card's number is two letters and 13 digits, or 10 digits; character {position} is something else"
    )]
    Character {
        /// Which character, counted from 1.
        position: usize,
    },
}

impl HealthInsuranceCard {
    /// The holder's social-insurance number: the last ten digits of either form.
    pub const fn social_insurance_number(&self) -> SocialInsuranceNumber {
        self.number
    }

    /// The two letters that say on which ground the holder is insured; `None` in the short form.
    pub fn ground_code(&self) -> Option<&str> {
        self.heading
            .as_ref()
            .map(|heading| as_text(&heading.0[..2]))
    }

    /// The ground, when the number says one that is listed.
    pub fn ground(&self) -> Option<&'static InsuredGround> {
        let code = self.ground_code()?;
        grounds().iter().find(|ground| ground.code == code)
    }

    /// The digit of the benefit level, 0 to 9; `None` in the short form.
    pub fn benefit_level_digit(&self) -> Option<u8> {
        self.heading.map(|heading| heading.0[2] - b'0')
    }

    /// The benefit level, when the number says one that is listed.
    pub fn benefit_level(&self) -> Option<&'static BenefitLevel> {
        let digit = self.benefit_level_digit()?;
        benefit_levels().iter().find(|level| level.level == digit)
    }

    /// The province that issued the card; `None` in the short form.
    pub fn province(&self) -> Option<UnitCode> {
        let heading = self.heading.as_ref()?;
        let code = as_text(&heading.0[3..]).parse();
        Some(code.expect("two digits are a province's code"))
    }

    /// What is remarkable about the number.
    pub fn findings(&self) -> Vec<HealthInsuranceFinding> {
        let Some(Heading([a, b, level, ..])) = self.heading else {
            return Vec::new();
        };
        let ground = self
            .ground()
            .is_none()
            .then(|| HealthInsuranceFinding::UnknownGround {
                code: [char::from(a), char::from(b)],
            });
        let level =
            self.benefit_level()
                .is_none()
                .then(|| HealthInsuranceFinding::UnknownBenefitLevel {
                    level: level - b'0',
                });
        let province = self
            .province()
            .filter(|code| province_prefixes().iter().all(|it| it.gso_code != *code))
            .map(|province| HealthInsuranceFinding::UnknownProvince { province });
        ground.into_iter().chain(level).chain(province).collect()
    }
}

fn grounds() -> &'static [InsuredGround] {
    static GROUNDS: OnceLock<Vec<InsuredGround>> = OnceLock::new();
    GROUNDS.get_or_init(|| {
        table_rows(
            "bhyt_object_codes.csv",
            "code,payer_group,benefit_level,meaning,code_confidence",
            include_str!("../../../data/vn/bhyt_object_codes.csv"),
            |line| {
                let mut fields = line.split(',');
                Some(InsuredGround {
                    code: fields.next().filter(|code| code.len() == 2)?,
                    payer_group: fields.next()?,
                    benefit_level: fields.next()?.parse().ok()?,
                    meaning: fields.next()?,
                })
            },
        )
    })
}

fn benefit_levels() -> &'static [BenefitLevel] {
    static LEVELS: OnceLock<Vec<BenefitLevel>> = OnceLock::new();
    LEVELS.get_or_init(|| {
        table_rows(
            "bhyt_benefit_levels.csv",
            "level,meaning",
            include_str!("../../../data/vn/bhyt_benefit_levels.csv"),
            |line| {
                let (level, meaning) = line.split_once(',')?;
                let level = level.parse().ok()?;
                Some(BenefitLevel { level, meaning })
            },
        )
    })
}

impl FromStr for HealthInsuranceCard {
    type Err = HealthInsuranceCardError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = text.chars().count();
        let letters = match found {
            15 => 2,
            10 => 0,
            _ => return Err(HealthInsuranceCardError::Length { found }),
        };
        let fits = |(index, c): (usize, char)| {
            if index < letters {
                c.is_ascii_uppercase()
            } else {
                c.is_ascii_digit()
            }
        };
        if let Some(wrong) = text.chars().enumerate().position(|it| !fits(it)) {
            return Err(HealthInsuranceCardError::Character {
                position: wrong + 1,
            });
        }
        let (heading, number) = text.split_at(found - 10);
        let number = digits(number).expect("ten digits were checked");
        Ok(Self {
            heading: heading.as_bytes().try_into().ok().map(Heading),
            number: SocialInsuranceNumber::from_digits(number),
        })
    }
}

impl fmt::Display for HealthInsuranceCard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = self.heading.as_ref().map_or("", |it| as_text(&it.0));
        write!(formatter, "{heading}{}", self.number)
    }
}

impl fmt::Debug for HealthInsuranceCard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = self.heading.as_ref().map_or("", |it| as_text(&it.0));
        write!(formatter, "HealthInsuranceCard({heading}**********)")
    }
}

serde_as_text!(
    HealthInsuranceCard,
    "two letters and thirteen digits, or ten digits"
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn card(text: &str) -> HealthInsuranceCard {
        text.parse().unwrap()
    }

    #[test]
    fn a_number_says_ground_level_province_and_holder() {
        let pupil = card("HS4790123456789");
        assert_eq!(pupil.ground().unwrap().meaning, "pupil");
        assert_eq!(pupil.benefit_level().unwrap().meaning, "80 %");
        assert_eq!(pupil.province().unwrap().as_str(), "79");
        assert_eq!(pupil.social_insurance_number().as_str(), "0123456789");
        assert_eq!(pupil.findings(), []);
        assert_eq!(format!("{pupil:?}"), "HealthInsuranceCard(HS479**********)");
    }

    #[test]
    fn the_short_form_is_the_same_holder() {
        let short = card("0123456789");
        assert_eq!(short.ground_code(), None);
        assert_eq!(short.province(), None);
        assert_eq!(short.findings(), []);
        assert_eq!(
            short.social_insurance_number(),
            card("HS4790123456789").social_insurance_number()
        );
    }

    #[test]
    fn what_is_not_listed_is_a_finding() {
        assert_eq!(
            card("ZZ9030123456789").findings(),
            [
                HealthInsuranceFinding::UnknownGround { code: ['Z', 'Z'] },
                HealthInsuranceFinding::UnknownBenefitLevel { level: 9 },
                HealthInsuranceFinding::UnknownProvince {
                    province: "03".parse().unwrap()
                },
            ]
        );
    }

    #[test]
    fn every_listed_ground_is_found_and_has_a_level() {
        assert_eq!(grounds().len(), 43);
        assert_eq!(benefit_levels().len(), 5);
        for ground in grounds() {
            let card = card(&format!(
                "{}{}010123456789",
                ground.code, ground.benefit_level
            ));
            assert_eq!(card.ground(), Some(ground));
            assert_eq!(card.findings(), []);
        }
    }

    #[test]
    fn what_is_wrong_is_placed() {
        let error = |text: &str| text.parse::<HealthInsuranceCard>().unwrap_err();
        assert_eq!(
            error("HS479012345678"),
            HealthInsuranceCardError::Length { found: 14 }
        );
        assert_eq!(
            error("H14790123456789"),
            HealthInsuranceCardError::Character { position: 2 }
        );
        assert_eq!(
            error("01234O6789"),
            HealthInsuranceCardError::Character { position: 6 }
        );
    }

    proptest! {
        #[test]
        fn a_number_comes_back(text in "([A-Z]{2}[0-9]{3})?[0-9]{10}") {
            prop_assert_eq!(card(&text).to_string(), text);
        }

        #[test]
        fn other_text_is_refused(text in "(\\PC{0,17}|[A-Z0-9]{9,16})") {
            let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            let is_card = match text.len() {
                15 => text.bytes().take(2).all(|b| b.is_ascii_uppercase()) && text.is_char_boundary(2) && is_digits(&text[2..]),
                10 => is_digits(&text),
                _ => false,
            };
            prop_assert_eq!(text.parse::<HealthInsuranceCard>().is_ok(), is_card);
        }
    }
}
