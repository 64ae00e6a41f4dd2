//! Events between persons, as the timeline of one of them tells them: whoever is protected from
//! the reader is left out.

use danh_register::person_queries::{
    is_relative_visible, is_visible, person_by_id, person_of_relative,
};
use danh_register::{
    AdoptionRegistered, DeathRegistered, DuplicatePair, GuardianshipEnded, GuardianshipRegistered,
    MarriageEnded, Parent, ParentRecognised, Relative, SubjectError,
};
use danh_store::Tx;
use danh_vocabulary::PersonId;

use super::read::PersonReader;
use super::read_details::{because, decided};
use super::{Said, labels};
use crate::messages::Key;

type Telling = Result<Vec<Said>, SubjectError>;

impl PersonReader {
    pub(super) fn death(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        death: &DeathRegistered,
    ) -> Telling {
        if death.person != person {
            return self.known_person(tx, Key("relation-spouse"), death.person);
        }
        let place = death.death.place;
        let place = place.map(|place| Said::Place(self.place(place, None)));
        Ok(place.into_iter().collect())
    }

    /// The one of husband and wife who is not `person`.
    pub(super) fn other_spouse(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        [husband, wife]: [&Relative; 2],
    ) -> Telling {
        let spouse = if husband.person == Some(person) {
            wife
        } else {
            husband
        };
        self.named_person(tx, Key("relation-spouse"), spouse)
    }

    pub(super) fn marriage_ended(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        ended: &MarriageEnded,
    ) -> Telling {
        let mut said = self.other_spouse(tx, person, [&ended.husband, &ended.wife])?;
        said.push(decided(&ended.decision));
        Ok(said)
    }

    pub(super) fn recognition(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        recognised: &ParentRecognised,
    ) -> Telling {
        let mut said = if recognised.child == person {
            let relation = match recognised.parent {
                Parent::Father => Key("relation-father"),
                Parent::Mother => Key("relation-mother"),
            };
            self.named_person(tx, relation, &recognised.relative)?
        } else {
            self.known_person(tx, Key("relation-child"), recognised.child)?
        };
        said.extend(recognised.decision.as_ref().map(decided));
        Ok(said)
    }

    pub(super) fn adoption(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        adopted: &AdoptionRegistered,
    ) -> Telling {
        if adopted.child != person {
            return self.known_person(tx, Key("relation-child"), adopted.child);
        }
        let mut said = Vec::new();
        for (relation, parent) in [
            (Key("event-father-now"), &adopted.adoption.father),
            (Key("event-mother-now"), &adopted.adoption.mother),
        ] {
            if let Some(parent) = parent {
                said.extend(self.named_person(tx, relation, parent)?);
            }
        }
        Ok(said)
    }

    pub(super) fn guardianship(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        registered: &GuardianshipRegistered,
    ) -> Telling {
        let mut said = if registered.ward.person == Some(person) {
            self.named_person(tx, Key("relation-guardian"), &registered.guardian)?
        } else {
            self.named_person(tx, Key("relation-ward"), &registered.ward)?
        };
        said.push(because(labels::guardianship_ground(registered.ground)));
        said.extend(registered.decision.as_ref().map(decided));
        Ok(said)
    }

    pub(super) fn guardianship_ended(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        ended: &GuardianshipEnded,
    ) -> Telling {
        if ended.ward == person {
            self.known_person(tx, Key("relation-guardian"), ended.guardian)
        } else {
            self.known_person(tx, Key("relation-ward"), ended.ward)
        }
    }

    pub(super) fn other_record(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        pair: &DuplicatePair,
    ) -> Telling {
        if pair.survivor == person {
            self.known_person(tx, Key("event-second-record"), pair.duplicate)
        } else {
            self.known_person(tx, Key("event-record-read"), pair.survivor)
        }
    }

    /// Somebody as a document names them.
    fn named_person(&self, tx: &mut Tx<'_>, relation: Key, relative: &Relative) -> Telling {
        if !is_relative_visible(tx, relative, self.viewer)? {
            return Ok(Vec::new());
        }
        let known = person_of_relative(tx, relative)?;
        let handle = known.map(|person| self.handle(person));
        Ok(vec![Said::Person(
            relation,
            relative.name.to_string(),
            handle,
        )])
    }

    /// Somebody as the register knows them now.
    fn known_person(&self, tx: &mut Tx<'_>, relation: Key, person: PersonId) -> Telling {
        if !is_visible(tx, person, self.viewer)? {
            return Ok(Vec::new());
        }
        let known = person_by_id(tx, person)?;
        Ok(known
            .map(|(_, state)| {
                let name = state.identity.name.to_string();
                Said::Person(relation, name, Some(self.handle(person)))
            })
            .into_iter()
            .collect())
    }
}
