//! The state of a person, as it is told: places with their names of today, relatives by handle.

use danh_register::person_queries::{
    children_of_person, is_relative_visible, is_visible, person_of_relative,
};
use danh_register::{
    MaritalStatus, PersonState, Relationship, Residence, SubjectError, View, Viewer, person_as_of,
};
use danh_store::Tx;
use danh_vocabulary::{Cmnd, Ethnicity, Name, PartialDate, PersonId, PersonalNumber, Sex};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::place::Place;
use crate::state::AppState;

/// What the register says of a person in one view.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonFile {
    /// The full name.
    #[schema(value_type = String)]
    name: Name,
    /// The sex on record: `M` or `F`.
    #[schema(value_type = String)]
    sex: Sex,
    /// The birth date as exactly as it is known: `1950`, `1950-03` or `1950-03-15`.
    #[schema(value_type = String)]
    born: PartialDate,
    /// Where the birth was.
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_place: Option<Place>,
    /// The place of origin (quê quán).
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Place>,
    /// The code of the ethnic group.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    ethnicity: Option<Ethnicity>,
    /// Names that stood in the register by mistake and were corrected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, required = false)]
    mistaken_names: Vec<Name>,
    /// The personal number in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    number: Option<PersonalNumber>,
    /// Personal numbers that were cancelled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, required = false)]
    cancelled_numbers: Vec<PersonalNumber>,
    /// 9-digit numbers of earlier identity cards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, required = false)]
    former_cards: Vec<Cmnd>,
    /// Marital status.
    marital: MaritalWord,
    /// Where the person lives, or lived last.
    #[serde(skip_serializing_if = "Option::is_none")]
    residence: Option<ResidenceFile>,
    /// Parents, spouse and children.
    family: Vec<FamilyMember>,
    /// That the person died.
    #[serde(skip_serializing_if = "Option::is_none")]
    death: Option<DeathFile>,
}

/// Married or not.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MaritalWord {
    /// The source did not say.
    Unknown,
    /// Never married.
    Single,
    /// Married.
    Married,
    /// The spouse died.
    Widowed,
    /// Divorced.
    Divorced,
}

/// A permanent residence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResidenceFile {
    /// The commune.
    place: Place,
    /// House number, street, hamlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What the person is to the head of the household: `head`, `spouse`, `child`, `parent`,
    /// `sibling` or `other`.
    #[schema(value_type = String)]
    relationship: Relationship,
    /// Since when, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    since: Option<Date>,
}

/// A relative.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"relation": "mother", "name": "Nguyễn Thị Mai", "handle": "wpokv3q4ubeotmodupi3qhlxwu"}))]
pub(crate) struct FamilyMember {
    /// What they are to the person.
    relation: Relation,
    /// Their name.
    #[schema(value_type = String)]
    name: Name,
    /// Their handle, if the register knows them.
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<String>,
}

/// What a relative is to the person.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Relation {
    /// Cha.
    Father,
    /// Mẹ.
    Mother,
    /// Vợ, chồng.
    Spouse,
    /// Con.
    Child,
}

/// A death.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeathFile {
    /// The day, as exactly as it is known.
    #[schema(value_type = String)]
    on: PartialDate,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

/// Whose file is told, in which view, and how far the telling has come.
pub(super) struct Telling<'request> {
    pub(super) state: &'request AppState,
    pub(super) person: PersonId,
    pub(super) view: View,
    /// For whom: protected relatives are left out, name and all.
    pub(super) viewer: Viewer,
    pub(super) today: Date,
    /// Everyone who is named by a handle in the answer, the person first.
    pub(super) persons: Vec<PersonId>,
}

impl Telling<'_> {
    /// The file of the person; nothing when they are unborn or unknown in the view.
    pub(super) fn file(&mut self, tx: &mut Tx<'_>) -> Result<Option<PersonFile>, SubjectError> {
        let Some(state) = person_as_of(tx, self.person, self.view)? else {
            return Ok(None);
        };
        let family = self.family(tx, &state)?;
        let identity = &state.identity;
        let cancelled = state.numbers.iter().filter(|held| held.cancelled);
        Ok(Some(PersonFile {
            sex: identity.sex,
            born: identity.born,
            birth_place: identity.birth_place.map(|place| self.place(place)),
            origin: identity.origin.map(|place| self.place(place)),
            ethnicity: identity.ethnicity,
            number: state.number(),
            cancelled_numbers: cancelled.map(|held| held.number).collect(),
            former_cards: identity.former_cards.clone(),
            marital: MaritalWord::of(&state.marital),
            residence: state.residence.as_ref().map(|home| self.residence(home)),
            family,
            death: state.death.as_ref().map(|death| DeathFile {
                on: death.on,
                place: death.place.map(|place| self.place(place)),
            }),
            name: state.identity.name,
            mistaken_names: state.mistaken_names,
        }))
    }

    fn family(
        &mut self,
        tx: &mut Tx<'_>,
        state: &PersonState,
    ) -> Result<Vec<FamilyMember>, SubjectError> {
        let spouse = match &state.marital {
            MaritalStatus::Married { spouse, .. } | MaritalStatus::Widowed { spouse } => {
                spouse.as_ref()
            }
            _ => None,
        };
        let mut family = Vec::new();
        for (relation, relative) in [
            (Relation::Father, state.identity.father.as_ref()),
            (Relation::Mother, state.identity.mother.as_ref()),
            (Relation::Spouse, spouse),
        ] {
            let Some(relative) = relative else { continue };
            if !is_relative_visible(tx, relative, self.viewer)? {
                continue;
            }
            let person = person_of_relative(tx, relative)?;
            family.push(FamilyMember {
                relation,
                name: relative.name.clone(),
                handle: person.map(|person| self.handle(person)),
            });
        }
        for (child, _) in children_of_person(tx, self.person, state)? {
            if !is_visible(tx, child, self.viewer)? {
                continue;
            }
            // The index knows the children of today; the view decides who is among them.
            if let Some(known) = person_as_of(tx, child, self.view)? {
                family.push(FamilyMember {
                    relation: Relation::Child,
                    name: known.identity.name,
                    handle: Some(self.handle(child)),
                });
            }
        }
        Ok(family)
    }

    fn handle(&mut self, person: PersonId) -> String {
        self.persons.push(person);
        self.state.handle_of(person)
    }

    fn residence(&self, home: &Residence) -> ResidenceFile {
        ResidenceFile {
            place: self.place(home.place),
            detail: home.detail.clone(),
            relationship: home.relationship,
            since: home.since,
        }
    }

    fn place(&self, written: danh_directory::AddressedUnit) -> Place {
        Place::of(&self.state.directory, written, self.today)
    }
}

impl MaritalWord {
    const fn of(status: &MaritalStatus) -> Self {
        match status {
            MaritalStatus::Unknown => Self::Unknown,
            MaritalStatus::Single => Self::Single,
            MaritalStatus::Married { .. } => Self::Married,
            MaritalStatus::Widowed { .. } => Self::Widowed,
            MaritalStatus::Divorced => Self::Divorced,
        }
    }
}
