use danh_store::testing::on_both_engines;
use danh_store::{Migrations, Store};

use super::*;
use crate::{MIGRATIONS, access_records_of_person};

const TABLES: &[Migrations] = &[danh_ledger::MIGRATIONS, MIGRATIONS];
const MINUTE: i64 = 60 * 1_000_000;
const SESSION: Timestamp = Timestamp::from_micros(1_000);
const READER: OfficerId = OfficerId::from_i64(7);

fn open(store: &Store, id: i64, person: i64, at_minute: i64) -> BreakGlass {
    let opening = OpenBreakGlass {
        id: AccessRecordId::from_i64(id),
        officer: READER,
        authority: "ubnd:00004@2025-07-01".to_owned(),
        appointment: AppointmentId::from_i64(70),
        session_opened_at: SESSION,
        person: PersonId::from_i64(person),
        reason: "Cấp cứu, tìm người nhà bệnh nhân".parse().unwrap(),
        now: Timestamp::from_micros(at_minute * MINUTE),
    };
    let opened = store.write(move |tx| break_glass_open(tx, &opening, &[3; 16]));
    opened.wait().unwrap()
}

fn held(store: &Store, officer: OfficerId, session: Timestamp, at_minute: i64) -> Vec<i64> {
    let now = Timestamp::from_micros(at_minute * MINUTE);
    let read = store.read(move |tx| break_glass_open_of_session(tx, officer, session, now));
    let found = read.wait().unwrap();
    assert!(found.iter().all(|one| one.holds_at(now)));
    found.iter().map(|one| one.person.as_i64()).collect()
}

#[test]
fn it_counts_for_one_session_and_half_an_hour() {
    on_both_engines(TABLES, |store| {
        open(store, 10, 1, 100);
        open(store, 20, 2, 110);
        assert_eq!(held(store, READER, SESSION, 129), [2, 1]);
        assert_eq!(held(store, READER, SESSION, 130), [2]);
        assert_eq!(held(store, READER, SESSION, 140), [] as [i64; 0]);
        let other = Timestamp::from_micros(1_001);
        assert_eq!(held(store, READER, other, 111), [] as [i64; 0]);
        let colleague = OfficerId::from_i64(8);
        assert_eq!(held(store, colleague, SESSION, 111), [] as [i64; 0]);
    });
}

#[test]
fn it_is_on_record_and_listed_for_good() {
    on_both_engines(TABLES, |store| {
        let first = open(store, 10, 1, 100);
        let second = open(store, 20, 1, 900);
        let page = |before, size| AccessPage { before, size };
        let list = |page| {
            store
                .read(move |tx| break_glass_list(tx, page))
                .wait()
                .unwrap()
        };
        assert_eq!(list(page(None, 9)), [second.clone(), first.clone()]);
        assert_eq!(list(page(Some(second.id), 9)), [first]);
        assert_eq!(list(page(None, 1)), [second]);
        let person = PersonId::from_i64(1);
        let records = store.read(move |tx| access_records_of_person(tx, person, page(None, 9)));
        for record in records.wait().unwrap() {
            assert_eq!(record.kind, AccessKind::BreakGlassOpened);
            assert_eq!(record.told, []);
            assert!(
                record
                    .to_document()
                    .contains("\"kind\":\"break_glass_opened\"")
            );
        }
    });
}
