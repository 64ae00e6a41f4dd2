//! Names of authorities that stay the same for good, and so can stand in the journal.

use std::fmt;
use std::str::FromStr;

use danh_vocabulary::UnitCode;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::organisation;

/// An authority's id.
///
/// - An organisation of the centre is its id in `organisations.csv`: `bca-c06`.
/// - A body that sits on an administrative unit is the body, the unit's code and the day the
///   unit was founded: `ubnd:00004@2025-07-01`. Where the founding day is not known, which is so
///   for the first unit with a code, there is none: `ubnd:00004`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AuthorityId {
    /// An organisation of the centre.
    Centre(Box<str>),
    /// A body that sits on an administrative unit.
    Local {
        /// Which body.
        body: LocalBody,
        /// The code of the unit.
        unit: UnitCode,
        /// The day the unit was founded, where it is known.
        founded: Option<Date>,
    },
}

/// A body that sits on an administrative unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LocalBody {
    /// Ủy ban nhân dân: civil status (Law on Civil Status 2014, article 7).
    PeoplesCommittee,
    /// Công an: residence (Law on Residence 2020, article 2) and identity cards.
    Police,
}

/// Why a text is not an authority's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an authority is written as in `bca-c06` or `ubnd:00004@2025-07-01`, not `{input}`")]
pub struct AuthorityIdError {
    /// What was given.
    pub input: String,
}

impl LocalBody {
    const fn as_str(self) -> &'static str {
        match self {
            Self::PeoplesCommittee => "ubnd",
            Self::Police => "ca",
        }
    }
}

impl FromStr for AuthorityId {
    type Err = AuthorityIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id = match text.split_once(':') {
            None => organisation::is_id(text).then(|| Self::Centre(text.into())),
            Some((body, unit)) => local(body, unit),
        };
        id.ok_or_else(|| AuthorityIdError {
            input: text.to_owned(),
        })
    }
}

fn local(body: &str, unit: &str) -> Option<AuthorityId> {
    let body = [LocalBody::PeoplesCommittee, LocalBody::Police]
        .into_iter()
        .find(|b| b.as_str() == body)?;
    let (unit, founded) = match unit.split_once('@') {
        None => (unit, None),
        Some((unit, day)) => (unit, Some(day.parse().ok().filter(|_| day.len() == 10)?)),
    };
    Some(AuthorityId::Local {
        body,
        unit: unit.parse().ok()?,
        founded,
    })
}

impl fmt::Display for AuthorityId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Centre(id) => formatter.write_str(id),
            Self::Local {
                body,
                unit,
                founded: None,
            } => {
                write!(formatter, "{}:{unit}", body.as_str())
            }
            Self::Local {
                body,
                unit,
                founded: Some(day),
            } => {
                write!(formatter, "{}:{unit}@{day}", body.as_str())
            }
        }
    }
}

impl Serialize for AuthorityId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AuthorityId {
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
    fn ids_come_back() {
        for text in ["bca-c06", "ubnd:00004@2025-07-01", "ca:01", "ubnd:001"] {
            let id: AuthorityId = text.parse().unwrap();
            assert_eq!(id.to_string(), text);
            let json = serde_json::to_string(&id).unwrap();
            assert_eq!(serde_json::from_str::<AuthorityId>(&json).unwrap(), id);
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "BCA",
            "xx:01",
            "ubnd:",
            "ubnd:1",
            "ubnd:01@",
            "ubnd:01@2025",
            "bộ",
        ] {
            assert!(text.parse::<AuthorityId>().is_err(), "{text}");
        }
    }
}
