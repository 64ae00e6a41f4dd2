//! From the journal's events to the timeline of the person page.

use danh_register::{
    Birth, Enrolment, Event, EventBody, HouseholdChanged, SubjectError, TimelineEntry,
};
use danh_store::Tx;
use danh_vocabulary::PersonId;

use super::read::PersonReader;
use super::read_details::{
    absence, because, came_back, card_issued, card_revoked, decided, declared_now, ethnicity,
    nationality_changed,
};
use super::{Happened, Said, labels};
use crate::bilingual::Bilingual;
use crate::messages::Key;
use crate::moments::in_viet_nam;
use crate::words;

impl PersonReader {
    pub(crate) fn happened(
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
            withdrawn: entry.withdrawn,
        })
    }

    /// The authority's name; its id as it stands, when no table knows it.
    pub(crate) fn authority(&self, id: &str) -> Bilingual {
        Bilingual::of_authority(&self.directory, id)
    }

    fn said(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        event: &Event,
    ) -> Result<Vec<Said>, SubjectError> {
        Ok(match &event.body {
            EventBody::Enrolment(enrolment) => self.enrolment(enrolment),
            EventBody::Birth(birth) => self.birth(birth),
            EventBody::Death(death) => self.death(tx, person, death)?,
            EventBody::Marriage(it) => self.other_spouse(tx, person, [&it.husband, &it.wife])?,
            EventBody::Divorce(ended) | EventBody::Annulment(ended) => {
                self.marriage_ended(tx, person, ended)?
            }
            EventBody::ParentRecognised(it) => self.recognition(tx, person, it)?,
            EventBody::Adoption(it) => self.adoption(tx, person, it)?,
            EventBody::AdoptionEnded(ended) => vec![decided(&ended.decision)],
            EventBody::Guardianship(it) => self.guardianship(tx, person, it)?,
            EventBody::GuardianshipEnded(it) => self.guardianship_ended(tx, person, it)?,
            EventBody::NameChanged(changed) => vec![Said::Corrected(
                Key("word-name"),
                changed.was.as_str().into(),
                changed.now.as_str().into(),
            )],
            EventBody::EthnicityDetermined(it) => ethnicity(it),
            EventBody::SexDetermined(it) => {
                vec![Said::Field(Key("word-sex"), words::sex(it.now).into())]
            }
            EventBody::NationalityChanged(changed) => nationality_changed(changed),
            EventBody::Declared(declared) => vec![declared_now(&declared.attribute)],
            EventBody::ResidenceRegistered(registered) => vec![self.lives(&registered.residence)],
            EventBody::ResidenceMoved(moved) => vec![self.lives(&moved.residence)],
            EventBody::ResidenceDeleted(it) => vec![because(labels::deletion_reason(it.reason))],
            EventBody::TemporaryResidence(it) => self.temporary_residence(&it.residence),
            EventBody::AbsenceDeclared(it) => absence(&it.absence),
            EventBody::StayNotified(it) => self.stay(&it.stay),
            EventBody::AbodeDeclared(it) => {
                let abode = &it.abode;
                vec![self.located(abode.place, abode.detail.as_deref())]
            }
            EventBody::HouseholdSplit(changed)
            | EventBody::HouseholdMerged(changed)
            | EventBody::HouseholdHeadChanged(changed) => self.household(person, changed),
            EventBody::CardIssued(issued) => card_issued(&issued.card),
            EventBody::CardRevoked(it) => card_revoked(it),
            EventBody::MissingDeclared(it) => vec![decided(&it.decision)],
            EventBody::Returned(returned) => came_back(returned),
            EventBody::DuplicateMerged(pair) | EventBody::DuplicateUnmerged(pair) => {
                self.other_record(tx, person, pair)?
            }
            EventBody::Correction(correction) if self.may_tell(tx, correction)? => {
                vec![self.corrected(correction)]
            }
            EventBody::NumberCancelled(cancelled) => vec![Said::NumberCancelled(
                cancelled.number.to_string(),
                cancelled.reason,
            )],
            EventBody::NumberReestablished(it) => vec![Said::NumberGiven(it.number.to_string())],
            // Their names and days say it all; who may see a protected person is no one's to read.
            EventBody::TemporaryResidenceDeleted(_)
            | EventBody::AbsenceEnded(_)
            | EventBody::ProtectionOrdered(_)
            | EventBody::ProtectionLifted(_)
            | EventBody::Correction(_) => Vec::new(),
        })
    }

    fn enrolment(&self, enrolment: &Enrolment) -> Vec<Said> {
        let mut said = vec![Said::Name(enrolment.identity.name.to_string())];
        let number = enrolment.number;
        said.extend(number.map(|number| Said::NumberGiven(number.to_string())));
        let residence = enrolment.residence.as_ref();
        said.extend(residence.map(|residence| self.lives(residence)));
        said.push(Said::Source(enrolment.origin.source.clone()));
        said
    }

    fn birth(&self, birth: &Birth) -> Vec<Said> {
        let mut said = vec![
            Said::Name(birth.identity.name.to_string()),
            Said::NumberGiven(birth.number.to_string()),
        ];
        let place = birth.identity.birth_place;
        said.extend(place.map(|place| Said::Place(self.place(place, None))));
        said
    }

    fn household(&self, person: PersonId, changed: &HouseholdChanged) -> Vec<Said> {
        let mine = changed
            .members
            .iter()
            .filter(|member| member.person == person);
        mine.map(|member| self.lives(&member.residence)).collect()
    }

    fn lives(&self, residence: &danh_register::Residence) -> Said {
        let place = self.place(residence.place, residence.detail.as_deref());
        Said::Residence(place, residence.relationship)
    }
}

/// The kind of an event as one of its subjects lived it: a death is another thing to the spouse
/// who is left behind.
fn kind_for(person: PersonId, body: &EventBody) -> Key {
    match body {
        EventBody::Death(death) if death.person != person => Key("event-spouse-death"),
        body => words::event(body),
    }
}
