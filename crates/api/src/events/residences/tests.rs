use axum::http::StatusCode;
use danh_directory::Role;
use serde_json::{Value, json};

use crate::testing::{Office, Reply, on_both_engines};

const PATH: &str = "/api/v1/residences";
const POLICE: &str = "ca:00004@2025-07-01";

struct Desk<'a> {
    office: &'a Office,
    token: String,
}

impl<'a> Desk<'a> {
    fn open(office: &'a Office) -> Self {
        let token = office.hire("sen.ly", Role::ResidenceOfficer, POLICE);
        Self { office, token }
    }

    fn register(&self, key: &str, body: &Value) -> Reply {
        let etags = [self.office.mother, self.office.child].map(|it| self.office.etag_of(it));
        self.office.write_by(&self.token, PATH, key, &etags, body)
    }
}

#[test]
fn a_child_comes_to_live_with_its_mother_and_moves_out() {
    on_both_engines(|office| {
        let desk = Desk::open(office);
        let read = |person| {
            office
                .get(&office.path_of(person), Some(&desk.token))
                .json()
        };
        let household = read(office.mother)["file"]["residence"]["household"].clone();
        let child = office.state.handle_of(office.child);
        let first = json!({
            "person": child, "kind": "first", "unit": "00004", "on": "2026-01-05",
            "household": household, "relationship": "child",
        });
        desk.register("first-home", &first).receipt();
        assert_eq!(
            read(office.child)["file"]["residence"]["household"],
            household
        );
        let moved = json!({
            "person": child, "kind": "move", "unit": "00004", "on": "2026-01-05",
            "detail": "Số 7 phố Châu Long",
        });
        desk.register("moves-out", &moved).receipt();
        let home = read(office.child)["file"]["residence"].clone();
        assert_eq!(home["relationship"], "head");
        assert_ne!(home["household"], household);
    });
}

#[test]
fn what_does_not_fit_is_refused() {
    on_both_engines(|office| {
        let desk = Desk::open(office);
        let [mother, child] = [office.mother, office.child].map(|it| office.state.handle_of(it));
        let report = |person: &str, kind: &str, more: Value| {
            let mut body =
                json!({"person": person, "kind": kind, "unit": "00004", "on": "2026-01-05"});
            body.as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            body
        };
        let nowhere = office
            .state
            .handle_of_household(danh_vocabulary::HouseholdId::from_i64(9));
        for (key, body, code) in [
            (
                "has-a-home",
                report(&mother, "first", json!({})),
                "has-residence",
            ),
            (
                "has-no-home",
                report(&child, "move", json!({})),
                "has-no-residence",
            ),
            (
                "in-future",
                report(&child, "first", json!({"on": "2026-01-06"})),
                "day-in-future",
            ),
            (
                "too-early",
                report(&mother, "move", json!({"on": "2019-01-01"})),
                "day-too-early",
            ),
            (
                "no-commune",
                report(&child, "first", json!({"unit": "01"})),
                "unknown-commune",
            ),
            (
                "no-household",
                report(
                    &child,
                    "first",
                    json!({"household": nowhere, "relationship": "child"}),
                ),
                "unknown-household",
            ),
        ] {
            let reply = desk.register(key, &body);
            assert_eq!(
                reply.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{key}: {}",
                reply.text()
            );
            assert_eq!(reply.json()["code"], code);
        }
        let alone = report(
            &child,
            "stay",
            json!({"relationship": "child", "household": "x"}),
        );
        assert_eq!(
            desk.register("no-kind-of-move", &alone).pointers(),
            ["/kind", "/household"]
        );
    });
}

#[test]
fn civil_status_and_residence_are_two_duties() {
    on_both_engines(|office| {
        let body = json!({"person": office.state.handle_of(office.child), "kind": "first"});
        let registrar = office.write(PATH, "not-my-work", &[], &body);
        assert_eq!(registrar.status, StatusCode::FORBIDDEN);
        let desk = Desk::open(office);
        let death = office.write_by(&desk.token, "/api/v1/deaths", "not-mine", &[], &body);
        assert_eq!(death.json()["code"], "not-appointed");
    });
}
