use std::sync::Arc;

use danh_store::Store;
use danh_store::testing::on_both_engines;
use jiff::civil::date;

use super::*;
use crate::{
    Decider, Decision, MIGRATIONS, Officer, appointments_at, appointments_of, officer_add,
};

mod changes;
mod concurrent;
mod model;

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
        standing: Standing::Regular,
        authority: authority.parse().unwrap(),
        valid_from: date(2025, 9, 1),
        valid_until: None,
    }
}

fn decision(basis: &str) -> Decision {
    Decision {
        decider: Decider::Officer(OfficerId::from_i64(1)),
        basis: basis.to_owned(),
        recorded_at: "2026-01-02T03:04:05Z".parse().unwrap(),
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
            .write(move |tx| end_appointment(tx, given.id, last_day, &decision("Quyết định 7")))
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
            &appointment(3, Role::Statistician, COMMITTEE),
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
            "`ubnd:00004` exists until 2025-06-30 only; the appointment cannot outlast it"
        );
        assert_eq!(
            refused(&Appointment {
                valid_from: date(2025, 6, 30),
                ..good.clone()
            }),
            "`ubnd:00004@2025-07-01` exists only since 2025-07-01"
        );
        for standing in [Standing::Acting, Standing::InCharge] {
            let endless = Appointment {
                standing,
                ..good.clone()
            };
            assert_eq!(
                refused(&endless),
                format!("an appointment that is `{standing}` needs a last day")
            );
        }
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
        let acting = Appointment {
            standing: Standing::Acting,
            valid_until: Some(date(2025, 12, 31)),
            ..good
        };
        try_to_appoint(store, &directory, &acting).unwrap();
        assert_eq!(held_on(store, date(2025, 12, 31)), [acting]);
    });
}

#[test]
fn roles_that_exclude_each_other_are_not_held_on_one_day() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let registrar = Appointment {
            valid_until: Some(date(2025, 12, 31)),
            ..appointment(1, Role::Registrar, COMMITTEE)
        };
        try_to_appoint(store, &directory, &registrar).unwrap();
        let excluded = |appointment: &Appointment| {
            let refused = try_to_appoint(store, &directory, appointment).unwrap_err();
            assert!(matches!(refused, AppointError::RolesExclude { by, .. } if by == registrar.id));
            refused.to_string()
        };
        assert_eq!(
            excluded(&appointment(2, Role::Inspector, "bca-c06")),
            "`inspector` cannot be held together with `registrar`, which the officer holds by \
             appointment `0000000000000001`"
        );
        excluded(&appointment(2, Role::Reviewer, COMMITTEE));
        excluded(&appointment(2, Role::Administrator, "bca"));

        let elsewhere = appointment(2, Role::Reviewer, "ubnd:01@2025-07-01");
        try_to_appoint(store, &directory, &elsewhere).unwrap();
        let later = Appointment {
            valid_from: date(2026, 1, 1),
            ..appointment(3, Role::Reviewer, COMMITTEE)
        };
        try_to_appoint(store, &directory, &later).unwrap();
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
                .write(move |tx| end_appointment(tx, id, last_day, &decision("Quyết định 7")))
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
        for not_shorter in [date(2026, 1, 1), date(2026, 1, 2)] {
            assert!(matches!(
                end(1, not_shorter),
                Err(EndAppointmentError::EndsEarlier(_))
            ));
        }
        end(1, date(2025, 9, 1)).unwrap();
        assert_eq!(held_on(store, date(2025, 9, 2)), []);
    });
}
