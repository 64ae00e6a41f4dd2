use axum::http::StatusCode;
use danh_exchange::Told;
use serde_json::{Value, json};

use crate::testing::{COLLEAGUE, Office, on_both_engines};

const PATH: &str = "/api/v1/births";

fn declared(changes: &Value) -> Value {
    let mut body = json!({
        "name": "Nguyễn Hoàng Anh", "sex": "F", "born": "2025-12-28", "birth_unit": "00004",
    });
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    body
}

fn refused(office: &Office, key: &str, changes: &Value) -> (String, Vec<String>) {
    let reply = office.write(PATH, key, &[], &declared(changes));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes}");
    reply.refusal()
}

#[test]
fn a_birth_makes_a_person_with_a_number() {
    on_both_engines(|office| {
        let mother = office.state.handle_of(office.mother);
        let body = declared(&json!({"mother": mother, "ethnicity": "01", "origin_unit": "00004"}));
        let reply = office.write(PATH, "birth-one", &[], &body);
        let receipt = reply.receipt();
        assert_eq!(reply.header("cache-control"), "no-store");
        let event = receipt["event"].as_str().unwrap();
        assert_eq!(reply.header("location"), format!("/api/v1/events/{event}"));
        assert_eq!(receipt["warnings"], json!([]));
        let [child] = receipt["persons"].as_array().unwrap().as_slice() else {
            panic!("{receipt}")
        };
        let path = format!("/api/v1/persons/{}", child["handle"].as_str().unwrap());
        let read = office.get(&path, Some(&office.token()));
        assert_eq!(read.header("etag"), child["etag"].as_str().unwrap());
        let file = &read.json()["file"];
        assert_eq!(file["name"], "Nguyễn Hoàng Anh");
        assert!(file["number"].as_str().unwrap().starts_with("001325"));
        assert_eq!(file["ethnicity"], "01");
        assert_eq!(file["family"][0]["handle"], mother);

        let shown = office.get(reply.header("location"), Some(&office.token()));
        assert_eq!(shown.json()["kind"], "birth");
        assert_eq!(shown.json()["authority"], "ubnd:00004@2025-07-01");
        assert_eq!(shown.json()["persons"][0], child["handle"]);
    });
}

#[test]
fn who_may_be_the_child_already_is_named_and_recorded() {
    on_both_engines(|office| {
        let body = json!({
            "name": "Trần Minh Hoà", "sex": "M", "born": "2024-05-20", "birth_unit": "00004",
            "mother": office.state.handle_of(office.mother),
        });
        let receipt = office.write(PATH, "birth-two", &[], &body).receipt();
        let warning = &receipt["warnings"][0];
        assert_eq!(warning["code"], "suspected-duplicate");
        assert_eq!(
            warning["persons"],
            json!([office.state.handle_of(office.child)])
        );
        let [record] = &*office.access_records(office.child) else {
            panic!("one look at the child")
        };
        assert_eq!(record.told, [Told::Person, Told::SearchResult]);
    });
}

#[test]
fn what_the_register_refuses_has_a_code_and_a_field() {
    on_both_engines(|office| {
        let [mother, child] =
            [office.mother, office.child].map(|person| office.state.handle_of(person));
        let stranger = office.state.handles.seal(12_345);
        for (place, (changes, code, pointers)) in [
            (
                json!({"born": "2026-01-06"}),
                "born-in-future",
                &["/born"][..],
            ),
            (json!({"birth_unit": "99999"}), "unknown-unit", &[]),
            (
                json!({"father": mother}),
                "parent-of-other-sex",
                &["/father"],
            ),
            (json!({"father": child}), "parent-too-young", &["/father"]),
            (
                json!({"mother": mother, "born": "1994-01-01"}),
                "parent-not-older",
                &["/mother"],
            ),
            (
                json!({"mother": mother, "born": "2024-08-01"}),
                "sibling-too-close",
                &["/mother"],
            ),
            (json!({"registered_in": "99999"}), "unknown-unit", &[]),
            (json!({"mother": stranger}), "unknown-person", &[]),
        ]
        .into_iter()
        .enumerate()
        {
            let (told, fields) = refused(office, &format!("refused-{place}"), &changes);
            assert_eq!(
                (&*told, fields.as_slice()),
                (code, strings(pointers).as_slice()),
                "{changes}"
            );
        }
        // What a refusal tells of the mother is on record.
        assert!(!office.access_records(office.mother).is_empty());
        // A paper proves what would be refused otherwise.
        let proven = json!({"father": child, "basis": "Bản án 1/2025/HNGĐ-ST"});
        let reply = office.write(PATH, "proven-birth", &[], &declared(&proven));
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    });
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn fields_that_do_not_fit_are_named_together() {
    on_both_engines(|office| {
        let body = json!({
            "name": "12345", "sex": "X", "born": "2025-02-30", "origin_unit": "1",
            "nationalities": ["VNM", "vn"], "mother": "nobody", "basis": " ",
        });
        let reply = office.write(PATH, "not-fields", &[], &body);
        assert_eq!(
            reply.pointers(),
            [
                "/name",
                "/sex",
                "/born",
                "/birth_unit",
                "/origin_unit",
                "/nationalities/1",
                "/mother",
                "/basis"
            ]
        );
    });
}

#[test]
fn a_protected_parent_is_nobody() {
    on_both_engines(|office| {
        office.protect(office.mother, 3, COLLEAGUE);
        let hidden = json!({"mother": office.state.handle_of(office.mother)});
        let nobody = json!({"mother": office.state.handles.seal(12_345)});
        let told = [("hidden-parent", hidden), ("no-such-parent", nobody)]
            .map(|(key, changes)| refused(office, key, &changes));
        assert_eq!(told[0], told[1]);
        assert!(office.access_records(office.mother).is_empty());
    });
}
