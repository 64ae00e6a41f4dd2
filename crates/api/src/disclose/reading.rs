//! What is asked for: about whom, and what for.

use danh_directory::AddressedUnit;
use danh_exchange::{Purpose, Told};
use danh_vocabulary::{HouseholdId, PersonId};

/// About whom something is to be told. The officer must reach them today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// One person.
    Person(PersonId),
    /// Persons whom one thing joins, such as an event: it is enough to reach one of them.
    AnyOf(Vec<PersonId>),
    /// A household: it is enough to reach one of its members, or of those who were members once where nobody is any more.
    Household(HouseholdId),
    /// The books of a unit.
    Unit(AddressedUnit),
    /// Whoever is found. The read tells no more than the least of those whom the officer does not
    /// [reach](crate::access::Reach::includes); the route must declare that it does.
    Whoever,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Reading {
    /// About whom.
    pub about: About,
    /// What for; without it, the officer's daily work.
    pub purpose: Option<Purpose>,
    /// What it asks to be told, for the record where that is refused; without it, all that the route may tell.
    pub asked: Option<Vec<Told>>,
}

impl Reading {
    /// A reading for the officer's daily work.
    pub const fn of(about: About) -> Self {
        Self {
            about,
            purpose: None,
            asked: None,
        }
    }

    /// A reading of one person, for the officer's daily work.
    pub const fn of_person(person: PersonId) -> Self {
        Self::of(About::Person(person))
    }

    /// Says what it asks to be told, where that is less than the route may tell.
    #[must_use]
    pub fn asking_for(mut self, asked: impl Into<Vec<Told>>) -> Self {
        self.asked = Some(asked.into());
        self
    }

    /// Says what it is for, if that was said.
    #[must_use]
    pub fn with_purpose(mut self, purpose: impl Into<Option<Purpose>>) -> Self {
        self.purpose = purpose.into();
        self
    }
}
