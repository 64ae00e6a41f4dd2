use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use super::*;
use crate::testing::{Office, Reply, on_both_engines};

const SEARCH: &str = "/api/v1/persons/search";

fn at(second: i64) -> Timestamp {
    Timestamp::from_micros(second * 1_000_000)
}

fn search(office: &Office, token: &str) -> Reply {
    office.post(SEARCH, Some(token), &json!({"name": "nobody"}))
}

#[test]
fn an_officer_is_told_what_is_left_and_then_to_wait() {
    on_both_engines(|office| {
        let token = office.token();
        let first = search(office, &token);
        assert_eq!(first.header("ratelimit-policy"), "\"officer\";q=60;w=60");
        assert_eq!(first.header("ratelimit"), "\"officer\";r=59;t=1");
        for _ in 1..60 {
            assert_eq!(search(office, &token).status, StatusCode::OK);
        }
        let refused = search(office, &token);
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.json()["code"], "rate-limited");
        assert_eq!(refused.header("retry-after"), "1");
        assert_eq!(refused.header("ratelimit"), "\"officer\";r=0;t=1");
        // Another session of the same officer is the same account; a colleague is not.
        assert_eq!(
            search(office, &office.token()).status,
            StatusCode::TOO_MANY_REQUESTS
        );
        let colleague = office.token_of(crate::testing::COLLEAGUE_LOGIN);
        assert_eq!(search(office, &colleague).status, StatusCode::OK);
    });
}

#[test]
fn who_guesses_tokens_counts_by_address() {
    on_both_engines(|office| {
        for _ in 0..120 {
            let guess = search(office, "guess");
            assert_eq!(guess.status, StatusCode::UNAUTHORIZED);
            assert!(guess.header("ratelimit").starts_with("\"anonymous\""));
        }
        assert_eq!(
            search(office, "guess").status,
            StatusCode::TOO_MANY_REQUESTS
        );
        // The operator's tools and the ledger are not counted.
        let request = Request::get("/healthz").body(Body::empty()).unwrap();
        let healthy = office.ask(request);
        assert_eq!(healthy.status, StatusCode::OK);
        assert_eq!(healthy.header("ratelimit"), "");
    });
}

#[test]
fn a_network_of_version_six_is_one_caller() {
    let caller = |address: &str| Caller::at(address.parse().unwrap());
    assert_eq!(caller("2001:db8::1"), caller("2001:db8::ffff:1"));
    assert_ne!(caller("2001:db8::1"), caller("2001:db8:0:1::1"));
    assert_eq!(caller("::ffff:192.0.2.1"), caller("192.0.2.1"));
    assert_ne!(caller("192.0.2.2"), caller("192.0.2.1"));
}

#[test]
fn memory_stays_bounded_and_who_waited_makes_room() {
    let limits = RateLimits::new(RateQuota {
        officer: 2,
        anonymous: 2,
    });
    let officer =
        |number: usize| Caller::Officer(OfficerId::from_i64(i64::try_from(number).unwrap()));
    for number in 0..CALLERS_MAX + 10 {
        limits.charge(officer(number), at(100));
    }
    assert_eq!(limits.callers.lock().unwrap().buckets.len(), CALLERS_MAX);
    // Those without a place share one budget.
    assert!(!limits.charge(officer(CALLERS_MAX + 11), at(100)).passes);
    assert!(limits.charge(officer(CALLERS_MAX + 11), at(200)).passes);
    assert_eq!(limits.callers.lock().unwrap().buckets.len(), 1);
}
