use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::{AccessKind, Told};
use danh_register::Seen;
use serde_json::{Value, json};

use crate::testing::{HONG_HA, Office, on_both_engines};

const PATH: &str = "/api/v1/deaths";

fn declared(office: &Office) -> Value {
    json!({"person": office.state.handle_of(office.mother), "on": "2026-01-03", "unit": "00004"})
}

#[test]
fn a_death_changes_who_was_seen() {
    on_both_engines(|office| {
        let before = office.etag_of(office.mother);
        let reply = office.write(
            PATH,
            "death-one",
            std::slice::from_ref(&before),
            &declared(office),
        );
        let after = reply.receipt()["persons"][0]["etag"].clone();
        assert_ne!(after, before);
        assert_eq!(office.etag_of(office.mother), after);
        let path = office.path_of(office.mother);
        let file = office.get(&path, Some(&office.token())).json();
        assert_eq!(file["file"]["death"]["on"], "2026-01-03", "{file}");
    });
}

#[test]
fn who_was_not_seen_is_not_changed() {
    on_both_engines(|office| {
        let body = declared(office);
        let missing = office.write(PATH, "never-read", &[], &body);
        assert_eq!(missing.status, StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(missing.json()["code"], "version-missing");
        let person = office.mother;
        let old = office.state.version_of(Seen { person, version: 2 });
        let child = office.etag_of(office.child);
        for (key, etag) in [
            ("old-version", format!("\"{old}\"")),
            ("someone-else", child),
        ] {
            let conflict = office.write(PATH, key, &[etag], &body);
            assert_eq!(conflict.status, StatusCode::PRECONDITION_FAILED);
            assert_eq!(conflict.json()["code"], "version-conflict");
        }
        assert!(
            office
                .write(PATH, "star-is-none", &["*".into()], &body)
                .pointers()
                == ["if-match"]
        );
    });
}

#[test]
fn what_a_refusal_tells_is_on_record() {
    on_both_engines(|office| {
        let etag = office.etag_of(office.mother);
        let reads = office.access_records(office.mother).len();
        for (key, changes, code) in [
            ("in-future", json!({"on": "2026-01-06"}), "died-in-future"),
            ("unborn-yet", json!({"on": "1990"}), "died-before-birth"),
            ("lived-later", json!({"on": "2019-01-01"}), "lived-later"),
            ("no-such-unit", json!({"unit": "99999"}), "unknown-unit"),
            ("no-judgment", json!({"declared": true}), "court-declares"),
        ] {
            let mut body = declared(office);
            for (field, value) in changes.as_object().unwrap() {
                body[field] = value.clone();
            }
            let reply = office.write(PATH, key, std::slice::from_ref(&etag), &body);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(reply.json()["code"], code);
        }
        let records = office.access_records(office.mother);
        assert_eq!(records.len(), reads + 5, "one a question");
        assert_eq!(records[0].told, [Told::Person]);
    });
}

#[test]
fn the_dead_die_once() {
    on_both_engines(|office| {
        let etag = office.etag_of(office.mother);
        let first = office.write(PATH, "first-death", &[etag], &declared(office));
        let after = first.receipt()["persons"][0]["etag"]
            .as_str()
            .unwrap()
            .to_owned();
        let again = office.write(PATH, "second-death", &[after], &declared(office));
        assert_eq!(again.json()["code"], "person-dead");
    });
}

#[test]
fn who_is_not_reached_is_not_registered_and_that_is_on_record() {
    on_both_engines(|office| {
        let etag = office.etag_of(office.mother);
        let body = declared(office);
        let elsewhere = office.hire("sen.ly", Role::Registrar, HONG_HA);
        let reply = office.write_by(&elsewhere, PATH, "out-of-reach", &[etag], &body);
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.text());
        assert_eq!(reply.json()["code"], "outside-jurisdiction");
        let records = office.access_records(office.mother);
        assert_eq!(records[0].kind, AccessKind::RefusedOutsideJurisdiction);
    });
}
