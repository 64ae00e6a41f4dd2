//! From the register to the smaller facts of the person page: particulars, documents, places
//! other than the permanent residence, notices.

use danh_register::person_queries::{is_visible, person_by_id};
use danh_register::{IdentityCard, PersonState, PlaceKind, SubjectError};
use danh_store::Tx;
use danh_vocabulary::{Nationality, PersonId, Religion};
use jiff::civil::Date;

use super::read::PersonReader;
use super::{
    CardState, Document, DocumentKind, Duplicate, Issue, Particulars, RecordStatus, Standing,
    Where, Whereabouts, WhereaboutsKind,
};
use crate::bilingual::Bilingual;

impl PersonReader {
    pub(super) fn particulars(
        &self,
        tx: &mut Tx<'_>,
        state: &PersonState,
        day: Date,
    ) -> Result<Particulars, SubjectError> {
        let identity = &state.identity;
        let mut duplicates = Vec::new();
        for duplicate in &state.duplicates {
            if !is_visible(tx, *duplicate, self.viewer)? {
                continue;
            }
            if let Some((_, state)) = person_by_id(tx, *duplicate)? {
                duplicates.push(Duplicate {
                    name: state.identity.name.to_string(),
                    handle: self.handle(*duplicate),
                });
            }
        }
        let present = state.present_place(day);
        Ok(Particulars {
            former_names: state.former_names.iter().map(ToString::to_string).collect(),
            other_names: identity
                .other_names
                .iter()
                .map(ToString::to_string)
                .collect(),
            birth_registered_in: identity
                .birth_registered_in
                .map(|place| self.place(place, None)),
            religion: identity.religion.map(religion),
            nationalities: identity
                .nationalities
                .iter()
                .copied()
                .map(nationality)
                .collect(),
            blood_group: identity.blood_group.map(|group| group.to_string()),
            present_place: present.map(|present| self.place(present.place, present.detail)),
            residence_file: state.residence_file.clone(),
            occupation: identity.occupation.clone(),
            has_phone: state.contact.phone.is_some(),
            has_email: state.contact.email.is_some(),
            duplicates,
        })
    }

    /// Protection counts from when it is ordered, also for what was before: so the present
    /// state is asked for it.
    pub(super) fn status(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        state: &PersonState,
    ) -> Result<RecordStatus, SubjectError> {
        let present = person_by_id(tx, person)?;
        let protection = present.and_then(|(_, present)| present.protection);
        let mut merged_into = state.merged_into;
        if let Some(survivor) = merged_into
            && !is_visible(tx, survivor, self.viewer)?
        {
            merged_into = None;
        }
        Ok(RecordStatus {
            merged_into: merged_into.map(|survivor| self.handle(survivor)),
            missing_since: state.missing.map(|missing| missing.since.to_string()),
            protected_since: protection.map(|protection| protection.since.to_string()),
        })
    }

    pub(super) fn whereabouts(&self, state: &PersonState, day: Date) -> Vec<Whereabouts> {
        let lives = state
            .death
            .as_ref()
            .is_none_or(|death| day < death.on.earliest());
        let one = |kind, place, since: Date, until: Option<Date>, holds: bool| Whereabouts {
            kind,
            place,
            since: since.to_string(),
            until: until.map(|until| until.to_string()),
            standing: Standing::on(day, since, holds && lives),
        };
        let at =
            |place, detail: &Option<String>| Where::Place(self.place(place, detail.as_deref()));
        let temporary = state.temporary_residence.as_ref().map(|home| {
            let place = at(home.place, &home.detail);
            let kind = WhereaboutsKind::TemporaryResidence;
            one(
                kind,
                place,
                home.since,
                Some(home.until),
                home.holds_on(day),
            )
        });
        let absence = state.absence.as_ref().map(|absence| {
            let place = absence
                .whereabouts
                .clone()
                .map_or(Where::Unsaid, Where::Words);
            let kind = WhereaboutsKind::Absence;
            one(
                kind,
                place,
                absence.since,
                absence.until,
                absence.holds_on(day),
            )
        });
        let stay = state.stay.as_ref().map(|stay| {
            let place = at(stay.place, &stay.detail);
            let kind = WhereaboutsKind::Stay;
            one(
                kind,
                place,
                stay.since,
                Some(stay.until),
                stay.holds_on(day),
            )
        });
        let abode = state.abode.as_ref().map(|abode| {
            let place = at(abode.place, &abode.detail);
            let present = state.present_place(day);
            let holds = present.is_some_and(|present| present.kind == PlaceKind::Abode);
            let holds = holds && abode.since <= day;
            one(WhereaboutsKind::Abode, place, abode.since, None, holds)
        });
        [temporary, absence, stay, abode]
            .into_iter()
            .flatten()
            .collect()
    }

    pub(super) fn documents(&self, state: &PersonState, day: Date) -> Vec<Document> {
        let numbers = state.numbers.iter().rev().map(|held| Document {
            kind: match (held.cancelled, state.merged_into) {
                (true, _) => DocumentKind::CancelledNumber,
                (false, Some(_)) => DocumentKind::MergedNumber,
                (false, None) => DocumentKind::Number,
            },
            number: held.number.to_string(),
            issue: None,
        });
        let in_force = state.card_in_force(day);
        let cards = state.cards.iter().rev().map(|card| Document {
            kind: DocumentKind::Card(card.kind, card_state(card, in_force, day)),
            number: card.serial.clone(),
            issue: Some(Issue {
                on: card.issued_on.to_string(),
                by: self.authority(&card.issued_by),
                until: card.expires_on.map(|until| until.to_string()),
            }),
        });
        let former = state.identity.former_cards.iter().map(|card| Document {
            kind: DocumentKind::OldIdentityCard,
            number: card.to_string(),
            issue: None,
        });
        numbers.chain(cards).chain(former).collect()
    }
}

fn card_state(card: &IdentityCard, in_force: Option<&IdentityCard>, day: Date) -> CardState {
    if in_force.is_some_and(|in_force| in_force.serial == card.serial) {
        return CardState::InForce;
    }
    match card.revoked {
        Some(revoked) if revoked.on <= day => CardState::Revoked(revoked.reason),
        _ if card.expires_on.is_some_and(|last| last < day) => CardState::Expired,
        _ => CardState::Unused,
    }
}

pub(super) fn religion(religion: Religion) -> Bilingual {
    Bilingual {
        vietnamese: religion.vietnamese().to_owned(),
        english: religion.english().to_owned(),
    }
}

pub(super) fn nationality(nationality: Nationality) -> Bilingual {
    Bilingual {
        vietnamese: nationality.vietnamese().to_owned(),
        english: nationality.english().to_owned(),
    }
}
