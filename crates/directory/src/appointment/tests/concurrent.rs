//! Several writers at once, on both engines.

use std::sync::Barrier;
use std::thread;

use super::*;

const WRITERS: usize = 6;
const ROUNDS: i64 = 8;

/// What each of `appointments` was answered when all were written at the same time.
fn appoint_at_once(
    store: &Store,
    directory: &Arc<Directory>,
    appointments: &[Appointment],
) -> Vec<Result<(), AppointError>> {
    let start = Barrier::new(appointments.len());
    thread::scope(|scope| {
        let writers: Vec<_> = appointments
            .iter()
            .map(|appointment| {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    try_to_appoint(store, directory, appointment)
                })
            })
            .collect();
        let answers = writers.into_iter().map(|writer| writer.join().unwrap());
        answers.collect()
    })
}

#[test]
fn of_overlapping_appointments_written_at_once_one_is_kept() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        for round in 0..ROUNDS {
            // Days of their own for each round; spans that all share its tenth day.
            let first_day = date(2025, 9, 1) + jiff::ToSpan::days(round * 30);
            let rivals: Vec<Appointment> = (0..WRITERS)
                .map(|writer| {
                    let shift = i64::try_from(writer).unwrap();
                    Appointment {
                        id: AppointmentId::from_i64(round * 100 + shift),
                        valid_from: first_day + jiff::ToSpan::days(shift),
                        valid_until: Some(first_day + jiff::ToSpan::days(10 + shift)),
                        ..appointment(0, Role::Registrar, COMMITTEE)
                    }
                })
                .collect();
            let answers = appoint_at_once(store, &directory, &rivals);
            let kept: Vec<_> = std::iter::zip(&rivals, &answers)
                .filter(|(_, answer)| answer.is_ok())
                .map(|(rival, _)| rival)
                .collect();
            assert_eq!(kept.len(), 1, "{answers:?}");
            for answer in answers {
                match answer {
                    Ok(()) => {}
                    Err(AppointError::Overlaps(other)) => assert_eq!(other, kept[0].id),
                    Err(other) => panic!("not a clear conflict: {other}"),
                }
            }
            let tenth_day = first_day + jiff::ToSpan::days(9);
            assert_eq!(held_on(store, tenth_day), [kept[0].clone()]);
        }
    });
}

#[test]
fn of_roles_that_exclude_each_other_written_at_once_one_is_kept() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        for round in 0..ROUNDS {
            let day = date(2025, 9, 1) + jiff::ToSpan::days(round);
            let rivals = [
                appointment(round * 2, Role::Registrar, COMMITTEE),
                appointment(round * 2 + 1, Role::Inspector, "bca-c06"),
            ]
            .map(|rival| Appointment {
                valid_from: day,
                valid_until: Some(day),
                ..rival
            });
            let answers = appoint_at_once(store, &directory, &rivals);
            let refused: Vec<_> = answers.into_iter().filter_map(Result::err).collect();
            assert!(
                matches!(refused.as_slice(), [AppointError::RolesExclude { .. }]),
                "{refused:?}"
            );
            assert_eq!(held_on(store, day).len(), 1);
        }
    });
}

/// Whichever ending comes second sees the first.
#[test]
fn endings_written_at_once_leave_one_history() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let given = appointment(1, Role::Registrar, COMMITTEE);
        try_to_appoint(store, &directory, &given).unwrap();
        let last_days: Vec<Date> = (1..7).map(|day| date(2026, 3, day)).collect();
        let start = Barrier::new(last_days.len());
        let ended = thread::scope(|scope| {
            let writers: Vec<_> = last_days
                .iter()
                .map(|last_day| {
                    let (start, last_day) = (&start, *last_day);
                    scope.spawn(move || {
                        start.wait();
                        let basis = last_day.to_string();
                        let end = store.write(move |tx| {
                            end_appointment(tx, given.id, last_day, &decision(&basis))
                        });
                        end.wait().is_ok()
                    })
                })
                .collect();
            let ended = writers.into_iter().map(|writer| writer.join().unwrap());
            ended.filter(|ended| *ended).count()
        });
        let history = store
            .read(move |tx| crate::appointment_history(tx, given.id))
            .wait()
            .unwrap();
        assert_eq!(
            history.len(),
            ended,
            "each ending that was kept left what stood before"
        );
        let lasts = history.iter().map(|change| change.before.valid_until);
        let basis = &history.last().unwrap().decision.basis;
        let now = Some(basis.parse::<Date>().unwrap());
        let all: Vec<_> = lasts.chain([now]).collect();
        assert!(
            all.is_sorted_by(
                |earlier, later| earlier.is_none_or(|day| later.is_some_and(|l| l < day))
            ),
            "an ending only ever shortens: {all:?}"
        );
        assert_eq!(held_on(store, date(2026, 3, 1)).len(), 1);
        assert_eq!(held_on(store, date(2026, 3, 1))[0].valid_until, now);
    });
}
