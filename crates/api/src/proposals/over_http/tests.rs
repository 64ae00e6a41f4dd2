use axum::http::StatusCode;
use danh_directory::Role;
use danh_exchange::{AccessKind, Told};
use serde_json::{Value, json};

use crate::testing::{BA_DINH, HONG_HA, LOGIN, Office, Reply, on_both_engines};

const PATH: &str = "/api/v1/proposals";

fn cancelling(office: &Office) -> Value {
    json!({
        "kind": "cancel-number", "person": office.state.handle_of(office.mother),
        "cancellation": "given_in_error", "on": "2026-01-05", "reason": "Cấp trùng số của người khác",
    })
}

fn propose(office: &Office, key: &str) -> Reply {
    office.write(
        PATH,
        key,
        &[office.etag_of(office.mother)],
        &cancelling(office),
    )
}

fn decide(office: &Office, token: &str, address: &str, key: &str, outcome: &str) -> Reply {
    let body = json!({"outcome": outcome, "reason": "Đã đối chiếu hồ sơ gốc"});
    office.write_by(token, &format!("{address}/decision"), key, &[], &body)
}

fn has_number(office: &Office) -> bool {
    let path = office.path_of(office.mother);
    let person = office.get(&path, Some(&office.token())).json();
    person["file"].get("number").is_some()
}

#[test]
fn one_officer_proposes_and_another_decides_once() {
    on_both_engines(|office| {
        let made = propose(office, "cancel-it");
        let proposal = made.receipt();
        let address = made.header("location").to_owned();
        assert_eq!(
            proposal["persons"],
            json!([office.state.handle_of(office.mother)])
        );
        let again = propose(office, "cancel-it");
        assert_eq!((again.status, &again.body), (made.status, &made.body));
        let (registrar, reviewer) = (
            office.token(),
            office.hire("review", Role::Reviewer, BA_DINH),
        );
        let list = |token: &str, which: &str| {
            office
                .get(&format!("{PATH}?which={which}"), Some(token))
                .json()["proposals"]
                .clone()
        };
        assert_eq!(list(&registrar, "waiting"), json!([]));
        assert_eq!(list(&registrar, "own").as_array().unwrap().len(), 1);
        assert_eq!(list(&reviewer, "waiting")[0]["may_decide"], true);
        let shown = office.get(&address, Some(&reviewer)).json();
        assert_eq!(shown["reason"], "Cấp trùng số của người khác");
        let record = &office.access_records(office.mother)[0];
        assert_eq!(record.told, [Told::SearchResult]);

        let own = decide(office, &registrar, &address, "by-oneself", "approve");
        assert_eq!(own.refusal().0, "own-proposal");
        assert!(has_number(office));
        let decided = decide(office, &reviewer, &address, "approved", "approve");
        assert_eq!(decided.receipt()["standing"], "approved");
        assert!(decided.json()["event"].is_string() && !has_number(office));
        let repeated = decide(office, &reviewer, &address, "approved", "approve");
        assert_eq!(repeated.body, decided.body);
        let late = decide(office, &reviewer, &address, "approved-twice", "reject");
        assert_eq!(late.refusal().0, "not-waiting");
    });
}

#[test]
fn what_cannot_be_is_not_proposed() {
    on_both_engines(|office| {
        let body = cancelling(office);
        let etag = office.etag_of(office.mother);
        let unseen = office.write(PATH, "never-read", &[], &body);
        assert_eq!(unseen.json()["code"], "version-missing");
        let elsewhere = office.hire("elsewhere", Role::Registrar, HONG_HA);
        let outside = office.write_by(
            &elsewhere,
            PATH,
            "elsewhere",
            std::slice::from_ref(&etag),
            &body,
        );
        assert_eq!(outside.json()["code"], "outside-jurisdiction");
        let record = &office.access_records(office.mother)[0];
        assert_eq!(record.kind, AccessKind::RefusedOutsideJurisdiction);
        let reviewer = office.hire("review", Role::Reviewer, BA_DINH);
        let duty = office.write_by(
            &reviewer,
            PATH,
            "not-mine",
            std::slice::from_ref(&etag),
            &body,
        );
        assert_eq!(duty.json()["code"], "not-appointed");
        for (key, changes, told) in [
            (
                "unlikely",
                json!({"cancellation": "sex_determined"}),
                "no-such-change /cancellation",
            ),
            (
                "in-future",
                json!({"on": "2026-01-06"}),
                "day-outside-life /on",
            ),
            (
                "no-such-kind",
                json!({"kind": "promote"}),
                "invalid-fields /kind",
            ),
            (
                "no-reason",
                json!({"reason": "vội"}),
                "invalid-fields /reason",
            ),
            (
                "lift-nothing",
                json!({"kind": "lift-protection"}),
                "not-protected",
            ),
            (
                "nobody-known",
                json!({"kind": "order-protection", "officers": ["nobody.known"]}),
                "invalid-fields /officers",
            ),
        ] {
            let mut body = body.clone();
            for (field, value) in changes.as_object().unwrap() {
                body[field] = value.clone();
            }
            let refused = office.write(PATH, key, std::slice::from_ref(&etag), &body);
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{key}: {}",
                refused.text()
            );
            let (code, pointers) = refused.refusal();
            assert_eq!(format!("{code} {}", pointers.join(" ")).trim(), told);
        }
    });
}

#[test]
fn what_changed_since_makes_a_proposal_void() {
    on_both_engines(|office| {
        let [first, second] = ["first-one", "second-one"]
            .map(|key| propose(office, key).header("location").to_owned());
        let reviewer = office.hire("review", Role::Reviewer, BA_DINH);
        decide(office, &reviewer, &first, "approve-first", "approve").receipt();
        let void = decide(office, &reviewer, &second, "approve-second", "approve");
        assert_eq!(void.refusal().0, "proposal-void");
        let shown = office.get(&second, Some(&reviewer)).json();
        assert_eq!(shown["standing"], "void");
        assert!(shown.get("decision_reason").is_none());
    });
}

#[test]
fn a_list_leads_to_its_next_page() {
    on_both_engines(|office| {
        for key in ["first-one", "second-one", "third-one"] {
            propose(office, key).receipt();
        }
        let reviewer = office.hire("review", Role::Reviewer, BA_DINH);
        let mut address = format!("{PATH}?size=2");
        let mut seen = Vec::new();
        for expected in [2, 1] {
            let page = office.get(&address, Some(&reviewer));
            let proposals = page.json()["proposals"].as_array().unwrap().clone();
            assert_eq!(proposals.len(), expected);
            seen.extend(proposals.iter().map(|line| line["handle"].to_string()));
            let link = page.header("link").to_owned();
            assert_eq!(link.is_empty(), page.json().get("next").is_none());
            let target = link.strip_suffix("; rel=\"next\"").unwrap_or_default();
            address = target.trim_matches(['<', '>']).to_owned();
        }
        assert!(address.is_empty(), "the last page leads nowhere");
        seen.dedup();
        assert_eq!(seen.len(), 3);
        for wrong in [
            "size=0",
            "cursor=invented",
            "which=all",
            "page=2",
            "size=1&size=2",
        ] {
            let refused = office.get(&format!("{PATH}?{wrong}"), Some(&reviewer));
            assert_eq!(refused.json()["code"], "invalid-fields", "{wrong}");
        }
    });
}

#[test]
fn an_appointment_is_corrected_by_two_administrators() {
    on_both_engines(|office| {
        let [one, other] = ["one.head", "other.head"]
            .map(|login| office.hire(login, Role::Administrator, "ubnd:01@2025-07-01"));
        let body = json!({
            "kind": "correct-appointment", "login": LOGIN, "role": "registrar", "authority": BA_DINH,
            "right_role": "registrar", "right_authority": HONG_HA, "on": "2025-07-01",
            "reason": "Ghi nhầm cơ quan khi nhập",
        });
        let mut unheld = body.clone();
        unheld["role"] = "reviewer".into();
        let refused = office.write_by(&one, PATH, "not-held", &[], &unheld);
        assert_eq!(refused.pointers(), ["/login"]);
        let made = office.write_by(&one, PATH, "correct-it", &[], &body);
        assert_eq!(made.receipt()["kind"], "correct-appointment");
        let decided = decide(
            office,
            &other,
            made.header("location"),
            "approve-it",
            "approve",
        );
        assert_eq!(decided.receipt()["standing"], "approved");
        let corrected = office.signed_in(&office.token()).appointments[0].clone();
        assert_eq!(corrected.authority.to_string(), HONG_HA);
    });
}
