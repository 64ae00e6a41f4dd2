//! An import that is stopped goes on where it stopped: no row twice, none missing, one line for each reject.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::files::{ImportFile, everybody};
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

#[test]
fn what_is_killed_goes_on() {
    on_both_engines(|world| {
        let file = rows(ROWS);
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

        assert_eq!(killed_after(world, &file, 1), 4_000);
        let report = file.run(world);
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
