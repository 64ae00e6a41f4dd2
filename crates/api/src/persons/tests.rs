//! Protected persons: there for the officers named, for nobody else.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::testing::{COLLEAGUE, COLLEAGUE_LOGIN, LOGIN, Office, Reply, on_both_engines};

fn shown(office: &Office, login: &'static str, person: danh_vocabulary::PersonId) -> Reply {
    let token = office.token_of(login);
    office.get(&office.path_of(person), Some(&token))
}

fn family_of(reply: &Reply) -> usize {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()["file"]["family"].as_array().unwrap().len()
}

#[test]
fn a_protected_person_is_not_there_for_others() {
    on_both_engines(|office| {
        let told_before = office.access_records(office.child).len();
        office.protect(office.child, 1, COLLEAGUE);

        let hidden = shown(office, LOGIN, office.child);
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let nobody = office.get(
            &format!("/api/v1/persons/{}", office.state.handles.seal(12_345)),
            Some(&office.token()),
        );
        assert_eq!(hidden.problem_words(), nobody.problem_words());
        // Not on any day, and not as it was known before the order.
        for query in ["?on=2025-01-01", "?known_at=2025-01-01T00:00:00Z"] {
            let path = format!("{}{query}", office.path_of(office.child));
            let reply = office.get(&path, Some(&office.token()));
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{query}");
        }
        let mother = shown(office, LOGIN, office.mother);
        assert_eq!(family_of(&mother), 0);
        assert!(!mother.text().contains("Minh Hoà"));
        let told = office.access_records(office.child);
        let others = told
            .iter()
            .filter(|record| record.actor != danh_register::Actor::Officer(COLLEAGUE));
        assert_eq!(others.count(), told_before, "nobody else was told anything");

        assert_eq!(family_of(&shown(office, COLLEAGUE_LOGIN, office.mother)), 1);
        assert_eq!(family_of(&shown(office, COLLEAGUE_LOGIN, office.child)), 1);
    });
}

#[test]
fn a_protected_parent_is_no_relative_for_others() {
    on_both_engines(|office| {
        assert_eq!(family_of(&shown(office, LOGIN, office.child)), 1);
        office.protect(office.mother, 3, COLLEAGUE);
        let child = shown(office, LOGIN, office.child);
        assert_eq!(family_of(&child), 0);
        assert!(!child.text().contains("Thị M"), "{}", child.text());
        assert_eq!(family_of(&shown(office, COLLEAGUE_LOGIN, office.child)), 1);
    });
}

fn found(office: &Office, login: &'static str, question: &Value) -> usize {
    let token = office.token_of(login);
    let reply = office.post("/api/v1/persons/search", Some(&token), question);
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()["persons"].as_array().unwrap().len()
}

#[test]
fn a_protected_person_is_found_by_nobody_else() {
    on_both_engines(|office| {
        let child = shown(office, LOGIN, office.child).json();
        let number = json!({"number": child["file"]["number"]});
        let name = json!({"name": "tran minh hoa"});
        for question in [&number, &name] {
            assert_eq!(found(office, LOGIN, question), 1, "{question}");
        }
        office.protect(office.child, 1, COLLEAGUE);
        for question in [&number, &name] {
            assert_eq!(found(office, LOGIN, question), 0, "{question}");
            assert_eq!(found(office, COLLEAGUE_LOGIN, question), 1, "{question}");
        }
    });
}
