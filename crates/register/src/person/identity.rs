//! Who somebody is: what a birth certificate says.

use danh_directory::AddressedUnit;
use danh_vocabulary::{
    BloodGroup, Cmnd, Ethnicity, Name, Nationality, PartialDate, PersonId, PersonalNumber,
    Religion, Sex,
};
use serde::{Deserialize, Serialize};

/// The facts of a birth, and what else a document says of a person's identity (Law on Civil Status 2014, art. 14; Law on
/// Identification 2023, art. 9, points 1, 2, 4 to 13, 15 and 26). Declared in the order of canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Where the birth was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<AddressedUnit>,
    /// Where the birth was registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_registered_in: Option<AddressedUnit>,
    /// The blood group, where the person had it entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blood_group: Option<BloodGroup>,
    /// The birth date, as exactly as it is known.
    pub born: PartialDate,
    /// The ethnic group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<Ethnicity>,
    /// The father.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub father: Option<Relative>,
    /// The 9-digit numbers of earlier identity cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_cards: Vec<Cmnd>,
    /// The mother.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<Relative>,
    /// The full name.
    pub name: Name,
    /// The nationalities held; empty where nothing is said of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nationalities: Vec<Nationality>,
    /// The occupation, where it was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<String>,
    /// The place of origin (quê quán).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<AddressedUnit>,
    /// Other names the person goes by (tên gọi khác).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<Name>,
    /// The religion, where it was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub religion: Option<Religion>,
    /// The sex on record.
    pub sex: Sex,
}

impl Identity {
    /// Somebody of whom only name, sex and birth date are known.
    pub fn new(name: Name, sex: Sex, born: PartialDate) -> Self {
        Self {
            name,
            sex,
            born,
            other_names: Vec::new(),
            birth_place: None,
            birth_registered_in: None,
            origin: None,
            ethnicity: None,
            religion: None,
            nationalities: Vec::new(),
            blood_group: None,
            occupation: None,
            father: None,
            mother: None,
            former_cards: Vec::new(),
        }
    }
}

/// Somebody's relative, as a document names them. The relative may be unknown to the register, or come into it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// Their name as the document gives it.
    pub name: Name,
    /// Their personal number, when the document gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<PersonalNumber>,
    /// Whom the register knows them as, when the document was written by the register itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}
