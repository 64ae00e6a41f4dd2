//! From the register to the family on the person page.

use danh_register::person_queries::{
    children_of_person, is_relative_visible, is_visible, person_of_relative,
};
use danh_register::{
    Adoption, MaritalStatus, PersonState, Relationship, SubjectError, View,
    household_members_as_of, person_as_of,
};
use danh_store::Tx;
use danh_vocabulary::{PartialDate, PersonId};

use super::read::PersonReader;
use super::{Household, Member, Relative};
use crate::words::Relation;

type Named<'state> = (
    Relation,
    &'state danh_register::Relative,
    Option<PartialDate>,
);

impl PersonReader {
    pub(super) fn family(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        state: &PersonState,
        view: View,
    ) -> Result<Vec<Relative>, SubjectError> {
        let mut family = Vec::new();
        for (relation, relative, since) in named_relatives(state) {
            if is_relative_visible(tx, relative, self.viewer)? {
                family.push(self.named_relative(tx, relation, relative, since, view)?);
            }
        }
        for (child, _) in children_of_person(tx, person, state)? {
            if !is_visible(tx, child, self.viewer)? {
                continue;
            }
            if let Some(state) = person_as_of(tx, child, view)? {
                family.push(Relative {
                    relation: Relation::Child,
                    name: state.identity.name.to_string(),
                    handle: Some(self.handle(child)),
                    born: Some(state.identity.born.to_string()),
                    since: None,
                });
            }
        }
        Ok(family)
    }

    /// Who lives with the person, or lived with them then.
    pub(super) fn household_of(
        &self,
        tx: &mut Tx<'_>,
        state: &PersonState,
        view: View,
    ) -> Result<Household, SubjectError> {
        let Some(home) = &state.residence else {
            return Ok(Household::None);
        };
        let mut members = Vec::new();
        for (member, state) in household_members_as_of(tx, home.household, view)? {
            let Some(place) = &state.residence else {
                continue;
            };
            if is_visible(tx, member, self.viewer)? {
                members.push(Member {
                    name: state.identity.name.to_string(),
                    handle: self.handle(member),
                    relationship: place.relationship,
                    born: state.identity.born.to_string(),
                    is_dead: state.death.is_some(),
                });
            }
        }
        members.sort_by_key(|member| member.relationship != Relationship::Head);
        Ok(Household::Members(members))
    }

    fn named_relative(
        &self,
        tx: &mut Tx<'_>,
        relation: Relation,
        relative: &danh_register::Relative,
        since: Option<PartialDate>,
        view: View,
    ) -> Result<Relative, SubjectError> {
        let person = person_of_relative(tx, relative)?;
        let state = match person {
            Some(person) => person_as_of(tx, person, view)?,
            None => None,
        };
        Ok(Relative {
            relation,
            name: relative.name.to_string(),
            handle: person.map(|person| self.handle(person)),
            born: state.map(|state| state.identity.born.to_string()),
            since: since.map(|since| since.to_string()),
        })
    }
}

/// Everybody whom the person's own record names.
fn named_relatives(state: &PersonState) -> Vec<Named<'_>> {
    let spouse = match &state.marital {
        MaritalStatus::Married {
            spouse: Some(spouse),
            since,
        } => Some((Relation::Spouse, spouse, *since)),
        MaritalStatus::Widowed {
            spouse: Some(spouse),
        } => Some((Relation::LateSpouse, spouse, None)),
        _ => None,
    };
    let guardians = state.guardians.iter().map(|guardianship| {
        let since = PartialDate::of_day(guardianship.since);
        (Relation::Guardian, &guardianship.guardian, Some(since))
    });
    let wards = state.wards.iter().map(|ward| (Relation::Ward, ward, None));
    let birth = [&state.identity.father, &state.identity.mother];
    let mut named = parents(birth, state.adoption.as_ref());
    named.extend(spouse.into_iter().chain(guardians).chain(wards));
    named
}

/// Who adopted the person, then those of birth, each once.
fn parents<'state>(
    birth: [&'state Option<danh_register::Relative>; 2],
    adoption: Option<&'state Adoption>,
) -> Vec<Named<'state>> {
    let Some(adoption) = adoption else {
        return [Relation::Father, Relation::Mother]
            .into_iter()
            .zip(birth)
            .filter_map(|(relation, parent)| Some((relation, parent.as_ref()?, None)))
            .collect();
    };
    let since = Some(PartialDate::of_day(adoption.since));
    let adoptive = [Relation::AdoptiveFather, Relation::AdoptiveMother]
        .into_iter()
        .zip(adoption.new_parents(birth))
        .filter_map(|(relation, parent)| Some((relation, parent?, since)));
    let birth = [Relation::BirthFather, Relation::BirthMother]
        .into_iter()
        .zip(birth)
        .filter_map(|(relation, parent)| Some((relation, parent.as_ref()?, None)));
    adoptive.chain(birth).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn relative(name: &str) -> danh_register::Relative {
        danh_register::Relative {
            person: None,
            number: None,
            name: name.parse().unwrap(),
        }
    }

    fn told(birth: [&str; 2], adoptive: Option<[&str; 2]>) -> Vec<(Relation, String)> {
        let [father, mother] = birth.map(|name| Some(relative(name)));
        let adoption = adoptive.map(|adoptive| {
            let [father, mother] = adoptive.map(|name| Some(relative(name)));
            let since = date(2020, 3, 1);
            Adoption {
                father,
                mother,
                since,
            }
        });
        parents([&father, &mother], adoption.as_ref())
            .into_iter()
            .map(|(relation, relative, _)| (relation, relative.name.to_string()))
            .collect()
    }

    #[test]
    fn parents_of_birth_are_called_so_beside_adoptive_ones() {
        let of = |relation, name: &str| (relation, name.to_owned());
        assert_eq!(
            told(["Vi Văn Páo", "Lô Thị Sen"], None),
            [
                of(Relation::Father, "Vi Văn Páo"),
                of(Relation::Mother, "Lô Thị Sen")
            ]
        );
        assert_eq!(
            told(
                ["Vi Văn Páo", "Lô Thị Sen"],
                Some(["Hà Đình An", "Đỗ Thị Cúc"])
            ),
            [
                of(Relation::AdoptiveFather, "Hà Đình An"),
                of(Relation::AdoptiveMother, "Đỗ Thị Cúc"),
                of(Relation::BirthFather, "Vi Văn Páo"),
                of(Relation::BirthMother, "Lô Thị Sen"),
            ]
        );
    }

    #[test]
    fn the_parent_whose_spouse_adopts_is_named_once() {
        let told = told(
            ["Vi Văn Páo", "Lô Thị Sen"],
            Some(["Hà Đình An", "Lô Thị Sen"]),
        );
        let relations: Vec<Relation> = told.into_iter().map(|(relation, _)| relation).collect();
        assert_eq!(
            relations,
            [
                Relation::AdoptiveFather,
                Relation::BirthFather,
                Relation::BirthMother
            ]
        );
    }
}
