//! Pairwise pseudonyms: how a person is named to one organisation, the same for ever, and by nothing to be tied to what another
//! organisation calls them.
//!
//! A pseudonym is the person's internal id under a key that follows, by HMAC-SHA-256, from the register's handle secret and the
//! organisation's id; so it needs no table, can be opened here alone, and no two organisations can compare theirs.

use danh_keys::{KeyRing, KeyRingError};
use danh_vocabulary::PersonId;

use crate::identifier::OrganisationId;

/// Makes and opens pseudonyms.
#[derive(Debug, Clone)]
pub struct Pseudonyms {
    keys: KeyRing,
}

impl Pseudonyms {
    /// Under the handle secret of a ring.
    pub fn new(keys: &KeyRing) -> Result<Self, KeyRingError> {
        // The secret is read now and stays in memory; what follows from it cannot fail later.
        keys.handles("exchange")?;
        Ok(Self { keys: keys.clone() })
    }

    /// The name of a person to an organisation: 26 characters of a-z and 2-7.
    pub fn of(&self, organisation: &OrganisationId, person: PersonId) -> String {
        self.key(organisation).seal(person.as_i64())
    }

    /// Who is named so to an organisation.
    pub fn person(&self, organisation: &OrganisationId, pseudonym: &str) -> Option<PersonId> {
        let id = self.key(organisation).open(pseudonym)?;
        Some(PersonId::from_i64(id))
    }

    fn key(&self, organisation: &OrganisationId) -> danh_keys::HandleKey {
        let audience = format!("pseudonym of {organisation}");
        let key = self.keys.handles(&audience);
        key.expect("the secret has been in memory since the pseudonyms were made")
    }
}

#[cfg(test)]
mod tests {
    use danh_vocabulary::SeededEntropy;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_for_one_organisation_and_another_for_another() {
        let folder = tempfile::tempdir().unwrap();
        let ring = |seed| KeyRing::open_or_create(folder.path(), &SeededEntropy::new(seed));
        let (bank, hospital) = ("ngan-hang".parse().unwrap(), "benh-vien".parse().unwrap());
        let person = PersonId::from_i64(42);
        let first = Pseudonyms::new(&ring(1).unwrap()).unwrap();
        let named = first.of(&bank, person);
        assert_eq!(named.len(), 26);
        assert_eq!(first.person(&bank, &named), Some(person));
        assert_eq!(first.person(&hospital, &named), None);
        assert_ne!(first.of(&hospital, person), named);
        // Another start, other chance: the name stays.
        let again = Pseudonyms::new(&ring(2).unwrap()).unwrap();
        assert_eq!(again.of(&bank, person), named);
    }

    proptest! {
        #[test]
        fn pseudonyms_come_back(id: i64) {
            let folder = tempfile::tempdir().unwrap();
            let ring = KeyRing::open_or_create(folder.path(), &SeededEntropy::new(1)).unwrap();
            let pseudonyms = Pseudonyms::new(&ring).unwrap();
            let bank = "ngan-hang".parse().unwrap();
            let person = PersonId::from_i64(id);
            prop_assert_eq!(pseudonyms.person(&bank, &pseudonyms.of(&bank, person)), Some(person));
        }
    }
}
