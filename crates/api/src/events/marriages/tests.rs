use axum::http::StatusCode;
use danh_exchange::Told;
use serde_json::json;

use crate::testing::on_both_engines;

const PATH: &str = "/api/v1/marriages";

#[test]
fn two_marry_when_both_were_seen() {
    on_both_engines(|office| {
        let (groom, seen) = office.new_person("Trần Văn Nam", "M", "1990-01-01");
        let bride = office.state.handle_of(office.mother);
        let body = json!({"spouses": [groom, bride], "on": "2026-01-05"});
        let one_seen = office.write(PATH, "one-was-seen", std::slice::from_ref(&seen), &body);
        assert_eq!(one_seen.status, StatusCode::PRECONDITION_FAILED);
        let etags = [seen, office.etag_of(office.mother)];
        let receipt = office
            .write(PATH, "both-were-seen", &etags, &body)
            .receipt();
        assert_eq!(receipt["persons"].as_array().unwrap().len(), 2);
        let path = office.path_of(office.mother);
        let file = office.get(&path, Some(&office.token())).json();
        assert_eq!(file["file"]["marital"], "married");
    });
}

#[test]
fn what_the_law_forbids_is_refused_with_its_reason_and_recorded() {
    on_both_engines(|office| {
        let mother = office.state.handle_of(office.mother);
        let seen = office.etag_of(office.mother);
        let (young, young_seen) = office.new_person("Lê Văn Tí", "M", "2010-01-01");
        let (woman, woman_seen) = office.new_person("Lê Thị Tư", "F", "1990-02-02");
        let (man, man_seen) = office.new_person("Trần Văn Nam", "M", "1990-01-01");
        let child = office.state.handle_of(office.child);
        let child_seen = office.etag_of(office.child);
        let looks = office.access_records(office.mother).len();
        for (key, other, other_seen, on, code) in [
            (
                "in-future",
                &man,
                &man_seen,
                "2026-01-06",
                "married-in-future",
            ),
            (
                "too-young",
                &young,
                &young_seen,
                "2026-01-05",
                "too-young-to-marry",
            ),
            ("same-sex", &woman, &woman_seen, "2026-01-05", "same-sex"),
            (
                "own-child",
                &child,
                &child_seen,
                "2026-01-05",
                "too-young-to-marry",
            ),
            ("oneself", &mother, &seen, "2026-01-05", "marries-oneself"),
        ] {
            let body = json!({"spouses": [mother, other], "on": on});
            let key = format!("refused-{key}");
            let reply = office.write(PATH, &key, &[seen.clone(), other_seen.clone()], &body);
            assert_eq!(
                reply.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{}",
                reply.text()
            );
            assert_eq!(reply.json()["code"], code);
        }
        let records = office.access_records(office.mother);
        assert_eq!(records.len(), looks + 5);
        assert_eq!(records[0].told, [Told::Person]);

        let body = json!({"spouses": [man, mother], "on": "2026-01-05"});
        let etags = [seen, man_seen];
        let married = office.write(PATH, "they-marry", &etags, &body).receipt();
        let etag = |place: usize| {
            married["persons"][place]["etag"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let (other, other_seen) = office.new_person("Trần Văn Hai", "M", "1991-01-01");
        let body = json!({"spouses": [mother, other], "on": "2026-01-05"});
        let etags = [etag(0), etag(1), other_seen];
        let again = office.write(PATH, "marries-again", &etags, &body);
        assert_eq!(
            again.refusal(),
            ("already-married".into(), vec!["/spouses".into()])
        );
    });
}

#[test]
fn two_are_named() {
    on_both_engines(|office| {
        let mother = office.state.handle_of(office.mother);
        for (key, spouses, pointer) in [
            ("no-spouses", json!([]), "/spouses"),
            ("one-spouse", json!([mother]), "/spouses"),
            ("a-stranger", json!([mother, "x"]), "/spouses/1"),
        ] {
            let body = json!({"spouses": spouses, "on": "2026-01-05"});
            assert_eq!(office.write(PATH, key, &[], &body).pointers(), [pointer]);
        }
    });
}
