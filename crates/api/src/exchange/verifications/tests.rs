//! A bank verifies, over HTTP.

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use danh_exchange::{
    AccessKind, Told, agreement_suspend, organisation_key_revoke, strangers_refused,
};
use danh_keys::PublicKey;
use danh_register::Actor;
use serde_json::{Value, json};

use crate::exchange::testing::{Bank, agreement};
use crate::testing::{Office, on_both_engines};

const PATH: &str = "/api/v1/exchange/verifications";
const SECOND: i64 = 1_000_000;

fn mai(bank: &Bank<'_>) -> Value {
    let subject = json!({
        "number": bank.number(), "name": "nguyen thi mai", "born": "1995-03-15",
    });
    Bank::body(&subject, &json!({}))
}

fn refused(bank: &Bank<'_>, request: Request<Body>) -> (u16, String) {
    let reply = bank.office.ask(request);
    let code = reply.json()["code"].as_str().unwrap().to_owned();
    (reply.status.as_u16(), code)
}

fn counted(office: &Office) -> Vec<(String, u64)> {
    let today = office.state.clock.now().date_in_viet_nam();
    let read = office
        .state
        .store
        .read(move |tx| strangers_refused(tx, today));
    let rows = read.wait().unwrap().into_iter();
    rows.map(|row| (row.code, row.times)).collect()
}

#[test]
fn a_signed_question_is_answered_with_a_receipt_and_on_record() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let answer = bank.answer(PATH, &mai(&bank));
        assert_eq!(
            answer,
            json!({"verdicts": {"number": "yes", "name": "yes", "born": "yes"}})
        );
        let record = &office.access_records(office.mother)[0];
        assert_eq!(record.actor, Actor::Organisation("ngan-hang".to_owned()));
        assert_eq!(record.told, [Told::Verification]);
        assert_eq!(record.organisation.as_ref().unwrap().version, Some(1));
    });
}

#[test]
fn what_is_right_is_never_told() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let subject = json!({"number": bank.number(), "name": "Nguyễn Thị Mây", "born": "1995"});
        let reply = bank.ask(PATH, &Bank::body(&subject, &json!({})));
        assert_eq!(
            reply.json()["answer"],
            json!({"verdicts": {"number": "yes", "name": "no", "born": "no"}})
        );
        assert!(!reply.text().contains("Mai") && !reply.text().contains("03-15"));
    });
}

#[test]
fn a_request_that_is_not_the_organisations_is_refused_and_counted() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let body = mai(&bank);
        let mut changed = bank.request(PATH, &body);
        *changed.body_mut() = Body::from(body.to_string().replace("1995", "1996"));
        let mut forged = bank.request(PATH, &body);
        let other = HeaderValue::from_static("other.example");
        forged.headers_mut().insert("host", other);
        let mut bare = bank.request(PATH, &body);
        bare.headers_mut().remove("signature");
        bare.headers_mut().remove("signature-input");
        let mut partial = bank.request(PATH, &body);
        let input = partial.headers()["signature-input"].to_str().unwrap();
        let input = input.replace(" \"content-digest\"", "").parse().unwrap();
        partial.headers_mut().insert("signature-input", input);
        let unknown = Bank::unenrolled(office).request(PATH, &body);
        let now = office.state.clock.now().micros() / SECOND;
        let nonce = "nonce-of-yesterday";
        let stale = bank.signed(PATH, &body, (nonce, now - 301));
        let early = bank.signed(PATH, &body, (nonce, now + 120));
        for (request, code) in [
            (changed, "content-digest-wrong"),
            (forged, "signature-wrong"),
            (bare, "signature-missing"),
            (partial, "signature-malformed"),
            (unknown, "key-unknown"),
            (stale, "signature-stale"),
            (early, "signature-stale"),
        ] {
            assert_eq!(refused(&bank, request), (401, code.to_owned()));
        }
        let times: u64 = counted(office).iter().map(|(_, times)| times).sum();
        assert_eq!(times, 7, "{:?}", counted(office));
        assert!(office.access_records(office.mother).is_empty());
    });
}

#[test]
fn a_request_is_answered_once() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let now = office.state.clock.now().micros() / SECOND;
        let twice = ("nonce-of-this-request", now);
        let first = office.ask(bank.signed(PATH, &mai(&bank), twice));
        assert_eq!(first.status, StatusCode::OK);
        let again = refused(&bank, bank.signed(PATH, &mai(&bank), twice));
        assert_eq!(again, (401, "request-replayed".to_owned()));
        let records = office.access_records(office.mother);
        assert_eq!(records.len(), 2, "both are on record");
        assert_eq!(records[0].kind, AccessKind::RefusedToOrganisation);
    });
}

#[test]
fn a_key_counts_for_its_time_and_until_it_is_revoked() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        office.clock.advance(366 * 24 * 3_600 * SECOND);
        let expired = refused(&bank, bank.request(PATH, &mai(&bank)));
        assert_eq!(expired, (401, "key-expired".to_owned()));
        let key_id = PublicKey::ed25519(bank.signer.public_key()).thumbprint();
        let now = office.state.clock.now();
        let revoked = office
            .state
            .store
            .write(move |tx| organisation_key_revoke(tx, &key_id, now));
        assert!(revoked.wait().unwrap());
        let refused = refused(&bank, bank.request(PATH, &mai(&bank)));
        assert_eq!(refused, (401, "key-revoked".to_owned()));
    });
}

#[test]
fn every_refusal_has_a_code_of_its_own_and_is_on_record() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let subject = json!({"number": bank.number(), "born": "1995-03-15"});
        let under = |agreement: &str, purpose: &str| {
            let under = json!({"agreement": agreement, "purpose": purpose});
            Bank::body(&subject, &json!({ "under": under }))
        };
        let own = "ngan-hang-mo-tai-khoan";
        let sex = json!({"number": bank.number(), "sex": "F"});
        for (body, status, code) in [
            (under("khac", "mo-tai-khoan"), 403, "agreement-not-in-force"),
            (under(own, "quang-cao"), 403, "purpose-not-agreed"),
            (Bank::body(&sex, &json!({})), 403, "field-not-agreed"),
        ] {
            let answered = refused(&bank, bank.request(PATH, &body));
            assert_eq!(answered, (status, code.to_owned()));
            let record = &office.access_records(office.mother)[0];
            let refusal = record.organisation.as_ref().unwrap().refusal.as_deref();
            assert_eq!(refusal, Some(code));
        }
        for _ in 0..5 {
            bank.answer(PATH, &mai(&bank));
        }
        let over = bank.ask(PATH, &mai(&bank));
        assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(over.json()["code"], "over-quota");
        assert!(!over.header("retry-after").is_empty());
        let id = agreement().id;
        let stop = office.state.store.write(move |tx| {
            let decided = danh_exchange::Approval {
                proposed_by: None,
                decided_by: None,
                reason: "Dừng".to_owned(),
                at: danh_vocabulary::Timestamp::from_micros(0),
            };
            agreement_suspend(tx, &id, &decided)
        });
        stop.wait().unwrap();
        office.clock.advance(60 * SECOND);
        let stopped = refused(&bank, bank.request(PATH, &mai(&bank)));
        assert_eq!(stopped, (403, "agreement-not-in-force".to_owned()));
    });
}

#[test]
fn without_a_record_there_is_no_answer() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let body = mai(&bank);
        office.lose_access_records();
        let reply = bank.ask(PATH, &body);
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(reply.json()["code"], "not-recorded");
        assert!(!reply.text().contains("yes"));
    });
}

#[test]
fn what_is_missing_is_named() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let pointers = bank.ask(PATH, &json!({})).pointers();
        assert_eq!(pointers[..2], ["/under", "/subject"]);
        let both = json!({"number": "x", "pseudonym": "y", "born": "1995-13"});
        let reply = bank.ask(PATH, &Bank::body(&both, &json!({})));
        assert_eq!(reply.pointers(), ["/subject/number", "/subject/born"]);
        assert!(office.access_records(office.mother).is_empty());
    });
}
