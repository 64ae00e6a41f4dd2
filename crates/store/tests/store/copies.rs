use std::io::{self, Write};

use danh_store::copy::{
    self, CopyError, NewDatabase, Opened, SchemaStep, Table, TableDigest, closed_reason,
};
use danh_store::testing::each_fresh_config;
use danh_store::{
    Migrations, OpenError, Store, StoreConfig, StoreError, Tx, params, upgrade_done,
    upgrades_pending,
};

use crate::{NOTES, add_note, count_notes};

/// Every kind of column, a table that refers to another, an index beside the key, a key of two columns.
const LIBRARY: Migrations = Migrations {
    capability: "library",
    steps: &["
        CREATE TABLE writer (writer_id BIGINT PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE book (
            shelf TEXT NOT NULL, place BIGINT NOT NULL, writer_id BIGINT NOT NULL REFERENCES writer (writer_id),
            lent BOOLEAN NOT NULL, title TEXT, seal BLOB, PRIMARY KEY (shelf, place)
        ) WITHOUT ROWID;
        CREATE INDEX book_by_writer ON book (writer_id);
        INSERT INTO writer (writer_id, name) VALUES (0, 'nobody');
    "],
};
const BOOKS: i64 = 3_000;

fn fill(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    for writer in 1..=20 {
        let name = format!("Nguyễn\tThị\\N {writer}\r\nend");
        tx.execute(
            "INSERT INTO writer (writer_id, name) VALUES ($1, $2)",
            params![writer, &name],
        )?;
    }
    for place in 0..BOOKS {
        let shelf = ["b", "a", "Đ", "B"][usize::try_from(place % 4).unwrap()];
        let title = (place % 3 != 0).then(|| format!("quyển \u{b}{place}"));
        let seal = (place % 5 != 0).then(|| place.to_be_bytes());
        tx.execute(
            "INSERT INTO book (shelf, place, writer_id, lent, title, seal) VALUES ($1, $2, $3, $4, $5, $6)",
            params![
                shelf,
                BOOKS - place,
                place % 21,
                place % 2 == 0,
                title.as_deref(),
                seal.as_ref().map(<[u8; 8]>::as_slice)
            ],
        )?;
    }
    Ok(())
}

fn library(config: &StoreConfig) -> Store {
    let store = Store::open(config, &[LIBRARY]).unwrap();
    store.write(fill).wait().unwrap();
    store
}

fn digests(store: &Store) -> Vec<TableDigest> {
    store
        .read::<_, CopyError, _>(|tx| {
            copy::tables(tx)?
                .iter()
                .map(|table| copy::table_out(tx, table, &mut io::sink()))
                .collect()
        })
        .wait()
        .unwrap()
}

fn copy_to(source: &Store, target: &StoreConfig, opened: Opened) -> Result<(), CopyError> {
    let target = target.clone();
    source
        .read(move |tx| {
            let schema = copy::schema(tx)?;
            let mut new = NewDatabase::begin(&target, &[LIBRARY], &schema)?;
            for table in copy::tables(tx)? {
                let written = new.fill(&table.name, |sink| copy::table_out(tx, &table, sink))?;
                let mut rows = 0;
                let read = new.read_again(&table.name, &mut |at| rows = at)?;
                assert_eq!((&written, written.rows), (&read, rows));
            }
            new.finish(&opened)
        })
        .wait()
}

#[test]
fn a_copy_holds_the_same_on_whichever_engine() {
    each_fresh_config(|from| {
        let source = library(from);
        let wanted = digests(&source);
        assert!(wanted.iter().any(|digest| digest.rows == BOOKS as u64));
        each_fresh_config(|to| {
            copy_to(&source, to, Opened::ToAll).unwrap();
            if let StoreConfig::Sqlite { path, .. } = to {
                // The file has the form that it keeps (a write-ahead log: 2 in bytes 18 and 19), so that nobody changes it later.
                assert_eq!(std::fs::read(path).unwrap()[18..20], [2, 2]);
                assert!(!path.with_extension("db-wal").exists());
            }
            let target = Store::open(to, &[LIBRARY]).unwrap();
            assert_eq!(digests(&target), wanted);
            let found = target
                .read::<_, StoreError, _>(|tx| {
                    tx.query(
                        "SELECT title, seal, lent FROM book WHERE shelf = $1 AND place = $2",
                        params!["b", BOOKS - 4],
                    )
                })
                .wait()
                .unwrap();
            assert_eq!(
                found[0].get::<Option<String>>(0).unwrap().as_deref(),
                Some("quyển \u{b}4")
            );
            assert_eq!(
                found[0].get::<Option<Vec<u8>>>(1).unwrap(),
                Some(4_i64.to_be_bytes().to_vec())
            );
            assert!(found[0].get::<bool>(2).unwrap());
            // It is whole: it takes rows, knows its index, and refuses what its constraints refuse.
            let doubled = target.write(fill).wait();
            assert!(doubled.is_err_and(|error| error.is_unique_violation()));
        });
    });
}

#[test]
fn indexes_are_there_again() {
    each_fresh_config(|from| {
        let source = library(from);
        each_fresh_config(|to| {
            copy_to(&source, to, Opened::ToAll).unwrap();
            let target = Store::open(to, &[LIBRARY]).unwrap();
            // Made a second time, it would be refused.
            let again = target.write::<_, StoreError, _>(|tx| {
                tx.execute("CREATE INDEX book_by_writer ON book (writer_id)", &[])
            });
            let refused = again.wait().unwrap_err().to_string();
            assert!(refused.contains("already exists"), "{refused}");
        });
    });
}

#[test]
fn what_is_not_finished_leaves_nothing_and_can_be_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let source = library(&StoreConfig::sqlite(folder.path().join("source.db")));
    each_fresh_config(|to| {
        let schema = vec![SchemaStep {
            capability: "library".into(),
            step: 1,
        }];
        let mut new = NewDatabase::begin(to, &[LIBRARY], &schema).unwrap();
        new.fill("writer", |sink| Ok(sink.write_all(b"1\tLan\n")?))
            .unwrap();
        drop(new);
        if let StoreConfig::Sqlite { path, .. } = to {
            assert!(!path.exists() && !NewDatabase::unfinished_name(path).exists());
            // What a killed process leaves.
            std::fs::write(NewDatabase::unfinished_name(path), "half a database").unwrap();
        }
        if let StoreConfig::Sqlite { path, .. } = to {
            // Read into the new database, it would damage it.
            let log = path.with_extension("db-wal");
            std::fs::write(&log, "the log of another database").unwrap();
            let refused = copy_to(&source, to, Opened::ToAll).unwrap_err();
            assert!(refused.to_string().contains("db-wal"), "{refused}");
            std::fs::write(&log, "").unwrap();
        }
        copy_to(&source, to, Opened::ToAll).unwrap();
        let refused = copy_to(&source, to, Opened::ToAll).unwrap_err();
        assert!(matches!(refused, CopyError::NotEmpty { .. }), "{refused}");
        drop(Store::open(to, &[LIBRARY]).unwrap());
    });
}

#[test]
fn damaged_lines_are_refused_on_both() {
    each_fresh_config(|to| {
        for lines in ["1\n", "one\tLan\n", "1\tLan\tmore\n", "1\tLan\n1\tMai\n"] {
            let schema = vec![SchemaStep {
                capability: "library".into(),
                step: 1,
            }];
            let mut new = NewDatabase::begin(to, &[LIBRARY], &schema).unwrap();
            let filled = new.fill("writer", |sink| Ok(sink.write_all(lines.as_bytes())?));
            assert!(filled.is_err(), "{lines:?}");
        }
    });
}

#[test]
fn a_copy_of_a_newer_schema_is_refused() {
    each_fresh_config(|to| {
        let schema = [SchemaStep {
            capability: "library".into(),
            step: 2,
        }];
        let refused = NewDatabase::begin(to, &[LIBRARY], &schema).map(drop);
        assert!(matches!(
            refused,
            Err(CopyError::Open(OpenError::NewerSchema { found: 2, .. }))
        ));
    });
}

#[test]
fn a_closed_database_is_read_and_not_written_until_it_is_released() {
    let folder = tempfile::tempdir().unwrap();
    let source = library(&StoreConfig::sqlite(folder.path().join("source.db")));
    each_fresh_config(|to| {
        copy_to(
            &source,
            to,
            Opened::ToReaders("its source goes on".to_owned()),
        )
        .unwrap();
        let refused = Store::open(to, &[LIBRARY]).map(drop).unwrap_err();
        assert!(refused.to_string().ends_with("its source goes on"));
        let reader = Store::open_read_only(to, &[LIBRARY]).unwrap();
        assert_eq!(digests(&reader), digests(&source));
        drop(reader);
        copy::release(to).unwrap();
        let store = Store::open(to, &[LIBRARY]).unwrap();
        store
            .write(|tx| copy::close(tx, "it was moved"))
            .wait()
            .unwrap();
        assert_eq!(
            store.read(closed_reason).wait().unwrap().as_deref(),
            Some("it was moved")
        );
        drop(store);
        assert!(matches!(
            Store::open(to, &[LIBRARY]),
            Err(OpenError::Closed { .. })
        ));
    });
}

#[test]
fn what_was_written_before_writers_were_held_is_seen_and_nothing_after() {
    each_fresh_config(|config| {
        let StoreConfig::Postgres { .. } = config else {
            return;
        };
        let store = library(config);
        // Whether a store has a second connection yet depends on which of its threads took what; another store has one.
        let other = Store::open(config, &[LIBRARY]).unwrap();
        let tables = other.read(copy::tables).wait().unwrap();
        let (held, is_held) = std::sync::mpsc::channel();
        let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
        let count = store.write::<_, CopyError, _>(move |tx| {
            let others = copy::hold(tx, &tables)?;
            assert!(others > 0, "the connection of the other writer");
            held.send(()).ok();
            may_go_on.recv().ok();
            Ok(tx
                .query_one("SELECT COUNT(*) FROM writer", &[])?
                .get::<i64>(0)?)
        });
        is_held.recv().unwrap();
        let late = store.write::<_, StoreError, _>(|tx| {
            tx.execute(
                "INSERT INTO writer (writer_id, name) VALUES (99, 'late')",
                &[],
            )
        });
        std::thread::sleep(std::time::Duration::from_millis(100));
        go_on.send(()).unwrap();
        assert_eq!(count.wait().unwrap(), 21);
        assert_eq!(late.wait().unwrap(), 1);
        drop(other);
    });
}

#[test]
fn a_full_sink_is_said_and_the_reader_goes_on() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    each_fresh_config(|config| {
        let store = library(config);
        let failed = store
            .read::<(), CopyError, _>(|tx| {
                let table = |table: &&Table| table.name == "book";
                let tables = copy::tables(tx)?;
                let book = tables.iter().find(table).expect("there is one");
                copy::table_out(tx, book, &mut Full).map(drop)
            })
            .wait()
            .unwrap_err();
        assert!(
            matches!(&failed, CopyError::Io(error) if error.kind() == io::ErrorKind::StorageFull),
            "{failed:?}"
        );
        assert_eq!(digests(&store).len(), 4);
    });
}

#[test]
fn steps_run_under_rows_wait_until_what_follows_is_done() {
    const NEXT: Migrations = Migrations {
        capability: "notes",
        steps: &[
            NOTES.steps[0],
            "CREATE INDEX note_by_words ON note (words);",
        ],
    };
    each_fresh_config(|config| {
        let store = Store::open(config, &[NOTES]).unwrap();
        store.write(|tx| add_note(tx, 1, "one")).wait().unwrap();
        assert!(store.read(upgrades_pending).wait().unwrap().is_empty());
        drop(store);
        for _ in 0..2 {
            let store = Store::open(config, &[NEXT]).unwrap();
            assert_eq!(store.read(upgrades_pending).wait().unwrap(), ["notes"]);
        }
        let store = Store::open(config, &[NEXT]).unwrap();
        store.write(|tx| upgrade_done(tx, "notes")).wait().unwrap();
        assert!(store.read(upgrades_pending).wait().unwrap().is_empty());
        assert_eq!(count_notes(&store), 1);
    });
}
