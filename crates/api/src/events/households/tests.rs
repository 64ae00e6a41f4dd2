use danh_directory::Role;
use danh_register::{Home, Relationship};
use danh_vocabulary::{PersonId, Sex};
use serde_json::{Value, json};

use crate::testing::{Office, TODAY, Wish, WriteCase, all_are_answered_alike};

/// The head of a household, and a grown child who lives there.
fn two_of_one(office: &Office) -> (PersonId, PersonId) {
    let head = office.settled("Bùi Văn Tâm", Sex::Male, "1960-01-01", Home::New);
    let home = Home::Existing {
        household: office.household(head),
        relationship: Relationship::Child,
    };
    (
        head,
        office.settled("Bùi Thị Na", Sex::Female, "1990-01-01", home),
    )
}

fn household(office: &Office, person: PersonId) -> String {
    office.state.handle_of_household(office.household(person))
}

fn member(office: &Office, person: PersonId, relationship: &str) -> Value {
    json!({"person": office.state.handle_of(person), "relationship": relationship})
}

const CASES: &[WriteCase] = &[
    WriteCase {
        path: "/api/v1/household-splits",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let (head, child) = two_of_one(office);
            Wish {
                body: json!({
                    "household": household(office, head), "on": TODAY,
                    "leaving": [member(office, child, "head")],
                    "remaining": [member(office, head, "head")],
                }),
                seen: vec![child, head],
            }
        },
        spoil: |body| body["leaving"][0]["relationship"] = "other".into(),
        told: "one-head",
    },
    WriteCase {
        path: "/api/v1/household-merges",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let [ends, stays] = ["Bùi Văn Sáu", "Bùi Văn Bảy"]
                .map(|name| office.settled(name, Sex::Male, "1970-01-01", Home::New));
            Wish {
                body: json!({
                    "household": household(office, ends), "into": household(office, stays),
                    "members": [member(office, ends, "sibling")], "on": TODAY,
                }),
                seen: vec![ends],
            }
        },
        spoil: |body| body["into"] = body["household"].clone(),
        told: "same-household /into",
    },
    WriteCase {
        path: "/api/v1/household-heads",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let (head, child) = two_of_one(office);
            let members = [
                member(office, child, "head"),
                member(office, head, "parent"),
            ];
            Wish {
                body: json!({
                    "household": household(office, head), "members": members, "on": TODAY,
                }),
                seen: vec![child, head],
            }
        },
        spoil: |body| drop(body["members"].as_array_mut().unwrap().pop()),
        told: "members-left-out",
    },
];

#[test]
fn households_change_once_everybody_was_seen() {
    all_are_answered_alike(CASES);
}
