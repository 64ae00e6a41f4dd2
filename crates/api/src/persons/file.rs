//! The state of a person, as it is told: places with their names of today, relatives by handle.

use danh_register::person_queries::{
    children_of_person, is_relative_visible, is_visible, person_by_id, person_of_relative,
};
use danh_register::{
    MaritalStatus, PersonState, Relationship, Relative, Residence, SubjectError, View, Viewer,
    person_as_of,
};
use danh_store::Tx;
use danh_vocabulary::{
    BloodGroup, Cmnd, Ethnicity, Name, Nationality, PartialDate, PersonId, PersonalNumber,
    Religion, Sex,
};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::place::Place;
use super::recorded::{AbsenceFile, CardFile, ContactFile, DatedPlace, PresentPlaceFile};
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
    /// Where the birth was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_registered_in: Option<Place>,
    /// The place of origin (quê quán).
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Place>,
    /// The code of the ethnic group.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    ethnicity: Option<Ethnicity>,
    /// The code of the religion, where it was declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    religion: Option<Religion>,
    /// The codes of the nationalities held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, required = false)]
    nationalities: Vec<Nationality>,
    /// The blood group, where the person had it entered: `O`, `AB+`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    blood_group: Option<BloodGroup>,
    /// The occupation, where it was declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    occupation: Option<String>,
    /// Other names the person goes by (tên gọi khác).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, required = false)]
    other_names: Vec<Name>,
    /// Names borne until a lawful change, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, required = false)]
    former_names: Vec<Name>,
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
    /// Cards with a 12-digit number, in the order of their issue.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    cards: Vec<CardFile>,
    /// Marital status.
    marital: MaritalWord,
    /// Where the person lives, or lived last.
    #[serde(skip_serializing_if = "Option::is_none")]
    residence: Option<ResidenceFile>,
    /// Where the person lives on the day asked about, or today (nơi ở hiện tại).
    #[serde(skip_serializing_if = "Option::is_none")]
    present_place: Option<PresentPlaceFile>,
    /// The last temporary residence (tạm trú) that was not deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporary_residence: Option<DatedPlace>,
    /// The last declared absence (tạm vắng) that was not ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    absence: Option<AbsenceFile>,
    /// The last notified stay (lưu trú).
    #[serde(skip_serializing_if = "Option::is_none")]
    stay: Option<DatedPlace>,
    /// Where a person lives who has no residence.
    #[serde(skip_serializing_if = "Option::is_none")]
    abode: Option<DatedPlace>,
    /// The number of the residence file (số hồ sơ cư trú).
    #[serde(skip_serializing_if = "Option::is_none")]
    residence_file: Option<String>,
    /// Which ways of reaching the person are on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactFile>,
    /// Parents, spouse, guardians, wards and children.
    family: Vec<FamilyMember>,
    /// From when a court declared the person missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    missing_since: Option<Date>,
    /// That the person died.
    #[serde(skip_serializing_if = "Option::is_none")]
    death: Option<DeathFile>,
    /// The handle of the record that this one was merged into, as a second one of the same person.
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<String>,
    /// The handles of second records of the person that were merged into this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    duplicates: Vec<String>,
    /// From when only named officers may see the person. Protection counts from when it is
    /// ordered, also for what was before: it is told in every view.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    protected_since: Option<Date>,
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
    /// The handle of the household, to search for its members by.
    household: String,
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
    /// Cha nuôi. The father of birth stays `father`.
    AdoptiveFather,
    /// Mẹ nuôi. The mother of birth stays `mother`.
    AdoptiveMother,
    /// Người giám hộ.
    Guardian,
    /// Người được giám hộ.
    Ward,
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
    /// Whether a court declared the person dead, rather than somebody having seen it.
    declared: bool,
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
        let merged_into = self.records(tx, state.merged_into.as_slice())?.pop();
        let duplicates = self.records(tx, &state.duplicates)?;
        let present = person_by_id(tx, self.person)?;
        let protection = present.and_then(|(_, present)| present.protection);
        let identity = &state.identity;
        let cancelled = state.numbers.iter().filter(|held| held.cancelled);
        Ok(Some(PersonFile {
            sex: identity.sex,
            born: identity.born,
            birth_place: identity.birth_place.map(|place| self.place(place)),
            birth_registered_in: identity.birth_registered_in.map(|place| self.place(place)),
            origin: identity.origin.map(|place| self.place(place)),
            ethnicity: identity.ethnicity,
            religion: identity.religion,
            nationalities: identity.nationalities.clone(),
            blood_group: identity.blood_group,
            occupation: identity.occupation.clone(),
            other_names: identity.other_names.clone(),
            number: state.number(),
            cancelled_numbers: cancelled.map(|held| held.number).collect(),
            former_cards: identity.former_cards.clone(),
            cards: CardFile::all_of(&state, self.day()),
            marital: MaritalWord::of(&state.marital),
            present_place: self.present_place(&state),
            temporary_residence: self.temporary_residence(&state),
            absence: self.absence(&state),
            stay: self.stay(&state),
            abode: self.abode(&state),
            contact: ContactFile::of(&state),
            missing_since: state.missing.map(|missing| missing.since),
            merged_into,
            duplicates,
            protected_since: protection.map(|protection| protection.since),
            residence: state.residence.as_ref().map(|home| self.residence(home)),
            family,
            death: state.death.as_ref().map(|death| DeathFile {
                on: death.on,
                place: death.place.map(|place| self.place(place)),
                declared: death.declared,
            }),
            residence_file: state.residence_file,
            former_names: state.former_names,
            name: state.identity.name,
            mistaken_names: state.mistaken_names,
        }))
    }

    fn family(
        &mut self,
        tx: &mut Tx<'_>,
        state: &PersonState,
    ) -> Result<Vec<FamilyMember>, SubjectError> {
        let mut family = Vec::new();
        for (relation, relative) in named_relatives(state) {
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

    /// The handles of other records of the same person.
    fn records(
        &mut self,
        tx: &mut Tx<'_>,
        records: &[PersonId],
    ) -> Result<Vec<String>, SubjectError> {
        let mut handles = Vec::new();
        for record in records {
            if is_visible(tx, *record, self.viewer)? {
                handles.push(self.handle(*record));
            }
        }
        Ok(handles)
    }

    fn handle(&mut self, person: PersonId) -> String {
        self.persons.push(person);
        self.state.handle_of(person)
    }

    fn residence(&self, home: &Residence) -> ResidenceFile {
        ResidenceFile {
            place: self.place(home.place),
            detail: home.detail.clone(),
            household: self.state.handle_of_household(home.household),
            relationship: home.relationship,
            since: home.since,
        }
    }

    pub(super) fn place(&self, written: danh_directory::AddressedUnit) -> Place {
        Place::of(&self.state.directory, written, self.today)
    }
}

/// Everybody whom the person's own record names, each once.
fn named_relatives(state: &PersonState) -> Vec<(Relation, &Relative)> {
    let birth = [&state.identity.father, &state.identity.mother];
    let [father, mother] = state
        .adoption
        .as_ref()
        .map_or([None, None], |adoption| adoption.new_parents(birth));
    let adoptive = [
        (Relation::AdoptiveFather, father),
        (Relation::AdoptiveMother, mother),
    ];
    let spouse = match &state.marital {
        MaritalStatus::Married { spouse, .. } | MaritalStatus::Widowed { spouse } => {
            spouse.as_ref()
        }
        _ => None,
    };
    let guardians = state
        .guardians
        .iter()
        .map(|it| (Relation::Guardian, &it.guardian));
    let wards = state.wards.iter().map(|ward| (Relation::Ward, ward));
    [
        (Relation::Father, birth[0].as_ref()),
        (Relation::Mother, birth[1].as_ref()),
    ]
    .into_iter()
    .chain(adoptive)
    .chain([(Relation::Spouse, spouse)])
    .filter_map(|(relation, relative)| Some((relation, relative?)))
    .chain(guardians)
    .chain(wards)
    .collect()
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
