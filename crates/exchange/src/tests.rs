//! The access records on both engines.

use std::sync::Arc;

use danh_keys::KeyRing;
use danh_ledger::note::NoteSigner;
use danh_ledger::{DatabaseSource, Integrator, IntegratorOptions, Log, commitment, verify};
use danh_register::Actor;
use danh_store::testing::on_both_engines;
use danh_store::{Migrations, Store, params};
use danh_vocabulary::{AccessRecordId, ManualClock, OfficerId, PersonId, SeededEntropy, Timestamp};

use crate::{
    AccessKind, AccessPage, AccessRecord, AccessRecordError, MIGRATIONS, Told,
    access_record_append, access_record_by_id, access_records_of_person, recomputed_commitment,
};

const TABLES: &[Migrations] = &[danh_ledger::MIGRATIONS, MIGRATIONS];
const SALT: [u8; 16] = [9; 16];

fn person(id: i64) -> PersonId {
    PersonId::from_i64(id)
}

fn record(id: i64, persons: &[i64]) -> AccessRecord {
    AccessRecord {
        id: AccessRecordId::from_i64(id),
        at: Timestamp::from_micros(id),
        actor: Actor::Officer(OfficerId::from_i64(7)),
        authority: "bca-c06".to_owned(),
        appointment: None,
        kind: AccessKind::Disclosure,
        purpose: "Kiểm tra".parse().unwrap(),
        basis: "Luật Căn cước 2023, Điều 10".to_owned(),
        told: vec![Told::SearchResult],
        persons: persons.iter().copied().map(person).collect(),
        organisation: None,
    }
}

fn append(store: &Store, record: AccessRecord) {
    let written = store.write(move |tx| access_record_append(tx, &record, &SALT));
    written.wait().unwrap();
}

fn ids_of(store: &Store, id: i64, page: AccessPage) -> Vec<i64> {
    let found = store.read(move |tx| access_records_of_person(tx, person(id), page));
    let found = found.wait().unwrap();
    found.iter().map(|record| record.id.as_i64()).collect()
}

#[test]
fn a_person_is_shown_who_looked_the_newest_first() {
    on_both_engines(TABLES, |store| {
        append(store, record(10, &[1, 2, 1]));
        append(store, record(20, &[2]));
        append(store, record(30, &[]));
        append(store, record(40, &[2, 3]));
        let all = AccessPage {
            before: None,
            size: 10,
        };
        assert_eq!(ids_of(store, 1, all), [10]);
        assert_eq!(ids_of(store, 2, all), [40, 20, 10]);
        assert_eq!(ids_of(store, 9, all), [] as [i64; 0]);

        let first = AccessPage {
            before: None,
            size: 2,
        };
        assert_eq!(ids_of(store, 2, first), [40, 20]);
        let second = AccessPage {
            before: Some(AccessRecordId::from_i64(20)),
            size: 2,
        };
        assert_eq!(ids_of(store, 2, second), [10]);
    });
}

#[test]
fn a_record_reads_back_as_it_was_written() {
    on_both_engines(TABLES, |store| {
        let written = record(10, &[1, 2]);
        append(store, written.clone());
        let id = written.id;
        let found = store.read(move |tx| access_record_by_id(tx, id)).wait();
        assert_eq!(found.unwrap(), Some(written));
        let other = AccessRecordId::from_i64(11);
        let found = store.read(move |tx| access_record_by_id(tx, other)).wait();
        assert_eq!(found.unwrap(), None);
    });
}

#[test]
fn a_document_is_canonical_and_says_no_more_than_it_should() {
    let document = record(10, &[1]).to_document();
    assert_eq!(
        document,
        "{\"actor\":\"officer:0000000000000007\",\"at\":\"1970-01-01T00:00:00.000010Z\",\
         \"authority\":\"bca-c06\",\"basis\":\"Luật Căn cước 2023, Điều 10\",\
         \"id\":\"000000000000000a\",\"persons\":[\"0000000000000001\"],\
         \"purpose\":\"Kiểm tra\",\"told\":[\"search_result\"]}"
    );
}

#[test]
fn the_commitment_follows_from_the_row() {
    on_both_engines(TABLES, |store| {
        let written = record(10, &[1]);
        let (id, expected) = (
            written.id,
            commitment(&SALT, written.to_document().as_bytes()),
        );
        append(store, written);
        let now = |store: &Store| {
            let computed = store.read(move |tx| recomputed_commitment(tx, id));
            computed.wait().unwrap()
        };
        assert_eq!(now(store), Some(expected));
        let tampered = store.write(|tx| {
            tx.execute(
                "UPDATE access_record SET document = $1 WHERE access_record_id = $2",
                params!["{}", 10],
            )
        });
        tampered.wait().unwrap();
        assert_ne!(now(store), Some(expected));
        let read = store.read(move |tx| access_record_by_id(tx, id)).wait();
        assert!(matches!(read, Err(AccessRecordError::Unreadable { .. })));
    });
}

#[test]
fn the_access_log_holds_every_record() {
    on_both_engines(TABLES, |store| {
        for id in 1..=5 {
            append(store, record(id, &[id]));
        }
        let folder = tempfile::tempdir().unwrap();
        let entropy = SeededEntropy::new(1);
        let ring = KeyRing::open_or_create(&folder.path().join("keys"), &entropy).unwrap();
        let name = "danh.example/ledger/access".parse().unwrap();
        let signer = NoteSigner::new(name, ring.signer("ledger-access").unwrap());
        let options = IntegratorOptions {
            log: Log::ACCESS,
            signer: signer.clone(),
            clock: Arc::new(ManualClock::new(Timestamp::from_micros(0))),
            holder: "test".to_owned(),
            lease_duration: IntegratorOptions::LEASE_DURATION,
            batch_size: IntegratorOptions::BATCH_SIZE,
        };
        assert_eq!(
            Integrator::new(store.clone(), options).step().unwrap().size,
            5
        );
        let mut source = DatabaseSource::new(store.clone(), Log::ACCESS);
        verify::walk(&mut source, signer.verifier_key(), &mut |_| ()).unwrap();
    });
}

#[test]
fn a_record_that_is_written_twice_is_refused() {
    on_both_engines(TABLES, |store| {
        append(store, record(10, &[1]));
        let again = record(10, &[2]);
        let written = store.write(move |tx| access_record_append(tx, &again, &SALT));
        assert!(written.wait().unwrap_err().is_unique_violation());
        let page = AccessPage {
            before: None,
            size: 10,
        };
        assert_eq!(ids_of(store, 2, page), [] as [i64; 0]);
    });
}
