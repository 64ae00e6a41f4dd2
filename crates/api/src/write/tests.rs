//! A request is done once, however often it is sent.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use danh_desk::ReplyKey;
use serde_json::{Value, json};

use crate::testing::{BA_DINH, COLLEAGUE_LOGIN, HONG_HA, Office, Reply, on_both_engines};

const PATH: &str = "/api/v1/births";
const KEY: &str = "8e03978e-40d5-43e8-bc93-6894a57f9324";

fn born(name: &str) -> Value {
    json!({"name": name, "sex": "M", "born": "2026-01-04", "birth_unit": "00004"})
}

fn send(office: &Office, name: &str) -> Reply {
    office.write(PATH, KEY, &[], &born(name))
}

fn events_in_journal(office: &Office) -> i64 {
    let count = office
        .state
        .store
        .read(|tx| tx.query_opt("SELECT COUNT(*) FROM journal", &[]));
    count.wait().unwrap().unwrap().get(0).unwrap()
}

#[test]
fn a_request_sent_again_is_answered_the_same_and_writes_nothing() {
    on_both_engines(|office| {
        let first = send(office, "Lê Văn An");
        assert_eq!(first.status, StatusCode::CREATED);
        let events = events_in_journal(office);
        office.clock.set("2026-01-06T07:59:59Z".parse().unwrap());
        let again = send(office, "Lê Văn An");
        assert_eq!((again.status, &again.body), (first.status, &first.body));
        for name in ["location", "content-type"] {
            assert_eq!(again.header(name), first.header(name));
        }
        assert_eq!(events_in_journal(office), events);
    });
}

#[test]
fn after_a_day_the_key_is_free() {
    on_both_engines(|office| {
        let first = send(office, "Lê Văn An").receipt();
        office.clock.set("2026-01-06T08:00:00Z".parse().unwrap());
        let second = send(office, "Lê Văn An").receipt();
        assert_ne!(first["event"], second["event"]);
    });
}

#[test]
fn a_key_is_for_one_request_of_one_officer() {
    on_both_engines(|office| {
        let first = send(office, "Lê Văn An").receipt();
        let other = send(office, "Lê Văn Anh");
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(other.json()["code"], "idempotency-key-reused");
        let colleague = office.write_by(
            &office.token_of(COLLEAGUE_LOGIN),
            PATH,
            KEY,
            &[],
            &born("Lê Văn An"),
        );
        assert_ne!(colleague.receipt()["event"], first["event"]);
    });
}

#[test]
fn a_request_under_way_is_not_done_beside_itself() {
    on_both_engines(|office| {
        let key = ReplyKey::of("officer:0000000000000007", KEY);
        let under_way = office.state.desk.request_begin(key).unwrap();
        let reply = send(office, "Lê Văn An");
        assert_eq!(reply.status, StatusCode::CONFLICT);
        assert_eq!(reply.json()["code"], "request-in-flight");
        assert_eq!(reply.header("retry-after"), "1");
        drop(under_way);
        assert_eq!(send(office, "Lê Văn An").status, StatusCode::CREATED);
    });
}

#[test]
fn without_a_reply_there_is_no_event() {
    on_both_engines(|office| {
        let events = events_in_journal(office);
        let rename = "ALTER TABLE reply RENAME COLUMN sealed_reply TO hidden_reply";
        let store = &office.state.store;
        store
            .write(move |tx| tx.execute(rename, &[]))
            .wait()
            .unwrap();
        let reply = send(office, "Lê Văn An");
        assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(events_in_journal(office), events);
    });
}

#[test]
fn a_refusal_is_looked_at_anew() {
    on_both_engines(|office| {
        let mut body = born("Lê Văn An");
        body["born"] = json!("2026-01-06");
        let refused = office.write(PATH, KEY, &[], &body);
        assert_eq!(refused.json()["code"], "born-in-future");
        office.clock.set("2026-01-06T08:00:00Z".parse().unwrap());
        assert_eq!(
            office.write(PATH, KEY, &[], &body).status,
            StatusCode::CREATED
        );
    });
}

#[test]
fn a_write_without_a_key_or_a_duty_is_refused() {
    on_both_engines(|office| {
        let request = Request::post(PATH)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {}", office.token()));
        let body = Body::from(born("Lê Văn An").to_string());
        let keyless = office.ask(request.body(body).unwrap());
        assert_eq!(keyless.status, StatusCode::BAD_REQUEST);
        assert_eq!(keyless.json()["code"], "idempotency-key-missing");
        office.clock.set("2025-06-30T08:00:00Z".parse().unwrap());
        let reply = send(office, "Lê Văn An");
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn an_officer_of_two_authorities_acts_for_the_one_that_reaches_the_person() {
    on_both_engines(|office| {
        let role = danh_directory::Role::Registrar;
        let token = office.hire("two.seats", role, HONG_HA);
        office.appoint(&token, role, BA_DINH);
        let authority_of = |written: Reply| {
            assert_eq!(written.status, StatusCode::CREATED, "{}", written.text());
            let event = office.get(written.header("location"), Some(&token));
            event.json()["authority"].as_str().unwrap().to_owned()
        };
        let change = json!({
            "person": office.state.handle_of(office.mother), "name": "Nguyễn Thị Mai Lan", "on": "2026-01-05",
            "basis": "Bộ luật Dân sự 2015, Điều 28",
        });
        let etags = [office.etag_of(office.mother)];
        let changed = office.write_by(&token, "/api/v1/name-changes", KEY, &etags, &change);
        assert_eq!(authority_of(changed), BA_DINH);

        // About nobody on record, the appointment given first counts.
        let born = office.write_by(&token, PATH, "of-nobody-on-record", &[], &born("Lê Văn An"));
        assert_eq!(authority_of(born), HONG_HA);
    });
}
