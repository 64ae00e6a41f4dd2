use std::sync::Arc;

use danh_keys::KeyRing;
use danh_store::Store;
use danh_store::testing::on_both_engines;
use danh_vocabulary::{SeededEntropy, Timestamp};

use super::*;
use crate::Desk;

struct Kept {
    desk: Desk,
    _keys: tempfile::TempDir,
}

impl Kept {
    fn new() -> Self {
        let keys = tempfile::tempdir().unwrap();
        let ring = KeyRing::open_or_create(&keys.path().join("keys"), &SeededEntropy::new(3));
        Self {
            desk: Desk::new(
                ring.unwrap().sealer(Desk::SEALER).unwrap(),
                Arc::new(SeededEntropy::new(5)),
            ),
            _keys: keys,
        }
    }

    fn keep(&self, store: &Store, asked: Answered, reply: &Reply) -> Result<(), StoreError> {
        let (desk, reply) = (self.desk.clone(), reply.clone());
        store
            .write(move |tx| desk.reply_keep(tx, &asked, &reply))
            .wait()
    }

    fn earlier(&self, store: &Store, asked: Answered) -> Result<Option<Reply>, ReplyError> {
        let desk = self.desk.clone();
        store.read(move |tx| desk.reply_earlier(tx, &asked)).wait()
    }
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn asked(key: &str, body: &str, instant: &str) -> Answered {
    Answered {
        key: ReplyKey::of("officer:7", key),
        digest: RequestDigest::of(&[b"POST /births", body.as_bytes()]),
        at: at(instant),
    }
}

fn reply(body: &str) -> Reply {
    Reply {
        status: 201,
        headers: vec![("location".into(), "/events/x".into())],
        body: body.as_bytes().to_vec(),
    }
}

const MORNING: &str = "2026-01-05T08:00:00Z";
const NEXT_MORNING: &str = "2026-01-06T08:00:00Z";

#[test]
fn a_reply_is_given_again_for_a_day() {
    on_both_engines(&[crate::MIGRATIONS], |store| {
        let kept = Kept::new();
        let first = asked("k", "{}", MORNING);
        assert_eq!(kept.earlier(store, first).unwrap(), None);
        kept.keep(store, first, &reply("one")).unwrap();
        let later = asked("k", "{}", "2026-01-06T07:59:59Z");
        assert_eq!(kept.earlier(store, later).unwrap(), Some(reply("one")));
        assert_eq!(
            kept.earlier(store, asked("k", "{}", NEXT_MORNING)).unwrap(),
            None
        );
        assert_eq!(
            kept.earlier(store, asked("other", "{}", MORNING)).unwrap(),
            None
        );
    });
}

#[test]
fn the_same_words_of_another_caller_are_another_key() {
    assert_ne!(
        ReplyKey::of("officer:7", "k"),
        ReplyKey::of("officer:8", "k")
    );
    assert_ne!(ReplyKey::of("a", "bc"), ReplyKey::of("ab", "c"));
    assert_ne!(
        RequestDigest::of(&[b"a", b""]),
        RequestDigest::of(&[b"", b"a"])
    );
}

#[test]
fn a_key_is_for_one_request() {
    on_both_engines(&[crate::MIGRATIONS], |store| {
        let kept = Kept::new();
        kept.keep(store, asked("k", "{}", MORNING), &reply("one"))
            .unwrap();
        let other = kept.earlier(store, asked("k", "{\"a\":1}", MORNING));
        assert!(matches!(other, Err(ReplyError::OtherRequest)), "{other:?}");
        // A day later the key is anybody's again.
        let afterwards = asked("k", "{\"a\":1}", NEXT_MORNING);
        assert_eq!(kept.earlier(store, afterwards).unwrap(), None);
        kept.keep(store, afterwards, &reply("two")).unwrap();
        assert_eq!(kept.earlier(store, afterwards).unwrap(), Some(reply("two")));
    });
}

#[test]
fn two_replies_to_one_request_are_never_kept() {
    on_both_engines(&[crate::MIGRATIONS], |store| {
        let kept = Kept::new();
        let first = asked("k", "{}", MORNING);
        kept.keep(store, first, &reply("one")).unwrap();
        let again = kept.keep(store, first, &reply("two")).unwrap_err();
        assert!(again.is_unique_violation(), "{again}");
        assert_eq!(kept.earlier(store, first).unwrap(), Some(reply("one")));
    });
}

#[test]
fn what_is_over_is_swept_and_the_rest_stays() {
    on_both_engines(&[crate::MIGRATIONS], |store| {
        let kept = Kept::new();
        kept.keep(store, asked("old", "{}", MORNING), &reply("one"))
            .unwrap();
        let young = asked("young", "{}", "2026-01-05T08:00:01Z");
        kept.keep(store, young, &reply("two")).unwrap();
        let sweep = || {
            let now = at(NEXT_MORNING);
            store
                .write(move |tx| Desk::replies_remove_expired(tx, now))
                .wait()
        };
        assert_eq!(sweep().unwrap(), 1);
        assert_eq!(sweep().unwrap(), 0);
        assert_eq!(kept.earlier(store, young).unwrap(), Some(reply("two")));
    });
}

#[test]
fn a_reply_lies_sealed_and_bound_to_its_key() {
    on_both_engines(&[crate::MIGRATIONS], |store| {
        let kept = Kept::new();
        let (one, other) = (asked("one", "{}", MORNING), asked("two", "{}", MORNING));
        kept.keep(store, one, &reply("somebody's name")).unwrap();
        kept.keep(store, other, &reply("another name")).unwrap();
        let rows = store.read(|tx| tx.query("SELECT sealed_reply FROM reply", &[]));
        for row in rows.wait().unwrap() {
            assert!(!row.get::<String>(0).unwrap().contains("name"));
        }
        let copy = "UPDATE reply SET sealed_reply = (SELECT MAX(sealed_reply) FROM reply)";
        store.write(move |tx| tx.execute(copy, &[])).wait().unwrap();
        let read = [one, other].map(|asked| kept.earlier(store, asked));
        let moved = read
            .iter()
            .filter(|reply| matches!(reply, Err(ReplyError::Unreadable { .. })));
        assert_eq!(moved.count(), 1, "{read:?}");
    });
}
