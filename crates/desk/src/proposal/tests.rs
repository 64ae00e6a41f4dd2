use std::sync::Arc;

use danh_keys::KeyRing;
use danh_store::Store;
use danh_store::testing::on_both_engines;
use danh_vocabulary::SeededEntropy;

use super::*;
use crate::MIGRATIONS;

const DAY: i64 = 24 * 3_600 * 1_000_000;
const PROPOSER: OfficerId = OfficerId::from_i64(7);
const DECIDER: OfficerId = OfficerId::from_i64(8);

fn on_day(day: i64) -> Timestamp {
    Timestamp::from_micros(day * DAY)
}

fn desk() -> Desk {
    let entropy = Arc::new(SeededEntropy::new(7));
    let folder = tempfile::tempdir().unwrap();
    let ring = KeyRing::open_or_create(&folder.path().join("keys"), &*entropy).unwrap();
    Desk::new(ring.sealer(Desk::SEALER).unwrap(), entropy)
}

fn make(store: &Store, desk: &Desk, id: i64) {
    let desk = desk.clone();
    let new = NewProposal {
        id: ProposalId::from_i64(id),
        kind: "cancel-number".to_owned(),
        proposer: PROPOSER,
        authority: "ca:00004@2025-07-01".to_owned(),
        at: on_day(100),
    };
    let made = store.write(move |tx| desk.proposal_make(tx, &new, b"{\"act\":\"Mai\"}"));
    made.wait().unwrap();
}

fn read(store: &Store, desk: &Desk, id: i64, day: i64) -> Proposal {
    let desk = desk.clone();
    let id = ProposalId::from_i64(id);
    let read = store.read(move |tx| desk.proposal_by_id(tx, id, on_day(day)));
    read.wait().unwrap().unwrap()
}

fn decide(
    store: &Store,
    desk: &Desk,
    id: i64,
    (decider, outcome, day): (OfficerId, Outcome, i64),
) -> Result<(), ProposalError> {
    let desk = desk.clone();
    let verdict = NewVerdict {
        proposal: ProposalId::from_i64(id),
        decider,
        outcome,
        reason: "Đúng hồ sơ".to_owned(),
        event: (outcome == Outcome::Approved).then(|| EventId::from_i64(99)),
        at: on_day(day),
    };
    store
        .write(move |tx| desk.proposal_decide(tx, &verdict))
        .wait()
}

#[test]
fn a_proposal_waits_for_another_officer_and_is_decided_once() {
    on_both_engines(&[MIGRATIONS], |store| {
        let desk = desk();
        make(store, &desk, 1);
        let waiting = read(store, &desk, 1, 101);
        assert_eq!(waiting.state, ProposalState::Waiting);
        assert_eq!(waiting.document, b"{\"act\":\"Mai\"}");
        let own = decide(store, &desk, 1, (PROPOSER, Outcome::Approved, 101));
        assert!(matches!(own, Err(ProposalError::OwnProposal)));
        decide(store, &desk, 1, (DECIDER, Outcome::Approved, 102)).unwrap();
        let ProposalState::Decided(verdict) = read(store, &desk, 1, 102).state else {
            panic!("it was decided")
        };
        assert_eq!(verdict.outcome, Outcome::Approved);
        assert_eq!((verdict.decider, verdict.at), (DECIDER, on_day(102)));
        assert_eq!(verdict.reason, "Đúng hồ sơ");
        assert_eq!(verdict.event, Some(EventId::from_i64(99)));
        let again = decide(store, &desk, 1, (DECIDER, Outcome::Rejected, 103));
        assert!(matches!(again, Err(ProposalError::NotWaiting)));
        let other = decide(store, &desk, 2, (DECIDER, Outcome::Rejected, 103));
        assert!(matches!(other, Err(ProposalError::Unknown)));
    });
}

#[test]
fn a_proposal_waits_fourteen_days() {
    on_both_engines(&[MIGRATIONS], |store| {
        let desk = desk();
        make(store, &desk, 1);
        let waiting = |day| {
            let desk = desk.clone();
            let read = store.read(move |tx| {
                let waiting = desk.proposals_waiting(tx, on_day(day), 9)?;
                let authorities = desk.proposals_waiting_authorities(tx, on_day(day))?;
                let mut by_authority = Vec::new();
                for authority in &authorities {
                    by_authority.extend(desk.proposals_waiting_of(
                        tx,
                        authority,
                        on_day(day),
                        9,
                    )?);
                }
                assert_eq!(by_authority, waiting);
                assert!(
                    desk.proposals_waiting_of(tx, "bca-c06", on_day(day), 9)?
                        .is_empty()
                );
                Ok::<_, StoreError>(waiting.len())
            });
            read.wait().unwrap()
        };
        assert_eq!((waiting(100), waiting(113), waiting(114)), (1, 1, 0));
        assert_eq!(read(store, &desk, 1, 114).state, ProposalState::Expired);
        let late = decide(store, &desk, 1, (DECIDER, Outcome::Approved, 114));
        assert!(matches!(late, Err(ProposalError::NotWaiting)));
        let listing = desk.clone();
        let own = store.read(move |tx| listing.proposals_of_officer(tx, PROPOSER, on_day(114), 9));
        assert_eq!(own.wait().unwrap()[0].state, ProposalState::Expired);
    });
}

#[test]
fn what_is_proposed_and_why_lies_sealed_and_opens_nowhere_else() {
    on_both_engines(&[MIGRATIONS], |store| {
        let desk = desk();
        make(store, &desk, 1);
        make(store, &desk, 2);
        decide(store, &desk, 1, (DECIDER, Outcome::Void, 101)).unwrap();
        let sealed = store.read(|tx| {
            let row = tx.query_one(
                "SELECT sealed, sealed_reason FROM proposal WHERE proposal_id = $1",
                params![1],
            )?;
            Ok::<_, StoreError>([row.get::<String>(0)?, row.get::<String>(1)?])
        });
        let [document, reason] = sealed.wait().unwrap();
        assert!(!document.contains("Mai") && !reason.contains("hồ sơ"));
        let moved = store.write(move |tx| {
            tx.execute(
                "UPDATE proposal SET sealed = $1 WHERE proposal_id = $2",
                params![&document, 2],
            )
        });
        moved.wait().unwrap();
        let id = ProposalId::from_i64(2);
        let read = store.read(move |tx| desk.proposal_by_id(tx, id, on_day(101)));
        assert!(matches!(
            read.wait(),
            Err(ProposalError::Sealed(UnsealError::Forged))
        ));
    });
}
