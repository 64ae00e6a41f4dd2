//! Blood groups, as the register may hold them (Law on Identification 2023, article 9):
//! ABO, and Rh when it was tested.

use std::fmt;
use std::str::FromStr;

use crate::text::serde_as_text;

/// A group of the ABO system and, when known, the Rh factor. Written `A`, `AB+`, `O-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BloodGroup {
    /// The ABO group.
    pub abo: Abo,
    /// Rh(D), when it was tested.
    pub rhesus: Option<Rhesus>,
}

/// The ABO system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Abo {
    /// A.
    A,
    /// B.
    B,
    /// AB.
    Ab,
    /// O.
    O,
}

/// The Rh(D) factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rhesus {
    /// Rh+.
    Positive,
    /// Rh−.
    Negative,
}

/// Why a text is not a blood group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a blood group is `A`, `B`, `AB` or `O`, with `+` or `-` when Rh is known, not `{input}`")]
pub struct BloodGroupError {
    /// What was given.
    pub input: String,
}

impl BloodGroup {
    /// Reads what is written on papers: any case, spaces, `Rh`, `Rh(D)`, brackets around the
    /// sign, a minus of any length. The digit `0` is not taken for the letter.
    pub fn parse_as_written(text: &str) -> Result<Self, BloodGroupError> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '−' | '–' | '‐' => '-',
                _ => c.to_ascii_uppercase(),
            })
            .collect();
        let plain = plain
            .replace("RH(D)", "")
            .replace("RHD", "")
            .replace("RH", "")
            .replace("(+)", "+")
            .replace("(-)", "-");
        plain.parse().map_err(|_| BloodGroupError {
            input: text.to_owned(),
        })
    }
}

impl FromStr for BloodGroup {
    type Err = BloodGroupError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (group, rhesus) = match (text.strip_suffix('+'), text.strip_suffix('-')) {
            (Some(group), _) => (group, Some(Rhesus::Positive)),
            (None, Some(group)) => (group, Some(Rhesus::Negative)),
            (None, None) => (text, None),
        };
        let abo = match group {
            "A" => Abo::A,
            "B" => Abo::B,
            "AB" => Abo::Ab,
            "O" => Abo::O,
            _ => {
                return Err(BloodGroupError {
                    input: text.to_owned(),
                });
            }
        };
        Ok(Self { abo, rhesus })
    }
}

impl fmt::Display for BloodGroup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.abo {
            Abo::A => "A",
            Abo::B => "B",
            Abo::Ab => "AB",
            Abo::O => "O",
        })?;
        formatter.write_str(match self.rhesus {
            None => "",
            Some(Rhesus::Positive) => "+",
            Some(Rhesus::Negative) => "-",
        })
    }
}

serde_as_text!(BloodGroup, "a blood group as in `A`, `AB+` or `O-`");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WRITTEN: [&str; 12] = [
        "A", "A+", "A-", "B", "B+", "B-", "AB", "AB+", "AB-", "O", "O+", "O-",
    ];

    #[test]
    fn all_twelve_come_back() {
        for text in WRITTEN {
            assert_eq!(text.parse::<BloodGroup>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn papers_write_it_in_many_ways() {
        let read = |text| BloodGroup::parse_as_written(text).map(|it| it.to_string());
        for (text, group) in [
            ("O Rh+", "O+"),
            ("ab rh(D) (-)", "AB-"),
            ("B−", "B-"),
            (" a ", "A"),
            ("A RhD +", "A+"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(group), "{text}");
        }
        for text in ["", "0+", "C", "Rh+", "A++", "A+-"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_taken(text in "(\\PC{0,4}|[ABO+-]{0,4})") {
            prop_assert_eq!(text.parse::<BloodGroup>().is_ok(), WRITTEN.contains(&text.as_str()));
        }

        #[test]
        fn what_is_written_is_parsed_or_refused(text in any::<String>()) {
            let _ = BloodGroup::parse_as_written(&text);
        }
    }
}
