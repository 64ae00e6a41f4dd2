use std::collections::BTreeMap;
use std::thread;

use danh_store::testing::on_both_engines;
use danh_store::{Param, Store, StoreConfig, StoreError, Tx, params};
use proptest::collection::vec;
use proptest::prelude::*;

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

fn increment(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let row = tx.query_one("SELECT words FROM note WHERE note_id = $1", params![0])?;
    let next = row.get::<String>(0)?.parse::<i64>().unwrap() + 1;
    let words = next.to_string();
    tx.execute(
        "UPDATE note SET words = $1 WHERE note_id = $2",
        params![&words, 0],
    )?;
    Ok(())
}

/// What one of a group does.
#[derive(Debug, Clone)]
enum Deed {
    Adds(i64),
    AddsHowMany(i64),
    OnlyLooks,
    RefusesAtOnce,
    RefusesAfterAdding(i64),
    PanicsAtOnce,
    PanicsAfterAdding(i64),
    AddsTwice(i64),
    SwallowsACollision(i64),
    AddsMany(Vec<i64>),
}

impl Deed {
    fn any() -> impl Strategy<Value = Self> {
        // Few keys, so that some collide with what another of the group has added.
        let key = || 0..12_i64;
        prop_oneof![
            4 => key().prop_map(Self::Adds),
            2 => key().prop_map(Self::AddsHowMany),
            1 => Just(Self::OnlyLooks),
            1 => Just(Self::RefusesAtOnce),
            1 => key().prop_map(Self::RefusesAfterAdding),
            1 => Just(Self::PanicsAtOnce),
            1 => key().prop_map(Self::PanicsAfterAdding),
            1 => key().prop_map(Self::AddsTwice),
            1 => key().prop_map(Self::SwallowsACollision),
            1 => vec(key(), 1..4).prop_map(Self::AddsMany),
        ]
    }

    fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        match self {
            Self::Adds(id) => add_note(tx, *id, "words").map(drop),
            Self::AddsHowMany(id) => {
                let row = tx.query_one("SELECT COUNT(*) FROM note", params![])?;
                add_note(tx, *id, &row.get::<i64>(0)?.to_string()).map(drop)
            }
            Self::OnlyLooks => tx.query("SELECT * FROM note", params![]).map(drop),
            Self::RefusesAtOnce => Err(StoreError::MissingRow),
            Self::RefusesAfterAdding(id) => {
                add_note(tx, *id, "taken back")?;
                Err(StoreError::MissingRow)
            }
            Self::PanicsAtOnce => panic!("on purpose"),
            Self::PanicsAfterAdding(id) => {
                add_note(tx, *id, "taken back")?;
                panic!("on purpose")
            }
            Self::AddsTwice(id) => {
                add_note(tx, *id, "taken back")?;
                add_note(tx, *id, "again").map(drop)
            }
            Self::SwallowsACollision(id) => {
                add_note(tx, *id, "taken back")?;
                add_note(tx, *id, "again").ok();
                Ok(())
            }
            Self::AddsMany(ids) => {
                let rows = ids.iter().map(|id| {
                    [
                        Param::from(*id),
                        "one of many".into(),
                        true.into(),
                        Param::Null,
                    ]
                });
                let columns = ["note_id", "words", "seen", "seal"];
                tx.bulk_insert("note", &columns, rows).map(drop)
            }
        }
    }

    /// What it comes to when it is alone: its answer, and what it adds to the notes.
    fn expected(&self, notes: &mut BTreeMap<i64, String>) -> String {
        let before = notes.clone();
        let mut add = |id: &i64, words: &str| notes.insert(*id, words.to_owned()).is_none();
        let answer = match self {
            Self::Adds(id) if add(id, "words") => "done",
            Self::AddsHowMany(id) if add(id, &before.len().to_string()) => "done",
            Self::OnlyLooks => "done",
            Self::AddsMany(ids) if ids.iter().all(|id| add(id, "one of many")) => "done",
            Self::RefusesAtOnce => "refused",
            Self::RefusesAfterAdding(id) if !before.contains_key(id) => "refused",
            Self::PanicsAtOnce => "panicked",
            Self::PanicsAfterAdding(id) if !before.contains_key(id) => "panicked",
            Self::SwallowsACollision(id) if !before.contains_key(id) => "swallowed",
            _ => "collided",
        };
        if answer != "done" {
            *notes = before;
        }
        answer.to_owned()
    }
}

fn answer_of(answer: Result<(), StoreError>) -> String {
    match answer {
        Ok(()) => "done".to_owned(),
        Err(StoreError::UniqueViolation { .. }) => "collided".to_owned(),
        Err(StoreError::Panicked { .. }) => "panicked".to_owned(),
        Err(StoreError::MissingRow) => "refused".to_owned(),
        Err(StoreError::TransactionFailed) => "swallowed".to_owned(),
        Err(other) => other.to_string(),
    }
}

fn notes_of(store: &Store) -> BTreeMap<i64, String> {
    let read = store.read::<_, StoreError, _>(|tx| {
        let rows = tx.query("SELECT note_id, words FROM note", params![])?;
        rows.iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect()
    });
    read.wait().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_group_is_what_its_writers_are_one_after_another(deeds in vec(Deed::any(), 1..20)) {
        let folder = tempfile::tempdir().unwrap();
        let config = StoreConfig::sqlite(folder.path().join("danh.db"));
        let store = Store::open(&config, &[NOTES]).unwrap();
        let (release, held) = std::sync::mpsc::channel::<()>();
        // The first holds the writer until the others wait.
        let first = store.write::<(), StoreError, _>(move |_| {
            held.recv().ok();
            Ok(())
        });
        let answers: Vec<_> = deeds
            .iter()
            .cloned()
            .map(|deed| store.write(move |tx| deed.run(tx)))
            .collect();
        drop(release);
        first.wait().unwrap();
        let mut notes = BTreeMap::new();
        for (deed, answer) in deeds.iter().zip(answers) {
            prop_assert_eq!(answer_of(answer.wait()), deed.expected(&mut notes), "{:?}", deed);
        }
        prop_assert_eq!(notes_of(&store), notes);
    }
}
