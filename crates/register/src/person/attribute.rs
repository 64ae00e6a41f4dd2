//! What a person may declare of themselves and have changed without a decision (Law on Identification 2023, art. 9, points 2, 10,
//! 12, 20, 25 and 26, and art. 10).

use danh_vocabulary::{BloodGroup, Name, Religion};
use serde::{Deserialize, Serialize};

/// One thing that was declared; an empty value takes back what stood there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Attribute {
    /// Other names (tên gọi khác).
    OtherNames(Vec<Name>),
    /// The religion.
    Religion(Option<Religion>),
    /// The blood group, with the laboratory's finding shown to the officer.
    BloodGroup(Option<BloodGroup>),
    /// The occupation.
    Occupation(Option<String>),
    /// The number of the residence file (số hồ sơ cư trú).
    ResidenceFile(Option<String>),
    /// The mobile number.
    Phone(Option<SealedText>),
    /// The e-mail address.
    Email(Option<SealedText>),
}

impl Attribute {
    /// The word that names the attribute.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::OtherNames(_) => "other_names",
            Self::Religion(_) => "religion",
            Self::BloodGroup(_) => "blood_group",
            Self::Occupation(_) => "occupation",
            Self::ResidenceFile(_) => "residence_file",
            Self::Phone(_) => "phone",
            Self::Email(_) => "email",
        }
    }
}

/// How a person can be reached, sealed: the journal and the state hold what only the program's key opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The mobile number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<SealedText>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<SealedText>,
}

impl Contact {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A text that only the key of its seal can open, in unpadded base64url.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedText(String);

impl SealedText {
    /// What a seal made.
    pub fn from_sealed(sealed: String) -> Self {
        Self(sealed)
    }

    /// What the seal made, for opening it.
    pub fn as_sealed(&self) -> &str {
        &self.0
    }
}
