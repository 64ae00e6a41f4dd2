//! What each fact changes in the state of a person, one after the other in the order of their days.

use danh_vocabulary::{Name, Nationality, PersonId};

use crate::event::{MarriageEnd, Parent};
use crate::facts::Fact;
use crate::person::{
    Attribute, HeldNumber, Identity, IdentityCard, MaritalStatus, PersonState, Revocation,
    RevocationReason,
};

/// A state in the making, with what later facts may bring back.
pub(crate) struct Folding {
    state: PersonState,
    /// Whether the present status is that of whom a death left behind.
    bereaved: bool,
    /// What each marriage and each loss took the place of, the latest last: an annulment brings back what was before the
    /// marriage, and the return of the one declared dead what was before the loss.
    before: Vec<Standing>,
}

/// A marital status, and whether a death led to it.
struct Standing {
    status: MaritalStatus,
    bereaved: bool,
}

impl Folding {
    pub(crate) fn of(identity: Identity, mistaken_names: Vec<Name>) -> Self {
        Self {
            state: PersonState {
                mistaken_names,
                ..PersonState::of(identity)
            },
            bereaved: false,
            before: Vec::new(),
        }
    }

    /// What the facts applied so far give.
    pub(crate) fn state(&self) -> &PersonState {
        &self.state
    }

    pub(crate) fn into_state(mut self) -> PersonState {
        let name = &self.state.identity.name;
        self.state
            .mistaken_names
            .retain(|mistaken| mistaken != name);
        self.state
    }

    pub(crate) fn apply(&mut self, fact: Fact) {
        let state = &mut self.state;
        match fact {
            Fact::Born(identity) => state.identity = *identity,
            Fact::Renamed(name) => rename(state, name),
            Fact::SexDetermined(sex) => state.identity.sex = sex,
            Fact::EthnicityDetermined(ethnicity) => state.identity.ethnicity = Some(ethnicity),
            Fact::NationalityGained(nationality) => gain(state, nationality),
            Fact::NationalityLost(nationality) => lose(state, nationality),
            Fact::Declared(attribute) => declare(state, attribute),
            Fact::Numbered(number) => state.numbers.push(HeldNumber {
                number,
                cancelled: false,
            }),
            Fact::NumberCancelled(number) => {
                for held in &mut state.numbers {
                    held.cancelled |= held.number == number;
                }
            }
            Fact::CardIssued(card) => issue_card(state, card),
            Fact::CardRevoked(serial, revocation) => revoke_card(state, &serial, revocation),
            Fact::Marital(status) => self.marry(status),
            Fact::MarriageEnded(end, spouse) => self.end_marriage(end, spouse),
            Fact::SpouseDied(deceased) => self.lose_spouse(deceased),
            Fact::SpouseReturned(spouse) => self.regain_spouse(spouse),
            Fact::ParentRecognised(Parent::Father, father) => {
                state.identity.father = Some(father);
            }
            Fact::ParentRecognised(Parent::Mother, mother) => {
                state.identity.mother = Some(mother);
            }
            Fact::Adopted(adoption) => state.adoption = Some(adoption),
            Fact::AdoptionEnded => state.adoption = None,
            Fact::Guarded(guardianship) => state.guardians.push(guardianship),
            Fact::GuardianLeft(guardian) => state
                .guardians
                .retain(|guardianship| guardianship.guardian.person != Some(guardian)),
            Fact::Guards(ward) => state.wards.push(ward),
            Fact::WardLeft(ward) => state.wards.retain(|other| other.person != Some(ward)),
            Fact::Resides(residence) | Fact::Placed(residence) => {
                state.residence = Some(residence);
            }
            Fact::ResidenceDeleted => state.residence = None,
            Fact::TemporarilyResides(residence) => state.temporary_residence = Some(residence),
            Fact::TemporaryResidenceDeleted => state.temporary_residence = None,
            Fact::Absent(absence) => state.absence = Some(absence),
            Fact::AbsenceEnded(back) => {
                // The absence that ended may have been withdrawn; an earlier one ended by itself.
                if let Some(absence) = &mut state.absence
                    && absence.holds_on(back)
                {
                    absence.until = Some(back);
                }
            }
            Fact::Stays(stay) => state.stay = Some(stay),
            Fact::Dwells(abode) => state.abode = Some(abode),
            Fact::DeclaredMissing(missing) => state.missing = Some(missing),
            Fact::Died(death) => state.death = Some(death),
            Fact::Returned => {
                state.missing = None;
                // Only what a court declared can be taken back by a court.
                state.death.take_if(|death| death.declared);
            }
            Fact::MergedInto(survivor) => state.merged_into = Some(survivor),
            Fact::Unmerged => state.merged_into = None,
            Fact::Absorbed(duplicate) => state.duplicates.push(duplicate),
            Fact::Released(duplicate) => state.duplicates.retain(|other| *other != duplicate),
            Fact::Protected(protection) => state.protection = Some(protection),
            Fact::ProtectionLifted => state.protection = None,
        }
    }

    fn marry(&mut self, status: MaritalStatus) {
        if matches!(status, MaritalStatus::Married { .. }) {
            self.stand(status, false);
        } else {
            self.state.marital = status;
            self.bereaved = false;
        }
    }

    fn end_marriage(&mut self, end: MarriageEnd, former: Option<PersonId>) {
        let married = matches!(self.state.marital, MaritalStatus::Married { .. });
        if !married || former.is_some_and(|former| !self.is_married_to(former)) {
            return;
        }
        match end {
            MarriageEnd::Divorce => self.state.marital = MaritalStatus::Divorced,
            MarriageEnd::Annulment => self.stand_as_before(),
        }
    }

    /// Only whom death finds married becomes a widow or widower: not who died first, nor who is married to somebody else by then.
    fn lose_spouse(&mut self, deceased: PersonId) {
        if self.state.death.is_some() || !self.is_married_to(deceased) {
            return;
        }
        if let MaritalStatus::Married { spouse, .. } = &self.state.marital {
            let spouse = spouse.clone();
            self.stand(MaritalStatus::Widowed { spouse }, true);
        }
    }

    /// The marriage goes on, unless the other has married again (Civil Code 2015, art. 73.2).
    fn regain_spouse(&mut self, returned: PersonId) {
        let waits = matches!(&self.state.marital, MaritalStatus::Widowed { spouse }
            if may_be(spouse.as_ref(), returned));
        if waits && self.bereaved {
            self.stand_as_before();
        }
    }

    fn stand(&mut self, status: MaritalStatus, bereaved: bool) {
        let before = Standing {
            status: std::mem::replace(&mut self.state.marital, status),
            bereaved: std::mem::replace(&mut self.bereaved, bereaved),
        };
        // At the bottom nothing is known, which needs no place: most lives are folded without one.
        if !self.before.is_empty() || before.status != MaritalStatus::Unknown {
            self.before.push(before);
        }
    }

    fn stand_as_before(&mut self) {
        let before = self.before.pop();
        self.bereaved = before.as_ref().is_some_and(|standing| standing.bereaved);
        self.state.marital = before.map_or(MaritalStatus::Unknown, |standing| standing.status);
    }

    fn is_married_to(&self, person: PersonId) -> bool {
        matches!(&self.state.marital, MaritalStatus::Married { spouse, .. }
            if may_be(spouse.as_ref(), person))
    }
}

/// A spouse that an old file gave by number or name only cannot be told apart here; the event did.
fn may_be(spouse: Option<&crate::person::Relative>, person: PersonId) -> bool {
    spouse
        .and_then(|spouse| spouse.person)
        .is_none_or(|known| known == person)
}

fn rename(state: &mut PersonState, name: Name) {
    let former = std::mem::replace(&mut state.identity.name, name);
    state.former_names.push(former);
    let name = &state.identity.name;
    state.former_names.retain(|other| other != name);
}

/// Whoever gains a nationality is no longer without one, nor of one that nobody knows.
fn gain(state: &mut PersonState, nationality: Nationality) {
    let held = &mut state.identity.nationalities;
    held.retain(|other| ![Nationality::STATELESS, Nationality::UNKNOWN].contains(other));
    if !held.contains(&nationality) {
        held.push(nationality);
    }
}

/// An empty list would say that the register was told nothing; but it knows of one that is gone.
fn lose(state: &mut PersonState, nationality: Nationality) {
    let held = &mut state.identity.nationalities;
    held.retain(|other| *other != nationality);
    if held.is_empty() {
        held.push(Nationality::UNKNOWN);
    }
}

fn declare(state: &mut PersonState, attribute: Attribute) {
    match attribute {
        Attribute::OtherNames(names) => state.identity.other_names = names,
        Attribute::Religion(religion) => state.identity.religion = religion,
        Attribute::BloodGroup(group) => state.identity.blood_group = group,
        Attribute::Occupation(occupation) => state.identity.occupation = occupation,
        Attribute::ResidenceFile(number) => state.residence_file = number,
        Attribute::Phone(phone) => state.contact.phone = phone,
        Attribute::Email(email) => state.contact.email = email,
    }
}

/// A person has one card in force: another one takes its place (Law on Identification 2023, art. 24).
fn issue_card(state: &mut PersonState, card: IdentityCard) {
    for earlier in &mut state.cards {
        earlier.revoked.get_or_insert(Revocation {
            on: card.issued_on,
            reason: RevocationReason::Replaced,
        });
    }
    state.cards.push(card);
}

fn revoke_card(state: &mut PersonState, serial: &str, revocation: Revocation) {
    for card in &mut state.cards {
        if card.serial == serial {
            card.revoked.get_or_insert(revocation);
        }
    }
}
