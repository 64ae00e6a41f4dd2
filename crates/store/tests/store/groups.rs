use std::thread;

use danh_store::testing::on_both_engines;
use danh_store::{Store, StoreConfig, StoreError, params};

use crate::{NOTES, add_note, count_notes};

#[test]
fn writers_that_fail_do_not_disturb_their_group() {
    on_both_engines(&[NOTES], |store| {
        let answers: Vec<_> = (0..200)
            .map(|number| {
                store.write(move |tx| {
                    // Every second one collides with its predecessor.
                    add_note(tx, number / 2, "words").map(|_| number)
                })
            })
            .collect();
        let kept = answers
            .into_iter()
            .filter_map(|answer| answer.wait().ok())
            .count();
        assert_eq!(kept, 100);
        assert_eq!(count_notes(store), 100);
    });
}

#[test]
fn each_of_a_group_stands_or_falls_alone() {
    on_both_engines(&[NOTES], |store| {
        // The first holds the writer until the others wait, so that they are committed with it.
        let (release, held) = std::sync::mpsc::channel::<()>();
        let first = store.write(move |tx| {
            held.recv().ok();
            add_note(tx, 0, "first")
        });
        let fails_itself = store.write::<(), StoreError, _>(|tx| {
            add_note(tx, 1, "taken back")?;
            Err(StoreError::MissingRow)
        });
        let panics = store.write::<(), StoreError, _>(|tx| {
            add_note(tx, 2, "taken back")?;
            panic!("on purpose")
        });
        let collides = store.write(|tx| {
            add_note(tx, 3, "taken back")?;
            add_note(tx, 3, "again")
        });
        let last = store.write(|tx| add_note(tx, 4, "last"));
        drop(release);
        assert!(first.wait().is_ok());
        assert!(matches!(fails_itself.wait(), Err(StoreError::MissingRow)));
        assert!(matches!(panics.wait(), Err(StoreError::Panicked { .. })));
        assert!(collides.wait().unwrap_err().is_unique_violation());
        assert!(last.wait().is_ok());
        assert_eq!(count_notes(store), 2);
    });
}

#[test]
fn what_nobody_waits_for_is_done_before_the_store_closes() {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::sqlite(folder.path().join("danh.db"));
    let store = Store::open(&config, &[NOTES]).unwrap();
    for id in 0..100 {
        drop(store.write(move |tx| add_note(tx, id, "one")));
    }
    drop(store);
    assert_eq!(count_notes(&Store::open(&config, &[NOTES]).unwrap()), 100);
}

#[test]
fn increments_of_many_writers_are_never_lost() {
    const WRITERS: i64 = 16;
    const TIMES: i64 = 20;
    on_both_engines(&[NOTES], |store| {
        store.write(|tx| add_note(tx, 0, "0")).wait().unwrap();
        thread::scope(|scope| {
            for _ in 0..WRITERS {
                scope.spawn(|| {
                    let mut done = 0;
                    while done < TIMES {
                        match store.write(increment).wait() {
                            Ok(()) => done += 1,
                            Err(StoreError::Contention) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                });
            }
        });
        let total: String = store
            .read::<_, StoreError, _>(|tx| {
                tx.query_one("SELECT words FROM note WHERE note_id = $1", params![0])?
                    .get(0)
            })
            .wait()
            .unwrap();
        assert_eq!(total, (WRITERS * TIMES).to_string());
    });
}

fn increment(tx: &mut danh_store::Tx<'_>) -> Result<(), StoreError> {
    let row = tx.query_one("SELECT words FROM note WHERE note_id = $1", params![0])?;
    let next = row.get::<String>(0)?.parse::<i64>().unwrap() + 1;
    let words = next.to_string();
    tx.execute(
        "UPDATE note SET words = $1 WHERE note_id = $2",
        params![&words, 0],
    )?;
    Ok(())
}
