use axum::http::StatusCode;
use danh_vocabulary::PersonId;
use serde_json::{Value, json};

use crate::testing::{Office, Reply, on_both_engines};

const PATH: &str = "/api/v1/corrections";

/// The handle of an event of a kind.
fn event_of(office: &Office, person: PersonId, kind: &str) -> Value {
    let file = office
        .get(&office.path_of(person), Some(&office.token()))
        .json();
    let history = file["history"].as_array().unwrap().clone();
    let event = history.into_iter().find(|entry| entry["kind"] == kind);
    event.unwrap()["event"].clone()
}

fn correct(office: &Office, key: &str, changes: &Value) -> Reply {
    let person = office.child;
    let mut body = json!({
        "person": office.state.handle_of(person), "event": event_of(office, person, "birth"),
    });
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    office.write(PATH, key, &[office.etag_of(person)], &body)
}

#[test]
fn both_times_stay_readable() {
    on_both_engines(|office| {
        let before = "2026-01-05T08:00:00Z";
        office.clock.set("2026-01-05T08:00:01Z".parse().unwrap());
        let changes = json!({"field": "name", "was": "Trần Minh Hoà", "now": "Trần Minh Hòa An"});
        let reply = correct(office, "its-name", &changes);
        reply.receipt();
        let shown = office
            .get(reply.header("location"), Some(&office.token()))
            .json();
        assert_eq!(shown["change"]["was"], "Trần Minh Hoà");
        let name = |query: &str| {
            let path = format!("{}{query}", office.path_of(office.child));
            office.get(&path, Some(&office.token())).json()["file"]["name"].clone()
        };
        assert_eq!(name(""), "Trần Minh Hòa An");
        assert_eq!(name(&format!("?known_at={before}")), "Trần Minh Hoà");
    });
}

#[test]
fn each_field_is_read_as_answers_write_it() {
    on_both_engines(|office| {
        for (place, changes) in [
            json!({"field": "born", "was": "2024-05-20", "now": "2024-05-19"}),
            json!({"field": "sex", "was": "M", "now": "F"}),
            json!({"field": "ethnicity", "now": "01"}),
            json!({"field": "origin", "now": "00004@2024-05-20"}),
            json!({"field": "birth_place", "was": "00004@2024-05-20"}),
            json!({"field": "religion", "now": "phat_giao"}),
            json!({"field": "blood_group", "now": "O+"}),
            json!({"field": "occupation", "now": "Học sinh"}),
            json!({"field": "other_names", "now": "Trần Minh Cò; Cu Tí"}),
            json!({"field": "nationalities", "was": "VNM", "now": "VNM; FRA"}),
            json!({"field": "former_cards", "now": "012345678"}),
            json!({"field": "former_cards", "was": "012345678"}),
        ]
        .iter()
        .enumerate()
        {
            let reply = correct(office, &format!("correct-{place}"), changes);
            assert_eq!(
                reply.status,
                StatusCode::CREATED,
                "{changes}: {}",
                reply.text()
            );
        }
    });
}

#[test]
fn what_does_not_fit_is_refused() {
    on_both_engines(|office| {
        let of_mother = event_of(office, office.mother, "birth");
        for (key, changes, told) in [
            (
                "not-said",
                json!({"field": "name", "was": "Trần Văn Ba", "now": "Trần Văn Tư"}),
                "correction-does-not-fit /was",
            ),
            (
                "not-theirs",
                json!({"field": "sex", "was": "M", "now": "F", "event": of_mother}),
                "not-correctable /event",
            ),
            (
                "a-future",
                json!({"field": "born", "was": "2024-05-20", "now": "2027-05-20"}),
                "dates-do-not-fit /now",
            ),
            (
                "no-field",
                json!({"field": "shoe_size", "now": "38"}),
                "invalid-fields /field",
            ),
            (
                "no-such-list",
                json!({"field": "nationalities", "was": "VNM", "now": "VNM;"}),
                "invalid-fields /now",
            ),
            (
                "no-place",
                json!({"field": "origin", "now": "00004"}),
                "invalid-fields /now",
            ),
            (
                "no-before",
                json!({"field": "name", "now": "Trần"}),
                "invalid-fields /was",
            ),
            (
                "not-a-day",
                json!({"field": "held_from", "was": "2024", "now": "2024-01-01"}),
                "invalid-fields /was",
            ),
        ] {
            let reply = correct(office, key, &changes);
            assert_eq!(
                reply.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{key}: {}",
                reply.text()
            );
            let (code, pointers) = reply.refusal();
            assert_eq!(format!("{code} {}", pointers.join(" ")), told);
        }
    });
}

/// Somebody taken over from an earlier file, married, who lives in the ward.
fn enrolled(office: &Office) -> (PersonId, Value) {
    let identity = json!({"name": "Phan Thị Lựu", "sex": "F", "born": "1991-04-02", "birth_registered_in": "00004@1991-04-02", "mother": {"name": "Phan Thị Lan"}});
    let household = office.household(office.mother);
    let enrolment = json!({
        "identity": identity, "marital": {"married": {"since": "2015"}},
        "origin": {"row": 1, "source": "Sổ cũ"},
        "residence": {
            "household": household, "place": "00004@2025-08-01", "relationship": "other",
        },
    });
    let enrolment: danh_register::Enrolment = serde_json::from_value(enrolment).unwrap();
    let register = office.state.register.clone();
    let act = register.act(
        danh_register::Actor::Program("import".to_owned()),
        crate::testing::BA_DINH,
    );
    let prepared = register
        .prepare_enrolment(&act.unwrap(), enrolment)
        .unwrap();
    let person = prepared.person().person;
    let prepared = std::sync::Mutex::new(Some(prepared));
    let written = office.state.store.write(move |tx| {
        let prepared = prepared.lock().unwrap().take().unwrap();
        danh_register::enrol_many(tx, std::slice::from_ref(&prepared))
    });
    written.wait().unwrap();
    (person, event_of(office, person, "enrolment"))
}

#[test]
fn what_takes_several_words_is_compared_with_what_the_event_says() {
    on_both_engines(|office| {
        let (person, event) = enrolled(office);
        let father = office.state.handle_of(office.born(
            "Phan Văn Hải",
            danh_vocabulary::Sex::Male,
            "1960-01-02",
        ));
        for (place, (change, told)) in [
            (json!({"field": "father", "was": "Phan Văn Hải", "now": father}), "correction-does-not-fit /was"),
            (json!({"field": "father", "now": father}), ""),
            (json!({"field": "father", "was": "Phan Văn Hải", "now": "Phan Văn Hà"}), ""),
            (json!({"field": "mother", "was": "Phan Thị Lan"}), ""),
            (json!({"field": "mother", "now": "aaaaaaaaaaaaaaaaaaaaaaaaaa"}), "invalid-fields /now"),
            (json!({"field": "mother", "now": "Phan Thị Lan", "detail": "Số 1"}), "invalid-fields /detail"),
            (json!({"field": "marital", "was": "single", "now": "divorced"}), "correction-does-not-fit /was"),
            (json!({"field": "marital", "was": "married", "now": "widowed", "spouse": "Lò Văn Sơn"}), ""),
            (json!({"field": "marital", "was": "widowed", "now": "married", "since": "2016-02", "spouse": father}), ""),
            (json!({"field": "marital", "was": "married", "now": "engaged"}), "invalid-fields /now"),
            (json!({"field": "marital", "was": "married", "now": "single", "since": "2016"}), "invalid-fields /since"),
            (
                json!({"field": "residence", "was": "00004@2025-08-01", "now": "00004@2025-08-02", "detail": "Số 3", "since": "2025-08-02"}),
                "",
            ),
            (json!({"field": "residence", "was": "Số 3, 00004@2025-08-02"}), ""),
            (json!({"field": "residence", "now": "00004@2025-08-02"}), "household-changes /now"),
        ]
        .into_iter()
        .enumerate()
        {
            let mut body = json!({"person": office.state.handle_of(person), "event": event});
            for (field, value) in change.as_object().unwrap() {
                body[field] = value.clone();
            }
            let key = format!("several-words-{place}");
            let reply = office.write(PATH, &key, &[office.etag_of(person)], &body);
            if told.is_empty() {
                assert_eq!(reply.status, StatusCode::CREATED, "{change}: {}", reply.text());
            } else {
                let (code, pointers) = reply.refusal();
                assert_eq!(format!("{code} {}", pointers.join(" ")), told, "{change}");
            }
        }
        let read = office
            .state
            .store
            .read(move |tx| danh_register::person_queries::person_by_id(tx, person));
        let (_, state) = read.wait().unwrap().unwrap();
        assert_eq!(state.identity.father.unwrap().name.as_str(), "Phan Văn Hà");
        assert!(state.identity.mother.is_none() && state.residence.is_none());
    });
}

#[test]
fn a_hidden_parent_is_not_compared_with_what_anybody_types() {
    on_both_engines(|office| {
        let mother = office.mother;
        office.protect(
            mother,
            office.seen(mother).version,
            crate::testing::COLLEAGUE,
        );
        for (place, was) in ["Nguyễn Thị Mai", "Ai Đó Khác"].into_iter().enumerate() {
            let change = json!({"field": "mother", "was": was, "now": "Lê Thị Sen"});
            let reply = correct(office, &format!("hidden-{place}"), &change);
            assert_eq!(reply.refusal().0, "examined-above", "{}", reply.text());
        }
    });
}
