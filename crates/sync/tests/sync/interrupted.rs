//! Runs that stop in the middle: what is seen meanwhile, and how they go on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use danh_sync::{Phase, RefusalCode, Step, SyncError};

use crate::nation::{Nation, cards, csv, each_nation, key, somebody};

/// Runs a file and stops like a process that is killed, at the `nth` sign of progress; whether it came to that.
fn stopped(nation: &Nation, file: &Path, nth: usize) -> bool {
    let signs = Cell::new(0);
    let run = || {
        nation.desk.run(&nation.delivery(file), &|_: Step| {
            signs.set(signs.get() + 1);
            assert!(signs.get() != nth, "stopped here");
        })
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(run) => {
            run.unwrap();
            false
        }
        Err(_) => true,
    }
}

#[test]
fn a_run_that_is_stopped_anywhere_goes_on_and_what_is_seen_is_always_one_whole_run() {
    each_nation(|nation| {
        let mut rows = cards();
        let first = nation.write_file("bhyt_20260105.csv", &csv(&rows));
        let mut nth = 1;
        while stopped(&nation, &first, nth) {
            assert_eq!(nation.links(), [], "seen before it was published");
            nth += 1;
        }
        let published = nation.links();
        assert_eq!(published.len(), rows.len());
        let count = nation.rows_since(&run_of(&nation));
        assert_eq!(
            usize::try_from(count).unwrap(),
            rows.len(),
            "missing or doubled"
        );

        for (index, row) in rows.iter_mut().enumerate().take(20) {
            row.born = somebody(index + 20).born;
        }
        rows.remove(30);
        let second = nation.write_file("bhyt_20260106.csv", &csv(&rows));
        let mut nth = 1;
        while stopped(&nation, &second, nth) {
            assert_eq!(nation.links(), published, "a part of the second is seen");
            nth += 1;
        }
        assert!(nth > 3);
        let run = run_of(&nation);
        assert_eq!((run.report.changed, run.report.ended), (20, 1));
        assert_eq!(nation.links().len(), rows.len());
        assert_eq!(nation.link(&key(30)), None);
        let findings = nation.findings(&run);
        let told: u64 = run.report.findings.values().sum();
        assert_eq!(
            findings.lines().count() as u64,
            told + 1,
            "missing or doubled"
        );
    });
}

#[test]
fn a_run_that_is_given_up_leaves_nothing_behind() {
    each_nation(|nation| {
        let mut rows = cards();
        nation
            .run(&nation.write_file("bhyt_20260105.csv", &csv(&rows)))
            .unwrap();
        let published = nation.links();
        let counted = rows_of_all(&nation);
        rows[0].born = "1971-01-02".to_owned();
        rows.remove(9);
        let second = nation.write_file("bhyt_20260106.csv", &csv(&rows));
        // Links are staged at the last sign of progress.
        let mut nth = 1;
        while stopped(&nation, &second, nth) && rows_of_all(&nation) == counted {
            nth += 1;
        }
        assert!(rows_of_all(&nation) > counted, "nothing was staged");
        let third = nation.write_file("bhyt_20260107.csv", &csv(&rows[1..]));
        match nation.run(&third) {
            Err(SyncError::Refused(refusal)) => {
                assert_eq!(refusal.code, RefusalCode::Unfinished);
            }
            other => panic!("{other:?}"),
        }
        let given_up = nation.desk.give_up("vss").unwrap().unwrap();
        assert_eq!(given_up.as_of.to_string(), "2026-01-06");
        assert_eq!(nation.desk.give_up("vss").unwrap(), None);
        assert_eq!(rows_of_all(&nation), counted);
        assert_eq!(nation.links(), published);
        let run = nation.run(&third).unwrap();
        assert_eq!(run.phase, Phase::Published);
        assert_eq!(run.report.ended, 2);
    });
}

fn run_of(nation: &Nation) -> danh_sync::Run {
    let runs = nation
        .store
        .read(|tx| danh_sync::runs_of_agency(tx, "vss", None, 1));
    runs.wait().unwrap().remove(0)
}

/// All rows and which are ended: what a run that is given up must not have changed.
fn rows_of_all(nation: &Nation) -> (i64, i64) {
    let counted = nation.store.read(|tx| {
        let row = tx.query_one("SELECT COUNT(*), COUNT(until_run) FROM sync_link", &[])?;
        Ok::<_, danh_store::StoreError>((row.get(0)?, row.get(1)?))
    });
    counted.wait().unwrap()
}
