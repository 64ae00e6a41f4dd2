//! Whether the officer reaches whom a reading is about, and under which appointment.

use danh_directory::Appointment;
use danh_exchange::{AccessKind, BreakGlass, Purpose};
use danh_register::person_queries::{
    household_former_members, household_members, is_visible, person_by_id,
};
use danh_register::{PersonState, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, Timestamp};

use super::About;
use crate::access::{Reach, Work};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// What is needed to decide it.
pub(super) struct Admission {
    reach: Reach,
    /// The earliest given appointment that allows the work, wherever it reaches.
    first: Appointment,
    break_glasses: Vec<BreakGlass>,
    viewer: Viewer,
    now: Timestamp,
}

/// Under what somebody is told something.
pub(super) struct Admitted {
    pub(super) appointment: Appointment,
    pub(super) kind: AccessKind,
    /// The reason of an emergency reading.
    pub(super) reason: Option<Purpose>,
}

/// Why somebody is told nothing.
pub(super) enum NotAdmitted<E> {
    Hidden,
    Outside {
        appointment: Appointment,
        persons: Vec<PersonId>,
    },
    Store(E),
}

impl<E: From<StoreError>> From<StoreError> for NotAdmitted<E> {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

impl Admission {
    /// What decides it for an officer's work; nothing without an appointment that allows it.
    pub(super) fn of(state: &AppState, reader: &SignedIn, work: Work) -> Option<Self> {
        Some(Self {
            reach: reader.reach(state, work),
            first: reader.appointment_for(work)?.clone(),
            break_glasses: reader.break_glasses.clone(),
            viewer: reader.viewer(),
            now: state.clock.now(),
        })
    }

    pub(super) fn admit<E: From<StoreError>>(
        &self,
        tx: &mut Tx<'_>,
        about: &About,
    ) -> Result<Admitted, NotAdmitted<E>> {
        match about {
            About::Whoever => Ok(Self::by(&self.first)),
            About::Unit(place) => {
                let reaching = self.reach.appointment_for_place(*place);
                reaching
                    .map(Self::by)
                    .ok_or_else(|| self.outside(Vec::new()))
            }
            About::Person(person) => {
                let found = person_by_id(tx, *person)?;
                let states = found.map(|(_, state)| (*person, state));
                self.admit_any(tx, states.into_iter().collect())
            }
            About::AnyOf(persons) => {
                let mut states = Vec::new();
                for person in persons {
                    let found = person_by_id(tx, *person)?;
                    states.extend(found.map(|(_, state)| (*person, state)));
                }
                self.admit_any(tx, states)
            }
            About::Household(household) => {
                let mut members = household_members(tx, *household)?;
                if members.is_empty() {
                    members = household_former_members(tx, *household)?;
                }
                self.admit_any(tx, members)
            }
        }
    }

    /// By one of them who is reached. Whom the register does not know the read itself misses.
    fn admit_any<E: From<StoreError>>(
        &self,
        tx: &mut Tx<'_>,
        states: Vec<(PersonId, PersonState)>,
    ) -> Result<Admitted, NotAdmitted<E>> {
        if states.is_empty() {
            return Ok(Self::by(&self.first));
        }
        let mut reaching = states.iter();
        if let Some(appointment) = reaching.find_map(|(_, it)| self.reach.appointment_for(it)) {
            return Ok(Self::by(appointment));
        }
        let persons: Vec<PersonId> = states.into_iter().map(|(person, _)| person).collect();
        if let [person] = *persons
            && let Some(emergency) = self.emergency(person)
        {
            return Ok(emergency);
        }
        // Who is hidden must not be told apart from who does not exist.
        for person in &persons {
            if !is_visible(tx, *person, self.viewer)? {
                return Err(NotAdmitted::Hidden);
            }
        }
        Err(self.outside(persons))
    }

    fn emergency(&self, person: PersonId) -> Option<Admitted> {
        let mut open = self.break_glasses.iter();
        let open = open.find(|one| one.person == person && one.holds_at(self.now))?;
        let mut appointments = self.reach.appointments.iter();
        let under = appointments.find(|appointment| Some(appointment.id) == open.appointment)?;
        Some(Admitted {
            appointment: under.clone(),
            kind: AccessKind::BreakGlass,
            reason: Some(open.reason.as_purpose().clone()),
        })
    }

    fn by(appointment: &Appointment) -> Admitted {
        Admitted {
            appointment: appointment.clone(),
            kind: AccessKind::Disclosure,
            reason: None,
        }
    }

    fn outside<E>(&self, persons: Vec<PersonId>) -> NotAdmitted<E> {
        NotAdmitted::Outside {
            appointment: self.first.clone(),
            persons,
        }
    }
}
