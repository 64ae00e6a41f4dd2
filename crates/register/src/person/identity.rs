//! Who somebody is: what a birth certificate says.

use danh_directory::AddressedUnit;
use danh_vocabulary::{Cmnd, Ethnicity, Name, PartialDate, PersonId, PersonalNumber, Sex};
use serde::{Deserialize, Serialize};

/// The facts of a birth (Law on Civil Status 2014, art. 14; Law on Identification 2023, art. 9, points 1 to 9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The full name.
    pub name: Name,
    /// The sex on record.
    pub sex: Sex,
    /// The birth date, as exactly as it is known.
    pub born: PartialDate,
    /// Where the birth was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<AddressedUnit>,
    /// The place of origin (quê quán).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<AddressedUnit>,
    /// The ethnic group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<Ethnicity>,
    /// The father.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub father: Option<Relative>,
    /// The mother.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<Relative>,
    /// The 9-digit numbers of earlier identity cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_cards: Vec<Cmnd>,
}

/// Somebody's relative, as a document names them. The relative may be unknown to the register, or come into it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// Whom the register knows them as, when the document was written by the register itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Their personal number, when the document gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<PersonalNumber>,
    /// Their name as the document gives it.
    pub name: Name,
}
