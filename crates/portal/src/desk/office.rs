//! The officer's side of a form: who asks, for which authority, on which day.

use std::sync::Arc;

use danh_api::access::{Reach, Work};
use danh_api::{AppState, SignedIn};
use danh_directory::{AddressedUnit, Appointment, AuthorityId, Directory};
use danh_keys::HandleKey;
use danh_register::person_queries::{person_by_id, record_read};
use danh_register::{Act, PersonState, Register, Relative, Seen, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{EventId, OfficerId, PersonId, UnitCode};
use jiff::civil::Date;

use crate::bilingual::Bilingual;
use crate::pages::person::read::PersonReader;
use crate::places;

/// What a form is filled in with, apart from the transaction. Cheap to clone into the closures the store runs.
#[derive(Clone)]
pub struct Office {
    /// Units and authorities.
    pub directory: Arc<Directory>,
    /// The register's desk.
    pub register: Register,
    /// Names persons and events to officers.
    pub handles: HandleKey,
    /// Today in Viet Nam.
    pub today: Date,
    /// Who fills it in.
    pub officer: OfficerId,
    /// In whose name.
    pub authority: AuthorityId,
    /// How far they reach with this work.
    pub reach: Reach,
    act: Act,
    state: AppState,
}

impl Office {
    /// The desk of an officer who is appointed to a kind of work, for a form about some persons: at the authority whose
    /// appointment reaches them, where the officer has several.
    pub async fn about(
        state: &AppState,
        signed_in: &SignedIn,
        work: Work,
        persons: Vec<PersonId>,
    ) -> Result<Option<Self>, StoreError> {
        let under = signed_in.appointment_to_act(state, work, persons).await?;
        Ok(under.and_then(|appointment| Self::under(state, signed_in, work, &appointment)))
    }

    fn under(
        state: &AppState,
        signed_in: &SignedIn,
        work: Work,
        appointment: &Appointment,
    ) -> Option<Self> {
        Some(Self {
            directory: state.directory.clone(),
            register: state.register.clone(),
            handles: state.handles.clone(),
            today: state.register.today(),
            officer: signed_in.officer,
            authority: appointment.authority.clone(),
            reach: signed_in.reach(state, work),
            act: signed_in.act_under(state, work, appointment).ok()?,
            state: state.clone(),
        })
    }

    /// What is written in the officer's name today, on a basis narrower than the law where one was given.
    pub fn act(&self, basis: Option<&str>) -> Act {
        let act = self.act.clone();
        match basis {
            Some(basis) => act.resting_on(basis),
            None => act,
        }
    }

    /// For whom the register answers.
    pub fn viewer(&self) -> Viewer {
        Viewer::Officer(self.officer)
    }

    /// The unit that the authority sits on; none for the centre.
    pub fn unit(&self) -> Option<UnitCode> {
        match &self.authority {
            AuthorityId::Local { unit, .. } => Some(*unit),
            AuthorityId::Centre(_) => None,
        }
    }

    /// A person's handle.
    pub fn handle(&self, person: PersonId) -> String {
        self.handles.seal(person.as_i64())
    }

    /// An event's handle.
    pub fn handle_of_event(&self, event: EventId) -> String {
        self.state.handle_of_event(event)
    }

    /// The event that a handle names.
    pub fn event_of(&self, handle: &str) -> Option<EventId> {
        self.state.event_of(handle)
    }

    /// What reads persons and events as their pages show them.
    pub(crate) fn person_reader(&self) -> PersonReader {
        PersonReader {
            directory: self.directory.clone(),
            handles: self.handles.clone(),
            today: self.today,
            viewer: self.viewer(),
        }
    }

    /// The state of somebody now and the version of it, unless they are unknown, hidden from this officer, or a second record.
    pub fn person(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> Result<Option<(Seen, PersonState)>, StoreError> {
        let Some((_, state)) = person_by_id(tx, person)? else {
            return Ok(None);
        };
        let (person, _) = record_read(tx, person, state)?;
        let Some((version, state)) = person_by_id(tx, person)? else {
            return Ok(None);
        };
        let is_visible = state.is_visible_to(self.viewer());
        Ok(is_visible.then_some((Seen { person, version }, state)))
    }

    /// Whom a document of the register names, as [`Office::person`].
    pub fn relative(
        &self,
        tx: &mut Tx<'_>,
        relative: &Relative,
    ) -> Result<Option<(Seen, PersonState)>, StoreError> {
        match danh_register::person_queries::person_of_relative(tx, relative)? {
            Some(person) => self.person(tx, person),
            None => Ok(None),
        }
    }

    /// What a unit written down on some day is today, as far as that is one unit.
    pub fn unit_today(&self, address: AddressedUnit) -> Option<UnitCode> {
        let today = self.directory.today(address, self.today)?;
        Some(today.default_unit()?.code)
    }

    /// The name of a unit on a day; its code where it means nothing.
    pub fn unit_name(&self, code: UnitCode, on: Date) -> String {
        let unit = self.directory.unit(code, on);
        unit.map_or_else(|| code.to_string(), |unit| self.directory.full_name(unit))
    }

    /// The name of an authority as the journal names it; its id where it means nothing.
    pub fn authority_name(&self, id: &str) -> Bilingual {
        let known = id.parse().ok();
        let authority = known.and_then(|id: AuthorityId| {
            let authority = self.directory.authority(&id)?;
            Some(Bilingual {
                vietnamese: authority.name(),
                english: authority.name_english(),
            })
        });
        authority.unwrap_or_else(|| Bilingual::same(id))
    }

    /// Where somebody lives, in one line, as the place is called today.
    pub fn home(&self, state: &PersonState) -> Option<String> {
        let residence = state.residence.as_ref()?;
        Some(places::in_one_line(
            &self.directory,
            residence.place,
            self.today,
        ))
    }
}
