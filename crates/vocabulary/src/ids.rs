//! The typed ids of the whole system, all in this one list.
//!
//! An id is a 64-bit number given by [`IdSource`](crate::IdSource), so ids of one process sort by the time they
//! were given. Outside they are written as sixteen lower-case hexadecimal digits; a person's id
//! never leaves the system at all (faces speak of persons by an opaque handle).

use std::fmt;
use std::str::FromStr;

use crate::short_text::ShortText;
use crate::text::serde_as_text;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id has sixteen lower-case hexadecimal digits, not `{input}`")]
pub struct IdError {
    /// What was given.
    pub input: String,
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            /// The id as the store keeps it.
            pub const fn as_i64(self) -> i64 {
                self.0
            }

            /// The id as it was read from the store or given by an id source.
            pub const fn from_i64(id: i64) -> Self {
                Self(id)
            }
        }

        impl $name {
            fn text(self) -> ShortText {
                let mut text = ShortText::new();
                text.push_hexadecimal(self.0.cast_unsigned());
                text
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                parse(text).map(Self).ok_or_else(|| IdError { input: text.to_owned() })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.text())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self)
            }
        }

        serde_as_text!($name, "sixteen lower-case hexadecimal digits", text);
    )+ };
}

ids! {
    /// A person whom the register knows. Never leaves the system.
    PersonId
    /// A civil event, that is, an entry of the journal.
    EventId
    /// A household.
    HouseholdId
    /// An officer, that is, somebody who may be appointed.
    OfficerId
    /// An appointment of an officer to a role at an authority.
    AppointmentId
    /// A half-filled form of an officer.
    DraftId
    /// An act proposed to a second officer.
    ProposalId
    /// An access record, that is, an entry of the access log.
    AccessRecordId
    /// A run with an agency's file.
    SyncRunId
    /// A decision of an officer on a doubtful link.
    LinkDecisionId
}

fn parse(text: &str) -> Option<i64> {
    let digits = text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let bits = digits.then(|| u64::from_str_radix(text, 16).ok())??;
    Some(bits.cast_signed())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_is_written_in_sixteen_digits() {
        let id = EventId::from_i64(0x1f);
        assert_eq!(id.to_string(), "000000000000001f");
        assert_eq!(format!("{id:?}"), "EventId(000000000000001f)");
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"000000000000001f\"");
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "1f",
            "000000000000001F",
            "+00000000000001f",
            "000000000000001f0",
        ] {
            assert!(text.parse::<PersonId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn ids_come_back(id: i64) {
            let id = PersonId::from_i64(id);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(serde_json::from_str::<PersonId>(&json).unwrap(), id);
        }
    }
}
