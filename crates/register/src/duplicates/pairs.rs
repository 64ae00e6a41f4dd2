//! Second records among those that are in the register: after an import, or at any time.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{PartialDate, PersonId};

use super::compare::Described;
use super::{DuplicateReason, Suspect};
use crate::person_queries::person_by_id;
use crate::search::{DateFit, Match};

/// Persons of one name and day who are held against each other; more than that share a name by chance.
const NAMESAKES_MAX: i64 = 20;

/// Two records that may be of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspectedPair {
    /// The record that came first.
    pub person: PersonId,
    /// The other, and why.
    pub suspect: Suspect,
}

/// A folded name and a birth date as it is written: how far a walk has come.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameOnADay {
    folded_name: String,
    born: String,
}

/// The pairs among the next `limit` names that several people with one birthday share, and where to go on; nothing more to do when
/// that is none.
///
/// Whoever is on record with a year, or with 1 January, is left out: too many share it for it to say anything. The pairs are for
/// those who keep the register; what they tell anybody else is for a face to see to.
pub fn suspected_pairs(
    tx: &mut Tx<'_>,
    after: Option<&NameOnADay>,
    limit: u32,
) -> Result<(Vec<SuspectedPair>, Option<NameOnADay>), StoreError> {
    let (name, born) = after.map_or(("", ""), |after| (&*after.folded_name, &*after.born));
    let rows = tx.query(
        "SELECT folded_name, born FROM person_name WHERE (folded_name, born) > ($1, $2)
         GROUP BY folded_name, born HAVING COUNT(*) > 1 ORDER BY folded_name, born LIMIT $3",
        params![name, born, i64::from(limit)],
    )?;
    let (mut pairs, mut last) = (Vec::new(), None);
    for row in &rows {
        let shared = NameOnADay {
            folded_name: row.get(0)?,
            born: row.get(1)?,
        };
        pairs.extend(pairs_among(tx, &shared)?);
        last = Some(shared);
    }
    Ok((pairs, last))
}

fn pairs_among(tx: &mut Tx<'_>, shared: &NameOnADay) -> Result<Vec<SuspectedPair>, StoreError> {
    let born: Option<PartialDate> = shared.born.parse().ok();
    let says_something =
        born.is_some_and(|born| born.is_day() && (born.month(), born.day()) != (Some(1), Some(1)));
    if !says_something {
        return Ok(Vec::new());
    }
    let rows = tx.query(
        "SELECT person_id FROM person_name WHERE folded_name = $1 AND born = $2
         ORDER BY person_id LIMIT $3",
        params![&shared.folded_name, &shared.born, NAMESAKES_MAX],
    )?;
    let mut people = Vec::new();
    for row in &rows {
        let person = PersonId::from_i64(row.get(0)?);
        let state = person_by_id(tx, person)?.map(|(_, state)| state);
        people.extend(
            state
                .filter(|it| it.merged_into.is_none())
                .map(|it| (person, it.identity)),
        );
    }
    let mut pairs = Vec::new();
    for (place, (person, identity)) in people.iter().enumerate() {
        let described = Described::of(identity);
        for (other, other_identity) in &people[place + 1..] {
            let same = Match {
                name: Vec::new(),
                date: DateFit::Fits,
            };
            let reasons = vec![DuplicateReason::NameAndDate(same)];
            let suspect = described.compared(*other, reasons, other_identity);
            pairs.extend(suspect.map(|suspect| SuspectedPair {
                person: *person,
                suspect,
            }));
        }
    }
    Ok(pairs)
}
