//! The catalogue of what an agreement can name: each a field of the person's state, with the point of the law that has the
//! register keep it (Law on Identification 2023, article 9).
//!
//! Nothing here tells of anybody else: marital status is a word, and neither spouse, parents, children nor the members of the
//! household are in the catalogue.

use danh_directory::AddressedUnit;
use danh_register::{FieldGroup, IdentityCard, MaritalStatus, PersonState};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A field that an agreement can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// The personal number in force: twelve digits.
    Number,
    /// The full name.
    Name,
    /// Other names (tên gọi khác): a list.
    OtherNames,
    /// The birth date, as exactly as it is known: `1950`, `1950-03` or `1950-03-15`.
    Born,
    /// `M` or `F`.
    Sex,
    /// Where the birth was: a unit and the day on which it was written, as in `00004@2019-05-01`.
    BirthPlace,
    /// Where the birth was registered: a unit as before.
    BirthRegisteredIn,
    /// The place of origin (quê quán): a unit as before.
    Origin,
    /// The code of the ethnic group.
    Ethnicity,
    /// The code of the religion.
    Religion,
    /// The nationalities held: a list of three-letter codes.
    Nationalities,
    /// The blood group.
    BloodGroup,
    /// The serial of the identity card in force and its last day.
    Card,
    /// The permanent residence: a unit, and house number and street.
    PermanentResidence,
    /// The temporary residence that holds: the same.
    TemporaryResidence,
    /// `single`, `married`, `widowed` or `divorced`.
    MaritalStatus,
    /// The day of death.
    Death,
    /// The occupation.
    Occupation,
}

impl Attribute {
    /// Every one, in the order of the catalogue.
    pub const ALL: [Self; 18] = [
        Self::Number,
        Self::Name,
        Self::OtherNames,
        Self::Born,
        Self::Sex,
        Self::BirthPlace,
        Self::BirthRegisteredIn,
        Self::Origin,
        Self::Ethnicity,
        Self::Religion,
        Self::Nationalities,
        Self::BloodGroup,
        Self::Card,
        Self::PermanentResidence,
        Self::TemporaryResidence,
        Self::MaritalStatus,
        Self::Death,
        Self::Occupation,
    ];

    /// Those that an asker can state and have verified.
    pub const VERIFIABLE: [Self; 5] = [Self::Number, Self::Name, Self::Born, Self::Sex, Self::Card];

    /// The word that names it in agreements, answers and records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::OtherNames => "other_names",
            Self::Born => "born",
            Self::Sex => "sex",
            Self::BirthPlace => "birth_place",
            Self::BirthRegisteredIn => "birth_registered_in",
            Self::Origin => "origin",
            Self::Ethnicity => "ethnicity",
            Self::Religion => "religion",
            Self::Nationalities => "nationalities",
            Self::BloodGroup => "blood_group",
            Self::Card => "card",
            Self::PermanentResidence => "permanent_residence",
            Self::TemporaryResidence => "temporary_residence",
            Self::MaritalStatus => "marital_status",
            Self::Death => "death",
            Self::Occupation => "occupation",
        }
    }

    /// The one of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// The group of information that it belongs to.
    pub const fn group(self) -> FieldGroup {
        match self {
            Self::Number => FieldGroup::Number,
            Self::Name => FieldGroup::Name,
            Self::OtherNames => FieldGroup::OtherNames,
            Self::Born => FieldGroup::Born,
            Self::Sex => FieldGroup::Sex,
            Self::BirthPlace => FieldGroup::BirthPlace,
            Self::BirthRegisteredIn => FieldGroup::BirthRegisteredIn,
            Self::Origin => FieldGroup::Origin,
            Self::Ethnicity => FieldGroup::Ethnicity,
            Self::Religion => FieldGroup::Religion,
            Self::Nationalities => FieldGroup::Nationality,
            Self::BloodGroup => FieldGroup::BloodGroup,
            Self::Card => FieldGroup::Cards,
            Self::PermanentResidence => FieldGroup::PermanentResidence,
            Self::TemporaryResidence => FieldGroup::TemporaryResidence,
            Self::MaritalStatus => FieldGroup::MaritalStatus,
            Self::Death => FieldGroup::DeathOrMissing,
            Self::Occupation => FieldGroup::Other,
        }
    }

    /// The law that has the register keep it.
    pub fn legal_basis(self) -> String {
        format!("Luật Căn cước 2023, Điều 9 khoản {}", self.group().point())
    }

    /// What the register holds of it on a day; nothing where it is not known, or the person has none.
    pub fn of(self, person: &PersonState, on: Date) -> Option<Value> {
        let identity = &person.identity;
        match self {
            Self::Number => text(person.number()),
            Self::Name => text(Some(&identity.name)),
            Self::OtherNames => list(&identity.other_names),
            Self::Born => text(Some(identity.born)),
            Self::Sex => text(Some(identity.sex)),
            Self::BirthPlace => text(identity.birth_place),
            Self::BirthRegisteredIn => text(identity.birth_registered_in),
            Self::Origin => text(identity.origin),
            Self::Ethnicity => text(identity.ethnicity),
            Self::Religion => text(identity.religion.as_ref()),
            Self::Nationalities => list(&identity.nationalities),
            Self::BloodGroup => text(identity.blood_group),
            Self::Card => card_in_force(person, on).map(|card| match card.expires_on {
                Some(last) => json!({"serial": card.serial, "expires_on": last.to_string()}),
                None => json!({"serial": card.serial}),
            }),
            Self::PermanentResidence => person
                .residence
                .as_ref()
                .map(|home| place(home.place, home.detail.as_deref())),
            Self::TemporaryResidence => person
                .temporary_residence_on(on)
                .map(|home| place(home.place, home.detail.as_deref())),
            Self::MaritalStatus => marital_word(&person.marital).map(Value::from),
            Self::Death => text(person.death.as_ref().map(|death| death.on)),
            Self::Occupation => text(identity.occupation.as_ref()),
        }
    }
}

/// The identity card of a person that is in force on a day, the latest issued if there are several.
pub(crate) fn card_in_force(person: &PersonState, on: Date) -> Option<&IdentityCard> {
    let mut cards = person.cards.iter().rev();
    cards.find(|card| card.is_valid_on(on))
}

const fn marital_word(status: &MaritalStatus) -> Option<&'static str> {
    match status {
        MaritalStatus::Unknown => None,
        MaritalStatus::Single => Some("single"),
        MaritalStatus::Married { .. } => Some("married"),
        MaritalStatus::Widowed { .. } => Some("widowed"),
        MaritalStatus::Divorced => Some("divorced"),
    }
}

fn text<T: ToString>(value: Option<T>) -> Option<Value> {
    let value = value?;
    Some(Value::from(value.to_string()))
}

fn list(values: &[impl ToString]) -> Option<Value> {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    (!texts.is_empty()).then(|| Value::from(texts))
}

fn place(unit: AddressedUnit, detail: Option<&str>) -> Value {
    let unit = unit.to_string();
    match detail {
        Some(detail) => json!({"unit": unit, "detail": detail}),
        None => json!({ "unit": unit }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::testing::person;

    #[test]
    fn every_attribute_has_a_word_of_its_own_and_a_law() {
        let words: BTreeSet<&str> = Attribute::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(words.len(), Attribute::ALL.len());
        for attribute in Attribute::ALL {
            assert_eq!(Attribute::parse(attribute.as_str()), Some(attribute));
            let json = serde_json::to_value(attribute).unwrap();
            assert_eq!(json, attribute.as_str());
            assert!(
                attribute
                    .legal_basis()
                    .starts_with("Luật Căn cước 2023, Điều 9 khoản ")
            );
        }
    }

    #[test]
    fn what_is_not_known_is_not_there() {
        let on = jiff::civil::date(2026, 1, 5);
        let known = Attribute::ALL.map(|attribute| attribute.of(&person(), on));
        let there: Vec<&str> = Attribute::ALL
            .iter()
            .zip(&known)
            .filter(|(_, value)| value.is_some())
            .map(|(attribute, _)| attribute.as_str())
            .collect();
        assert_eq!(
            there,
            [
                "number",
                "name",
                "born",
                "sex",
                "ethnicity",
                "nationalities",
                "card",
                "marital_status"
            ]
        );
        let card = Attribute::Card.of(&person(), on).unwrap();
        assert_eq!(card["serial"], "CC0000001");
        let after = jiff::civil::date(2040, 1, 1);
        assert_eq!(Attribute::Card.of(&person(), after), None);
    }
}
