//! What an extract of each kind of event says.

use danh_register::person_queries::person_of_relative;
use danh_register::{
    Birth, Change, Correction, Decision, EventBody, Marriage, NationalityChange, Parent,
    ParentRecognised, SubjectError, TimelineEntry,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Nationality, PersonId};

use super::people::{identity_rows, person, relative};
use super::{ExtractView, care, court};
use crate::bilingual::Bilingual;
use crate::components::{DescriptionList, Row, Value};
use crate::desk::Told;
use crate::messages::Key;
use crate::moments::in_viet_nam;
use crate::pages::person::read::PersonReader;

pub(super) type Parts = Vec<(Option<Key>, DescriptionList)>;

/// The extract of an event, if the law knows one of its kind and the event still says something.
pub(in super::super) fn of(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    entry: &TimelineEntry,
    officer: Option<&str>,
    told: &mut Told,
) -> Result<Option<ExtractView>, SubjectError> {
    if entry.withdrawn {
        return Ok(None);
    }
    let first = entry.event.subjects.first().map(|subject| subject.person);
    let found = match (&entry.says, first) {
        (EventBody::Birth(birth), _) => {
            let parts = birth_parts(reader, tx, birth, told)?;
            Some((Key("extract-birth"), parts))
        }
        (EventBody::Death(death), _) => {
            let mut parts = of_person(reader, tx, death.person)?;
            let place = death.death.place.map(|place| reader.place(place, None));
            let place = place.map_or(Value::Missing, |place| place.value());
            parts.push((
                Some(Key("extract-death-facts")),
                list(vec![
                    Row::new(Key("word-died"), Value::Date(death.death.on.to_string())),
                    Row::new(Key("extract-death-place"), place),
                ]),
            ));
            Some((Key("extract-death"), parts))
        }
        (EventBody::Marriage(marriage), _) => {
            let parts = marriage_parts(reader, tx, marriage, told)?;
            Some((Key("extract-marriage"), parts))
        }
        (EventBody::ParentRecognised(recognised), _) => {
            let parts = recognised_parts(reader, tx, recognised, told)?;
            Some((Key("extract-recognition"), parts))
        }
        (
            EventBody::Adoption(_)
            | EventBody::AdoptionEnded(_)
            | EventBody::Guardianship(_)
            | EventBody::GuardianshipEnded(_),
            _,
        ) => care::of(reader, tx, entry, told)?,
        (
            EventBody::Divorce(_)
            | EventBody::Annulment(_)
            | EventBody::MissingDeclared(_)
            | EventBody::Returned(_),
            _,
        ) => court::of(reader, tx, entry, told)?,
        (EventBody::Correction(correction), _) if !tells(reader, tx, correction, told)? => None,
        (body, Some(first)) => match changed(reader, body) {
            Some((title, rows)) => {
                let mut parts = of_person(reader, tx, first)?;
                parts.push((Some(Key("extract-content")), list(rows)));
                Some((title, parts))
            }
            None => None,
        },
        _ => None,
    };
    Ok(found.map(|(title, parts)| ExtractView {
        handle: String::new(),
        title,
        authority: reader.authority(&entry.event.authority),
        position: entry.position,
        parts,
        registered_at: in_viet_nam(entry.event.recorded_at),
        officer: officer.map(str::to_owned),
        today: reader.today.to_string(),
    }))
}

pub(super) fn list(rows: Vec<Row>) -> DescriptionList {
    DescriptionList { rows }
}

fn of_person(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    concerned: PersonId,
) -> Result<Parts, StoreError> {
    Ok(vec![(None, person(reader, tx, concerned)?)])
}

fn birth_parts(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    birth: &Birth,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let identity = &birth.identity;
    let place = |address: Option<danh_directory::AddressedUnit>| {
        address.map_or(Value::Missing, |it| reader.place(it, None).value())
    };
    let mut child = identity_rows(identity);
    child.extend([
        Row::new(Key("desk-birth-place"), place(identity.birth_place)),
        Row::new(Key("desk-birth-origin"), place(identity.origin)),
        Row::new(Key("word-number"), Value::Code(birth.number.to_string())),
    ]);
    let mut parts = vec![(None, list(child))];
    for (heading, parent) in [
        (Key("relation-mother"), &identity.mother),
        (Key("relation-father"), &identity.father),
    ] {
        if let Some(parent) = parent {
            parts.push((Some(heading), relative(reader, tx, parent, told)?));
        }
    }
    let registered = Row::new(
        Key("desk-registered-in"),
        place(identity.birth_registered_in),
    );
    parts.push((Some(Key("extract-registration")), list(vec![registered])));
    Ok(parts)
}

fn marriage_parts(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    marriage: &Marriage,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let on = Row::new(
        Key("extract-married-on"),
        Value::Date(marriage.on.to_string()),
    );
    Ok(vec![
        (
            Some(Key("extract-wife")),
            relative(reader, tx, &marriage.wife, told)?,
        ),
        (
            Some(Key("extract-husband")),
            relative(reader, tx, &marriage.husband, told)?,
        ),
        (Some(Key("extract-registration")), list(vec![on])),
    ])
}

fn recognised_parts(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    recognised: &ParentRecognised,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let parent = match recognised.parent {
        Parent::Father => Key("relation-father"),
        Parent::Mother => Key("relation-mother"),
    };
    let mut parts = vec![
        (
            Some(parent),
            relative(reader, tx, &recognised.relative, told)?,
        ),
        (
            Some(Key("relation-child")),
            person(reader, tx, recognised.child)?,
        ),
    ];
    let mut rows = vec![Row::new(
        Key("event-holds-from"),
        Value::Date(recognised.on.to_string()),
    )];
    rows.extend(recognised.decision.iter().flat_map(decision_rows));
    parts.push((Some(Key("extract-registration")), list(rows)));
    Ok(parts)
}

pub(super) fn decision_rows(decision: &Decision) -> Vec<Row> {
    vec![
        Row::new(
            Key("desk-decision-number"),
            Value::Text(decision.number.clone()),
        ),
        Row::new(Key("desk-decision-by"), Value::Text(decision.by.clone())),
        Row::new(
            Key("desk-decision-on"),
            Value::Date(decision.on.to_string()),
        ),
    ]
}

/// Whether a correction may be told: parents are people, and are told to who may know of both, before and after.
fn tells(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    correction: &Correction,
    told: &mut Told,
) -> Result<bool, SubjectError> {
    if !reader.may_tell(tx, correction)? {
        return Ok(false);
    }
    if let Change::Father { was, now } | Change::Mother { was, now } = &correction.change {
        for parent in was.iter().chain(now) {
            if let Some(parent) = person_of_relative(tx, parent)? {
                told.of(parent);
            }
        }
    }
    Ok(true)
}

/// What a change says: as it was and as it is.
fn changed(reader: &PersonReader, body: &EventBody) -> Option<(Key, Vec<Row>)> {
    let change = |was: Value, now: Value| Value::Change(Box::new(was), Box::new(now));
    let text = |text: &str| Value::Text(text.to_owned());
    let from =
        |on: jiff::civil::Date| Row::new(Key("event-holds-from"), Value::Date(on.to_string()));
    Some(match body {
        EventBody::NameChanged(it) => (
            Key("extract-change"),
            vec![
                Row::new(
                    Key("word-name"),
                    change(text(it.was.as_str()), text(it.now.as_str())),
                ),
                from(it.on),
            ],
        ),
        EventBody::EthnicityDetermined(it) => {
            let was = it.was.map(danh_vocabulary::Ethnicity::name);
            (
                Key("extract-ethnicity"),
                vec![
                    Row::new(
                        Key("desk-ethnicity"),
                        change(Value::text(was), text(it.now.name())),
                    ),
                    from(it.on),
                ],
            )
        }
        EventBody::SexDetermined(it) => (
            Key("extract-sex"),
            vec![
                Row::new(Key("word-sex"), crate::words::sex(it.now)),
                from(it.on),
            ],
        ),
        EventBody::NationalityChanged(it) => {
            let named = |nationality: Nationality| {
                Value::Named(Bilingual {
                    vietnamese: nationality.vietnamese().to_owned(),
                    english: nationality.english().to_owned(),
                })
            };
            let row = match it.change {
                NationalityChange::Gained(gained) => {
                    Row::new(Key("extract-nationality-gained"), named(gained))
                }
                NationalityChange::Lost(lost) => {
                    Row::new(Key("extract-nationality-lost"), named(lost))
                }
            };
            let rows = std::iter::once(row).chain(decision_rows(&it.decision));
            (Key("extract-nationality"), rows.collect())
        }
        EventBody::Correction(correction) => {
            let (field, change) = reader.changed(&correction.change);
            (Key("extract-correction"), vec![Row::new(field, change)])
        }
        _ => return None,
    })
}
