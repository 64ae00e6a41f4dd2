//! Who changed meanwhile is looked at again.

use danh_register::{
    AbodeReport, AbsenceEndReport, AbsenceGround, AbsenceReport, DeletionReason, ExtensionReport,
    Recorded, Register, ResidenceDeletionReport, StayReport, SubjectError,
    TemporaryResidenceDeletionReport, TemporaryResidenceReport,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use super::{settled, stay};
use crate::world::{BEN_NGHE, TestRegister, act, date, on_both_engines};

type Attempt = Box<dyn Fn(&Register, &mut Tx<'_>) -> Result<String, StoreError> + Send>;

#[test]
fn who_moved_meanwhile_is_looked_at_again() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let (seen, on) = (world.seen(person), date("2024-06-01"));
        let unit = BEN_NGHE.parse().unwrap();
        let attempts: [Attempt; 4] = [
            Box::new(move |register, tx| {
                let report = ResidenceDeletionReport {
                    person: seen,
                    reason: DeletionReason::OwnerDisagrees,
                    on,
                };
                Ok(words(register.delete_residence(tx, &act(), report)))
            }),
            Box::new(move |register, tx| {
                let report = TemporaryResidenceReport {
                    person: seen,
                    unit,
                    detail: None,
                    since: on,
                    until: date("2024-12-31"),
                };
                Ok(words(register.register_temporary_residence(
                    tx,
                    &act(),
                    &report,
                )))
            }),
            Box::new(move |register, tx| {
                let report = ExtensionReport {
                    person: seen,
                    on,
                    until: date("2024-12-31"),
                };
                Ok(words(register.extend_temporary_residence(
                    tx,
                    &act(),
                    report,
                )))
            }),
            Box::new(move |register, tx| {
                let report = TemporaryResidenceDeletionReport { person: seen, on };
                Ok(words(register.delete_temporary_residence(
                    tx,
                    &act(),
                    report,
                )))
            }),
        ];
        all_conflict(world, person, attempts);
    });
}

#[test]
fn who_travelled_meanwhile_is_looked_at_again() {
    on_both_engines(|world| {
        let person = settled(world, "Trần Văn Bình");
        let (seen, on) = (world.seen(person), date("2024-06-01"));
        let unit = BEN_NGHE.parse().unwrap();
        let attempts: [Attempt; 4] = [
            Box::new(move |register, tx| {
                let report = AbsenceReport {
                    person: seen,
                    ground: AbsenceGround::UnderObligation,
                    since: on,
                    until: None,
                    whereabouts: None,
                };
                Ok(words(register.declare_absence(tx, &act(), &report)))
            }),
            Box::new(move |register, tx| {
                let report = AbsenceEndReport { person: seen, on };
                Ok(words(register.end_absence(tx, &act(), report)))
            }),
            Box::new(move |register, tx| {
                let report = StayReport {
                    person: seen,
                    unit,
                    detail: None,
                    since: on,
                    until: on,
                };
                Ok(words(register.notify_stay(tx, &act(), &report)))
            }),
            Box::new(move |register, tx| {
                let report = AbodeReport {
                    person: seen,
                    unit,
                    detail: None,
                    since: on,
                };
                Ok(words(register.declare_abode(tx, &act(), &report)))
            }),
        ];
        all_conflict(world, person, attempts);
    });
}

/// The person is changed once more, so that nobody who saw them before may go on.
fn all_conflict(world: &TestRegister, person: PersonId, attempts: [Attempt; 4]) {
    stay(world, person, BEN_NGHE, "2024-05-01", "2024-05-03").unwrap();
    let conflict = SubjectError::Conflict {
        seen: 2,
        current: 3,
    };
    let before = world.contents();
    for attempt in attempts {
        let said = world.write(attempt).unwrap();
        assert_eq!(said, conflict.to_string());
    }
    assert_eq!(world.contents(), before);
}

fn words<E: std::fmt::Display>(attempt: Result<Recorded, E>) -> String {
    attempt.map_or_else(|error| error.to_string(), |_| "recorded".to_owned())
}
