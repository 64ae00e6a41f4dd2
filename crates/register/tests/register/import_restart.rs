//! An import that is stopped goes on where it stopped: no row twice, none missing, one line for each reject.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use danh_register::import::{Indexing, imports_unfinished};
use danh_register::{AllocationError, BirthError, rebuild};

use crate::files::{ImportFile, everybody};
use crate::people::newborn;
use crate::world::{TestRegister, on_both_engines};

/// Three chunks.
const ROWS: u64 = 8_500;

/// Every 1,000th row is wrong, and every 1,500th has the number of the row before it.
fn rows(count: u64) -> ImportFile {
    let mut text = "full_name,sex,born,number\n".to_owned();
    for row in 1..=count {
        let sex = if row % 1_000 == 0 { "?" } else { "M" };
        let serial = if row % 1_500 == 0 { row - 1 } else { row };
        writeln!(text, "Lê Văn Ba,{sex},1970,001070{serial:06}").unwrap();
    }
    ImportFile::csv(&text)
}

/// Goes on with the import and is killed after so many chunks.
fn killed_after(world: &TestRegister, file: &ImportFile, chunks: u32) -> u64 {
    let (mut done, mut rows) = (0, 0);
    let killed = catch_unwind(AssertUnwindSafe(|| {
        file.try_run(world, |at| {
            (done, rows) = (done + 1, at.rows);
            assert!(done < chunks, "killed");
        })
    }));
    assert!(killed.is_err());
    rows
}

/// With the people, put off from the beginning, and put off when the import turns out to be long.
const INDEXINGS: [Indexing; 3] = [
    Indexing::WithEachTransaction,
    Indexing::AtTheEndOfMoreThan(0),
    Indexing::AtTheEndOfMoreThan(3_000),
];

#[test]
fn what_is_killed_goes_on() {
    on_both_engines(|world| {
        for indexing in INDEXINGS {
            killed_goes_on(world, indexing);
            world.clear();
        }
    });
}

fn killed_goes_on(world: &TestRegister, indexing: Indexing) {
    {
        let mut file = rows(ROWS);
        file.options.indexing = indexing;
        let dry = file.dry_run(world);
        assert_eq!((dry.rows_read, dry.rows_rejected), (ROWS, 8 + 5 - 2));
        let expected = std::fs::read_to_string(file.dry_options().reject_file()).unwrap();

        assert_eq!(killed_after(world, &file, 1), 2_000);
        assert_eq!(everybody(world).len(), 2_000 - 2 - 1);
        // The rejects of a chunk that was never committed, and half a line.
        let mut torn = std::fs::read(&file.options.rejects).unwrap();
        torn.extend_from_slice(b"5001,sex,?,never committed,x\n5002,se");
        std::fs::write(&file.options.rejects, torn).unwrap();
        // Somebody looks what would come of it; that changes nothing.
        let between = file.dry_run(world);
        assert_eq!(between.rows_read, ROWS);

        let unfinished = world.read(imports_unfinished);
        assert_eq!(
            (unfinished[0].rows_read, unfinished[0].rows_rejected),
            (2_000, 3)
        );
        assert_eq!(unfinished.len(), 1);
        assert_eq!(killed_after(world, &file, 1), 4_000);
        let report = file.run(world);
        assert_eq!(world.read(imports_unfinished), []);
        assert_eq!(
            (report.rows_read, report.rows_rejected),
            (ROWS, dry.rows_rejected)
        );
        assert_eq!(report.rejections, dry.rejections);
        assert_eq!(
            std::fs::read_to_string(&file.options.rejects).unwrap(),
            expected
        );

        let people = everybody(world);
        assert_eq!(people.len() as u64, ROWS - dry.rows_rejected);
        let mut numbers: Vec<_> = people.iter().map(|state| state.number().unwrap()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), people.len());
        assert!(file.run(world).already_done);
    }
}

/// Goes on with the import and is killed after so many transactions with what was put off.
fn killed_while_indexing(world: &TestRegister, file: &ImportFile, transactions: u32) {
    let mut done = 0;
    let killed = catch_unwind(AssertUnwindSafe(|| {
        file.try_run(world, |at| {
            done += u32::from(at.index_rows.is_some());
            assert!(done < transactions, "killed");
        })
    }));
    assert!(killed.is_err());
}

/// Another process starts: it does what was left undone before anything else.
fn started_again(world: &TestRegister) -> u64 {
    danh_register::indexing::catch_up(&world.store, |_, _| ()).unwrap()
}

#[test]
fn rows_that_were_put_off_are_written_whenever_the_import_is_killed() {
    on_both_engines(|world| {
        for killed_at in [0, 1, 3] {
            let mut file = rows(2_100);
            file.options.indexing = Indexing::AtTheEndOfMoreThan(0);
            file.options.rows_a_transaction = 100;
            match killed_at {
                0 => drop(killed_after(world, &file, 3)),
                transactions => killed_while_indexing(world, &file, transactions),
            }
            let differences = rebuild::check(&world.store, |_| ()).unwrap();
            assert!(
                differences.named[0].contains("an import was interrupted"),
                "{:?}",
                differences.named
            );
            let caught_up = started_again(world);
            assert_eq!(caught_up, everybody(world).len() as u64);
            world.verify();
            assert_eq!(started_again(world), 0);

            let report = file.run(world);
            assert_eq!(report.rows_read, 2_100);
            assert_eq!(everybody(world).len() as u64, 2_100 - report.rows_rejected);
            world.clear();
        }
    });
}

#[test]
fn while_rows_are_put_off_no_number_is_given() {
    on_both_engines(|world| {
        let mut file = rows(4_100);
        file.options.indexing = Indexing::AtTheEndOfMoreThan(0);
        killed_after(world, &file, 1);
        let error = world.birth(newborn("2024-05-20")).unwrap_err();
        assert!(
            matches!(error, BirthError::Number(AllocationError::Importing)),
            "{error}"
        );
        started_again(world);
        world.birth(newborn("2024-05-20")).unwrap();
    });
}

#[test]
fn a_long_import_into_a_register_refuses_the_numbers_that_are_given() {
    on_both_engines(|world| {
        rows(2_100).run(world);
        let mut file = rows(4_100);
        file.options.indexing = Indexing::AtTheEndOfMoreThan(0);
        let dry = file.dry_run(world);
        let report = file.run(world);
        assert_eq!(report, dry);
        assert_eq!(everybody(world).len() as u64, 4_100 - 4 - 1);
    });
}

#[test]
fn a_file_changed_in_its_middle_is_noticed() {
    on_both_engines(|world| {
        // More than the edges by which a file is recognised.
        let file = rows(5_000);
        killed_after(world, &file, 1);
        let text = std::fs::read_to_string(&file.options.file).unwrap();
        let changed = text.replacen("001070002500", "001070002501", 1);
        assert!(text.len() == changed.len() && text != changed);
        std::fs::write(&file.options.file, changed).unwrap();
        let before = world.contents();
        let error = file.try_run(world, |_| ()).unwrap_err();
        assert!(error.to_string().contains("was changed"), "{error}");
        assert_eq!(world.contents(), before);
        std::fs::write(&file.options.file, text).unwrap();
        assert_eq!(file.run(world).rows_read, 5_000);
    });
}

#[test]
fn rejects_that_are_gone_stop_the_import_rather_than_being_forgotten() {
    on_both_engines(|world| {
        let file = rows(1_600);
        killed_after(world, &file, 1);
        std::fs::remove_file(&file.options.rejects).unwrap();
        let before = world.contents();
        let error = file.try_run(world, |_| ()).unwrap_err();
        assert!(error.to_string().contains("should have"), "{error}");
        assert_eq!(world.contents(), before);
    });
}
