//! The state of a person on a day, as known at an instant.

use danh_directory::AddressedUnit;
use danh_vocabulary::{Name, PartialDate, PersonId, PersonalNumber, canonical};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Abode, Absence, Adoption, Contact, Guardianship, Identity, IdentityCard, Protection, Relative,
    Residence, Stay, TemporaryResidence,
};

/// What the events of a person, folded, say of them. Its canonical JSON is kept beside the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonState {
    /// Where they live who have no residence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abode: Option<Abode>,
    /// The last declared absence that was not ended; its own days say whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<Absence>,
    /// Adoptive parents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adoption: Option<Adoption>,
    /// Identity cards, in the order of their issue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<IdentityCard>,
    /// How they can be reached, sealed.
    #[serde(default, skip_serializing_if = "Contact::is_empty")]
    pub contact: Contact,
    /// That they died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death: Option<Death>,
    /// Records that turned out to be second ones of this person, in the order of their merging.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<PersonId>,
    /// Names they bore until a lawful change, the oldest first; search still finds them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<Name>,
    /// Who stands for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guardians: Vec<Guardianship>,
    /// Who they are.
    pub identity: Identity,
    /// Married or not, as far as it is known.
    #[serde(default)]
    pub marital: MaritalStatus,
    /// That this record turned out to be a second one of somebody: whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PersonId>,
    /// That a court declared them missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Names that stood in the register by mistake and were corrected; search still finds them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistaken_names: Vec<Name>,
    /// Every personal number they were given, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<HeldNumber>,
    /// That only named officers may see them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection: Option<Protection>,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence: Option<Residence>,
    /// The number of their residence file (số hồ sơ cư trú).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence_file: Option<String>,
    /// The last notified stay; its own days say whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay: Option<Stay>,
    /// The last temporary residence that was not deleted; its own days say whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temporary_residence: Option<TemporaryResidence>,
    /// For whom they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wards: Vec<Relative>,
}

impl PersonState {
    /// A person of whom nothing is known but who they are.
    pub(crate) fn of(identity: Identity) -> Self {
        Self {
            identity,
            mistaken_names: Vec::new(),
            former_names: Vec::new(),
            numbers: Vec::new(),
            marital: MaritalStatus::Unknown,
            adoption: None,
            guardians: Vec::new(),
            wards: Vec::new(),
            residence: None,
            temporary_residence: None,
            absence: None,
            stay: None,
            abode: None,
            residence_file: None,
            cards: Vec::new(),
            contact: Contact::default(),
            missing: None,
            death: None,
            merged_into: None,
            duplicates: Vec::new(),
            protection: None,
        }
    }

    /// The parents before the law: those who adopted the person, or else those of birth.
    pub fn legal_parents(&self) -> [Option<&Relative>; 2] {
        match &self.adoption {
            Some(adoption) => [adoption.father.as_ref(), adoption.mother.as_ref()],
            None => [self.identity.father.as_ref(), self.identity.mother.as_ref()],
        }
    }

    /// All names the person bears or bore, the present one first.
    pub fn all_names(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.identity.name)
            .chain(&self.identity.other_names)
            .chain(&self.former_names)
            .chain(&self.mistaken_names)
    }

    /// The personal number in force. A person has one: that of a record merged into another is not in force meanwhile.
    pub fn number(&self) -> Option<PersonalNumber> {
        let mut numbers = self.numbers.iter().rev();
        numbers
            .find(|held| !held.cancelled && self.merged_into.is_none())
            .map(|held| held.number)
    }

    /// This person as somebody else's relative.
    pub fn as_relative(&self, person: PersonId) -> Relative {
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
        self.write_document(&mut canonical::Writer::default())
            .to_owned()
    }

    /// [`PersonState::to_document`], for one state after another.
    pub(crate) fn write_document<'w>(&self, writer: &'w mut canonical::Writer) -> &'w str {
        let written = writer.write(self);
        written.expect("a state holds text, small numbers and booleans only")
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
    /// Cancelled numbers are kept and never given again (Decree 70/2024/ND-CP, art. 11).
    pub cancelled: bool,
    /// The number.
    pub number: PersonalNumber,
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
        /// When the marriage was registered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<PartialDate>,
        /// To whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spouse: Option<Relative>,
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
    /// Whether a court declared the person dead (Civil Code 2015, art. 71), rather than somebody having seen it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub declared: bool,
    /// The day, as exactly as it is known.
    pub on: PartialDate,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<AddressedUnit>,
}

/// That a court declared somebody missing (Civil Code 2015, art. 68).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// From when the declaration has effect.
    pub since: Date,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
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
