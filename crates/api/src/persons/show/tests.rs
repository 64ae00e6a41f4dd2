use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use danh_exchange::Told;
use serde_json::Value;

use crate::testing::{Office, Reply, on_both_engines};

fn show(office: &Office, query: &str) -> Reply {
    let path = format!("{}{query}", office.path_of(office.mother));
    office.get(&path, Some(&office.token()))
}

fn shown(office: &Office, query: &str) -> Value {
    let reply = show(office, query);
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

#[test]
fn a_person_is_shown_with_family_and_history() {
    on_both_engines(|office| {
        office.integrate();
        let answer = shown(office, "");
        assert_eq!(answer["version"], 3);
        let file = &answer["file"];
        assert_eq!(file["name"], "Nguyễn Thị Mai");
        assert_eq!(file["mistaken_names"][0], "Nguyễn Thị Mây");
        assert_eq!(file["residence"]["detail"], "Số 12 phố Trúc Bạch");
        assert_eq!(file["residence"]["relationship"], "head");
        let child = &file["family"][0];
        assert_eq!(
            (&child["relation"], &child["name"]),
            (&"child".into(), &"Trần Minh Hoà".into())
        );
        assert_eq!(child["handle"], office.state.handle_of(office.child));

        let history = answer["history"].as_array().unwrap();
        let mut kinds: Vec<&str> = history
            .iter()
            .map(|e| e["kind"].as_str().unwrap())
            .collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["birth", "correction", "residence_registered"]);
        let birth = history.iter().find(|e| e["kind"] == "birth").unwrap();
        let correction = history.iter().find(|e| e["kind"] == "correction").unwrap();
        assert_eq!(birth["corrected_by"], correction["event"]);
        assert_eq!(correction["corrects"], birth["event"]);
        assert_eq!(birth["position"], 0);
        assert_eq!(birth["authority_name"], "Ủy ban nhân dân phường Trúc Bạch");
    });
}

#[test]
fn both_axes_of_time_can_be_asked() {
    on_both_engines(|office| {
        let before_the_correction = shown(office, "?known_at=2024-06-15T00:00:00Z");
        assert_eq!(before_the_correction["file"]["name"], "Nguyễn Thị Mây");
        assert_eq!(before_the_correction["version"], 2);

        let young = shown(office, "?on=2010-01-01");
        assert_eq!(young["file"]["name"], "Nguyễn Thị Mai");
        assert_eq!(young["file"].get("residence"), None);
        assert_eq!(young["file"]["family"], Value::Array(Vec::new()));

        let unborn = shown(office, "?on=1990-01-01");
        assert_eq!(unborn["file"], Value::Null);
        let unknown = shown(office, "?known_at=2024-01-01T00:00:00Z");
        assert_eq!(
            (&unknown["file"], &unknown["version"]),
            (&Value::Null, &0.into())
        );
        assert_eq!(unknown["history"], Value::Array(Vec::new()));
    });
}

#[test]
fn everyone_named_by_a_handle_stands_in_the_record() {
    on_both_engines(|office| {
        shown(office, "");
        for person in [office.mother, office.child] {
            let records = office.access_records(person);
            assert_eq!(records.len(), 1);
            assert_eq!(records[0].told, [Told::Person, Told::History]);
            assert_eq!(records[0].persons, [office.mother, office.child]);
            assert_eq!(records[0].purpose.as_str(), "Công tác đăng ký hộ tịch");
        }
    });
}

#[test]
fn a_purpose_comes_in_a_header() {
    on_both_engines(|office| {
        let ask = |purpose: &[u8]| {
            let request = Request::get(office.path_of(office.mother))
                .header(header::AUTHORIZATION, format!("Bearer {}", office.token()))
                .header("danh-purpose", purpose);
            office.ask(request.body(Body::empty()).unwrap())
        };
        assert_eq!(ask("Cấp giấy xác nhận".as_bytes()).status, StatusCode::OK);
        let records = office.access_records(office.mother);
        assert_eq!(records[0].purpose.as_str(), "Cấp giấy xác nhận");
        assert_eq!(ask(b" ").pointers(), ["danh-purpose"]);
        assert_eq!(ask(&[0xff]).pointers(), ["danh-purpose"]);
    });
}

#[test]
fn nobody_else_has_a_handle() {
    on_both_engines(|office| {
        let token = office.token();
        let stranger = office.state.handles.seal(12_345);
        let cursor = office.state.handles.seal(-1);
        for handle in [
            stranger.as_str(),
            &cursor,
            "0197c3a1e4000800",
            "search2",
            "..%2f",
        ] {
            let reply = office.get(&format!("/api/v1/persons/{handle}"), Some(&token));
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{handle}");
            assert_eq!(reply.json()["code"], "not-found");
        }
    });
}

#[test]
fn a_query_that_does_not_fit_is_named() {
    on_both_engines(|office| {
        for (query, pointers) in [
            ("?on=1990", &["on"][..]),
            ("?on=2024-02-30", &["on"]),
            ("?on=2024-02-03T00:00", &["on"]),
            ("?known_at=yesterday&when=now", &["known_at", "when"]),
            ("?on=2024-01-01&on=2024-01-02", &["on"]),
        ] {
            let reply = show(office, query);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            assert_eq!(reply.pointers(), pointers, "{query}");
        }
        assert!(office.access_records(office.mother).is_empty());
    });
}

#[test]
fn without_an_appointment_nothing_is_told() {
    on_both_engines(|office| {
        // The registrar's appointment begins on 1 July 2025.
        office.clock.set("2025-06-30T08:00:00Z".parse().unwrap());
        let reply = show(office, "");
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        assert_eq!(reply.json()["code"], "not-appointed");
        assert!(office.access_records(office.mother).is_empty());
    });
}
