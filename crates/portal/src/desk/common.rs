//! What several forms say alike.

use danh_register::{EventBody, MaritalStatus, PersonState, Seen, SubjectError, View, timeline};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, UnitCode};
use jiff::civil::Date;

use super::answers::Answers;
use super::form::{Field, Kind, Step};
use super::office::Office;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Value};
use crate::messages::{Key, Message};

/// A page that asks for one person, whose field has its name.
pub(super) fn person_step(id: &'static str, title: Key) -> Step {
    Step::new(id, title, vec![Field::new(id, title, Kind::Person)])
}

/// The day from which something holds: the day of the registration, unless the officer says another.
pub(super) fn on_field() -> Field {
    Field::new("on", Key("desk-on"), Kind::Day).hint(Key("desk-on-hint"))
}

/// A paper narrower than the law.
pub(super) fn basis_field(hint: Key) -> Field {
    Field::new("basis", Key("desk-basis"), Kind::Text(200)).hint(hint)
}

/// Fills in a day of three boxes.
pub(super) fn suggest_day(answers: &mut Answers, field: &str, day: Date) {
    let boxes = [
        ("day", day.day().to_string()),
        ("month", day.month().to_string()),
        ("year", day.year().to_string()),
    ];
    for (part, text) in boxes {
        answers.suggest(&format!("{field}-{part}"), Some(&text));
    }
}

/// Whom somebody is married to, if the register knows them.
pub(super) fn spouse_of(
    office: &Office,
    tx: &mut Tx<'_>,
    state: &PersonState,
) -> Result<Option<(Seen, PersonState)>, StoreError> {
    let MaritalStatus::Married {
        spouse: Some(spouse),
        ..
    } = &state.marital
    else {
        return Ok(None);
    };
    office.relative(tx, spouse)
}

/// Somebody's marriage in force: since when, and by which authority it was registered where the register did it itself.
pub(super) fn marriage_of(
    office: &Office,
    tx: &mut Tx<'_>,
    person: PersonId,
    state: &PersonState,
) -> Result<Option<Message>, StoreError> {
    let MaritalStatus::Married { since, .. } = &state.marital else {
        return Ok(None);
    };
    let name = state.identity.name.as_str();
    let entries = match timeline(tx, person, View::PRESENT) {
        Ok(entries) => entries,
        Err(SubjectError::Store(error)) => return Err(error),
        Err(_) => Vec::new(),
    };
    let marriage = entries
        .iter()
        .find(|entry| !entry.withdrawn && matches!(entry.says, EventBody::Marriage(_)));
    Ok(Some(match (since, marriage) {
        (Some(since), Some(entry)) => Message::new(Key("desk-refused-married-at"))
            .with_text("name", name)
            .with_date("since", since.to_string())
            .with_named("authority", office.authority_name(&entry.event.authority)),
        (Some(since), None) => Message::new(Key("desk-refused-married-since"))
            .with_text("name", name)
            .with_date("since", since.to_string()),
        (None, _) => Message::new(Key("desk-refused-married")).with_text("name", name),
    }))
}

/// A row that says what was and what will be.
pub(super) fn change(term: Key, was: Value, now: Value) -> Answer {
    Answer::new(term, Value::Change(Box::new(was), Box::new(now)))
}

/// The state of somebody named by a form, noted as told.
pub(super) fn state_of(
    office: &Office,
    tx: &mut Tx<'_>,
    person: Seen,
    told: &mut Told,
) -> Result<Option<PersonState>, StoreError> {
    let Some((seen, state)) = office.person(tx, person.person)? else {
        return Ok(None);
    };
    told.of(seen.person);
    Ok(Some(state))
}

/// A unit that was not there on the day.
pub(super) fn unknown_unit(
    office: &Office,
    field: &'static str,
    unit: UnitCode,
    on: Date,
) -> Refused {
    let names = office.directory.units_with_code(unit);
    let name = names
        .first()
        .map_or_else(|| unit.to_string(), |unit| office.directory.full_name(unit));
    let message = Message::new(Key("desk-refused-unit"))
        .with_text("unit", name)
        .with_date("on", on.to_string());
    Refused::at(field, message)
}

/// Something later is on record; it is to be put right first.
pub(super) fn later_event(field: &'static str, on: Date) -> Refused {
    let message = Message::new(Key("desk-refused-later")).with_date("on", on.to_string());
    Refused::at(field, message).advise(Key("desk-refused-later-advice"))
}

/// A decision that is not in force yet, or from before the birth.
pub(super) fn outside_life(field: &'static str) -> Refused {
    Refused::at(field, Key("desk-refused-outside-life"))
}
