use danh_directory::Role;
use danh_vocabulary::Sex;
use serde_json::json;

use crate::testing::{Office, TODAY, Wish, WriteCase, all_are_answered_alike};

fn decision() -> serde_json::Value {
    json!({"number": "7/2025/QĐ", "by": "Ủy ban nhân dân phường Trúc Bạch", "on": "2025-12-20"})
}

fn about(office: &Office, what: &serde_json::Value) -> Wish {
    let person = office.born("Phan Thị Lựu", Sex::Female, "1991-04-02");
    let mut body = what.clone();
    body["person"] = office.state.handle_of(person).into();
    Wish {
        body,
        seen: vec![person],
    }
}

const CASES: &[WriteCase] = &[
    WriteCase {
        path: "/api/v1/name-changes",
        role: Role::Registrar,
        wish: |office| about(office, &json!({"name": "Phan Thị Hồng Lựu", "on": TODAY})),
        spoil: |body| body["name"] = "Phan Thị Lựu".into(),
        told: "nothing-changes /name",
    },
    WriteCase {
        path: "/api/v1/ethnicity-determinations",
        role: Role::Registrar,
        wish: |office| {
            about(
                office,
                &json!({"ethnicity": "02", "on": TODAY, "decision": decision()}),
            )
        },
        spoil: |body| drop(body.as_object_mut().unwrap().remove("decision")),
        told: "not-of-parents /decision",
    },
    WriteCase {
        path: "/api/v1/sex-determinations",
        role: Role::Registrar,
        wish: |office| about(office, &json!({"sex": "M", "on": TODAY})),
        spoil: |body| body["sex"] = "F".into(),
        told: "nothing-changes",
    },
    WriteCase {
        path: "/api/v1/nationality-changes",
        role: Role::Registrar,
        wish: |office| {
            about(
                office,
                &json!({"change": "gained", "nationality": "FRA", "decision": decision()}),
            )
        },
        spoil: |body| body["nationality"] = "VNM".into(),
        told: "nationality-held /nationality",
    },
];

#[test]
fn what_changes_of_a_person_is_written_once_seen() {
    all_are_answered_alike(CASES);
}
