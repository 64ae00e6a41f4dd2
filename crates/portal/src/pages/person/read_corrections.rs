//! From a correction in the journal to what the timeline says of it.

use danh_register::person_queries::is_relative_visible;
use danh_register::{Change, Correction, SubjectError};
use danh_store::Tx;
use danh_vocabulary::Nationality;

use super::Said;
use super::read::PersonReader;
use super::read_particulars::{nationality, religion};
use crate::components::Value;
use crate::messages::Key;
use crate::words;

impl PersonReader {
    /// A correction of parents names people.
    pub(crate) fn may_tell(
        &self,
        tx: &mut Tx<'_>,
        correction: &Correction,
    ) -> Result<bool, SubjectError> {
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

    pub(super) fn corrected(&self, correction: &Correction) -> Said {
        let (field, was, now) = self.was_and_is(&correction.change);
        Said::Corrected(field, was, now)
    }

    /// What a change is about, and before and after of it.
    pub(crate) fn changed(&self, change: &Change) -> (Key, Value) {
        let (field, was, now) = self.was_and_is(change);
        (field, Value::Change(Box::new(was), Box::new(now)))
    }

    fn was_and_is(&self, change: &Change) -> (Key, Value, Value) {
        let place = |place: &Option<danh_directory::AddressedUnit>| match place {
            Some(place) => Value::Text(self.place(*place, None).written),
            None => Value::Missing,
        };
        let relative = |relative: &Option<danh_register::Relative>| {
            Value::text(relative.as_ref().map(|relative| relative.name.as_str()))
        };
        match change {
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
                was.map_or(Value::Missing, |was| Value::Named(religion(was))),
                now.map_or(Value::Missing, |now| Value::Named(religion(now))),
            ),
            Change::Nationalities { was, now } => (
                Key("person-nationality"),
                nationalities(was),
                nationalities(now),
            ),
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
        }
    }
}

pub(super) fn listed<T: std::fmt::Display>(values: &[T]) -> Value {
    if values.is_empty() {
        return Value::Missing;
    }
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    Value::Text(values.join(", "))
}

fn shown<T: std::fmt::Display>(value: Option<&T>) -> Value {
    value.map_or(Value::Missing, |value| Value::Text(value.to_string()))
}

fn nationalities(held: &[Nationality]) -> Value {
    if held.is_empty() {
        return Value::Missing;
    }
    let held = held.iter().copied().map(nationality).map(Value::Named);
    Value::Lines(held.collect())
}
