//! Extracts of adoption and guardianship.

use danh_register::{AdoptionRegistered, GuardianshipGround, GuardianshipRegistered};
use danh_store::{StoreError, Tx};

use super::content::{Parts, decision_rows, list};
use super::people::{person, relative};
use crate::components::{Row, Value};
use crate::desk::Told;
use crate::messages::Key;
use crate::pages::person::read::PersonReader;

/// The child, the adoptive parents, since when.
pub(super) fn adoption(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    adopted: &AdoptionRegistered,
    told: &mut Told,
) -> Result<Parts, StoreError> {
    let child = person(reader, tx, adopted.child)?;
    let mut parts = vec![(Some(Key("extract-adopted-child")), child)];
    for (heading, parent) in [
        (Key("extract-adoptive-mother"), &adopted.adoption.mother),
        (Key("extract-adoptive-father"), &adopted.adoption.father),
    ] {
        if let Some(parent) = parent {
            parts.push((Some(heading), relative(reader, tx, parent, told)?));
        }
    }
    let since = Value::Date(adopted.adoption.since.to_string());
    let rows = vec![Row::new(Key("event-holds-from"), since)];
    parts.push((Some(Key("extract-registration")), list(rows)));
    Ok(parts)
}

/// Ward and guardian, why, since when, and by which decision.
pub(super) fn guardianship(
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
