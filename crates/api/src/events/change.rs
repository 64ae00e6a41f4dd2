//! What a correction changes, as text: the field, what it said, what is right.

use danh_directory::AddressedUnit;
use danh_register::{Change, MaritalStatus, Relative, Residence};
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that an event said wrongly.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"field": "name", "was": "Nguyễn Thị Mây", "now": "Nguyễn Thị Mai"}))]
pub(crate) struct ChangeFile {
    /// Which field.
    field: &'static str,
    /// What it said; missing when it said nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    /// What is right; missing when it should say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<String>,
}

impl ChangeFile {
    pub(super) fn of(change: &Change) -> Self {
        let field = field_of(change);
        let (was, now) = match change {
            Change::Name { was, now } => both(was, now),
            Change::Born { was, now }
            | Change::DiedOn { was, now }
            | Change::MarriedOn { was, now } => both(was, now),
            Change::Sex { was, now } => both(was, now),
            Change::Ethnicity { was, now } => each(was.as_ref(), now.as_ref()),
            Change::BirthPlace { was, now }
            | Change::BirthRegisteredIn { was, now }
            | Change::Origin { was, now }
            | Change::DiedIn { was, now } => (was.map(unit), now.map(unit)),
            Change::OtherNames { was, now } => (list(was), list(now)),
            Change::Religion { was, now } => each(was.as_ref(), now.as_ref()),
            Change::Nationalities { was, now } => (list(was), list(now)),
            Change::BloodGroup { was, now } => each(was.as_ref(), now.as_ref()),
            Change::Occupation { was, now } => each(was.as_ref(), now.as_ref()),
            Change::FormerCards { was, now } => (list(was), list(now)),
            Change::Father { was, now } | Change::Mother { was, now } => {
                (was.as_ref().map(relative), now.as_ref().map(relative))
            }
            Change::Marital { was, now } => (Some(marital(was)), Some(marital(now))),
            Change::Residence { was, now } => {
                (was.as_deref().map(residence), now.as_deref().map(residence))
            }
            Change::HeldFrom { was, now } => both(was, now),
            Change::Withdrawn { now } => both(&!now, now),
        };
        Self { field, was, now }
    }
}

/// The name of the field in requests and answers.
pub(super) const fn field_of(change: &Change) -> &'static str {
    match change {
        Change::Name { .. } => "name",
        Change::Born { .. } => "born",
        Change::Sex { .. } => "sex",
        Change::Ethnicity { .. } => "ethnicity",
        Change::BirthPlace { .. } => "birth_place",
        Change::BirthRegisteredIn { .. } => "birth_registered_in",
        Change::Origin { .. } => "origin",
        Change::OtherNames { .. } => "other_names",
        Change::Religion { .. } => "religion",
        Change::Nationalities { .. } => "nationalities",
        Change::BloodGroup { .. } => "blood_group",
        Change::Occupation { .. } => "occupation",
        Change::FormerCards { .. } => "former_cards",
        Change::Father { .. } => "father",
        Change::Mother { .. } => "mother",
        Change::Marital { .. } => "marital",
        Change::Residence { .. } => "residence",
        Change::DiedOn { .. } => "died_on",
        Change::DiedIn { .. } => "died_in",
        Change::MarriedOn { .. } => "married_on",
        Change::HeldFrom { .. } => "held_from",
        Change::Withdrawn { .. } => "withdrawn",
    }
}

type Texts = (Option<String>, Option<String>);

fn both<T: ToString>(was: &T, now: &T) -> Texts {
    (Some(was.to_string()), Some(now.to_string()))
}

fn each<T: ToString>(was: Option<&T>, now: Option<&T>) -> Texts {
    (was.map(T::to_string), now.map(T::to_string))
}

fn list<T: ToString>(values: &[T]) -> Option<String> {
    let texts: Vec<String> = values.iter().map(T::to_string).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn unit(place: AddressedUnit) -> String {
    place.to_string()
}

pub(super) fn relative(relative: &Relative) -> String {
    relative.name.to_string()
}

pub(super) fn residence(residence: &Residence) -> String {
    let place = residence.place.to_string();
    match &residence.detail {
        Some(detail) => format!("{detail}, {place}"),
        None => place,
    }
}

pub(super) fn marital(status: &MaritalStatus) -> String {
    let word = match status {
        MaritalStatus::Unknown => "unknown",
        MaritalStatus::Single => "single",
        MaritalStatus::Married { .. } => "married",
        MaritalStatus::Widowed { .. } => "widowed",
        MaritalStatus::Divorced => "divorced",
    };
    word.to_owned()
}
