use danh_store::testing::on_both_engines;
use danh_store::{Param, StoreError, params};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::{NOTES, add_note, count_notes};

#[test]
fn every_kind_of_value_comes_back_as_it_went() {
    on_both_engines(&[NOTES], |store| {
        let mut runner = TestRunner::new(ProptestConfig::with_cases(64));
        let strategy = (
            any::<i64>(),
            "[^\u{0}]{0,40}",
            any::<bool>(),
            any::<Option<Vec<u8>>>(),
        );
        runner
            .run(&strategy, |(id, words, seen, seal)| {
                let stored = (words.clone(), seen, seal.clone());
                let read = store
                    .write::<_, StoreError, _>(move |tx| {
                        tx.execute("DELETE FROM note", params![])?;
                        tx.execute(
                            "INSERT INTO note (note_id, words, seen, seal) VALUES ($1, $2, $3, $4)",
                            params![id, &words, seen, seal.as_ref()],
                        )?;
                        let row = tx.query_one(
                            "SELECT words, seen, seal FROM note WHERE note_id = $1",
                            params![id],
                        )?;
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                    })
                    .wait()
                    .unwrap();
                prop_assert_eq!(stored, read);
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn a_closure_that_fails_leaves_nothing() {
    on_both_engines(&[NOTES], |store| {
        let failed = store
            .write::<(), StoreError, _>(|tx| {
                add_note(tx, 1, "one")?;
                Err(StoreError::Closed)
            })
            .wait();
        assert!(matches!(failed, Err(StoreError::Closed)));
        assert_eq!(count_notes(store), 0);
    });
}

#[test]
fn a_closure_that_swallows_a_failed_statement_is_rolled_back_all_the_same() {
    on_both_engines(&[NOTES], |store| {
        let swallowed = store
            .write::<(), StoreError, _>(|tx| {
                add_note(tx, 1, "one")?;
                assert!(add_note(tx, 1, "again").unwrap_err().is_unique_violation());
                assert!(matches!(
                    add_note(tx, 2, "two"),
                    Err(StoreError::TransactionFailed)
                ));
                Ok(())
            })
            .wait();
        assert!(matches!(swallowed, Err(StoreError::TransactionFailed)));
        assert_eq!(count_notes(store), 0);
    });
}

#[test]
fn a_row_that_is_refused_is_not_repeated_in_the_error() {
    on_both_engines(&[NOTES], |store| {
        let refused = store
            .write(|tx| {
                tx.execute(
                    "INSERT INTO note (note_id, words, seen) VALUES ($1, $2, $3)",
                    params![4711, "Nguyễn Văn An", None::<bool>],
                )
            })
            .wait()
            .unwrap_err()
            .to_string();
        assert!(refused.contains("seen"), "{refused}");
        assert!(
            !refused.contains("An") && !refused.contains("4711"),
            "{refused}"
        );
    });
}

#[test]
fn a_closure_that_panics_takes_nobody_with_it() {
    on_both_engines(&[NOTES], |store| {
        let panicked = store
            .write::<(), StoreError, _>(|tx| {
                add_note(tx, 1, "one")?;
                panic!("on purpose")
            })
            .wait();
        let Err(StoreError::Panicked { message }) = panicked else {
            panic!("{panicked:?}")
        };
        assert_eq!(message, "on purpose");
        store.write(|tx| add_note(tx, 2, "two")).wait().unwrap();
        assert_eq!(count_notes(store), 1);
    });
}

#[test]
fn a_reader_cannot_write() {
    on_both_engines(&[NOTES], |store| {
        assert!(store.read(|tx| add_note(tx, 1, "one")).wait().is_err());
        assert_eq!(count_notes(store), 0);
    });
}

#[test]
fn a_reader_sees_one_moment_only() {
    on_both_engines(&[NOTES], |store| {
        let writer = store.clone();
        let (before, after) = store
            .read::<(i64, i64), StoreError, _>(move |tx| {
                let before = tx
                    .query_one("SELECT COUNT(*) FROM note", params![])?
                    .get(0)?;
                writer.write(|tx| add_note(tx, 1, "one")).wait()?;
                let after = tx
                    .query_one("SELECT COUNT(*) FROM note", params![])?
                    .get(0)?;
                Ok((before, after))
            })
            .wait()
            .unwrap();
        assert_eq!((before, after), (0, 0));
        assert_eq!(count_notes(store), 1);
    });
}

#[test]
fn bulk_rows_arrive_as_single_ones_do() {
    on_both_engines(&[NOTES], |store| {
        let inserted = store
            .write(|tx| {
                let seals: Vec<Vec<u8>> =
                    (0..1_000_u32).map(|n| n.to_be_bytes().to_vec()).collect();
                let rows: Vec<Vec<Param<'_>>> = seals
                    .iter()
                    .zip(0..)
                    .map(|(seal, id)| vec![id.into(), "hà nội".into(), true.into(), seal.into()])
                    .collect();
                tx.bulk_insert("note", &["note_id", "words", "seen", "seal"], &rows)
            })
            .wait()
            .unwrap();
        assert_eq!((inserted, count_notes(store)), (1_000, 1_000));
        let seal: Vec<u8> = store
            .read::<_, StoreError, _>(|tx| {
                tx.query_one(
                    "SELECT seal FROM note WHERE note_id = $1 AND words = $2",
                    params![258, "hà nội"],
                )?
                .get(0)
            })
            .wait()
            .unwrap();
        assert_eq!(seal, [0, 0, 1, 2]);
    });
}

#[test]
fn text_is_sorted_byte_by_byte_on_both() {
    on_both_engines(&[NOTES], |store| {
        let sorted: Vec<String> = store
            .write::<_, StoreError, _>(|tx| {
                for (id, words) in ["b", "Z", "á", "a b", "a"]
                    .into_iter()
                    .zip(0..)
                    .map(|(w, i)| (i, w))
                {
                    add_note(tx, id, words)?;
                }
                let rows = tx.query("SELECT words FROM note ORDER BY words", params![])?;
                rows.iter().map(|row| row.get(0)).collect()
            })
            .wait()
            .unwrap();
        assert_eq!(sorted, ["Z", "a", "a b", "b", "á"]);
    });
}
