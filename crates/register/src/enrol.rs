//! Enrolment of one person or of millions.
//!
//! What can be done without the database (checks, folding, serialising, hashing) is done in [`Register::prepare_enrolment`],
//! on any thread; what is left for the one writer is a handful of bulk inserts.

use std::collections::HashSet;

use danh_ledger::{Commitment, Log};
use danh_store::{Param, StoreError, Tx};
use danh_vocabulary::{EventId, PersonId};

use crate::Register;
use crate::act::Act;
use crate::event::{Enrolment, EnrolmentError, Event, EventBody, Subject};
use crate::fold::{self, View};
use crate::index::Index;
use crate::journal;

/// Numbers asked about in one query.
const NUMBERS_A_QUERY: usize = 500;

/// Everything that enrolling a person will write.
#[derive(Debug)]
pub struct PreparedEnrolment {
    event: EventId,
    person: PersonId,
    document: String,
    salt: [u8; 16],
    commitment: Commitment,
    state_document: String,
    index: Index,
}

/// A person who was enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolledPerson {
    /// The event.
    pub event: EventId,
    /// The person.
    pub person: PersonId,
}

impl Register {
    /// Checks an enrolment and makes ready what it will write. Touches no database.
    pub fn prepare_enrolment(
        &self,
        act: &Act,
        enrolment: Enrolment,
    ) -> Result<PreparedEnrolment, EnrolmentError> {
        let recorded_at = self.now();
        enrolment.check_dates(recorded_at.date_in_viet_nam())?;
        let person = PersonId::from_i64(self.ids().next());
        let body = EventBody::Enrolment(Box::new(enrolment));
        let event = Event {
            id: EventId::from_i64(self.ids().next()),
            actor: act.actor.clone(),
            authority: act.authority.clone(),
            basis: act.basis_of(&body),
            recorded_at,
            subjects: vec![Subject { person, version: 1 }],
            body,
        };
        let state = fold::fold(person, std::slice::from_ref(&event), View::PRESENT)
            .ok()
            .flatten()
            .expect("an enrolment alone folds to a person");
        let (salt, document) = (self.salt(), event.to_document());
        Ok(PreparedEnrolment {
            event: event.id,
            person,
            commitment: journal::event_commitment(&salt, &document),
            document,
            salt,
            state_document: state.to_document(),
            index: Index::of(&state),
        })
    }
}

impl PreparedEnrolment {
    /// Who will have been enrolled.
    pub fn person(&self) -> EnrolledPerson {
        EnrolledPerson {
            event: self.event,
            person: self.person,
        }
    }

    pub(crate) fn numbers(&self) -> impl Iterator<Item = &String> {
        self.index.numbers.iter()
    }
}

/// Enrols all whose number nobody has yet, and answers the places in `prepared`, ascending, of those it refused.
pub fn enrol_many(
    tx: &mut Tx<'_>,
    prepared: &[PreparedEnrolment],
) -> Result<Vec<usize>, StoreError> {
    let refused = refusals(tx, prepared)?;
    let accepted: Vec<&PreparedEnrolment> = prepared
        .iter()
        .enumerate()
        .filter(|(place, _)| refused.binary_search(place).is_err())
        .map(|(_, person)| person)
        .collect();
    insert_all(tx, &accepted)?;
    Ok(refused)
}

/// The places, ascending, of those whose number somebody in the register or earlier in the list has.
pub(crate) fn refusals(
    tx: &mut Tx<'_>,
    prepared: &[PreparedEnrolment],
) -> Result<Vec<usize>, StoreError> {
    let taken = taken_numbers(tx, prepared)?;
    Ok(repeated(prepared, &taken))
}

/// The places, ascending, of those whose number is among `taken` or earlier in the list.
pub(crate) fn repeated(prepared: &[PreparedEnrolment], taken: &HashSet<String>) -> Vec<usize> {
    let mut here: HashSet<&str> = HashSet::new();
    let mut repeated = Vec::new();
    for (place, person) in prepared.iter().enumerate() {
        if person
            .numbers()
            .any(|number| taken.contains(number) || here.contains(number.as_str()))
        {
            repeated.push(place);
        } else {
            here.extend(person.numbers().map(String::as_str));
        }
    }
    repeated
}

fn taken_numbers(
    tx: &mut Tx<'_>,
    prepared: &[PreparedEnrolment],
) -> Result<HashSet<String>, StoreError> {
    let numbers: Vec<&str> = prepared
        .iter()
        .flat_map(|person| &person.index.numbers)
        .map(String::as_str)
        .collect();
    let places: Vec<String> = (1..=NUMBERS_A_QUERY)
        .map(|place| format!("${place}"))
        .collect();
    let sql = format!(
        "SELECT number FROM person_number WHERE number IN ({})",
        places.join(", ")
    );
    let mut taken = HashSet::new();
    for chunk in numbers.chunks(NUMBERS_A_QUERY) {
        // One text for every chunk, so that it is prepared once; the last number fills what is left.
        let filler = chunk.last().copied().unwrap_or_default();
        let params: Vec<Param<'_>> = chunk
            .iter()
            .copied()
            .chain(std::iter::repeat(filler))
            .take(NUMBERS_A_QUERY)
            .map(Param::from)
            .collect();
        for row in tx.query(&sql, &params)? {
            taken.insert(row.get(0)?);
        }
    }
    Ok(taken)
}

fn insert_all(tx: &mut Tx<'_>, people: &[&PreparedEnrolment]) -> Result<(), StoreError> {
    let id = |person: &PreparedEnrolment| int(person.person);
    let event = |person: &PreparedEnrolment| Param::Int(person.event.as_i64());

    let rows = rows(people, |p| {
        [vec![event(p), (&p.document).into(), (&p.salt).into()]]
    });
    tx.bulk_insert("journal", &["event_id", "document", "salt"], &rows)?;

    let leaves: Vec<(i64, Commitment)> = people
        .iter()
        .map(|p| (p.event.as_i64(), p.commitment))
        .collect();
    danh_ledger::append_many(tx, Log::JOURNAL, &leaves)?;

    let rows = self::rows(people, |p| [vec![id(p), Param::Int(1), event(p)]]);
    tx.bulk_insert("person_event", &["person_id", "version", "event_id"], &rows)?;

    let rows = self::rows(people, |p| {
        [vec![id(p), Param::Int(1), (&p.state_document).into()]]
    });
    tx.bulk_insert("person", &["person_id", "version", "document"], &rows)?;

    // A transaction writes each page it touched once, and rows that are neighbours share pages: in the order of their keys,
    // a large chunk writes a fraction of what it would in the order of the file.
    let rows = sorted(people, |p| {
        p.index.numbers.iter().map(move |number| (number, p.person))
    });
    let rows: Vec<_> = rows
        .iter()
        .map(|(number, id)| vec![(*number).into(), int(*id)])
        .collect();
    tx.bulk_insert("person_number", &["number", "person_id"], &rows)?;

    let rows = sorted(people, |p| {
        p.index
            .former_cards
            .iter()
            .map(move |number| (number, p.person))
    });
    let rows: Vec<_> = rows
        .iter()
        .map(|(number, id)| vec![(*number).into(), int(*id)])
        .collect();
    tx.bulk_insert("person_former_card", &["number", "person_id"], &rows)?;

    let rows = sorted(people, |p| {
        p.index
            .names
            .iter()
            .map(move |(name, born)| (name, born, p.person))
    });
    let rows: Vec<_> = rows
        .iter()
        .map(|(name, born, id)| vec![(*name).into(), (*born).into(), int(*id)])
        .collect();
    tx.bulk_insert("person_name", &["folded_name", "born", "person_id"], &rows)?;

    let rows = sorted(people, |p| {
        p.index.household.map(|household| (household, p.person))
    });
    let rows: Vec<_> = rows
        .iter()
        .map(|(household, id)| vec![Param::Int(household.as_i64()), int(*id)])
        .collect();
    tx.bulk_insert("household_member", &["household_id", "person_id"], &rows)?;

    let rows = sorted(people, |p| {
        p.index.parents.iter().map(move |key| (key, p.person))
    });
    let rows: Vec<_> = rows
        .iter()
        .map(|(key, id)| vec![(*key).into(), int(*id)])
        .collect();
    tx.bulk_insert("person_parent", &["parent", "person_id"], &rows)?;

    let indexes: Vec<(PersonId, &Index)> = people.iter().map(|p| (p.person, &p.index)).collect();
    Index::insert_search_rows(tx, &indexes)
}

fn int(person: PersonId) -> Param<'static> {
    Param::Int(person.as_i64())
}

fn sorted<'a, I>(
    people: &[&'a PreparedEnrolment],
    of_person: impl Fn(&'a PreparedEnrolment) -> I,
) -> Vec<I::Item>
where
    I: IntoIterator,
    I::Item: Ord,
{
    let mut rows: Vec<I::Item> = people.iter().copied().flat_map(of_person).collect();
    rows.sort_unstable();
    rows
}

fn rows<'a, I>(
    people: &[&'a PreparedEnrolment],
    of_person: impl Fn(&'a PreparedEnrolment) -> I,
) -> Vec<Vec<Param<'a>>>
where
    I: IntoIterator<Item = Vec<Param<'a>>>,
{
    people.iter().copied().flat_map(of_person).collect()
}
