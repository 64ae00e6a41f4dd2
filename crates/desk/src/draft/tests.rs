use std::sync::Arc;

use danh_keys::KeyRing;
use danh_store::testing::on_both_engines;
use danh_store::{Store, StoreError, params};
use danh_vocabulary::{DraftId, EventId, OfficerId, SeededEntropy, Timestamp};

use super::*;
use crate::MIGRATIONS;

const KEY: DraftKey = DraftKey {
    draft: DraftId::from_i64(41),
    officer: OfficerId::from_i64(7),
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn begun() -> Timestamp {
    at("2026-01-05T08:00:00Z")
}

fn desk() -> Desk {
    let entropy = Arc::new(SeededEntropy::new(7));
    let folder = tempfile::tempdir().unwrap();
    let ring = KeyRing::open_or_create(&folder.path().join("keys"), &*entropy).unwrap();
    Desk::new(ring.sealer(Desk::SEALER).unwrap(), entropy)
}

/// Runs a test with a desk that has one draft of a birth.
fn with_a_draft(mut test: impl FnMut(&Store, Desk)) {
    on_both_engines(&[MIGRATIONS], |store| {
        let desk = desk();
        begin(store, &desk, KEY, begun());
        test(store, desk);
    });
}

fn begin(store: &Store, desk: &Desk, key: DraftKey, at: Timestamp) {
    let desk = desk.clone();
    let new = NewDraft {
        key,
        form: "birth".into(),
        at,
    };
    let kept = store.write(move |tx| desk.draft_begin(tx, &new, b"Mai"));
    kept.wait().unwrap();
}

fn open(store: &Store, desk: &Desk, key: DraftKey, now: Timestamp) -> Option<Draft> {
    let desk = desk.clone();
    let read = store.read(move |tx| desk.draft_by_key(tx, key, now));
    read.wait().unwrap()
}

fn save(store: &Store, desk: &Desk, seen: u32, content: &'static [u8]) -> Result<u32, DraftError> {
    let desk = desk.clone();
    let now = at("2026-01-06T08:00:00Z");
    let saved = store.write(move |tx| desk.draft_save(tx, (KEY, seen), content, now));
    saved.wait()
}

fn send(store: &Store, desk: &Desk, event: i64) -> Result<(), DraftError> {
    let desk = desk.clone();
    let sent = store.write(move |tx| desk.draft_sent(tx, KEY, EventId::from_i64(event), begun()));
    sent.wait()
}

#[test]
fn a_draft_is_its_officer_s_alone() {
    with_a_draft(|store, desk| {
        let draft = open(store, &desk, KEY, begun()).unwrap();
        assert_eq!((draft.form.as_str(), draft.version), ("birth", 1));
        assert_eq!(draft.state, DraftState::Open(b"Mai".to_vec()));
        let colleague = DraftKey {
            officer: OfficerId::from_i64(8),
            ..KEY
        };
        assert_eq!(open(store, &desk, colleague, begun()), None);
    });
}

#[test]
fn what_was_typed_lies_sealed_and_opens_nowhere_else() {
    with_a_draft(|store, desk| {
        let read = store.read(|tx| {
            tx.query_one("SELECT sealed FROM draft", params![])?
                .get::<String>(0)
        });
        let sealed: String = read.wait().unwrap();
        assert!(!sealed.contains("Mai"), "{sealed}");
        let other = DraftKey {
            draft: DraftId::from_i64(42),
            ..KEY
        };
        begin(store, &desk, other, begun());
        let moved = store.write(move |tx| {
            tx.execute(
                "UPDATE draft SET sealed = $1 WHERE draft_id = $2",
                params![&sealed, 42],
            )
        });
        moved.wait().unwrap();
        let reading = desk.clone();
        let read = store.read(move |tx| reading.draft_by_key(tx, other, begun()));
        assert!(matches!(
            read.wait(),
            Err(DraftError::Sealed(UnsealError::Forged))
        ));
        let reading = desk.clone();
        let listed = store.read(move |tx| reading.drafts_of_officer(tx, KEY.officer, begun()));
        let listed = listed.wait().unwrap();
        assert_eq!(listed[0].content, Err(UnsealError::Forged));
        assert_eq!(listed[1].content, Ok(b"Mai".to_vec()));
    });
}

#[test]
fn a_save_follows_what_was_seen() {
    with_a_draft(|store, desk| {
        assert_eq!(save(store, &desk, 1, b"Mai Lan").unwrap(), 2);
        let behind = save(store, &desk, 1, b"Mai Hoa");
        assert!(matches!(
            behind,
            Err(DraftError::Changed {
                seen: 1,
                current: 2
            })
        ));
        let draft = open(store, &desk, KEY, begun()).unwrap();
        assert_eq!(draft.state, DraftState::Open(b"Mai Lan".to_vec()));
        assert_eq!(draft.saved_at, at("2026-01-06T08:00:00Z"));
    });
}

#[test]
fn a_draft_is_sent_once_and_keeps_nothing_that_was_typed() {
    with_a_draft(|store, desk| {
        send(store, &desk, 99).unwrap();
        let again = send(store, &desk, 100);
        assert!(matches!(again, Err(DraftError::Sent { event }) if event.as_i64() == 99));
        assert!(matches!(
            save(store, &desk, 1, b"Mai"),
            Err(DraftError::Sent { .. })
        ));
        let draft = open(store, &desk, KEY, begun()).unwrap();
        assert_eq!(draft.state, DraftState::Sent(EventId::from_i64(99)));
        let kept = store.read(|tx| {
            let row = tx.query_one("SELECT sealed FROM draft", params![])?;
            row.get::<Option<String>>(0)
        });
        assert_eq!(kept.wait().unwrap(), None);
        let listed = store.read(move |tx| {
            let sent = desk.drafts_sent_by(tx, KEY.officer, begun(), 10)?;
            let open = desk.drafts_of_officer(tx, KEY.officer, begun())?;
            Ok::<_, StoreError>((sent, open))
        });
        let (sent, open) = listed.wait().unwrap();
        assert_eq!(open, []);
        let expected = SentDraft {
            form: "birth".into(),
            sent_at: begun(),
            event: EventId::from_i64(99),
        };
        assert_eq!(sent, [expected]);
    });
}

#[test]
fn a_draft_that_is_thrown_away_or_too_old_is_gone() {
    with_a_draft(|store, desk| {
        let last_day = at("2026-02-04T08:00:00Z");
        assert!(open(store, &desk, KEY, last_day).is_some());
        let later = at("2026-02-04T08:00:01Z");
        assert_eq!(open(store, &desk, KEY, later), None);
        let next = DraftKey {
            draft: DraftId::from_i64(42),
            ..KEY
        };
        begin(store, &desk, next, later);
        let count = |store: &Store| {
            let read = store.read(|tx| {
                let row = tx.query_one("SELECT COUNT(*) FROM draft", params![])?;
                row.get::<i64>(0)
            });
            read.wait().unwrap()
        };
        assert_eq!(count(store), 1);
        let discarding = desk.clone();
        let thrown = store.write(move |tx| {
            discarding.draft_discard(tx, next)?;
            discarding.draft_discard(tx, next)
        });
        Result::<(), StoreError>::unwrap(thrown.wait());
        assert_eq!(count(store), 0);
        assert!(matches!(send(store, &desk, 99), Err(DraftError::Gone)));
    });
}
