//! The state of a person on a day, as known at an instant.

use danh_directory::AddressedUnit;
use danh_vocabulary::{Name, PartialDate, PersonalNumber, canonical};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Identity, Relative, Residence};

/// What the events of a person, folded, say of them. Its canonical JSON is kept beside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonState {
    /// Who they are.
    pub identity: Identity,
    /// Names that stood in the register by mistake and were corrected; search still finds them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistaken_names: Vec<Name>,
    /// Every personal number they were given, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<HeldNumber>,
    /// Married or not, as far as it is known.
    #[serde(default)]
    pub marital: MaritalStatus,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence: Option<Residence>,
    /// That they died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death: Option<Death>,
}

impl PersonState {
    /// The personal number in force.
    pub fn number(&self) -> Option<PersonalNumber> {
        self.numbers
            .iter()
            .rev()
            .find(|held| !held.cancelled)
            .map(|held| held.number)
    }

    /// This person as somebody else's relative.
    pub fn as_relative(&self, person: danh_vocabulary::PersonId) -> Relative {
        Relative {
            person: Some(person),
            number: self.number(),
            name: self.identity.name.clone(),
        }
    }

    /// Completed years of age on a day, counted from the earliest day the birth date allows.
    pub fn age_at_most(&self, on: Date) -> i16 {
        completed_years(self.identity.born.earliest(), on)
    }

    /// Completed years of age on a day, counted from the latest day the birth date allows.
    pub fn age_at_least(&self, on: Date) -> i16 {
        completed_years(self.identity.born.latest(), on)
    }

    /// The canonical JSON that is stored and compared.
    pub fn to_document(&self) -> String {
        canonical::to_string(self).expect("a state holds text, small numbers and booleans only")
    }
}

fn completed_years(from: Date, to: Date) -> i16 {
    let birthday_is_to_come = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i16::from(birthday_is_to_come)
}

/// A personal number that was given to the person and stays theirs for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldNumber {
    /// The number.
    pub number: PersonalNumber,
    /// Cancelled numbers are kept and never given again (Decree 70/2024/ND-CP, art. 11).
    pub cancelled: bool,
}

/// Marital status, with the spouse where there is or was one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MaritalStatus {
    /// The source did not say.
    #[default]
    Unknown,
    /// Never married.
    Single,
    /// Married.
    Married {
        /// To whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spouse: Option<Relative>,
        /// When the marriage was registered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<PartialDate>,
    },
    /// The spouse died.
    Widowed {
        /// Who died.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spouse: Option<Relative>,
    },
    /// Divorced.
    Divorced,
}

/// A death.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Death {
    /// The day, as exactly as it is known.
    pub on: PartialDate,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<AddressedUnit>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_completed_on_the_birthday() {
        let born = jiff::civil::date(2000, 2, 29);
        assert_eq!(completed_years(born, jiff::civil::date(2020, 2, 28)), 19);
        assert_eq!(completed_years(born, jiff::civil::date(2020, 2, 29)), 20);
        assert_eq!(completed_years(born, jiff::civil::date(2021, 2, 28)), 20);
        assert_eq!(completed_years(born, jiff::civil::date(2021, 3, 1)), 21);
    }
}
