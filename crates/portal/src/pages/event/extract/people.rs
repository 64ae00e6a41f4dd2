//! Persons as the forms of extracts name them.

use danh_register::person_queries::{person_by_id, person_of_relative};
use danh_register::{Identity, PersonState, Relative};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Nationality, PersonId};

use crate::bilingual::Bilingual;
use crate::components::{DescriptionList, Row, Value};
use crate::desk::Told;
use crate::messages::Key;
use crate::pages::person::read::PersonReader;
use crate::{places, words};

/// Name, birth, sex, ethnic group, nationality.
pub(super) fn identity_rows(identity: &Identity) -> Vec<Row> {
    vec![
        Row::new(Key("word-name"), Value::Text(identity.name.to_string())),
        Row::new(Key("word-born"), Value::Date(identity.born.to_string())),
        Row::new(Key("word-sex"), words::sex(identity.sex)),
        Row::new(Key("desk-ethnicity"), ethnicity(identity)),
        Row::new(Key("desk-nationality"), nationalities(identity)),
    ]
}

/// The identity of somebody with number and home.
pub(super) fn person_rows(reader: &PersonReader, state: &PersonState) -> Vec<Row> {
    let mut rows = identity_rows(&state.identity);
    let number = state.number().map(|number| Value::Code(number.to_string()));
    rows.push(Row::new(
        Key("word-number"),
        number.unwrap_or(Value::Missing),
    ));
    rows.push(Row::new(Key("desk-home"), home(reader, state)));
    rows
}

/// Somebody named in an event: as the register knows them, or by the name alone. An extract that tells of somebody hidden is not
/// made: whoever calls looks at whom it told of.
pub(super) fn relative(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    relative: &Relative,
    told: &mut Told,
) -> Result<DescriptionList, StoreError> {
    let known = match person_of_relative(tx, relative)? {
        Some(person) => {
            told.of(person);
            person_by_id(tx, person)?
        }
        None => None,
    };
    let rows = match known {
        Some((_, state)) => person_rows(reader, &state),
        None => vec![Row::new(
            Key("word-name"),
            Value::Text(relative.name.to_string()),
        )],
    };
    Ok(DescriptionList { rows })
}

/// Somebody whom an event concerns.
pub(super) fn person(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    person: PersonId,
) -> Result<DescriptionList, StoreError> {
    let state = person_by_id(tx, person)?;
    let rows = state.map_or(Vec::new(), |(_, state)| person_rows(reader, &state));
    Ok(DescriptionList { rows })
}

fn ethnicity(identity: &Identity) -> Value {
    let ethnicity = identity.ethnicity.map(danh_vocabulary::Ethnicity::name);
    Value::text(ethnicity)
}

fn nationalities(identity: &Identity) -> Value {
    let name = |nationality: &Nationality| {
        Value::Named(Bilingual {
            vietnamese: nationality.vietnamese().to_owned(),
            english: nationality.english().to_owned(),
        })
    };
    match identity.nationalities.as_slice() {
        [] => Value::Missing,
        [one] => name(one),
        several => Value::Lines(several.iter().map(name).collect()),
    }
}

fn home(reader: &PersonReader, state: &PersonState) -> Value {
    let residence = state.residence.as_ref();
    let place = residence.map(|residence| {
        let unit = places::in_one_line(&reader.directory, residence.place, reader.today);
        match &residence.detail {
            Some(detail) => format!("{detail}, {unit}"),
            None => unit,
        }
    });
    Value::text(place.as_deref())
}
