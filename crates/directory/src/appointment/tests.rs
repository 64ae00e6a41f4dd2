use std::sync::Arc;

use danh_store::Store;
use danh_store::testing::on_both_engines;
use jiff::civil::date;

use super::*;
use crate::{MIGRATIONS, Officer, appointments_at, appointments_of, officer_add};

const REGISTRAR: OfficerId = OfficerId::from_i64(7);
const COMMITTEE: &str = "ubnd:00004@2025-07-01";

/// A database with one officer, and the directory.
fn prepared(store: &Store) -> Arc<Directory> {
    let officer = Officer {
        id: REGISTRAR,
        name: "Lê Thị Mai".parse().unwrap(),
    };
    store
        .write(move |tx| officer_add(tx, &officer))
        .wait()
        .unwrap();
    Arc::new(Directory::embedded())
}

fn appointment(id: i64, role: Role, authority: &str) -> Appointment {
    Appointment {
        id: AppointmentId::from_i64(id),
        officer: REGISTRAR,
        role,
        authority: authority.parse().unwrap(),
        valid_from: date(2025, 9, 1),
        valid_until: None,
    }
}

fn try_to_appoint(
    store: &Store,
    directory: &Arc<Directory>,
    appointment: &Appointment,
) -> Result<(), AppointError> {
    let (directory, appointment) = (Arc::clone(directory), appointment.clone());
    store
        .write(move |tx| appoint(tx, &directory, &appointment))
        .wait()
}

fn held_on(store: &Store, on: Date) -> Vec<Appointment> {
    let of = store
        .read(move |tx| appointments_of(tx, REGISTRAR, on))
        .wait()
        .unwrap();
    let authority: AuthorityId = COMMITTEE.parse().unwrap();
    let at = store
        .read(move |tx| appointments_at(tx, &authority, on))
        .wait()
        .unwrap();
    let at_committee = of
        .iter()
        .filter(|held| held.authority.to_string() == COMMITTEE);
    assert!(at.iter().eq(at_committee));
    of
}

#[test]
fn an_officer_holds_a_role_from_the_first_day_to_the_last() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let given = appointment(1, Role::Registrar, COMMITTEE);
        try_to_appoint(store, &directory, &given).unwrap();
        assert_eq!(held_on(store, date(2025, 8, 31)), []);
        assert_eq!(
            held_on(store, date(2025, 9, 1)),
            std::slice::from_ref(&given)
        );

        let last_day = date(2026, 3, 31);
        store
            .write(move |tx| end_appointment(tx, given.id, last_day))
            .wait()
            .unwrap();
        let ended = Appointment {
            valid_until: Some(last_day),
            ..given
        };
        assert_eq!(held_on(store, last_day), [ended]);
        assert_eq!(held_on(store, date(2026, 4, 1)), []);
    });
}

#[test]
fn a_role_is_not_held_twice_at_once() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let first = Appointment {
            valid_until: Some(date(2025, 12, 31)),
            ..appointment(1, Role::Registrar, COMMITTEE)
        };
        try_to_appoint(store, &directory, &first).unwrap();
        for (from, until) in [
            (date(2025, 12, 31), None),
            (date(2025, 8, 1), Some(date(2025, 9, 1))),
            (date(2025, 10, 1), Some(date(2025, 10, 1))),
            (date(2025, 8, 1), None),
        ] {
            let again = Appointment {
                id: AppointmentId::from_i64(2),
                valid_from: from,
                valid_until: until,
                ..first.clone()
            };
            let refused = try_to_appoint(store, &directory, &again);
            assert!(matches!(refused, Err(AppointError::Overlaps(id)) if id == first.id));
        }
        let next = Appointment {
            id: AppointmentId::from_i64(2),
            valid_from: date(2026, 1, 1),
            valid_until: None,
            ..first.clone()
        };
        try_to_appoint(store, &directory, &next).unwrap();
        try_to_appoint(
            store,
            &directory,
            &appointment(3, Role::Reviewer, COMMITTEE),
        )
        .unwrap();
        let province = appointment(4, Role::Registrar, "ubnd:01@2025-07-01");
        try_to_appoint(store, &directory, &province).unwrap();
        assert_eq!(held_on(store, date(2025, 10, 1)).len(), 3);
    });
}

#[test]
fn an_appointment_that_cannot_be_is_refused() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let refused = |appointment: &Appointment| {
            try_to_appoint(store, &directory, appointment)
                .unwrap_err()
                .to_string()
        };
        let good = appointment(1, Role::Registrar, COMMITTEE);
        let officer = OfficerId::from_i64(8);
        assert_eq!(
            refused(&Appointment {
                officer,
                ..good.clone()
            }),
            "no officer has the id `0000000000000008`"
        );
        assert_eq!(
            refused(&Appointment {
                valid_until: Some(date(2025, 8, 31)),
                ..good.clone()
            }),
            "the appointment would end on 2025-08-31, before it begins on 2025-09-01"
        );
        assert_eq!(
            refused(&appointment(1, Role::Registrar, "ubnd:99999")),
            "no authority has the id `ubnd:99999`"
        );
        assert_eq!(
            refused(&appointment(1, Role::Registrar, "ubnd:00004")),
            "`ubnd:00004` does not exist on every day of the appointment"
        );
        assert_eq!(
            refused(&appointment(1, Role::Registrar, "ca:00004@2025-07-01")),
            "the role `registrar` cannot be held at `ca:00004@2025-07-01`"
        );
        assert_eq!(
            refused(&appointment(1, Role::ResidenceOfficer, COMMITTEE)),
            "the role `residence-officer` cannot be held at `ubnd:00004@2025-07-01`"
        );
        let former = Appointment {
            valid_from: date(2019, 1, 1),
            valid_until: Some(date(2025, 6, 30)),
            ..appointment(2, Role::Registrar, "ubnd:00004")
        };
        try_to_appoint(store, &directory, &former).unwrap();
        try_to_appoint(store, &directory, &appointment(3, Role::Auditor, "bca-c06")).unwrap();
    });
}

#[test]
fn an_ending_only_shortens() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let given = appointment(1, Role::Registrar, COMMITTEE);
        try_to_appoint(store, &directory, &given).unwrap();
        let end = |id: i64, last_day: Date| {
            let id = AppointmentId::from_i64(id);
            store
                .write(move |tx| end_appointment(tx, id, last_day))
                .wait()
        };
        assert!(matches!(
            end(9, date(2026, 1, 1)),
            Err(EndAppointmentError::Unknown(_))
        ));
        assert!(matches!(
            end(1, date(2025, 8, 31)),
            Err(EndAppointmentError::NotBegun { .. })
        ));
        end(1, date(2026, 1, 1)).unwrap();
        assert!(matches!(
            end(1, date(2026, 1, 2)),
            Err(EndAppointmentError::EndsEarlier(_))
        ));
        end(1, date(2025, 9, 1)).unwrap();
        assert_eq!(held_on(store, date(2025, 9, 2)), []);
    });
}
