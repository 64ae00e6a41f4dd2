//! Whom to look for in the demo: those to whom something happened after the import.

use danh_register::person_queries::{person_by_id, persons_after};
use danh_register::{EventBody, SubjectError, events_of_person};
use danh_store::Tx;
use danh_vocabulary::PersonId;

use super::credentials::Person;

const LOOKED_THROUGH: u32 = 3_000;

/// One person for each kind of event in the story.
pub(super) fn worth_a_look(tx: &mut Tx<'_>) -> Result<Vec<Person>, SubjectError> {
    let mut people = Vec::new();
    let mut told = Vec::new();
    for (person, version, _) in persons_after(tx, None, LOOKED_THROUGH)? {
        if version == 1 {
            continue;
        }
        for event in events_of_person(tx, person)?.into_iter().rev() {
            let Some(hint) = hint(&event.body, person).filter(|hint| !told.contains(hint)) else {
                continue;
            };
            told.push(hint);
            people.extend(described(tx, person, hint)?);
            break;
        }
    }
    Ok(people)
}

fn hint(body: &EventBody, person: PersonId) -> Option<&'static str> {
    Some(match body {
        EventBody::Marriage(_) => "married a month ago",
        EventBody::Death(death) if death.person == person => "died last week",
        EventBody::Death(_) => "widowed last week",
        EventBody::ResidenceMoved(_) => "moved two months ago",
        EventBody::NumberReestablished(_) => "was given another number",
        EventBody::Correction(_) => "had the birth date corrected",
        _ => return None,
    })
}

fn described(
    tx: &mut Tx<'_>,
    person: PersonId,
    hint: &str,
) -> Result<Option<Person>, SubjectError> {
    let state = person_by_id(tx, person)?.map(|(_, state)| state);
    Ok(state.map(|state| Person {
        name: state.identity.name.to_string(),
        born: state.identity.born.to_vietnamese(),
        hint: hint.to_owned(),
        number: state.number().map(|number| number.as_str().to_owned()),
    }))
}
