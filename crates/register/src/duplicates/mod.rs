//! Whether somebody about to be written down is in the register already (Law on Identification 2023, art. 12: one person, one
//! record).
//!
//! What is found are suspects, each with the reasons and a score, for the registrar to look at: two people may share a name and a
//! birthday, and twins share their parents too. Whoever goes on says why. So nothing here refuses anything.
//!
//! At the desk, [`duplicates_of`] is asked before an enrolment or a birth. A bulk import asks nothing of the kind: it would cost
//! more than the import. [`suspected_pairs`] walks through the register afterwards.

mod compare;
mod pairs;

use std::collections::BTreeMap;

use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use crate::person::{Identity, PersonState, Relative, Viewer};
use crate::person_queries::{
    children_of_person, person_by_id, person_of_relative, persons_and_versions,
    persons_by_former_card,
};
use crate::search::{AskedName, Match, candidates_by_name};
use compare::{Described, birth_reason};

pub use pairs::{NameOnADay, SuspectedPair, suspected_pairs};

/// Persons of a like name and date who are compared.
const NAMESAKES_MAX: usize = 50;
/// What a name and a date alone must score for their bearer to be compared.
const NAME_SCORE_MIN: u16 = 740;

/// Somebody in the register who may be the one about to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// The person.
    pub person: PersonId,
    /// What speaks for it and what against, each kind once.
    pub reasons: Vec<DuplicateReason>,
    /// How likely, 1,000 at the most; see [`Suspect::SCORE_MIN`].
    pub score: u16,
}

impl Suspect {
    /// Who scores less is not named.
    pub const SCORE_MIN: u16 = 600;
}

/// What speaks for two being one person, or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DuplicateReason {
    /// Name and birth date are alike.
    NameAndDate(Match),
    /// Both had a card of the same number.
    FormerCard,
    /// The mother is the same.
    SameMother,
    /// The father is the same.
    SameFather,
    /// Born in the same unit.
    SameBirthPlace,
    /// Born to the same mother on the same day or within two: the same child, or a twin.
    BornTogether,
    /// Born to the same mother at a time at which she cannot have given birth again.
    BornTooSoon,
    /// The sex is another.
    OtherSex,
    /// The mother has another name.
    OtherMother,
    /// The father has another name.
    OtherFather,
}

/// Who in the register may be the one described, the likeliest first; nobody whom the viewer may not see.
pub fn duplicates_of(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    described: &Identity,
) -> Result<Vec<Suspect>, StoreError> {
    let mut reasons: BTreeMap<PersonId, Vec<DuplicateReason>> = BTreeMap::new();
    if let Some(asked) = AskedName::parse(described.name.as_str()) {
        let alike = candidates_by_name(tx, &asked, Some(described.born))?;
        let alike = alike
            .into_iter()
            .take_while(|it| it.matched.score() >= NAME_SCORE_MIN);
        for candidate in alike.take(NAMESAKES_MAX) {
            let reason = DuplicateReason::NameAndDate(candidate.matched);
            reasons.entry(candidate.person).or_default().push(reason);
        }
    }
    for card in &described.former_cards {
        for holder in persons_by_former_card(tx, *card)? {
            let reason = DuplicateReason::FormerCard;
            reasons.entry(holder).or_default().push(reason);
        }
    }
    if let Some(mother) = &described.mother {
        for (child, state) in children_of(tx, mother)? {
            if let Some(reason) = birth_reason(described.born, state.identity.born) {
                reasons.entry(child).or_default().push(reason);
            }
        }
    }
    let persons: Vec<PersonId> = reasons.keys().copied().collect();
    let mut states = persons_and_versions(tx, &persons)?;
    let described = Described::of(described);
    let mut suspects = Vec::new();
    for (person, reasons) in reasons {
        let Some((_, state)) = states.remove(&person) else {
            continue;
        };
        // A second record that is known as such has its first beside it.
        if state.merged_into.is_none() && state.is_visible_to(viewer) {
            let suspect = described.compared(person, reasons, &state.identity);
            suspects.extend(suspect);
        }
    }
    suspects.sort_by_key(|suspect| std::cmp::Reverse(suspect.score));
    Ok(suspects)
}

fn children_of(
    tx: &mut Tx<'_>,
    parent: &Relative,
) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    let Some(parent) = person_of_relative(tx, parent)? else {
        return Ok(Vec::new());
    };
    match person_by_id(tx, parent)? {
        Some((_, state)) => children_of_person(tx, parent, &state),
        None => Ok(Vec::new()),
    }
}
