//! Whom an officer is not told of, what of that is on record, and what an emergency reading opens.

use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::{AccessKind, Told};
use danh_register::Seen;
use danh_vocabulary::PersonId;
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::json;

use crate::testing::{BA_DINH, COLLEAGUE, HONG_HA, Office, on_both_engines};
use crate::{Reading, break_glass};

const MINUTE: i64 = 60 * 1_000_000;

fn status(office: &Office, token: &str, person: PersonId) -> StatusCode {
    office.get(&office.path_of(person), Some(token)).status
}

fn kinds(office: &Office, person: PersonId) -> Vec<AccessKind> {
    let records = office.access_records(person);
    records.iter().map(|record| record.kind).collect()
}

#[test]
fn who_asks_for_somebody_elsewhere_is_refused_and_that_is_on_record() {
    on_both_engines(|office| {
        let token = office.hire("sen.ly", Role::Registrar, HONG_HA);
        let officer = office.signed_in(&token);
        let reply = office.get(&office.path_of(office.mother), Some(&token));
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        assert_eq!(reply.json()["code"], "outside-jurisdiction");
        assert!(!reply.text().contains("Mai"));
        let records = office.access_records(office.mother);
        let [record] = &*records else {
            panic!("one refusal, one record: {records:?}")
        };
        assert_eq!(record.kind, AccessKind::RefusedOutsideJurisdiction);
        assert_eq!(record.authority, HONG_HA);
        assert_eq!(record.appointment, Some(officer.appointments[0].id));
        assert_eq!(record.actor, danh_register::Actor::Officer(officer.officer));
        assert_eq!(record.told, [Told::Person, Told::History]);
        assert_eq!(record.persons, [office.mother]);

        for (login, role, authority) in [
            ("above", Role::Inspector, "ubnd:01@2025-07-01"),
            ("centre", Role::Auditor, "bca-c06"),
            ("here", Role::ResidenceOfficer, "ca:00004@2025-07-01"),
        ] {
            let token = office.hire(login, role, authority);
            assert_eq!(status(office, &token, office.mother), StatusCode::OK);
        }
    });
}

#[test]
fn a_refusal_that_cannot_be_put_on_record_is_another_refusal() {
    on_both_engines(|office| {
        let token = office.hire("sen.ly", Role::Registrar, HONG_HA);
        office.lose_access_records();
        let reply = office.get(&office.path_of(office.mother), Some(&token));
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(reply.json()["code"], "not-recorded");
    });
}

#[test]
fn a_search_tells_the_least_of_who_is_elsewhere() {
    on_both_engines(|office| {
        let question = json!({"name": "nguyen thi mai", "born": "1995"});
        let search = |token: &str| {
            let found = office.post("/api/v1/persons/search", Some(token), &question);
            assert_eq!(found.status, StatusCode::OK, "{}", found.text());
            found.json()["persons"][0].clone()
        };
        let token = office.hire("sen.ly", Role::Registrar, HONG_HA);
        let seen = Seen {
            person: office.mother,
            version: 3,
        };
        let etag = format!("\"{}\"", office.state.version_of(seen));
        assert_eq!(
            search(&token),
            json!({
                "etag": etag,
                "handle": office.state.handle_of(office.mother), "name": "Nguyễn Thị Mai", "born": "1995",
                "outside_jurisdiction": true, "province": "Thành phố Hà Nội",
            })
        );
        let here = search(&office.token());
        assert_eq!(here["born"], "1995-03-15");
        assert_eq!(here.get("outside_jurisdiction"), None);
        assert_eq!(kinds(office, office.mother), [AccessKind::Disclosure; 2]);
    });
}

#[test]
fn an_emergency_reading_opens_one_person_for_one_session_and_half_an_hour() {
    on_both_engines(|office| {
        let token = office.hire("sen.ly", Role::Registrar, HONG_HA);
        assert_eq!(status(office, &token, office.mother), StatusCode::FORBIDDEN);
        let recorder = PrometheusBuilder::new().build_recorder();
        let metrics = recorder.handle();
        let reason = "Cấp cứu, tìm người nhà bệnh nhân";
        let open = |person, reason: &str| {
            let officer = office.signed_in(&token);
            let reason = reason.parse().unwrap();
            office.block_on(break_glass::break_glass(
                &office.state,
                &officer,
                person,
                reason,
            ))
        };
        metrics::with_local_recorder(&recorder, || open(office.mother, reason)).unwrap();
        assert!(metrics.render().contains("danh_break_glass_total 1"));

        assert_eq!(status(office, &token, office.mother), StatusCode::OK);
        assert_eq!(status(office, &token, office.child), StatusCode::FORBIDDEN);
        office.clock.advance(MINUTE);
        let elsewhere = office.token_of("sen.ly");
        assert_eq!(
            status(office, &elsewhere, office.mother),
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            kinds(office, office.mother),
            [
                AccessKind::RefusedOutsideJurisdiction,
                AccessKind::BreakGlass,
                AccessKind::BreakGlassOpened,
                AccessKind::RefusedOutsideJurisdiction,
            ]
        );
        for record in &office.access_records(office.mother)[1..3] {
            assert_eq!(record.purpose.as_str(), reason);
        }
        office.clock.advance(28 * MINUTE);
        assert_eq!(status(office, &token, office.mother), StatusCode::OK);
        office.clock.advance(MINUTE);
        assert_eq!(status(office, &token, office.mother), StatusCode::FORBIDDEN);
    });
}

#[test]
fn an_emergency_reading_opens_no_protection_and_is_not_for_everybody() {
    on_both_engines(|office| {
        let reason = || "Cấp cứu, tìm người nhà bệnh nhân".parse().unwrap();
        let statistician = office.hire("sen.ly", Role::Statistician, BA_DINH);
        let statistician = office.signed_in(&statistician);
        let opening =
            break_glass::break_glass(&office.state, &statistician, office.child, reason());
        let refused = office.block_on(opening);
        assert!(matches!(
            refused,
            Err(break_glass::BreakGlassError::NotAppointed(_))
        ));

        let token = office.hire("hoa.vu", Role::Registrar, HONG_HA);
        office.protect(office.child, 1, COLLEAGUE);
        let officer = office.signed_in(&token);
        let opening = break_glass::break_glass(&office.state, &officer, office.child, reason());
        let refused = office.block_on(opening);
        assert!(matches!(
            refused,
            Err(break_glass::BreakGlassError::Person(_))
        ));
        assert_eq!(status(office, &token, office.child), StatusCode::NOT_FOUND);
        assert_eq!(kinds(office, office.child), []);
    });
}

#[test]
fn nothing_is_told_by_a_way_that_declares_nothing() {
    on_both_engines(|office| {
        let officer = office.signed_in(&office.token());
        let reading = Reading::of_person(office.mother);
        let told = crate::disclose(&office.state, &officer, reading, |_| {
            Ok::<_, danh_store::StoreError>(crate::Disclosure {
                value: (),
                told: vec![Told::Person],
                persons: Vec::new(),
            })
        });
        let told = office.block_on(told);
        assert!(matches!(told, Err(crate::DiscloseError::Undeclared)));
        assert_eq!(kinds(office, office.mother), []);
    });
}
