//! What an officer may be appointed to do.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::authority_id::{AuthorityId, LocalBody};

/// A role. What it may do is decided where it is done; here it has a name and a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Công chức tư pháp - hộ tịch: registers civil events at a People's Committee.
    Registrar,
    /// Cán bộ đăng ký cư trú: registers residence at the police.
    ResidenceOfficer,
    /// Takes applications for identity cards and issues them, at the police.
    CardOfficer,
    /// Decides what another officer prepared.
    Reviewer,
    /// Reads the access log and the journal.
    Auditor,
    /// Examines how the work is done.
    Inspector,
    /// Reads counts, never persons.
    Statistician,
    /// Answers for an agency's file.
    AgencyDataOfficer,
    /// Appoints others; reads nobody's data.
    Administrator,
}

/// Why a text is not a role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no role is called `{input}`")]
pub struct RoleError {
    /// What was given.
    pub input: String,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Registrar,
        Self::ResidenceOfficer,
        Self::CardOfficer,
        Self::Reviewer,
        Self::Auditor,
        Self::Inspector,
        Self::Statistician,
        Self::AgencyDataOfficer,
        Self::Administrator,
    ];

    /// The stable name, as in `residence-officer`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registrar => "registrar",
            Self::ResidenceOfficer => "residence-officer",
            Self::CardOfficer => "card-officer",
            Self::Reviewer => "reviewer",
            Self::Auditor => "auditor",
            Self::Inspector => "inspector",
            Self::Statistician => "statistician",
            Self::AgencyDataOfficer => "agency-data-officer",
            Self::Administrator => "administrator",
        }
    }

    /// Whether the law lets the role be held there: civil status belongs to People's
    /// Committees, residence and cards to the police; the centre may hold any.
    pub const fn may_sit_at(self, authority: &AuthorityId) -> bool {
        match (self, authority) {
            (Self::Registrar, AuthorityId::Local { body, .. }) => {
                matches!(body, LocalBody::PeoplesCommittee)
            }
            (Self::ResidenceOfficer | Self::CardOfficer, AuthorityId::Local { body, .. }) => {
                matches!(body, LocalBody::Police)
            }
            _ => true,
        }
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| RoleError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_comes_back() {
        for role in Role::ALL {
            assert_eq!(role.to_string().parse(), Ok(role));
            let json = serde_json::to_string(&role).unwrap();
            assert_eq!(serde_json::from_str::<Role>(&json).unwrap(), role);
        }
        assert!("king".parse::<Role>().is_err());
    }
}
