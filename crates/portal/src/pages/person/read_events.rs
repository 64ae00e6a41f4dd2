//! From the journal's events to the timeline of the person page.

use danh_register::person_queries::{is_relative_visible, is_visible, person_of_relative};
use danh_register::{
    Change, Correction, Event, EventBody, SubjectError, TimelineEntry, View, person_as_of,
};
use danh_store::Tx;
use danh_vocabulary::PersonId;

use super::read::PersonReader;
use super::{Happened, Said};
use crate::bilingual::Bilingual;
use crate::components::Value;
use crate::messages::Key;
use crate::moments::in_viet_nam;
use crate::words;

impl PersonReader {
    pub(super) fn happened(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        entry: &TimelineEntry,
    ) -> Result<Happened, SubjectError> {
        let event = &entry.event;
        Ok(Happened {
            kind: kind_for(person, &event.body),
            on: entry.effective_on.to_string(),
            recorded_at: in_viet_nam(event.recorded_at),
            said: self.said(tx, person, event)?,
            legal_basis: event.basis.clone(),
            authority: self.authority(&event.authority),
            position: entry.position,
            corrected: entry.corrected_by.is_some(),
        })
    }

    /// The authority's name; its id as it stands, when no table knows it.
    fn authority(&self, id: &str) -> Bilingual {
        let parsed = id.parse().ok();
        match parsed.as_ref().and_then(|id| self.directory.authority(id)) {
            Some(authority) => Bilingual {
                vietnamese: authority.name(),
                english: authority.name_english(),
            },
            None => Bilingual::same(id),
        }
    }

    fn said(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        event: &Event,
    ) -> Result<Vec<Said>, SubjectError> {
        let mut said = Vec::new();
        match &event.body {
            EventBody::Enrolment(enrolment) => {
                said.push(Said::Name(enrolment.identity.name.to_string()));
                said.extend(
                    enrolment
                        .number
                        .map(|number| Said::NumberGiven(number.to_string())),
                );
                said.extend(
                    enrolment
                        .residence
                        .as_ref()
                        .map(|residence| self.lives(residence)),
                );
                said.push(Said::Source(enrolment.origin.source.clone()));
            }
            EventBody::Birth(birth) => {
                said.push(Said::Name(birth.identity.name.to_string()));
                said.push(Said::NumberGiven(birth.number.to_string()));
                let place = birth.identity.birth_place;
                said.extend(place.map(|place| Said::Place(self.place(place, None))));
            }
            EventBody::Death(death) if death.person != person => {
                let mut spouse = person_as_of(tx, death.person, View::PRESENT)?;
                if !is_visible(tx, death.person, self.viewer)? {
                    spouse = None;
                }
                said.extend(spouse.map(|spouse| {
                    Said::Spouse(
                        spouse.identity.name.to_string(),
                        Some(self.handle(death.person)),
                    )
                }));
            }
            EventBody::Death(death) => {
                let place = death.death.place;
                said.extend(place.map(|place| Said::Place(self.place(place, None))));
            }
            EventBody::Marriage(marriage) => {
                let spouse = if marriage.husband.person == Some(person) {
                    &marriage.wife
                } else {
                    &marriage.husband
                };
                if is_relative_visible(tx, spouse, self.viewer)? {
                    let known = person_of_relative(tx, spouse)?;
                    let handle = known.map(|person| self.handle(person));
                    said.push(Said::Spouse(spouse.name.to_string(), handle));
                }
            }
            EventBody::ResidenceRegistered(registered) => {
                said.push(self.lives(&registered.residence));
            }
            EventBody::ResidenceMoved(moved) => said.push(self.lives(&moved.residence)),
            EventBody::Correction(correction) if self.may_tell(tx, correction)? => {
                said.push(self.corrected(correction));
            }
            EventBody::NumberCancelled(cancelled) => {
                said.push(Said::NumberCancelled(
                    cancelled.number.to_string(),
                    cancelled.reason,
                ));
            }
            EventBody::NumberReestablished(number) => {
                said.push(Said::NumberGiven(number.number.to_string()));
            }
            // Their names, days and bases say what happened; the details are on the person's page.
            _ => {}
        }
        Ok(said)
    }

    fn lives(&self, residence: &danh_register::Residence) -> Said {
        let place = self.place(residence.place, residence.detail.as_deref());
        Said::Residence(place, residence.relationship)
    }

    /// A correction of parents names people.
    fn may_tell(&self, tx: &mut Tx<'_>, correction: &Correction) -> Result<bool, SubjectError> {
        let (Change::Father { was, now } | Change::Mother { was, now }) = &correction.change else {
            return Ok(true);
        };
        for relative in was.iter().chain(now) {
            if !is_relative_visible(tx, relative, self.viewer)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn corrected(&self, correction: &Correction) -> Said {
        let place = |place: &Option<danh_directory::AddressedUnit>| match place {
            Some(place) => Value::Text(self.place(*place, None).written),
            None => Value::Missing,
        };
        let relative = |relative: &Option<danh_register::Relative>| {
            Value::text(relative.as_ref().map(|relative| relative.name.as_str()))
        };
        let (field, was, now) = match &correction.change {
            Change::Name { was, now } => {
                (Key("word-name"), was.as_str().into(), now.as_str().into())
            }
            Change::Born { was, now } => (
                Key("word-born"),
                Value::Date(was.to_string()),
                Value::Date(now.to_string()),
            ),
            Change::Sex { was, now } => (
                Key("word-sex"),
                words::sex(*was).into(),
                words::sex(*now).into(),
            ),
            Change::Ethnicity { was, now } => (
                Key("person-ethnicity"),
                Value::text(was.map(danh_vocabulary::Ethnicity::name)),
                Value::text(now.map(danh_vocabulary::Ethnicity::name)),
            ),
            Change::BirthPlace { was, now } => (Key("person-birth-place"), place(was), place(now)),
            Change::Father { was, now } => (Key("relation-father"), relative(was), relative(now)),
            Change::Mother { was, now } => (Key("relation-mother"), relative(was), relative(now)),
            Change::BirthRegisteredIn { was, now } => {
                (Key("person-birth-registered-in"), place(was), place(now))
            }
            Change::Origin { was, now } => (Key("person-origin"), place(was), place(now)),
            Change::DiedIn { was, now } => (Key("event-place"), place(was), place(now)),
            Change::OtherNames { was, now } => {
                (Key("person-other-names"), listed(was), listed(now))
            }
            Change::Religion { was, now } => (
                Key("person-religion"),
                Value::text(was.map(danh_vocabulary::Religion::vietnamese)),
                Value::text(now.map(danh_vocabulary::Religion::vietnamese)),
            ),
            Change::Nationalities { was, now } => {
                (Key("person-nationality"), listed(was), listed(now))
            }
            Change::BloodGroup { was, now } => (
                Key("person-blood-group"),
                shown(was.as_ref()),
                shown(now.as_ref()),
            ),
            Change::Occupation { was, now } => (
                Key("person-occupation"),
                Value::text(was.as_deref()),
                Value::text(now.as_deref()),
            ),
            Change::FormerCards { was, now } => {
                (Key("document-old-identity-card"), listed(was), listed(now))
            }
            Change::Marital { was, now } => (
                Key("person-marital-status"),
                words::marital_status(was).into(),
                words::marital_status(now).into(),
            ),
            Change::Residence { was, now } => {
                let place = |residence: &Option<Box<danh_register::Residence>>| match residence {
                    Some(residence) => Value::Text(
                        self.place(residence.place, residence.detail.as_deref())
                            .written,
                    ),
                    None => Value::Missing,
                };
                (Key("person-residence"), place(was), place(now))
            }
            Change::HeldFrom { was, now } => (
                Key("event-held-from"),
                Value::Date(was.to_string()),
                Value::Date(now.to_string()),
            ),
            Change::DiedOn { was, now } => (
                Key("word-died"),
                Value::Date(was.to_string()),
                Value::Date(now.to_string()),
            ),
            Change::MarriedOn { was, now } => (
                Key("event-married-on"),
                Value::Date(was.to_string()),
                Value::Date(now.to_string()),
            ),
            Change::Withdrawn { now } => (
                Key("event-validity"),
                words::validity(!now).into(),
                words::validity(*now).into(),
            ),
        };
        Said::Corrected(field, was, now)
    }
}

fn listed<T: std::fmt::Display>(values: &[T]) -> Value {
    if values.is_empty() {
        return Value::Missing;
    }
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    Value::Text(values.join(", "))
}

fn shown<T: std::fmt::Display>(value: Option<&T>) -> Value {
    value.map_or(Value::Missing, |value| Value::Text(value.to_string()))
}

/// The kind of an event as one of its subjects lived it: a death is another thing to the spouse
/// who is left behind.
fn kind_for(person: PersonId, body: &EventBody) -> Key {
    match body {
        EventBody::Death(death) if death.person != person => Key("event-spouse-death"),
        body => words::event(body),
    }
}
