//! Extracts of adoption and guardianship, and of their ends.

use danh_register::{
    Adoption, AdoptionEnded, AdoptionRegistered, EventBody, GuardianshipEnded, GuardianshipGround,
    GuardianshipRegistered, SubjectError, TimelineEntry, View, timeline,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::EventId;

use super::content::{Parts, decision_rows, list};
use super::people::{person, relative};
use crate::components::{Row, Value};
use crate::desk::Told;
use crate::messages::Key;
use crate::pages::person::read::PersonReader;

/// What the extract of such an event says.
pub(super) fn of(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    entry: &TimelineEntry,
    told: &mut Told,
) -> Result<Option<(Key, Parts)>, SubjectError> {
    let event = &entry.event;
    Ok(Some(match &entry.says {
        EventBody::Adoption(adopted) => {
            let parts = adoption(reader, tx, adopted, told)?;
            (Key("extract-adoption"), parts)
        }
        EventBody::AdoptionEnded(ended) => {
            let parts = adoption_ended(reader, tx, (event.id, ended), told)?;
            (Key("extract-adoption-end"), parts)
        }
        EventBody::Guardianship(registered) => {
            let parts = guardianship(reader, tx, registered, told)?;
            (Key("extract-guardianship"), parts)
        }
        EventBody::GuardianshipEnded(ended) => {
            let parts = guardianship_ended(reader, tx, ended, &event.basis)?;
            (Key("extract-guardianship-end"), parts)
        }
        _ => return Ok(None),
    }))
}

/// The child, the adoptive parents, since when.
fn adoption(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    adopted: &AdoptionRegistered,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let child = person(reader, tx, adopted.child)?;
    let mut parts = vec![(Some(Key("extract-adopted-child")), child)];
    parts.extend(adopters(reader, tx, &adopted.adoption, told)?);
    let since = Value::Date(adopted.adoption.since.to_string());
    let rows = vec![Row::new(Key("event-holds-from"), since)];
    parts.push((Some(Key("extract-registration")), list(rows)));
    Ok(parts)
}

fn adopters(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    adoption: &Adoption,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let mut parts = Vec::new();
    for (heading, parent) in [
        (Key("extract-adoptive-mother"), &adoption.mother),
        (Key("extract-adoptive-father"), &adoption.father),
    ] {
        if let Some(parent) = parent {
            parts.push((Some(heading), relative(reader, tx, parent, told)?));
        }
    }
    Ok(parts)
}

/// The child, those who had adopted it as far as the register says, the court's decision.
fn adoption_ended(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    (event, ended): (EventId, &AdoptionEnded),
    told: &mut Told,
) -> Result<Parts, SubjectError> {
    let child = person(reader, tx, ended.child)?;
    let mut parts = vec![(Some(Key("extract-adopted-child")), child)];
    let entries = timeline(tx, ended.child, View::PRESENT)?.into_iter();
    let earlier = entries.filter(|entry| entry.event.id < event && !entry.withdrawn);
    let adoptions = earlier.filter_map(|entry| match entry.says {
        EventBody::Adoption(adopted) => Some((entry.event.id, adopted.adoption)),
        _ => None,
    });
    if let Some((_, adoption)) = adoptions.max_by_key(|(id, _)| *id) {
        parts.extend(adopters(reader, tx, &adoption, told)?);
    }
    let decision = list(decision_rows(&ended.decision));
    parts.push((Some(Key("extract-decision")), decision));
    Ok(parts)
}

/// Who was ward and guardian, since when no more, and on which papers.
fn guardianship_ended(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    ended: &GuardianshipEnded,
    basis: &str,
) -> Result<Parts, StoreError> {
    let rows = vec![
        Row::new(Key("event-holds-from"), Value::Date(ended.on.to_string())),
        Row::new(Key("event-basis"), Value::Text(basis.to_owned())),
    ];
    let guardian = person(reader, tx, ended.guardian)?;
    let ward = person(reader, tx, ended.ward)?;
    Ok(vec![
        (Some(Key("relation-guardian")), guardian),
        (Some(Key("relation-ward")), ward),
        (Some(Key("extract-registration")), list(rows)),
    ])
}

/// Ward and guardian, why, since when, and by which decision.
fn guardianship(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    registered: &GuardianshipRegistered,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let ground = match registered.ground {
        GuardianshipGround::Minor => Key("ground-minor"),
        GuardianshipGround::NoCapacity => Key("ground-no-capacity"),
        GuardianshipGround::CognitiveDifficulty => Key("ground-cognitive-difficulty"),
    };
    let mut rows = vec![
        Row::new(Key("desk-guardianship-ground"), ground),
        Row::new(
            Key("event-holds-from"),
            Value::Date(registered.on.to_string()),
        ),
    ];
    rows.extend(registered.decision.iter().flat_map(decision_rows));
    let guardian = relative(reader, tx, &registered.guardian, told)?;
    let ward = relative(reader, tx, &registered.ward, told)?;
    Ok(vec![
        (Some(Key("relation-guardian")), guardian),
        (Some(Key("relation-ward")), ward),
        (Some(Key("extract-registration")), list(rows)),
    ])
}
