//! What agencies name their records by.

use danh_vocabulary::{ElectricityCustomerCode, HealthInsuranceCard, StudentCode, TaxCode};
use serde::Deserialize;

/// The kind of number that names a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// Of fifteen characters, or the ten digits that newer cards show. Both name the same participant, so the ten digits,
    /// which are the social-insurance number, are the key.
    HealthInsuranceCard,
    /// Ten, ten and three, or twelve digits.
    TaxCode,
    /// Whatever the school gave.
    StudentCode,
    /// Thirteen characters.
    ElectricityCustomerCode,
}

impl KeyKind {
    /// The key as links hold it, or what is wrong with the text.
    pub fn parse(self, text: &str) -> Result<String, String> {
        match self {
            Self::HealthInsuranceCard => {
                let card: HealthInsuranceCard = text.parse().map_err(said)?;
                Ok(card.social_insurance_number().to_string())
            }
            Self::TaxCode => text
                .parse::<TaxCode>()
                .map(|code| code.to_string())
                .map_err(said),
            Self::StudentCode => text
                .parse::<StudentCode>()
                .map(|code| code.to_string())
                .map_err(said),
            Self::ElectricityCustomerCode => text
                .parse::<ElectricityCustomerCode>()
                .map(|code| code.to_string())
                .map_err(said),
        }
    }
}

fn said(error: impl std::error::Error) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_card_name_one_participant() {
        let kind = KeyKind::HealthInsuranceCard;
        assert_eq!(kind.parse("DN4010123456789").unwrap(), "0123456789");
        assert_eq!(kind.parse("0123456789").unwrap(), "0123456789");
        assert!(kind.parse("DN401012345678").is_err());
        assert!(KeyKind::ElectricityCustomerCode.parse("PE1").is_err());
    }
}
