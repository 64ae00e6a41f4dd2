//! Corrections, withdrawals, transfers, and the history they leave.

use super::*;
use crate::appointment_history;

/// Runs one change of an appointment.
fn change<E: From<danh_store::StoreError> + std::fmt::Debug + Send + 'static, T: Send + 'static>(
    store: &Store,
    directory: &Arc<Directory>,
    what: impl Fn(&mut Tx<'_>, &Directory) -> Result<T, E> + Send + Sync + 'static,
) -> Result<T, E> {
    let directory = Arc::clone(directory);
    store.write(move |tx| what(tx, &directory)).wait()
}

fn history(store: &Store, id: AppointmentId) -> Vec<AppointmentChange> {
    store
        .read(move |tx| appointment_history(tx, id))
        .wait()
        .unwrap()
}

#[test]
fn a_correction_keeps_what_was_wrong() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let wrong = appointment(1, Role::Registrar, COMMITTEE);
        try_to_appoint(store, &directory, &wrong).unwrap();
        let right = Appointment {
            valid_from: date(2025, 10, 1),
            authority: "ubnd:00008@2025-07-01".parse().unwrap(),
            ..wrong.clone()
        };
        let correct = |right: &Appointment| {
            let right = right.clone();
            change(store, &directory, move |tx, directory| {
                correct_appointment(tx, directory, &right, &decision("nhầm phường"))
            })
        };
        correct(&right).unwrap();
        assert_eq!(held_on(store, date(2025, 9, 30)), []);
        assert_eq!(
            held_on(store, date(2025, 10, 1)),
            std::slice::from_ref(&right)
        );
        let first = AppointmentChange {
            kind: ChangeKind::Corrected,
            decision: decision("nhầm phường"),
            before: wrong.clone(),
        };
        assert_eq!(history(store, wrong.id), std::slice::from_ref(&first));

        assert!(matches!(
            correct(&right),
            Err(CorrectAppointmentError::NothingToCorrect)
        ));
        correct(&wrong).unwrap();
        let changes = history(store, wrong.id);
        assert_eq!(changes[0], first, "what is in the history stays as it is");
        assert_eq!(changes[1].before, right);
        assert_eq!(changes.len(), 2);
    });
}

#[test]
fn a_correction_is_held_to_the_same_rules() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let given = appointment(1, Role::Registrar, COMMITTEE);
        let other = appointment(2, Role::Registrar, "ubnd:01@2025-07-01");
        try_to_appoint(store, &directory, &given).unwrap();
        try_to_appoint(store, &directory, &other).unwrap();
        let refused = |right: Appointment| {
            let corrected = change(store, &directory, move |tx, directory| {
                correct_appointment(tx, directory, &right, &decision("nhầm"))
            });
            corrected.unwrap_err().to_string()
        };
        assert_eq!(
            refused(Appointment {
                authority: other.authority.clone(),
                ..given.clone()
            }),
            "the officer holds that role there already, by appointment `0000000000000002`"
        );
        assert_eq!(
            refused(Appointment {
                officer: OfficerId::from_i64(8),
                ..given.clone()
            }),
            "the appointment is another officer's; withdraw it and appoint the right one"
        );
        assert_eq!(
            refused(appointment(3, Role::Registrar, COMMITTEE)),
            "no appointment has the id `0000000000000003`"
        );
        assert_eq!(history(store, given.id), [], "a refusal leaves nothing");
    });
}

#[test]
fn a_withdrawn_appointment_counts_for_no_day_and_is_not_lost() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let given = appointment(1, Role::Registrar, COMMITTEE);
        try_to_appoint(store, &directory, &given).unwrap();
        let withdraw = || {
            change(store, &directory, move |tx, _| {
                withdraw_appointment(tx, given.id, &decision("không có quyết định"))
            })
        };
        withdraw().unwrap();
        assert_eq!(held_on(store, date(2025, 9, 1)), []);
        let told = AppointmentChange {
            kind: ChangeKind::Withdrawn,
            decision: decision("không có quyết định"),
            before: given.clone(),
        };
        assert_eq!(history(store, given.id), [told]);
        assert!(matches!(
            withdraw(),
            Err(CorrectAppointmentError::Unknown(_))
        ));
        let again = appointment(2, Role::Registrar, COMMITTEE);
        try_to_appoint(store, &directory, &again).unwrap();
    });
}

fn transfer_of(appointment: i64, to: &str) -> Transfer {
    Transfer {
        appointment: AppointmentId::from_i64(appointment),
        new: AppointmentId::from_i64(appointment + 100),
        to: to.parse().unwrap(),
        valid_until: None,
    }
}

#[test]
fn an_appointment_goes_on_at_the_successor() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let former = Appointment {
            valid_from: date(2019, 1, 1),
            valid_until: Some(date(2025, 6, 30)),
            ..appointment(1, Role::Registrar, "ubnd:00007")
        };
        try_to_appoint(store, &directory, &former).unwrap();
        let transfer = |transfer: Transfer| {
            change(store, &directory, move |tx, directory| {
                transfer_appointment(tx, directory, &transfer, &decision("Nghị quyết 1656"))
            })
        };
        let elsewhere = transfer(transfer_of(1, COMMITTEE)).unwrap_err();
        assert_eq!(
            elsewhere.to_string(),
            "`ubnd:00004@2025-07-01` does not take over from `ubnd:00007`"
        );
        // Not the default successor, but one that took a part.
        let after = transfer(transfer_of(1, "ubnd:00025@2025-07-01")).unwrap();
        assert_eq!(after.valid_from, date(2025, 7, 1));
        assert_eq!(after.role, Role::Registrar);
        assert_eq!(
            held_on(store, date(2025, 6, 30)),
            std::slice::from_ref(&former)
        );
        assert_eq!(
            held_on(store, date(2025, 7, 1)),
            std::slice::from_ref(&after)
        );
        assert_eq!(
            history(store, former.id)[0].kind,
            ChangeKind::Transferred(after.id)
        );
        let again = transfer(transfer_of(1, "ubnd:00008@2025-07-01")).unwrap_err();
        assert!(matches!(again, TransferError::AlreadyTransferred(to) if to == after.id));
        let alive = transfer(transfer_of(101, COMMITTEE)).unwrap_err();
        assert!(matches!(alive, TransferError::AuthorityGoesOn(_)));
    });
}

#[test]
fn a_transfer_that_went_wrong_is_withdrawn_and_made_anew() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let former = Appointment {
            valid_from: date(2019, 1, 1),
            valid_until: Some(date(2025, 6, 30)),
            ..appointment(1, Role::Registrar, "ubnd:00007")
        };
        try_to_appoint(store, &directory, &former).unwrap();
        let transfer = |transfer: Transfer| {
            change(store, &directory, move |tx, directory| {
                transfer_appointment(tx, directory, &transfer, &decision("Nghị quyết 1656"))
            })
        };
        let wrong = transfer(transfer_of(1, "ubnd:00025@2025-07-01")).unwrap();
        change(store, &directory, move |tx, _| {
            withdraw_appointment(tx, wrong.id, &decision("nhầm phường"))
        })
        .unwrap();
        let anew = Transfer {
            new: AppointmentId::from_i64(102),
            ..transfer_of(1, "ubnd:00008@2025-07-01")
        };
        let right = transfer(anew.clone()).unwrap();
        assert_eq!(
            held_on(store, date(2025, 7, 1)),
            std::slice::from_ref(&right)
        );
        let again = transfer(anew).unwrap_err();
        assert!(matches!(again, TransferError::AlreadyTransferred(to) if to == right.id));
        let kinds: Vec<_> = history(store, former.id)
            .into_iter()
            .map(|change| change.kind)
            .collect();
        assert_eq!(kinds, [wrong.id, right.id].map(ChangeKind::Transferred));
    });
}

#[test]
fn a_transfer_follows_the_work_of_the_role() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        for (id, role, from, to, expected) in [
            (1, Role::Registrar, "ubnd:001", COMMITTEE, None),
            (2, Role::CardOfficer, "ca:001", "ca:01", None),
            (
                3,
                Role::CardOfficer,
                "ca:002",
                "ca:00004",
                Some("`ca:00004` does not take over from `ca:002`"),
            ),
            (4, Role::AgencyDataOfficer, "tct", "ct", None),
        ] {
            let from: AuthorityId = from.parse().unwrap();
            let last_day = directory.authority(&from).unwrap().life().until;
            let until = if to == "ca:01" {
                Some(date(2025, 6, 30))
            } else {
                None
            };
            let former = Appointment {
                valid_from: date(2020, 1, 1),
                valid_until: last_day,
                ..appointment(id, role, &from.to_string())
            };
            try_to_appoint(store, &directory, &former).unwrap();
            let transfer = Transfer {
                valid_until: until,
                ..transfer_of(id, to)
            };
            let moved = change(store, &directory, move |tx, directory| {
                transfer_appointment(tx, directory, &transfer, &decision("2025"))
            });
            let refusal = moved.as_ref().err().map(ToString::to_string);
            assert_eq!(refusal.as_deref(), expected);
            if let Ok(after) = moved {
                assert_eq!(
                    Some(after.valid_from),
                    last_day.map(|day| day.tomorrow().unwrap())
                );
            }
        }
    });
}

/// An appointment without an end, given before anybody knew that its authority would end.
#[test]
fn an_appointment_ends_with_its_authority() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let endless = Appointment {
            valid_from: date(2019, 1, 1),
            ..appointment(1, Role::Registrar, "ubnd:00004")
        };
        let row = endless.clone();
        store
            .write(move |tx| queries::appointment_insert(tx, &row))
            .wait()
            .unwrap();
        let in_force = |on| {
            let directory = Arc::clone(&directory);
            let held = store.read(move |tx| appointments_in_force(tx, &directory, REGISTRAR, on));
            held.wait().unwrap().len()
        };
        assert_eq!(
            endless.life_within(&directory).unwrap().until,
            Some(date(2025, 6, 30))
        );
        assert_eq!(in_force(date(2025, 6, 30)), 1);
        assert_eq!(in_force(date(2025, 7, 1)), 0);

        // What excludes it may begin on the day after.
        try_to_appoint(
            store,
            &directory,
            &appointment(2, Role::Inspector, "bca-c06"),
        )
        .unwrap();
        let moved = change(store, &directory, move |tx, directory| {
            transfer_appointment(tx, directory, &transfer_of(1, COMMITTEE), &decision("2025"))
        });
        let refusal = moved.unwrap_err().to_string();
        assert!(
            refusal.contains("cannot be held together with `inspector`"),
            "{refusal}"
        );
        assert_eq!(
            history(store, endless.id),
            [],
            "a refused transfer ends nothing"
        );
    });
}

#[test]
fn appointments_of_the_first_version_are_read_as_regular() {
    let first = danh_store::Migrations {
        steps: &MIGRATIONS.steps[..1],
        ..MIGRATIONS
    };
    danh_store::testing::each_fresh_config(|config| {
        let store = Store::open(config, &[first]).unwrap();
        let written = store.write(|tx| {
            tx.execute(
                "INSERT INTO officer (officer_id, name) VALUES ($1, $2)",
                danh_store::params![7, "Lê Thị Mai"],
            )?;
            tx.execute(
                "INSERT INTO appointment
                 (appointment_id, officer_id, role, authority, valid_from, valid_until)
                 VALUES ($1, $2, $3, $4, $5, NULL)",
                danh_store::params![1, 7, "registrar", COMMITTEE, "2025-09-01"],
            )
        });
        written.wait().unwrap();
        drop(store);
        let store = Store::open(config, &[MIGRATIONS]).unwrap();
        let expected = appointment(1, Role::Registrar, COMMITTEE);
        assert_eq!(held_on(&store, date(2025, 9, 1)), [expected]);
    });
}
