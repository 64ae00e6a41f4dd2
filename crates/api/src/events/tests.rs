//! Reading an event.

use axum::http::StatusCode;
use danh_exchange::Told;

use crate::testing::{COLLEAGUE, on_both_engines};

#[test]
fn a_correction_tells_what_was_and_what_is() {
    on_both_engines(|office| {
        let token = office.token();
        let person = office
            .get(&office.path_of(office.mother), Some(&token))
            .json();
        let history = person["history"].as_array().unwrap();
        let correction = history
            .iter()
            .find(|entry| entry["kind"] == "correction")
            .unwrap();
        let event = correction["event"].as_str().unwrap();
        let shown = office.get(&format!("/api/v1/events/{event}"), Some(&token));
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
        let shown = shown.json();
        assert_eq!(shown["corrects"], correction["corrects"]);
        let change = &shown["change"];
        assert_eq!(change["field"], "name");
        assert_eq!(change["was"], "Nguyễn Thị Mây");
        assert_eq!(change["now"], "Nguyễn Thị Mai");
        let records = office.access_records(office.mother);
        assert_eq!(records[0].told, [Told::History]);
    });
}

#[test]
fn an_event_of_somebody_hidden_is_not_there() {
    on_both_engines(|office| {
        let token = office.token();
        let person = office
            .get(&office.path_of(office.child), Some(&token))
            .json();
        let event = person["history"][0]["event"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/events/{event}");
        assert_eq!(office.get(&path, Some(&token)).status, StatusCode::OK);
        office.protect(office.child, 1, COLLEAGUE);
        for path in [path, "/api/v1/events/wpokv3q4ubeotmodupi3qhlxwu".to_owned()] {
            let reply = office.get(&path, Some(&office.token()));
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}
