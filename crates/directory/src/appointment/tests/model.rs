//! Random careers, held against a model that looks at every single day.

use std::cell::Cell;

use jiff::ToSpan;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::ConflictScope;

const FIRST_DAY: Date = date(2025, 7, 1);
const DAYS: i64 = 40;
const AUTHORITIES: [&str; 3] = [COMMITTEE, "ubnd:01@2025-07-01", "bca-c06"];
const ROLES: [Role; 5] = [
    Role::Registrar,
    Role::Reviewer,
    Role::Inspector,
    Role::Statistician,
    Role::Administrator,
];

#[derive(Clone, Debug)]
enum Step {
    Appoint {
        role: Role,
        authority: &'static str,
        from: i64,
        length: Option<i64>,
    },
    /// The counted appointments, the oldest first.
    End {
        which: usize,
        last_day: i64,
    },
    Withdraw {
        which: usize,
    },
    Correct {
        which: usize,
        from: i64,
        length: Option<i64>,
    },
}

fn any_step() -> impl Strategy<Value = Step> {
    let length = || prop::option::of(0..DAYS / 2);
    prop_oneof![
        4 => (prop::sample::select(&ROLES), prop::sample::select(&AUTHORITIES), 0..DAYS, length())
            .prop_map(|(role, authority, from, length)| Step::Appoint { role, authority, from, length }),
        2 => (any::<usize>(), 0..DAYS).prop_map(|(which, last_day)| Step::End { which, last_day }),
        1 => any::<usize>().prop_map(|which| Step::Withdraw { which }),
        2 => (any::<usize>(), 0..DAYS, length())
            .prop_map(|(which, from, length)| Step::Correct { which, from, length }),
    ]
}

fn day(number: i64) -> Date {
    FIRST_DAY.saturating_add(number.days())
}

fn every_day() -> impl Iterator<Item = Date> {
    (-1..2 * DAYS).map(day)
}

/// Whether an officer may hold both, day by day.
fn go_together(one: &Appointment, other: &Appointment) -> bool {
    every_day().all(|on| {
        let both = one.life().contains(on) && other.life().contains(on);
        let same_authority = one.authority == other.authority;
        let exclude = match one.role.conflict_with(other.role) {
            None => same_authority && one.role == other.role,
            Some(ConflictScope::SameAuthority) => same_authority,
            Some(ConflictScope::Anywhere) => true,
        };
        !(both && exclude)
    })
}

/// What a step did, and what it should have done.
fn take(
    store: &Store,
    directory: &Arc<Directory>,
    model: &mut Vec<Appointment>,
    step: &Step,
    new: i64,
) {
    let chosen = |which: usize| (!model.is_empty()).then(|| which % model.len());
    match step {
        Step::Appoint {
            role,
            authority,
            from,
            length,
        } => {
            let appointment = Appointment {
                valid_from: day(*from),
                valid_until: length.map(|length| day(from + length)),
                officer: model_officer(new),
                ..appointment(new, *role, authority)
            };
            let may_be = model.iter().all(|other| go_together(&appointment, other));
            let done = try_to_appoint(store, directory, &appointment);
            assert_eq!(
                done.is_ok(),
                may_be,
                "{appointment:?} beside {model:?}: {done:?}"
            );
            if may_be {
                model.push(appointment);
            }
        }
        Step::End { which, last_day } => {
            let Some(chosen) = chosen(*which) else { return };
            let (id, last_day) = (model[chosen].id, day(*last_day));
            let ended = store
                .write(move |tx| end_appointment(tx, id, last_day, &decision("hết nhiệm kỳ")))
                .wait();
            let life = model[chosen].life();
            let shortens = life.contains(last_day) && life.until != Some(last_day);
            assert_eq!(ended.is_ok(), shortens, "{life:?} to {last_day}: {ended:?}");
            if shortens {
                model[chosen].valid_until = Some(last_day);
            }
        }
        Step::Withdraw { which } => {
            let Some(chosen) = chosen(*which) else { return };
            let id = model.remove(chosen).id;
            let withdrawn = store.write(move |tx| withdraw_appointment(tx, id, &decision("nhầm")));
            withdrawn.wait().unwrap();
        }
        Step::Correct {
            which,
            from,
            length,
        } => {
            let Some(chosen) = chosen(*which) else { return };
            let right = Appointment {
                valid_from: day(*from),
                valid_until: length.map(|length| day(from + length)),
                ..model[chosen].clone()
            };
            let others = model.iter().filter(|other| other.id != right.id);
            let may_be = right != model[chosen]
                && others.into_iter().all(|other| go_together(&right, other));
            let (told, with) = (right.clone(), Arc::clone(directory));
            let corrected = store
                .write(move |tx| correct_appointment(tx, &with, &told, &decision("nhầm ngày")))
                .wait();
            assert_eq!(
                corrected.is_ok(),
                may_be,
                "{right:?} beside {model:?}: {corrected:?}"
            );
            if may_be {
                model[chosen] = right;
            }
        }
    }
}

/// A thousand appointments' ids belong to each officer.
const fn model_officer(appointment: i64) -> OfficerId {
    OfficerId::from_i64(1_000 + appointment / 1_000)
}

#[test]
fn careers_agree_with_a_model_that_looks_at_every_day() {
    on_both_engines(&[MIGRATIONS], |store| {
        let directory = prepared(store);
        let careers = Cell::new(0);
        let mut runner = TestRunner::new(Config {
            cases: 12,
            max_shrink_iters: 0,
            failure_persistence: None,
            ..Config::default()
        });
        let tried = runner.run(&prop::collection::vec(any_step(), 1..14), |steps| {
            careers.set(careers.get() + 1);
            let first = careers.get() * 1_000;
            let officer = Officer {
                id: model_officer(first),
                name: "Trần Văn Bình".parse().unwrap(),
            };
            store
                .write(move |tx| officer_add(tx, &officer))
                .wait()
                .unwrap();
            let mut model = Vec::new();
            for (new, step) in (first..).zip(&steps) {
                take(store, &directory, &mut model, step, new);
            }
            for on in every_day() {
                let held = store.read(move |tx| appointments_of(tx, model_officer(first), on));
                let expected: Vec<_> = model
                    .iter()
                    .filter(|held| held.life().contains(on))
                    .cloned()
                    .collect();
                prop_assert_eq!(held.wait().unwrap(), expected);
            }
            Ok(())
        });
        tried.unwrap();
    });
}
