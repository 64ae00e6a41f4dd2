//! Comparing what is kept beside the journal with what the journal folds to.

use danh_store::{Param, Store, StoreError, Tx, params};
use danh_vocabulary::PersonId;

use super::walk::{Events, for_each_person};
use crate::book::BookRow;
use crate::event::Event;
use crate::fold::{self, View};
use crate::index::Index;
use crate::indexing::{self, Backlog};
use crate::person::PersonState;
use crate::person_queries;
use crate::subject::SubjectError;

/// Differences named; more are only counted.
const NAMED_MAX: usize = 20;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Persons whose events were folded.
    pub persons: u64,
    /// Events in the journal.
    pub events: u64,
    /// How many differences there are; none means that state equals the folded journal.
    pub differences: u64,
    /// The first of them, as sentences.
    pub named: Vec<String>,
}

impl Checked {
    fn differ(&mut self, sentence: String) {
        self.differences += 1;
        if self.named.len() < NAMED_MAX {
            self.named.push(sentence);
        }
    }
}

/// Rows that the journal asks for in each table that follows from it.
#[derive(Default)]
struct Expected {
    person_events: u64,
    book_entries: u64,
    numbers: u64,
    former_cards: u64,
    cards: u64,
    names: u64,
    members: u64,
    former_members: u64,
    parents: u64,
    residents: u64,
    protected: u64,
}

/// Folds the whole journal and compares every state, byte for byte, and every row by which a person is found.
///
/// `progress` is told the persons done so far. Sees one moment of the database, also while others write. What cannot be
/// read is a difference like any other; an error says that the database could not be asked.
pub fn check(
    store: &Store,
    mut progress: impl FnMut(u64) + Send + 'static,
) -> Result<Checked, SubjectError> {
    store
        .read(move |tx| {
            let (mut checked, mut expected) = (Checked::default(), Expected::default());
            if let Some(Backlog { first, last, .. }) = indexing::backlog(tx)? {
                checked.differ(format!(
                    "the persons from {first} to {last} cannot be found yet: an import was interrupted, and whatever is \
                     started next for writing finishes it"
                ));
            }
            for_each_person(tx, |tx, person, events| {
                check_person(tx, person, events, &mut checked, &mut expected)?;
                checked.persons += 1;
                progress(checked.persons);
                Ok(())
            })?;
            compare_counts(tx, &mut checked, &expected)?;
            Ok(checked)
        })
        .wait()
}

fn check_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    events: Events,
    checked: &mut Checked,
    expected: &mut Expected,
) -> Result<(), SubjectError> {
    let mut readable = Vec::with_capacity(events.len());
    let all = events.len();
    for (event, version) in events.into_iter().zip(1..) {
        match event {
            Ok(event) => {
                if check_version(person, &event, version, checked, expected) {
                    check_book(tx, &event, checked, expected)?;
                }
                readable.push(event);
            }
            Err(error) => checked.differ(format!("version {version} of person {person}: {error}")),
        }
    }
    if readable.len() < all {
        return Ok(());
    }
    let folded = match fold::fold(person, &readable, View::PRESENT) {
        Ok(Some(folded)) => folded,
        Ok(None) => {
            checked.differ(format!(
                "the events of person {person} do not begin with a birth or an enrolment"
            ));
            return Ok(());
        }
        Err(error) => {
            checked.differ(format!("person {person}: {error}"));
            return Ok(());
        }
    };
    check_state(tx, person, &readable, &folded, checked)?;
    let index = Index::of_life(person, &readable, &folded);
    check_index(tx, person, &index, checked, expected)
}

/// Whether an event says of itself that it is this version of this person. Answers whether the person is its first subject,
/// with whom all is counted that it has once.
fn check_version(
    person: PersonId,
    event: &Event,
    version: u32,
    checked: &mut Checked,
    expected: &mut Expected,
) -> bool {
    let mine = event
        .subjects
        .iter()
        .position(|subject| subject.person == person && subject.version == version);
    match mine {
        Some(0) => {
            checked.events += 1;
            expected.person_events += event.subjects.len() as u64;
        }
        Some(_) => {}
        None => checked.differ(format!(
            "event {} is not version {version} of person {person}",
            event.id
        )),
    }
    mine == Some(0)
}

fn check_book(
    tx: &mut Tx<'_>,
    event: &Event,
    checked: &mut Checked,
    expected: &mut Expected,
) -> Result<(), StoreError> {
    let Some(row) = BookRow::of(event) else {
        return Ok(());
    };
    expected.book_entries += 1;
    if !row.is_written(tx)? {
        checked.differ(format!("event {} lacks a row in `book_entry`", event.id));
    }
    Ok(())
}

fn check_state(
    tx: &mut Tx<'_>,
    person: PersonId,
    events: &[Event],
    folded: &PersonState,
    checked: &mut Checked,
) -> Result<(), SubjectError> {
    let row = tx.query_opt(
        "SELECT version, document FROM person WHERE person_id = $1",
        params![person.as_i64()],
    )?;
    let kept = row
        .map(|row| Ok::<_, StoreError>((row.get::<i64>(0)?, row.get::<String>(1)?)))
        .transpose()?;
    let wanted = (
        i64::try_from(events.len()).expect("a life has few events"),
        folded.to_document(),
    );
    match kept {
        None => checked.differ(format!("person {person} has events but no state")),
        Some(kept) if kept != wanted => checked.differ(format!(
            "the state of person {person} is not what their events fold to"
        )),
        Some(_) => {}
    }
    Ok(())
}

fn check_index(
    tx: &mut Tx<'_>,
    person: PersonId,
    index: &Index,
    checked: &mut Checked,
    expected: &mut Expected,
) -> Result<(), SubjectError> {
    let id = person.as_i64();
    let mut missing = Vec::new();
    let mut ask = |table: &'static str, column: &str, key: Param<'_>| {
        let sql = format!("SELECT 1 FROM {table} WHERE {column} = $1 AND person_id = $2");
        tx.query_opt(&sql, &[key, id.into()])
            .map(|row| missing.extend(row.is_none().then_some(table)))
    };
    for number in &index.numbers {
        ask("person_number", "number", number.into())?;
    }
    for number in &index.former_cards {
        ask("person_former_card", "number", number.into())?;
    }
    for serial in &index.cards {
        ask("person_card", "serial", serial.into())?;
    }
    for parent in &index.parents {
        ask("person_parent", "parent", parent.into())?;
    }
    if let Some(household) = index.household {
        let household = household.as_i64().into();
        ask("household_member", "household_id", household)?;
    }
    for household in &index.former_households {
        let household = household.as_i64().into();
        ask("household_former_member", "household_id", household)?;
    }
    for (name, born) in &index.names {
        let row = tx.query_opt(
            "SELECT 1 FROM person_name WHERE folded_name = $1 AND born = $2 AND person_id = $3",
            params![name, born, id],
        )?;
        missing.extend(row.is_none().then_some("person_name"));
        let row = tx.query_opt(
            "SELECT 1 FROM person_born WHERE born = $1 AND folded_name = $2 AND person_id = $3",
            params![born, name, id],
        )?;
        missing.extend(row.is_none().then_some("person_born"));
    }
    missing.extend(index.missing_search_rows(tx, person)?);
    for table in missing {
        checked.differ(format!("person {person} lacks a row in `{table}`"));
    }
    expected.numbers += index.numbers.len() as u64;
    expected.former_cards += index.former_cards.len() as u64;
    expected.cards += index.cards.len() as u64;
    expected.names += index.names.len() as u64;
    expected.members += u64::from(index.household.is_some());
    expected.former_members += index.former_households.len() as u64;
    expected.parents += index.parents.len() as u64;
    expected.residents += u64::from(index.resident.is_some());
    expected.protected += u64::from(index.is_protected);
    Ok(())
}

/// Every row that should be there is; with equal counts, no other is.
fn compare_counts(
    tx: &mut Tx<'_>,
    checked: &mut Checked,
    expected: &Expected,
) -> Result<(), SubjectError> {
    let persons = person_queries::person_count(tx)?;
    if persons != checked.persons {
        checked.differ(format!(
            "`person` has {persons} rows, the journal has {} persons",
            checked.persons
        ));
    }
    let wanted = [
        ("journal", checked.events),
        ("person_event", expected.person_events),
        ("book_entry", expected.book_entries),
        ("person_number", expected.numbers),
        ("person_former_card", expected.former_cards),
        ("person_card", expected.cards),
        ("person_name", expected.names),
        ("person_born", expected.names),
        ("household_member", expected.members),
        ("household_former_member", expected.former_members),
        ("person_parent", expected.parents),
        ("resident", expected.residents),
        ("protected_person", expected.protected),
    ];
    for (table, wanted) in wanted {
        let count: i64 = tx
            .query_one(&format!("SELECT COUNT(*) FROM {table}"), params![])?
            .get(0)?;
        if count.unsigned_abs() != wanted {
            checked.differ(format!(
                "`{table}` has {count} rows, the journal asks for {wanted}"
            ));
        }
    }
    Ok(())
}
