//! Reading an event.

use axum::http::StatusCode;
use danh_exchange::Told;
use serde_json::json;

use crate::testing::{COLLEAGUE, COLLEAGUE_LOGIN, on_both_engines};

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

#[test]
fn of_two_whom_an_event_joins_the_hidden_one_is_not_there() {
    on_both_engines(|office| {
        let husband = office.new_person("Trần Văn Nam", "M", "1990-01-01");
        let wife = office.new_person("Lê Thị Tư", "F", "1990-02-02");
        let body = json!({"spouses": [husband.0, wife.0], "on": "2026-01-05"});
        let etags = [husband.1, wife.1.clone()];
        let married = office.write("/api/v1/marriages", "they-marry", &etags, &body);
        let both = married.receipt()["persons"].clone();
        let hidden = office.state.person_of(&wife.0).unwrap();
        office.protect(hidden, 2, COLLEAGUE);
        let only_husband = |path: &str| {
            let shown = office.get(path, Some(&office.token()));
            assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
            assert_eq!(shown.json()["persons"], json!([husband.0]));
            assert!(!shown.text().contains(&wife.0));
        };
        only_husband(married.header("location"));
        let died = json!({"person": husband.0, "on": "2026-01-05"});
        let etag = both[0]["etag"].as_str().unwrap().to_owned();
        let death = office.write("/api/v1/deaths", "he-died-today", &[etag], &died);
        let told = death.receipt();
        assert_eq!(told["persons"].as_array().unwrap().len(), 1);
        assert_eq!(told["persons"][0]["handle"], husband.0);
        only_husband(death.header("location"));
        let sees_both = office.token_of(COLLEAGUE_LOGIN);
        let shown = office
            .get(death.header("location"), Some(&sees_both))
            .json();
        assert_eq!(shown["persons"].as_array().unwrap().len(), 2);
    });
}
