//! Residence deleted, temporary residence, absence, stay, abode: all that is said of where somebody lives but the permanent residence.

mod away;
mod conflicts;
mod deleted;
mod temporary;

use danh_register::{
    AbodeError, AbodeReport, AbsenceEndReport, AbsenceError, AbsenceGround, AbsenceReport,
    DeletionReason, ExtensionReport, Home, PersonState, PlaceKind, Recorded,
    ResidenceDeletionError, ResidenceDeletionReport, StayError, StayReport,
    TemporaryResidenceDeletionReport, TemporaryResidenceError, TemporaryResidenceReport,
};
use danh_vocabulary::PersonId;

use crate::people::man;
use crate::world::{PHUC_XA, TestRegister, act, date};

pub(crate) fn delete_residence(
    world: &TestRegister,
    person: PersonId,
    on: &str,
) -> Result<Recorded, ResidenceDeletionError> {
    let report = ResidenceDeletionReport {
        person: world.seen(person),
        reason: DeletionReason::SettledAbroad,
        on: date(on),
    };
    world.write(move |register, tx| register.delete_residence(tx, &act(), report))
}

fn temporary(
    world: &TestRegister,
    person: PersonId,
    unit: &str,
    (since, until): (&str, &str),
) -> Result<Recorded, TemporaryResidenceError> {
    let report = TemporaryResidenceReport {
        person: world.seen(person),
        unit: unit.parse().unwrap(),
        detail: Some("Nhà trọ số 3".to_owned()),
        since: date(since),
        until: date(until),
    };
    world.write(move |register, tx| register.register_temporary_residence(tx, &act(), &report))
}

fn extend(
    world: &TestRegister,
    person: PersonId,
    on: &str,
    until: &str,
) -> Result<Recorded, TemporaryResidenceError> {
    let report = ExtensionReport {
        person: world.seen(person),
        on: date(on),
        until: date(until),
    };
    world.write(move |register, tx| register.extend_temporary_residence(tx, &act(), report))
}

fn end_temporary(
    world: &TestRegister,
    person: PersonId,
    on: &str,
) -> Result<Recorded, TemporaryResidenceError> {
    let report = TemporaryResidenceDeletionReport {
        person: world.seen(person),
        on: date(on),
    };
    world.write(move |register, tx| register.delete_temporary_residence(tx, &act(), report))
}

pub(crate) fn leave(
    world: &TestRegister,
    person: PersonId,
    ground: AbsenceGround,
    since: &str,
    until: Option<&str>,
) -> Result<Recorded, AbsenceError> {
    let report = AbsenceReport {
        person: world.seen(person),
        ground,
        since: date(since),
        until: until.map(date),
        whereabouts: Some("theo tàu cá".to_owned()),
    };
    world.write(move |register, tx| register.declare_absence(tx, &act(), &report))
}

pub(crate) fn come_back(
    world: &TestRegister,
    person: PersonId,
    on: &str,
) -> Result<Recorded, AbsenceError> {
    let report = AbsenceEndReport {
        person: world.seen(person),
        on: date(on),
    };
    world.write(move |register, tx| register.end_absence(tx, &act(), report))
}

pub(crate) fn stay(
    world: &TestRegister,
    person: PersonId,
    unit: &str,
    since: &str,
    until: &str,
) -> Result<Recorded, StayError> {
    let report = StayReport {
        person: world.seen(person),
        unit: unit.parse().unwrap(),
        detail: Some("Khách sạn Sông Hồng".to_owned()),
        since: date(since),
        until: date(until),
    };
    world.write(move |register, tx| register.notify_stay(tx, &act(), &report))
}

fn dwell(
    world: &TestRegister,
    person: PersonId,
    unit: &str,
    since: &str,
) -> Result<Recorded, AbodeError> {
    let report = AbodeReport {
        person: world.seen(person),
        unit: unit.parse().unwrap(),
        detail: None,
        since: date(since),
    };
    world.write(move |register, tx| register.declare_abode(tx, &act(), &report))
}

fn settled(world: &TestRegister, name: &str) -> PersonId {
    let person = world.enrol(man(name, "1980-01-01"));
    world
        .settle(world.residence(person, PHUC_XA, Home::New, "2024-01-05"))
        .unwrap();
    person
}

/// Kind and unit of the place where a state has somebody live on a day.
fn place(state: &PersonState, on: &str) -> Option<(PlaceKind, String)> {
    let place = state.present_place(date(on))?;
    Some((place.kind, place.place.code.to_string()))
}

fn at(kind: PlaceKind, unit: &str) -> (PlaceKind, String) {
    (kind, unit.to_owned())
}
