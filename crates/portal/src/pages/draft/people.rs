//! Persons as a form shows them: the least that tells who they are.

use danh_register::PersonState;
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use crate::components::{MaskedNumber, PersonOffered};
use crate::desk::{Answers, Office, Told};

/// Somebody as a card.
pub(crate) fn card(office: &Office, person: PersonId, state: &PersonState) -> PersonOffered {
    PersonOffered {
        handle: office.handle(person),
        name: state.identity.name.to_string(),
        sex: state.identity.sex,
        born: state.identity.born.to_string(),
        died: state.death.as_ref().map(|death| death.on.to_string()),
        number: state
            .number()
            .map(|number| MaskedNumber::of(number.as_str())),
        home: office.home(state),
        is_suggested: false,
    }
}

/// Whom was chosen in a field.
pub(crate) fn chosen(
    office: &Office,
    tx: &mut Tx<'_>,
    (answers, field): (&Answers, &str),
    told: &mut Told,
) -> Result<Option<PersonOffered>, StoreError> {
    let Some(seen) = answers.person(field) else {
        return Ok(None);
    };
    let Some((now, state)) = office.person(tx, seen.person)? else {
        return Ok(None);
    };
    told.of(now.person);
    Ok(Some(PersonOffered {
        is_suggested: answers.is_suggested(field),
        ..card(office, now.person, &state)
    }))
}
