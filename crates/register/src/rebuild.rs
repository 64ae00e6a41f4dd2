//! Proving that the state is what the journal folds to, and making it so again.

use danh_store::{Row, Store, StoreError, Tx, params};
use danh_vocabulary::{EventId, PersonId};

use crate::event::Event;
use crate::fold::{self, View};
use crate::index::Index;
use crate::journal::{self, JournalError};
use crate::person::PersonState;
use crate::person_queries;
use crate::subject::SubjectError;

/// Rows read at a time, so that a country fits into little memory.
const PAGE: i64 = 2_000;
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

/// Rows that the folded states ask for in each table that follows from them.
#[derive(Default)]
struct Expected {
    person_events: u64,
    numbers: u64,
    former_cards: u64,
    names: u64,
    members: u64,
    parents: u64,
}

/// Folds the whole journal and compares every state, byte for byte, and every row by which a person is found.
///
/// `progress` is told the persons done so far. Sees one moment of the database, also while others write.
pub fn check(
    store: &Store,
    mut progress: impl FnMut(u64) + Send + 'static,
) -> Result<Checked, SubjectError> {
    store
        .read(move |tx| {
            let (mut checked, mut expected) = (Checked::default(), Expected::default());
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

/// Throws away everything that follows from the journal and makes it again, in one transaction.
///
/// Answers how many persons there are.
pub fn rebuild(
    store: &Store,
    mut progress: impl FnMut(u64) + Send + 'static,
) -> Result<u64, SubjectError> {
    store
        .write(move |tx| {
            for table in [
                "person_event",
                "person",
                "person_number",
                "person_former_card",
                "person_name",
                "household_member",
                "person_parent",
            ] {
                tx.execute(&format!("DELETE FROM {table}"), params![])?;
            }
            file_events(tx)?;
            let mut persons = 0;
            for_each_person(tx, |tx, person, events| {
                let version = i64::try_from(events.len()).expect("a life has few events");
                if let Some(state) = fold::fold(person, events, View::PRESENT)? {
                    tx.execute(
                        "INSERT INTO person (person_id, version, document) VALUES ($1, $2, $3)",
                        params![person.as_i64(), version, &state.to_document()],
                    )?;
                    Index::default().change_to(&Index::of(&state), tx, person)?;
                }
                persons += 1;
                progress(persons);
                Ok(())
            })?;
            Ok(persons)
        })
        .wait()
}

fn file_events(tx: &mut Tx<'_>) -> Result<(), SubjectError> {
    let mut after = i64::MIN;
    loop {
        let rows = tx.query(
            "SELECT event_id, document FROM journal WHERE event_id > $1 ORDER BY event_id LIMIT $2",
            params![after, PAGE],
        )?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.get(0)?;
        for row in &rows {
            let event = event_of(row, 0)?;
            for subject in &event.subjects {
                tx.execute(
                    "INSERT INTO person_event (person_id, version, event_id) VALUES ($1, $2, $3)",
                    params![
                        subject.person.as_i64(),
                        i64::from(subject.version),
                        event.id.as_i64()
                    ],
                )?;
            }
        }
    }
}

fn event_of(row: &Row, first_column: usize) -> Result<Event, SubjectError> {
    let id = EventId::from_i64(row.get(first_column)?);
    let document: Option<String> = row.get(first_column + 1)?;
    let document = document.ok_or(JournalError::Missing { event: id })?;
    Ok(journal::parse(id, &document)?)
}

/// Calls `body` for each person with their events in order; flat memory.
fn for_each_person(
    tx: &mut Tx<'_>,
    mut body: impl FnMut(&mut Tx<'_>, PersonId, &[Event]) -> Result<(), SubjectError>,
) -> Result<(), SubjectError> {
    let (mut person, mut version) = (i64::MIN, i64::MIN);
    let mut events: Vec<Event> = Vec::new();
    loop {
        let rows = tx.query(
            "SELECT person_event.person_id, person_event.version, person_event.event_id, journal.document
             FROM person_event LEFT JOIN journal ON journal.event_id = person_event.event_id
             WHERE (person_event.person_id, person_event.version) > ($1, $2)
             ORDER BY person_event.person_id, person_event.version LIMIT $3",
            params![person, version, PAGE],
        )?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let owner: i64 = row.get(0)?;
            if owner != person && !events.is_empty() {
                body(tx, PersonId::from_i64(person), &events)?;
                events.clear();
            }
            (person, version) = (owner, row.get(1)?);
            events.push(event_of(row, 2)?);
        }
    }
    if events.is_empty() {
        Ok(())
    } else {
        body(tx, PersonId::from_i64(person), &events)
    }
}

fn check_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    events: &[Event],
    checked: &mut Checked,
    expected: &mut Expected,
) -> Result<(), SubjectError> {
    expected.person_events += events.len() as u64;
    for (event, version) in events.iter().zip(1..) {
        let mine = event
            .subjects
            .iter()
            .position(|s| s.person == person && s.version == version);
        match mine {
            // Each event is counted with its first subject.
            Some(0) => checked.events += 1,
            Some(_) => {}
            None => checked.differ(format!(
                "event {} is not version {version} of person {person}",
                event.id
            )),
        }
    }
    let Some(folded) = fold::fold(person, events, View::PRESENT)? else {
        checked.differ(format!(
            "the events of person {person} do not begin with a birth or an enrolment"
        ));
        return Ok(());
    };
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
        Some(kept) if kept != wanted => {
            checked.differ(format!(
                "the state of person {person} is not what their events fold to"
            ));
        }
        Some(_) => {}
    }
    check_index(tx, person, &folded, checked, expected)
}

fn check_index(
    tx: &mut Tx<'_>,
    person: PersonId,
    state: &PersonState,
    checked: &mut Checked,
    expected: &mut Expected,
) -> Result<(), SubjectError> {
    let (index, id) = (Index::of(state), person.as_i64());
    let mut missing = Vec::new();
    let mut ask = |table: &str, column: &str, key: danh_store::Param<'_>| {
        let sql = format!("SELECT 1 FROM {table} WHERE {column} = $1 AND person_id = $2");
        tx.query_opt(&sql, &[key, id.into()]).map(|row| {
            if row.is_none() {
                missing.push(table.to_owned());
            }
        })
    };
    for number in &index.numbers {
        ask("person_number", "number", number.into())?;
    }
    for number in &index.former_cards {
        ask("person_former_card", "number", number.into())?;
    }
    for parent in &index.parents {
        ask("person_parent", "parent", parent.into())?;
    }
    if let Some(household) = index.household {
        ask(
            "household_member",
            "household_id",
            household.as_i64().into(),
        )?;
    }
    for (name, born) in &index.names {
        let row = tx.query_opt(
            "SELECT 1 FROM person_name WHERE folded_name = $1 AND born = $2 AND person_id = $3",
            params![name, born, id],
        )?;
        if row.is_none() {
            missing.push("person_name".to_owned());
        }
    }
    for table in missing {
        checked.differ(format!("person {person} lacks a row in `{table}`"));
    }
    expected.numbers += index.numbers.len() as u64;
    expected.former_cards += index.former_cards.len() as u64;
    expected.names += index.names.len() as u64;
    expected.members += u64::from(index.household.is_some());
    expected.parents += index.parents.len() as u64;
    Ok(())
}

/// Every row that should be there is; with equal counts, no other is.
fn compare_counts(
    tx: &mut Tx<'_>,
    checked: &mut Checked,
    expected: &Expected,
) -> Result<(), SubjectError> {
    let persons = person_queries::person_count(tx)?;
    let wanted = [
        ("journal", checked.events),
        ("person_event", expected.person_events),
        ("person_number", expected.numbers),
        ("person_former_card", expected.former_cards),
        ("person_name", expected.names),
        ("household_member", expected.members),
        ("person_parent", expected.parents),
    ];
    if persons != checked.persons {
        checked.differ(format!(
            "`person` has {persons} rows, the journal has {} persons",
            checked.persons
        ));
    }
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
