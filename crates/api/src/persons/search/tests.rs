use axum::http::StatusCode;
use danh_exchange::Told;
use danh_register::Actor;
use serde_json::{Value, json};

use crate::testing::{Office, Reply, on_both_engines};

const PATH: &str = "/api/v1/persons/search";

fn search(office: &Office, question: &Value) -> Reply {
    office.post(PATH, Some(&office.token()), question)
}

fn names(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let answer = reply.json();
    let persons = answer["persons"].as_array().unwrap().iter();
    persons
        .map(|person| person["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_person_is_found_without_accents() {
    on_both_engines(|office| {
        let reply = search(office, &json!({"name": "NGUYEN thi mai", "born": "1995"}));
        assert_eq!(names(&reply), ["Nguyễn Thị Mai"]);
        assert_eq!(reply.header("cache-control"), "no-store");
        let found = &reply.json()["persons"][0];
        assert_eq!(found["handle"], office.state.handle_of(office.mother));
        assert_eq!(found["born"], "1995-03-15");
        assert_eq!(found["number_ending"].as_str().unwrap().len(), 3);
        let home = &found["residence"];
        assert_eq!(
            home["name"],
            "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"
        );
        assert_eq!(home["today"]["name"], "Phường Ba Đình, Thành phố Hà Nội");
        assert_eq!(home["today"]["change"], "whole");
    });
}

#[test]
fn a_person_is_found_by_their_number() {
    on_both_engines(|office| {
        let path = office.path_of(office.child);
        let file = office.get(&path, Some(&office.token())).json();
        let number = file["file"]["number"].as_str().unwrap().to_owned();
        let reply = search(office, &json!({ "number": number }));
        assert_eq!(names(&reply), ["Trần Minh Hoà"]);
        assert!(!reply.text().contains(&number));
        assert_eq!(
            names(&search(office, &json!({"number": "001000000000"}))),
            [""; 0]
        );
        assert_eq!(
            names(&search(office, &json!({"number": "012345678"}))),
            [""; 0]
        );
    });
}

#[test]
fn who_lives_together_or_in_a_commune_is_found_and_why() {
    on_both_engines(|office| {
        let file = office.get(&office.path_of(office.mother), Some(&office.token()));
        let household = file.json()["file"]["residence"]["household"].clone();
        let reply = search(office, &json!({ "household": household }));
        assert_eq!(names(&reply), ["Nguyễn Thị Mai"]);
        assert_eq!(
            reply.json()["persons"][0]["found_by"],
            json!({"by": "household"})
        );

        // She lives in Trúc Bạch, which went into the Ba Đình of July 2025 under the same code.
        let reply = search(office, &json!({"unit": "00004", "name": "mai"}));
        assert_eq!(names(&reply), ["Nguyễn Thị Mai"]);
        let why = &reply.json()["persons"][0]["found_by"];
        assert_eq!(why["by"], "name");
        assert!(
            why["differences"]
                .as_array()
                .unwrap()
                .contains(&json!("words_left_out"))
        );
        let everybody = json!({"unit": "00004", "unit_on": "2025-06-30"});
        let reply = search(office, &everybody);
        assert_eq!(
            reply.json()["persons"][0]["found_by"],
            json!({"by": "residence"})
        );
        assert_eq!(
            names(&search(office, &json!({"card": "C0012345"}))),
            [""; 0]
        );

        // Another province is not this officer's: who lives there is not told.
        let elsewhere = search(office, &json!({"unit": "26740"}));
        assert_eq!(
            elsewhere.status,
            StatusCode::FORBIDDEN,
            "{}",
            elsewhere.text()
        );
    });
}

#[test]
fn every_search_is_on_record() {
    on_both_engines(|office| {
        search(
            office,
            &json!({"name": "nguyen thi mai", "purpose": "Đăng ký kết hôn"}),
        );
        let records = office.access_records(office.mother);
        let [record] = records.as_slice() else {
            panic!("{records:?}")
        };
        assert_eq!(record.told, [Told::SearchResult]);
        assert_eq!(record.purpose.as_str(), "Đăng ký kết hôn");
        assert_eq!(record.authority, "ubnd:00004@2025-07-01");
        assert!(matches!(record.actor, Actor::Officer(officer) if officer.as_i64() == 7));
        assert!(office.access_records(office.child).is_empty());

        // One that finds nobody is counted in the access log all the same.
        search(office, &json!({"name": "nobody at all"}));
        let log = |office: &Office| office.get("/readyz", None).json()["ledgers"][1].clone();
        assert_eq!(log(office)["pending"], 2);
    });
}

#[test]
fn an_answer_without_a_record_does_not_leave() {
    on_both_engines(|office| {
        office.lose_access_records();
        let reply = search(office, &json!({"name": "nguyen thi mai"}));
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(reply.json()["code"], "not-recorded");
        assert!(!reply.text().contains("Mai"));
    });
}

#[test]
fn pages_follow_each_other_whoever_comes_between() {
    on_both_engines(|office| {
        let first = json!({"name": "tran minh hoa", "page_size": 1});
        assert_eq!(search(office, &first).json().get("next"), None);
        for day in ["1990-01-01", "1991-01-01", "1992-01-01", "1993-01-01"] {
            office.new_person("Lê Văn An", "M", day);
        }
        let question = json!({"name": "le van an", "page_size": 1});
        let mut seen = Vec::new();
        let mut page = search(office, &question).json();
        for newcomer in ["1980-01-01", "1994-01-01", "1981-01-01"] {
            seen.push(page["persons"][0]["born"].as_str().unwrap().to_owned());
            office.new_person("Lê Văn An", "M", newcomer);
            let mut next = question.clone();
            next["cursor"] = page["next"].clone();
            page = search(office, &next).json();
        }
        seen.push(page["persons"][0]["born"].as_str().unwrap().to_owned());
        let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
        assert_eq!(distinct.len(), 4, "nobody twice: {seen:?}");
    });
}

#[test]
fn a_cursor_is_for_one_question_of_one_officer() {
    on_both_engines(|office| {
        for day in ["1990-01-01", "1991-01-01"] {
            office.new_person("Lê Văn An", "M", day);
        }
        let question = json!({"name": "le van an", "page_size": 1});
        let next = search(office, &question).json()["next"].clone();
        let followed = json!({"name": "le van an", "page_size": 2, "cursor": next});
        assert_eq!(names(&search(office, &followed)).len(), 1);
        let another = json!({"name": "le van anh", "cursor": next});
        assert_eq!(search(office, &another).pointers(), ["/cursor"]);
        let colleague = office.token_of(crate::testing::COLLEAGUE_LOGIN);
        let theirs = office.post(PATH, Some(&colleague), &followed);
        assert_eq!(theirs.pointers(), ["/cursor"]);
        let handle = office.state.handle_of(office.mother);
        let reply = search(office, &json!({"name": "x", "cursor": handle}));
        assert_eq!(reply.pointers(), ["/cursor"]);
    });
}

#[test]
fn who_is_found_can_be_written_about() {
    on_both_engines(|office| {
        let found = search(office, &json!({"name": "nguyen thi mai"})).json();
        let etag = &found["persons"][0]["etag"];
        assert_eq!(*etag, office.etag_of(office.mother));
    });
}

#[test]
fn what_does_not_fit_is_named_and_not_repeated() {
    on_both_engines(|office| {
        for (question, pointers) in [
            (json!({}), &["/name"][..]),
            (json!({"number": "12345"}), &["/number"]),
            (json!({"number": "001196000123", "name": "x"}), &["/number"]),
            (
                json!({"number": "001196000123", "born": "1996"}),
                &["/born"],
            ),
            (
                json!({"name": " ", "born": "31/02/1990"}),
                &["/born", "/name"],
            ),
            (json!({"name": "x", "born": "1990-02-31"}), &["/born"]),
            (json!({"name": "x".repeat(129)}), &["/name"]),
            (json!({"name": "x", "page_size": 0}), &["/page_size"]),
            (
                json!({"name": "x", "page_size": 101, "cursor": "?"}),
                &["/page_size", "/cursor"],
            ),
            (json!({"name": "x", "purpose": "\n"}), &["/purpose"]),
            (json!({"name": 7}), &["/name"]),
            (json!({"nom": "x"}), &["/nom"]),
            (json!({"card": "A-1"}), &["/card"]),
            (
                json!({"household": "wpokv3q4ubeotmodupi3qhlxwu"}),
                &["/household"],
            ),
            (json!({"unit": "001"}), &["/unit"]),
            (
                json!({"unit": "00004", "unit_on": "31/02/2025"}),
                &["/unit_on"],
            ),
            (json!({"unit": "00004", "born": "1995"}), &["/born"]),
            (json!({"unit": "00004", "card": "A1"}), &["/unit"]),
            (json!({"name": "x", "unit_on": "2025-06-30"}), &["/unit_on"]),
        ] {
            let reply = search(office, &question);
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{question}");
            assert_eq!(reply.pointers(), pointers, "{question}");
            assert!(!reply.text().contains("001196000123"));
        }
    });
}
