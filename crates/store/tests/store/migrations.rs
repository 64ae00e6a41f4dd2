use danh_store::testing::each_fresh_config;
use danh_store::{Migrations, OpenError, Store, params};

use crate::{NOTES, add_note, count_notes};

const NOTES_NEXT: Migrations = Migrations {
    capability: "notes",
    steps: &[
        NOTES.steps[0],
        "ALTER TABLE note ADD COLUMN author TEXT; CREATE INDEX note_by_author ON note (author);",
    ],
};
const NOTES_EDITED: Migrations = Migrations {
    capability: "notes",
    steps: &["CREATE TABLE note (note_id BIGINT);"],
};
const NOTES_BROKEN: Migrations = Migrations {
    capability: "notes",
    steps: &[
        NOTES.steps[0],
        "CREATE TABLE half (a BIGINT); CREATE TABLE half (a BIGINT);",
    ],
};

#[test]
fn a_database_is_brought_up_to_date_and_keeps_its_rows() {
    each_fresh_config(|config| {
        let store = Store::open(config, &[NOTES]).unwrap();
        store.write(|tx| add_note(tx, 1, "one")).wait().unwrap();
        drop(store);
        let store = Store::open(config, &[NOTES_NEXT]).unwrap();
        store
            .write(|tx| tx.execute("UPDATE note SET author = $1", params!["Lan"]))
            .wait()
            .unwrap();
        assert_eq!(count_notes(&store), 1);
    });
}

#[test]
fn a_newer_database_is_refused() {
    each_fresh_config(|config| {
        drop(Store::open(config, &[NOTES_NEXT]).unwrap());
        let refused = Store::open(config, &[NOTES]).map(drop).unwrap_err();
        assert!(
            matches!(
                refused,
                OpenError::NewerSchema {
                    found: 2,
                    known: 1,
                    ..
                }
            ),
            "{refused}"
        );
        let unknown = Store::open(config, &[]).map(drop).unwrap_err();
        assert!(
            matches!(unknown, OpenError::NewerSchema { known: 0, .. }),
            "{unknown}"
        );
    });
}

#[test]
fn a_step_edited_after_its_release_is_refused() {
    each_fresh_config(|config| {
        drop(Store::open(config, &[NOTES]).unwrap());
        let refused = Store::open(config, &[NOTES_EDITED]).map(drop).unwrap_err();
        assert!(
            matches!(refused, OpenError::EditedStep { step: 1, .. }),
            "{refused}"
        );
    });
}

#[test]
fn a_step_that_fails_halfway_leaves_the_schema_as_it_was() {
    each_fresh_config(|config| {
        drop(Store::open(config, &[NOTES]).unwrap());
        assert!(Store::open(config, &[NOTES_BROKEN]).is_err());
        drop(Store::open(config, &[NOTES_NEXT]).unwrap());
    });
}

#[test]
fn looking_at_an_older_database_changes_nothing() {
    each_fresh_config(|config| {
        let writer = Store::open(config, &[NOTES]).unwrap();
        let refused = Store::open_read_only(config, &[NOTES_NEXT])
            .map(drop)
            .unwrap_err();
        assert!(
            matches!(refused, OpenError::OlderSchema { .. }),
            "{refused}"
        );
        assert_eq!(
            count_notes(&Store::open_to_copy(config, &[NOTES_NEXT]).unwrap()),
            0
        );
        assert!(Store::open_to_copy(config, &[NOTES_EDITED]).is_err());
        let reader = Store::open_read_only(config, &[NOTES]).unwrap();
        writer.write(|tx| add_note(tx, 1, "one")).wait().unwrap();
        assert_eq!(count_notes(&reader), 1);
        assert!(reader.write(|tx| add_note(tx, 2, "two")).wait().is_err());
    });
}

#[test]
fn programs_that_start_together_migrate_once() {
    each_fresh_config(|config| {
        std::thread::scope(|scope| {
            let starts: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| Store::open(config, &[NOTES]).map(drop)))
                .collect();
            for start in starts {
                // On SQLite only one of them may hold the file at a time.
                if let Err(error) = start.join().unwrap() {
                    assert!(matches!(error, OpenError::Held { .. }), "{error}");
                }
            }
        });
        drop(Store::open(config, &[NOTES]).unwrap());
    });
}
