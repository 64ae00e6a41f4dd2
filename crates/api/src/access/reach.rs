//! Whom an officer reaches: jurisdiction for reading persons.
//!
//! An authority reaches the people at home on its ground, as of today: at their permanent residence or at a temporary one that
//! holds; who has neither, where they were known to be last; of whom nothing of the kind is known, where their birth was
//! registered. A place is where it lies today. A unit that was divided may lie in each of its heirs, for nobody knows in
//! which; one whose heirs are not recorded lies in the unit above it. The centre reaches everybody, also those of whom no place
//! is known.

use std::sync::Arc;

use danh_directory::{AddressedUnit, Appointment, AuthorityId, Directory, Seat, Today, Unit};
use danh_register::PersonState;
use danh_register::person_queries::person_by_id;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, UnitCode};
use jiff::civil::Date;

/// How far an officer reaches today with the appointments that allow a kind of work.
#[derive(Debug, Clone)]
pub struct Reach {
    pub(crate) directory: Arc<Directory>,
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) today: Date,
}

impl Reach {
    /// Whether the person is at home within reach.
    pub fn includes(&self, person: &PersonState) -> bool {
        self.appointment_for(person).is_some()
    }

    /// The appointment under which the officer reaches the person, the earliest given if there are several.
    pub fn appointment_for(&self, person: &PersonState) -> Option<&Appointment> {
        let grounds = self.grounds_of(person);
        let mut appointments = self.appointments.iter();
        appointments.find(|appointment| {
            let reaches = |unit: &UnitCode| self.covers(appointment, *unit);
            is_of_the_centre(appointment) || grounds.iter().any(reaches)
        })
    }

    /// The appointment under which the officer reaches the first of some persons whom they reach at all.
    pub fn appointment_for_any(
        &self,
        tx: &mut Tx<'_>,
        persons: &[PersonId],
    ) -> Result<Option<&Appointment>, StoreError> {
        for person in persons {
            if let Some((_, state)) = person_by_id(tx, *person)?
                && let Some(reaching) = self.appointment_for(&state)
            {
                return Ok(Some(reaching));
            }
        }
        Ok(None)
    }

    /// The appointment in whose name the officer does something about some persons: that under which they reach the first of them
    /// whom they reach at all, else the earliest given. Nobody is looked up where there is no choice.
    pub fn appointment_to_act(
        &self,
        tx: &mut Tx<'_>,
        persons: &[PersonId],
    ) -> Result<Option<&Appointment>, StoreError> {
        let reaching = match &*self.appointments {
            [] | [_] => None,
            _ => self.appointment_for_any(tx, persons)?,
        };
        Ok(reaching.or(self.appointments.first()))
    }

    /// The appointment under which the officer reaches a unit as it was written on some day.
    pub fn appointment_for_place(&self, place: AddressedUnit) -> Option<&Appointment> {
        let grounds = self.ground_of(place);
        let mut appointments = self.appointments.iter();
        appointments.find(|appointment| {
            let reaches = |unit: &UnitCode| self.covers(appointment, *unit);
            is_of_the_centre(appointment) || grounds.iter().any(reaches)
        })
    }

    /// Whether it is the whole country, by an appointment at the centre.
    pub fn is_everywhere(&self) -> bool {
        self.appointments.iter().any(is_of_the_centre)
    }

    /// Whether another authority works on ground within reach.
    pub fn oversees(&self, authority: &str) -> bool {
        self.appointment_over(authority).is_some()
    }

    /// The appointment under which the officer reaches the ground on which another authority works. Those of the centre only the
    /// centre reaches.
    pub fn appointment_over(&self, authority: &str) -> Option<&Appointment> {
        let id: Option<AuthorityId> = authority.parse().ok();
        let seat = id.and_then(|id| self.directory.authority(&id));
        let ground = seat.and_then(|authority| match authority.seat {
            Seat::Centre(_) => None,
            Seat::Unit { unit, .. } => Some(AddressedUnit {
                code: unit.code,
                written_on: unit.life.until.unwrap_or(self.today),
            }),
        });
        match ground {
            Some(ground) => self.appointment_for_place(ground),
            None => self.appointments.iter().find(|it| is_of_the_centre(it)),
        }
    }

    /// The province of today in which the person is at home: with name and year of birth the least that tells two people
    /// apart.
    pub fn province_of(&self, person: &PersonState) -> Option<&Unit> {
        let unit = *self.grounds_of(person).first()?;
        let unit = self.directory.unit(unit, self.today)?;
        self.directory.path(unit).last()
    }

    fn covers(&self, appointment: &Appointment, unit: UnitCode) -> bool {
        self.directory
            .covers(&appointment.authority, unit, self.today)
    }

    /// Units of today in which the person is at home.
    fn grounds_of(&self, person: &PersonState) -> Vec<UnitCode> {
        let homes = homes(person, self.today);
        homes
            .into_iter()
            .flat_map(|home| self.ground_of(home))
            .collect()
    }

    /// Units of today in which a place lies, or may lie.
    fn ground_of(&self, place: AddressedUnit) -> Vec<UnitCode> {
        match self.directory.today(place, self.today) {
            None | Some(Today::Unrecorded { within: None }) => Vec::new(),
            Some(
                Today::Unchanged(unit)
                | Today::Whole(unit)
                | Today::Unrecorded { within: Some(unit) },
            ) => vec![unit.code],
            Some(Today::Split { default, others }) => std::iter::once(default)
                .chain(others)
                .map(|unit| unit.code)
                .collect(),
        }
    }
}

fn is_of_the_centre(appointment: &Appointment) -> bool {
    matches!(appointment.authority, AuthorityId::Centre(_))
}

/// Where a person is at home, the strongest kind of place only.
fn homes(person: &PersonState, today: Date) -> Vec<AddressedUnit> {
    let permanent = person.residence.as_ref().map(|home| home.place);
    let temporary = person.temporary_residence_on(today).map(|home| home.place);
    let present: Vec<AddressedUnit> = permanent.into_iter().chain(temporary).collect();
    if !present.is_empty() {
        return present;
    }
    let abode = person.abode.as_ref().map(|abode| abode.place);
    let past = person.temporary_residence.as_ref().map(|home| home.place);
    let registered = person.identity.birth_registered_in;
    let last = abode
        .or(past)
        .or(registered)
        .or(person.identity.birth_place);
    last.into_iter().collect()
}

#[cfg(test)]
mod tests;
