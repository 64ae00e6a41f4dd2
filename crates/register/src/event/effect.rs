//! What each kind of event says of its subjects.

use danh_vocabulary::{PersonId, PersonalNumber};
use jiff::civil::Date;

use super::{EventBody, MarriageEnd, residence};
use crate::facts::Dated;

impl EventBody {
    /// The number that was claimed for its only subject before it was recorded.
    pub(crate) fn claimed_number(&self) -> Option<PersonalNumber> {
        match self {
            Self::Birth(birth) => Some(birth.number),
            Self::NumberReestablished(established) => Some(established.number),
            _ => None,
        }
    }

    /// Adds what the event says of one of its subjects, each with the day from which it is true.
    pub(crate) fn add_facts(&self, person: PersonId, recorded_on: Date, facts: &mut Vec<Dated>) {
        match self {
            Self::Enrolment(enrolment) => enrolment.add_facts(recorded_on, facts),
            Self::Birth(birth) => birth.add_facts(facts),
            Self::Divorce(ended) => facts.push(ended.fact(MarriageEnd::Divorce, person)),
            Self::Annulment(ended) => facts.push(ended.fact(MarriageEnd::Annulment, person)),
            Self::ResidenceRegistered(registered) => {
                facts.push(residence::fact(&registered.residence, recorded_on));
            }
            Self::ResidenceMoved(moved) => {
                facts.push(residence::fact(&moved.residence, recorded_on));
            }
            Self::HouseholdSplit(changed)
            | Self::HouseholdMerged(changed)
            | Self::HouseholdHeadChanged(changed) => facts.extend(changed.fact(person)),
            // A correction changes what another event says; the fold applies it there.
            Self::Correction(_) => {}
            Self::Death(it) => facts.push(it.fact(person)),
            Self::Marriage(it) => facts.push(it.fact(person)),
            Self::ParentRecognised(it) => facts.push(it.fact()),
            Self::Adoption(it) => facts.push(it.fact()),
            Self::AdoptionEnded(it) => facts.push(it.fact()),
            Self::Guardianship(it) => facts.push(it.fact(person)),
            Self::GuardianshipEnded(it) => facts.push(it.fact(person)),
            Self::NameChanged(it) => facts.push(it.fact()),
            Self::EthnicityDetermined(it) => facts.push(it.fact()),
            Self::SexDetermined(it) => facts.push(it.fact()),
            Self::NationalityChanged(it) => facts.push(it.fact()),
            Self::Declared(it) => facts.push(it.fact()),
            Self::ResidenceDeleted(it) => facts.push(it.fact()),
            Self::TemporaryResidence(it) => facts.push(it.fact()),
            Self::TemporaryResidenceDeleted(it) => facts.push(it.fact()),
            Self::AbsenceDeclared(it) => facts.push(it.fact()),
            Self::AbsenceEnded(it) => facts.push(it.fact()),
            Self::StayNotified(it) => facts.push(it.fact()),
            Self::AbodeDeclared(it) => facts.push(it.fact()),
            Self::CardIssued(it) => facts.push(it.fact()),
            Self::CardRevoked(it) => facts.push(it.fact()),
            Self::MissingDeclared(it) => facts.push(it.fact()),
            Self::Returned(it) => facts.extend(it.facts(person)),
            Self::DuplicateMerged(it) => facts.push(it.merged(person)),
            Self::DuplicateUnmerged(it) => facts.push(it.unmerged(person)),
            Self::ProtectionOrdered(it) => facts.push(it.fact()),
            Self::ProtectionLifted(it) => facts.push(it.fact()),
            Self::NumberCancelled(it) => facts.push(it.fact()),
            Self::NumberReestablished(it) => facts.push(it.fact()),
        }
    }

    /// The day the event is true from for one of its subjects, or the day it was recorded where it says none.
    pub(crate) fn effective_on(&self, person: PersonId, recorded_on: Date) -> Date {
        let mut facts = Vec::new();
        self.add_facts(person, recorded_on, &mut facts);
        facts
            .first()
            .and_then(|dated| dated.since.earliest())
            .unwrap_or(recorded_on)
    }

    /// Whether the event may turn out never to have happened. Without the event that begins it there is no person, and what a
    /// correction said is put right by another correction. A number once given is never given again, and an order of protection or
    /// a merge is taken back by an event of its own.
    pub(crate) const fn can_be_withdrawn(&self) -> bool {
        !matches!(
            self,
            Self::Enrolment(_)
                | Self::Birth(_)
                | Self::Correction(_)
                | Self::NumberCancelled(_)
                | Self::NumberReestablished(_)
                | Self::DuplicateMerged(_)
                | Self::DuplicateUnmerged(_)
                | Self::ProtectionOrdered(_)
                | Self::ProtectionLifted(_)
        )
    }
}
