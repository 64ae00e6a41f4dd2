//! Writes that are tried before their turn come to the same as those that are not.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::channel;

use danh_store::testing::on_both_engines;
use danh_store::{Answer, OpenError, Store, StoreConfig, StoreError, Tx, params};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{NOTES, add_note, count_notes};

const INSERT: &str = "INSERT INTO note (note_id, words, seen) VALUES ($1, $2, FALSE)";
const INSERT_IF_FREE: &str =
    "INSERT INTO note (note_id, words, seen) VALUES ($1, $2, FALSE) ON CONFLICT DO NOTHING";
const WORDS: &str = "SELECT words FROM note WHERE note_id = $1";

/// Longer than whatever was there, by one letter.
fn lengthen(tx: &mut Tx<'_>, id: i64) -> Result<usize, StoreError> {
    let row = tx.query_opt(WORDS, params![id])?;
    let Some(row) = row else {
        tx.put(INSERT, params![id, "x"])?;
        return Ok(1);
    };
    let words = row.get::<String>(0)? + "x";
    tx.put(
        "UPDATE note SET words = $1 WHERE note_id = $2",
        params![&words, id],
    )?;
    Ok(words.len())
}

fn words_of(store: &Store, id: i64) -> String {
    let row = store.read(move |tx| tx.query_one(WORDS, params![id]));
    row.wait().unwrap().get(0).unwrap()
}

/// Keeps the writer busy until the answer is dropped or told to go on, so that what comes meanwhile is one group.
fn hold(store: &Store) -> (std::sync::mpsc::Sender<()>, Answer<(), StoreError>) {
    let (release, held) = channel::<()>();
    let answer = store.write(move |_| {
        held.recv().ok();
        Ok(())
    });
    (release, answer)
}

#[test]
fn what_was_decided_on_what_is_no_longer_true_is_decided_again() {
    on_both_engines(&[NOTES], |store| {
        let (release, held) = hold(store);
        let lengthened: Vec<_> = (0..50)
            .map(|_| store.write_rehearsed(|tx| lengthen(tx, 1)))
            .collect();
        drop(release);
        held.wait().unwrap();
        let mut lengths: Vec<usize> = lengthened
            .into_iter()
            .map(|answer| answer.wait().unwrap())
            .collect();
        lengths.sort_unstable();
        assert_eq!(lengths, (1..=50).collect::<Vec<_>>());
        assert_eq!(words_of(store, 1).len(), 50);
    });
}

#[test]
fn a_closure_runs_once_when_nothing_changed_meanwhile() {
    on_both_engines(&[NOTES], |store| {
        let runs = Arc::new(AtomicU32::new(0));
        let counted = runs.clone();
        let write = store.write_rehearsed(move |tx| {
            counted.fetch_add(1, Ordering::Relaxed);
            lengthen(tx, 1)
        });
        assert_eq!(write.wait().unwrap(), 1);
        assert_eq!(runs.load(Ordering::Relaxed), 1);
        assert_eq!(words_of(store, 1), "x");
    });
}

#[test]
fn who_claims_second_is_told_so() {
    on_both_engines(&[NOTES], |store| {
        let (release, held) = hold(store);
        let claims: Vec<_> = (0..20)
            .map(|number: i64| {
                store.write_rehearsed(move |tx| {
                    // One that comes too late takes the place after the last.
                    let mut id = 7;
                    while !tx.claim(INSERT_IF_FREE, params![id, "claimed"])? {
                        id += 1;
                    }
                    tx.put(INSERT, params![1_000 + number, "with it"])?;
                    Ok::<_, StoreError>(id)
                })
            })
            .collect();
        drop(release);
        held.wait().unwrap();
        let mut claimed: Vec<i64> = claims.into_iter().map(|it| it.wait().unwrap()).collect();
        claimed.sort_unstable();
        assert_eq!(claimed, (7..27).collect::<Vec<_>>());
        assert_eq!(count_notes(store), 40);
    });
}

#[test]
fn a_script_that_fails_halfway_leaves_nothing_and_disturbs_nobody() {
    on_both_engines(&[NOTES], |store| {
        let there = store.write_rehearsed(|tx| tx.put(INSERT, params![1, "there"]));
        there.wait().unwrap();
        let (release, held) = hold(store);
        let before = store.write_rehearsed(|tx| tx.put(INSERT, params![5, "first"]));
        let collides = store.write_rehearsed(|tx| {
            tx.put(INSERT, params![2, "taken back"])?;
            tx.put(INSERT, params![1, "again"])
        });
        let late = store.write_rehearsed(|tx| {
            tx.put(INSERT, params![3, "taken back"])?;
            tx.claim(INSERT_IF_FREE, params![1, "again"]).map(drop)
        });
        let after = store.write_rehearsed(|tx| tx.put(INSERT, params![4, "last"]));
        drop(release);
        held.wait().unwrap();
        assert!(before.wait().is_ok());
        assert!(collides.wait().unwrap_err().is_unique_violation());
        assert!(late.wait().is_ok());
        assert!(after.wait().is_ok());
        assert_eq!(count_notes(store), 4);
    });
}

#[test]
fn what_cannot_be_taken_down_runs_in_its_turn() {
    on_both_engines(&[NOTES], |store| {
        let asks_after_writing = store.write_rehearsed(|tx| {
            tx.put(INSERT, params![1, "there"])?;
            tx.query_one(WORDS, params![1])?.get::<String>(0)
        });
        assert_eq!(asks_after_writing.wait().unwrap(), "there");
        let counts = store.write_rehearsed(|tx| tx.execute("UPDATE note SET words = 'new'", &[]));
        assert_eq!(counts.wait().unwrap(), 1);
        let rows = [[2.into(), "bulk".into(), false.into()]];
        let columns = ["note_id", "words", "seen"];
        let bulk = store.write_rehearsed(move |tx| tx.bulk_insert("note", &columns, rows.iter()));
        assert_eq!(bulk.wait().unwrap(), 1);
        assert_eq!(words_of(store, 1), "new");
        assert_eq!(words_of(store, 2), "bulk");
    });
}

#[test]
fn what_lasts_is_found_after_writing_too() {
    on_both_engines(&[NOTES], |store| {
        let known = |id| {
            store
                .write_rehearsed(move |tx| {
                    tx.put(INSERT, params![id, "words"])?;
                    let row = tx.query_lasting(WORDS, params![1])?;
                    row.map(|row| row.get::<String>(0)).transpose()
                })
                .wait()
                .unwrap()
        };
        assert_eq!(known(1).as_deref(), Some("words"));
        assert_eq!(known(2).as_deref(), Some("words"));
        assert_eq!(count_notes(store), 2);
    });
}

#[test]
fn a_witness_speaks_for_what_it_stands_for() {
    on_both_engines(&[NOTES], |store| {
        store.write(|tx| add_note(tx, 1, "x")).wait().unwrap();
        let (release, held) = hold(store);
        // Each sees the one note that there is, or as many as were added meanwhile.
        let added: Vec<_> = (2..12)
            .map(|id| {
                store.write_rehearsed(move |tx| {
                    let sql = "SELECT note_id, words FROM note WHERE note_id > $1";
                    let count = "SELECT COUNT(*) FROM note WHERE note_id > $1";
                    let seen = tx.query_witnessed(sql, count, params![0])?.len();
                    tx.put(INSERT, params![id, "x"])?;
                    Ok::<_, StoreError>(seen)
                })
            })
            .collect();
        drop(release);
        held.wait().unwrap();
        let mut seen: Vec<usize> = added.into_iter().map(|it| it.wait().unwrap()).collect();
        seen.sort_unstable();
        assert_eq!(seen, (1..11).collect::<Vec<_>>());
    });
}

#[test]
fn a_refusal_and_a_panic_write_nothing() {
    on_both_engines(&[NOTES], |store| {
        let refused = store.write_rehearsed::<(), StoreError, _>(|_| Err(StoreError::MissingRow));
        assert!(matches!(refused.wait(), Err(StoreError::MissingRow)));
        let taken_back = store.write_rehearsed::<(), StoreError, _>(|tx| {
            tx.put(INSERT, params![1, "taken back"])?;
            Err(StoreError::MissingRow)
        });
        assert!(matches!(taken_back.wait(), Err(StoreError::MissingRow)));
        let panics = store.write_rehearsed::<(), StoreError, _>(|tx| {
            tx.put(INSERT, params![2, "taken back"])?;
            panic!("on purpose")
        });
        assert!(matches!(panics.wait(), Err(StoreError::Panicked { .. })));
        let swallowed = store.write_rehearsed(|tx| {
            tx.put(INSERT, params![3, "x"])?;
            tx.put(INSERT, params![3, "x"]).ok();
            Ok::<_, StoreError>(())
        });
        assert!(swallowed.wait().is_err());
        assert_eq!(count_notes(store), 0);
    });
}

#[test]
fn nothing_is_written_when_the_transaction_ends_while_questions_are_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::sqlite(folder.path().join("danh.db"));
    let store = Store::open(&config, &[NOTES]).unwrap();
    let (release, held) = hold(&store);
    let before = store.write(|tx| add_note(tx, 1, "before"));
    let (tried, is_tried) = channel();
    let loses_all = store.write_rehearsed(move |tx| {
        // Stands for a question at which the engine gives the transaction up, as it does when the disk fails.
        tx.query("ROLLBACK", &[])?;
        // And this for its failure: the writer answers it otherwise.
        tx.query("PRAGMA cache_size", &[])?;
        tx.put(INSERT, params![100, "outside of a transaction"])?;
        Ok::<_, StoreError>(tried.send(()).ok())
    });
    is_tried.recv().unwrap();
    drop(release);
    held.wait().ok();
    let before = before.wait();
    assert!(matches!(
        loses_all.wait(),
        Err(StoreError::TransactionFailed)
    ));
    // It was lost with those of its group.
    assert_eq!(count_notes(&store), i64::from(before.is_ok()));
    store.write(|tx| add_note(tx, 3, "later")).wait().unwrap();
    assert_eq!(count_notes(&store), 1 + i64::from(before.is_ok()));
}

#[test]
fn who_only_tries_waits_for_no_writer() {
    on_both_engines(&[NOTES], |store| {
        let (release, held) = hold(store);
        let tried = store.write_rehearsed::<(), StoreError, _>(|tx| {
            lengthen(tx, 1)?;
            Err(StoreError::MissingRow)
        });
        // Answered while the writer is held.
        assert!(matches!(tried.wait(), Err(StoreError::MissingRow)));
        drop(release);
        held.wait().unwrap();
        assert_eq!(count_notes(store), 0);
    });
}

#[test]
fn the_last_clone_of_the_store_may_go_with_a_closure() {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::sqlite(folder.path().join("danh.db"));
    let store = Store::open(&config, &[NOTES]).unwrap();
    // Several at once, so that it goes on whichever thread answers.
    let answers: Vec<_> = (0..8)
        .map(|id| {
            let kept = store.clone();
            store.write_rehearsed(move |tx| {
                let _ = &kept;
                tx.put(INSERT, params![id, "words"])
            })
        })
        .collect();
    drop(store);
    for answer in answers {
        answer.wait().unwrap();
    }
    // Its threads may have an instant left to let go of the file.
    let mut opened = Store::open(&config, &[NOTES]);
    while let Err(OpenError::Held { .. }) = opened {
        std::thread::yield_now();
        opened = Store::open(&config, &[NOTES]);
    }
    assert_eq!(count_notes(&opened.unwrap()), 8);
}

/// What one writer does: to which note, and whether it is tried before its turn.
#[derive(Debug, Clone, Copy)]
enum Work {
    Lengthen(i64),
    Claim(i64),
    Insert(i64),
    RefuseAfter(i64),
}

fn work() -> impl Strategy<Value = Work> {
    let id = 0..6_i64;
    prop_oneof![
        id.clone().prop_map(Work::Lengthen),
        id.clone().prop_map(Work::Claim),
        id.clone().prop_map(Work::Insert),
        id.prop_map(Work::RefuseAfter),
    ]
}

fn run(tx: &mut Tx<'_>, work: Work) -> Result<usize, StoreError> {
    match work {
        Work::Lengthen(id) => lengthen(tx, id),
        Work::Claim(id) => tx.claim(INSERT_IF_FREE, params![id, "c"]).map(usize::from),
        Work::Insert(id) => tx.put(INSERT, params![id, "i"]).map(|()| 2),
        Work::RefuseAfter(id) => {
            lengthen(tx, id)?;
            Err(StoreError::MissingRow)
        }
    }
}

/// A note after all others that tells whose turn it was. No question, so that nothing is run again because of it.
const INSERT_LAST: &str = "INSERT INTO note (note_id, words, seen)
    SELECT 1000 + COUNT(*), CAST($1 AS TEXT), TRUE FROM note WHERE seen";

/// The notes, and the turns that were taken.
fn notes_and_order(store: &Store) -> (Vec<(i64, String)>, Vec<usize>) {
    let rows = store.read(|tx| tx.query("SELECT note_id, words FROM note ORDER BY note_id", &[]));
    let rows: Vec<_> = rows.wait().unwrap();
    let notes = rows.iter().map(|row| {
        let (id, words): (i64, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        (id, words)
    });
    let (turns, notes): (Vec<_>, Vec<_>) = notes.partition(|(id, _)| *id >= 1_000);
    let order = turns.iter().map(|(_, place)| place.parse().unwrap());
    (notes, order.collect())
}

fn sorted(places: &[usize]) -> Vec<usize> {
    let mut sorted = places.to_vec();
    sorted.sort_unstable();
    sorted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// In which order they are taken is written down by the statements themselves. What is refused leaves no trace, and is
    /// refused for what stays, so it may come last.
    #[test]
    fn a_rehearsed_group_is_what_its_writers_are_one_after_another(
        works in vec((work(), any::<bool>()), 1..40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let open = |name| {
            let config = StoreConfig::sqlite(folder.path().join(name));
            Store::open(&config, &[NOTES]).unwrap()
        };
        let (grouped, single) = (open("grouped.db"), open("single.db"));
        let (release, held) = hold(&grouped);
        let answers: Vec<_> = works
            .iter()
            .zip(0..)
            .map(|(&(work, rehearsed), place)| {
                let closure = move |tx: &mut Tx<'_>| {
                    let outcome = run(tx, work)?;
                    tx.put(INSERT_LAST, params![place])?;
                    Ok::<_, StoreError>(outcome)
                };
                if rehearsed {
                    grouped.write_rehearsed(closure)
                } else {
                    grouped.write(closure)
                }
            })
            .collect();
        drop(release);
        held.wait().unwrap();
        let outcomes: Vec<_> = answers.into_iter().map(|it| it.wait().ok()).collect();
        let (notes, mut order) = notes_and_order(&grouped);
        let written: Vec<usize> = (0..works.len()).filter(|it| outcomes[*it].is_some()).collect();
        prop_assert_eq!(sorted(&order), written);
        order.extend((0..works.len()).filter(|it| outcomes[*it].is_none()));
        for place in order {
            let work = works[place].0;
            let alone = single.write(move |tx| run(tx, work)).wait();
            prop_assert_eq!(outcomes[place], alone.ok());
        }
        prop_assert_eq!(notes, notes_and_order(&single).0);
    }
}
