//! Of whom a page of the desk is about to tell something.

use danh_vocabulary::PersonId;

/// Everyone of whom something is told, for the access record.
#[derive(Clone, Debug, Default)]
pub struct Told(Vec<PersonId>);

impl Told {
    /// Notes that something is told of somebody.
    pub fn of(&mut self, person: PersonId) {
        if !self.0.contains(&person) {
            self.0.push(person);
        }
    }

    /// Everyone, in the order in which they were noted.
    pub fn into_persons(self) -> Vec<PersonId> {
        self.0
    }

    /// Whether nobody was noted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
