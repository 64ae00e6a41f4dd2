use danh_directory::Role;
use danh_register::CardReport;
use danh_vocabulary::Sex;
use jiff::civil::date;
use serde_json::json;

use crate::testing::{TODAY, Wish, WriteCase, all_are_answered_alike};

const CASES: &[WriteCase] = &[
    WriteCase {
        path: "/api/v1/cards",
        role: Role::CardOfficer,
        wish: |office| {
            let person = office.born("Hồ Thị Mơ", Sex::Female, "1982-03-03");
            Wish {
                body: json!({
                    "person": office.state.handle_of(person), "serial": "VN0000001",
                    "issued_on": TODAY, "issued_by": "Công an thành phố Hà Nội",
                }),
                seen: vec![person],
            }
        },
        spoil: |body| body["issued_on"] = "1999-01-01".into(),
        told: "no-card-then /issued_on",
    },
    WriteCase {
        path: "/api/v1/card-revocations",
        role: Role::CardOfficer,
        wish: |office| {
            let person = office.born("Hồ Thị Mận", Sex::Female, "1982-03-04");
            let report = CardReport {
                person: office.seen(person),
                serial: "VN0000002".to_owned(),
                issued_on: date(2025, 9, 1),
                issued_by: "Công an thành phố Hà Nội".to_owned(),
            };
            office.record(move |register, tx, act| register.issue_card(tx, act, &report));
            Wish {
                body: json!({
                    "person": office.state.handle_of(person), "serial": "VN0000002",
                    "reason": "lost", "on": TODAY,
                }),
                seen: vec![person],
            }
        },
        spoil: |body| body["reason"] = "holder_died".into(),
        told: "holder-lives /reason",
    },
];

#[test]
fn cards_are_written_once_seen() {
    all_are_answered_alike(CASES);
}
