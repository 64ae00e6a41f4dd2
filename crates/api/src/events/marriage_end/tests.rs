//! Divorce and annulment: the same conventions and refusals, another status afterwards.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::{Office, on_both_engines};

/// Where each kind is entered, and what the two are afterwards.
const KINDS: [(&str, &str); 2] = [
    ("/api/v1/divorces", "divorced"),
    ("/api/v1/annulments", "single"),
];

/// Runs a test of each kind, in an office of its own on each engine.
fn of_each_kind(test: impl Fn(&Office, &str, &str)) {
    for (path, outcome) in KINDS {
        on_both_engines(|office| test(office, path, outcome));
    }
}

/// A couple who married today: their handles and `ETag`s.
fn couple(office: &Office) -> [(String, String); 2] {
    let husband = office.new_person("Trần Văn Nam", "M", "1990-01-01");
    let wife = office.new_person("Lê Thị Tư", "F", "1990-02-02");
    let body = json!({"spouses": [husband.0, wife.0], "on": "2026-01-05"});
    let married = office.write(
        "/api/v1/marriages",
        "they-marry",
        &[husband.1, wife.1],
        &body,
    );
    let persons = married.receipt()["persons"].clone();
    [0, 1].map(|place| {
        let text = |field: &str| persons[place][field].as_str().unwrap().to_owned();
        (text("handle"), text("etag"))
    })
}

fn decided(on: &str) -> Value {
    json!({"number": "1/2026/HNGĐ-ST", "by": "Tòa án nhân dân khu vực 1 – Hà Nội", "on": on})
}

#[test]
fn a_court_ends_a_marriage() {
    of_each_kind(|office, path, outcome| {
        let [(one, seen), (other, other_seen)] = couple(office);
        let body = json!({"person": one, "spouse": other, "decision": decided("2026-01-05")});
        let reply = office.write(path, "it-ends-today", &[seen, other_seen], &body);
        assert_eq!(reply.receipt()["persons"].as_array().unwrap().len(), 2);
        let person = format!("/api/v1/persons/{one}");
        let file = office.get(&person, Some(&office.token())).json();
        assert_eq!(file["file"]["marital"], outcome);
    });
}

#[test]
fn a_marriage_that_is_not_cannot_end() {
    of_each_kind(|office, path, _| {
        let [(one, seen), (other, other_seen)] = couple(office);
        let stranger = office.state.handle_of(office.mother);
        let etags = [seen, other_seen, office.etag_of(office.mother)];
        for (key, body, code) in [
            (
                "not-in-force",
                json!({"person": one, "spouse": other, "decision": decided("2026-01-06")}),
                "decision-outside-life",
            ),
            (
                "not-the-spouse",
                json!({"person": one, "spouse": stranger, "decision": decided("2026-01-05")}),
                "not-married",
            ),
            (
                "known-spouse",
                json!({"person": one, "spouse_name": "Lê Thị Tư", "decision": decided("2026-01-05")}),
                "spouse-is-known",
            ),
        ] {
            let reply = office.write(path, key, &etags, &body);
            assert_eq!(
                reply.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{key}: {}",
                reply.text()
            );
            assert_eq!(reply.json()["code"], code);
        }
        let body = json!({"person": one, "decision": {"number": "", "on": "1"}});
        let reply = office.write(path, "no-decision", &etags, &body);
        let pointers = [
            "/spouse",
            "/decision/number",
            "/decision/by",
            "/decision/on",
        ];
        assert_eq!(reply.pointers(), pointers);
    });
}
