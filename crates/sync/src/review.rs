//! The review desk: doubtful links, the most useful first, and what officers decide of them.
//!
//! A decision outlives runs: it holds until the compared fields of the record or of the person change, which their digests
//! tell. What is decided is seen at once; the register itself is changed by nobody here.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use danh_linkage::Model;
use danh_register::person_queries::{person_by_id, record_read};
use danh_register::{Actor, PersonState, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{LinkDecisionId, PersonId, Timestamp};
use jiff::civil::Date;

use crate::agency::{Agency, FIELDS, Field};
use crate::link_row::{Decision, LinkRow};
use crate::queries::decision::{decision_insert, decisions_of_record};
use crate::queries::link::{link_decide, link_of_record, links_for_review};
use crate::queries::published::published_of_agency;
use crate::record::AgencyRecord;
use crate::snapshot::PersonRow;
use danh_directory::Directory;

/// What an officer says of a record and a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The record is the person's.
    Same,
    /// It is not.
    Different,
    /// Cannot be told.
    Undecided,
    /// The agency, or somebody else, is to be asked.
    Ask,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Same, Self::Different, Self::Undecided, Self::Ask];

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Undecided => "undecided",
            Self::Ask => "ask",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Verdict {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|it| it.as_str() == text);
        found.ok_or_else(|| format!("`{text}` is no verdict on a link"))
    }
}

/// What an officer decided. Never changed: who thinks better of it decides again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDecision {
    /// Its key; later ones are larger.
    pub id: LinkDecisionId,
    /// The record.
    pub key: String,
    /// The person.
    pub person: PersonId,
    /// What was said.
    pub verdict: Verdict,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// What the record looked like.
    pub record_digest: i64,
    /// What the person looked like.
    pub person_digest: i64,
    /// In the officer's words.
    pub note: String,
}

/// What enough officers agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Settled {
    Same,
    Different,
}

/// What decisions about one record and one person, the oldest first, come to. Of each officer the last one counts; where one
/// officer is enough, the very last decides, where two are, they have to agree and nobody may differ.
pub(crate) fn settled<'a>(
    decisions: impl Iterator<Item = &'a LinkDecision>,
    reviewers: u8,
) -> Option<Settled> {
    let (mut last, mut by_actor) = (None, BTreeMap::new());
    for decision in decisions {
        let says = match decision.verdict {
            Verdict::Same => Some(Settled::Same),
            Verdict::Different => Some(Settled::Different),
            Verdict::Undecided | Verdict::Ask => None,
        };
        last = says;
        by_actor.insert(decision.actor.to_string(), says);
    }
    if reviewers <= 1 {
        return last;
    }
    let agree = by_actor.values().all(|says| *says == last);
    (agree && by_actor.len() >= usize::from(reviewers))
        .then_some(last)
        .flatten()
}

/// A page of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPage {
    /// Doubtful links, the most useful first.
    pub links: Vec<LinkRow>,
    /// Where the next page begins; nothing on the last.
    pub next: Option<(i64, String)>,
}

/// Doubtful links of an agency, from where the page before ended.
pub fn review_list(
    tx: &mut Tx<'_>,
    agency: &str,
    after: Option<(i64, &str)>,
    limit: u32,
) -> Result<ReviewPage, StoreError> {
    let links = links_for_review(tx, agency, after, limit)?;
    let is_full = links.len() == limit as usize;
    let last = links.last().filter(|_| is_full);
    let next = last.map(|link| (link.review_use.unwrap_or_default(), link.key.clone()));
    Ok(ReviewPage { links, next })
}

/// A doubtful pair, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewPair {
    /// The link.
    pub link: LinkRow,
    /// What the record says.
    pub record: BTreeMap<Field, String>,
    /// Who it may be.
    pub person: PersonId,
    /// Their state now.
    pub state: PersonState,
    /// Every comparison, in the order of the model.
    pub comparisons: Vec<ComparedField>,
    /// What was decided before, the oldest first.
    pub decisions: Vec<LinkDecision>,
}

/// One comparison of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedField {
    /// What is compared: `birth_date`.
    pub name: String,
    /// How the two agree; nothing where one side says nothing.
    pub level: Option<String>,
    /// How much that speaks for one person, in bits: `log2(m/u)`; of values that weigh by how rare they are, on average.
    pub weight_bits: f64,
}

/// A doubtful pair; nothing where the record is not doubtful any more, or where an outsider may not know of the person.
pub fn review_pair(
    tx: &mut Tx<'_>,
    agency: &Agency,
    key: &str,
) -> Result<Option<ReviewPair>, StoreError> {
    let link = link_of_record(tx, &agency.id, key)?;
    let Some(link) = link.filter(|link| link.decision == Decision::Possible) else {
        return Ok(None);
    };
    let Some((person, state)) = candidate(tx, &link)? else {
        return Ok(None);
    };
    let model = published_of_agency(tx, &agency.id)?.and_then(|it| it.model);
    let model: Option<Model> = model.and_then(|text| serde_json::from_str(&text).ok());
    Ok(Some(ReviewPair {
        record: link.fields(),
        comparisons: model.map_or_else(Vec::new, |model| compared(&model, &link)),
        decisions: decisions_of_record(tx, &agency.id, key)?,
        person,
        state,
        link,
    }))
}

/// A decision that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// Its key; new.
    pub id: LinkDecisionId,
    /// The record.
    pub key: String,
    /// The person that was looked at.
    pub person: PersonId,
    /// What was said.
    pub verdict: Verdict,
    /// Who.
    pub actor: Actor,
    /// Now.
    pub at: Timestamp,
    /// In the officer's words; may be empty.
    pub note: String,
}

/// Why a decision was not written.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// There is no such doubtful pair any more.
    #[error("the record is not doubtful any more, or may be somebody else now; look again")]
    Gone,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a decision, and lets the link be what enough officers agree on; whether that settled it.
pub fn decide(
    tx: &mut Tx<'_>,
    (agency, directory): (&Agency, &Directory),
    new: &NewDecision,
) -> Result<bool, DecideError> {
    let link = link_of_record(tx, &agency.id, &new.key)?;
    let link = link.filter(|link| link.decision == Decision::Possible);
    let link = link.ok_or(DecideError::Gone)?;
    let found = candidate(tx, &link)?.filter(|(person, _)| *person == new.person);
    let (person, state) = found.ok_or(DecideError::Gone)?;
    let today: Date = new.at.date_in_viet_nam();
    let decision = LinkDecision {
        id: new.id,
        key: new.key.clone(),
        person: new.person,
        verdict: new.verdict,
        actor: new.actor.clone(),
        at: new.at,
        record_digest: record_of(&link).compared_digest(agency),
        person_digest: PersonRow::new(directory, today).digest(person, &state),
        note: new.note.clone(),
    };
    decision_insert(tx, &agency.id, &decision)?;
    let all = decisions_of_record(tx, &agency.id, &new.key)?;
    let same_pair = all.iter().filter(|it| {
        it.person == decision.person
            && it.record_digest == decision.record_digest
            && it.person_digest == decision.person_digest
    });
    let settled = match settled(same_pair, agency.reviewers) {
        None => return Ok(false),
        Some(Settled::Same) => Decision::Match,
        Some(Settled::Different) => Decision::None,
    };
    let linked = link.person.unwrap_or(person);
    link_decide(tx, (&agency.id, &new.key, linked), settled)?;
    Ok(true)
}

/// Who a doubtful record may be, if an outsider may know of them.
fn candidate(
    tx: &mut Tx<'_>,
    link: &LinkRow,
) -> Result<Option<(PersonId, PersonState)>, StoreError> {
    let Some(person) = link.person else {
        return Ok(None);
    };
    let Some((_, state)) = person_by_id(tx, person)? else {
        return Ok(None);
    };
    let read = record_read(tx, person, state)?;
    Ok(Some(read).filter(|(_, state)| state.is_visible_to(Viewer::Outsider)))
}

/// The record of a doubtful link, of which every field is kept.
fn record_of(link: &LinkRow) -> AgencyRecord {
    let mut fields = link.fields();
    let mut values = vec![String::new(); FIELDS.len()];
    for field in Field::ALL {
        values[field as usize] = fields.remove(&field).unwrap_or_default();
    }
    AgencyRecord::of_values(&link.key, values)
}

fn compared(model: &Model, link: &LinkRow) -> Vec<ComparedField> {
    let differences = link.differences();
    let of = |it: &danh_linkage::ComparisonModel| {
        let level = match differences.get(&it.name) {
            Some(level) => level.clone(),
            None => it.levels.first().map(|level| level.name.clone()),
        };
        let known = level.as_ref().and_then(|name| {
            let mut levels = it.levels.iter();
            levels.find(|level| level.name == *name)
        });
        ComparedField {
            name: it.name.clone(),
            weight_bits: known.map_or(0.0, |it| (it.m.max(1e-7) / it.u.max(1e-7)).log2()),
            level,
        }
    };
    model.comparisons.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(actor: &str, verdict: Verdict) -> LinkDecision {
        LinkDecision {
            id: LinkDecisionId::from_i64(1),
            key: "a".to_owned(),
            person: PersonId::from_i64(1),
            verdict,
            actor: Actor::Program(actor.to_owned()),
            at: Timestamp::from_micros(0),
            record_digest: 0,
            person_digest: 0,
            note: String::new(),
        }
    }

    #[test]
    fn where_two_decide_they_have_to_agree() {
        let an = decision("an", Verdict::Same);
        let lan = decision("lan", Verdict::Same);
        let other = decision("lan", Verdict::Different);
        let unsure = decision("lan", Verdict::Undecided);
        assert_eq!(settled([&an].into_iter(), 1), Some(Settled::Same));
        assert_eq!(settled([&an].into_iter(), 2), None);
        assert_eq!(settled([&an, &an].into_iter(), 2), None);
        assert_eq!(settled([&an, &lan].into_iter(), 2), Some(Settled::Same));
        assert_eq!(settled([&an, &other].into_iter(), 2), None);
        assert_eq!(
            settled([&an, &other].into_iter(), 1),
            Some(Settled::Different)
        );
        assert_eq!(settled([&an, &unsure].into_iter(), 1), None);
        assert_eq!(
            settled([&other, &an, &lan].into_iter(), 2),
            Some(Settled::Same)
        );
    }
}
