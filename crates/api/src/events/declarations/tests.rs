use danh_directory::Role;
use danh_register::person_queries::person_by_id;
use danh_vocabulary::Sex;
use serde_json::json;

use crate::testing::{Office, TODAY, Wish, WriteCase, all_are_answered_alike, on_both_engines};

const PATH: &str = "/api/v1/declarations";

fn declaring(office: &Office, field: &str, value: &str) -> Wish {
    let person = office.born("Phan Thị Lựu", Sex::Female, "1991-04-02");
    Wish {
        body: json!({
            "person": office.state.handle_of(person), "field": field, "value": value, "on": TODAY,
        }),
        seen: vec![person],
    }
}

#[test]
fn a_declaration_is_taken_down_as_every_write() {
    all_are_answered_alike(&[WriteCase {
        path: PATH,
        role: Role::ResidenceOfficer,
        wish: |office| declaring(office, "other_names", "Lựu Đỏ; Lựu Con"),
        spoil: |body| body["value"] = "Phan Thị Lựu".into(),
        told: "name-twice /value",
    }]);
}

#[test]
fn each_field_takes_its_own_kind_of_value_and_none_takes_it_back() {
    on_both_engines(|office| {
        let token = office.hire("declares", Role::ResidenceOfficer, "ca:00004@2025-07-01");
        let person = office.born("Phan Thị Lựu", Sex::Female, "1991-04-02");
        let handle = office.state.handle_of(person);
        let send = |key: &str, field: &str, value: Option<&str>| {
            let mut body = json!({"person": handle, "field": field, "on": TODAY});
            if let Some(value) = value {
                body["value"] = value.into();
            }
            let etags = [office.etag_of(person)];
            office.write_by(&token, PATH, &format!("declared-{key}"), &etags, &body)
        };
        for (field, value) in [
            (
                "religion",
                danh_vocabulary::Religion::all().next().unwrap().as_str(),
            ),
            ("blood_group", "O+"),
            ("occupation", "Giáo viên"),
            ("residence_file", "HN-2026-0001"),
            ("phone", "0912345678"),
            ("email", "luu@example.vn"),
        ] {
            let written = send(field, field, Some(value));
            assert_eq!(written.status, 201, "{field}: {}", written.text());
            let again = send(&format!("{field}-again"), field, Some(value));
            assert_eq!(again.refusal().0, "nothing-changes", "{field}");
            let wrong = send(&format!("{field}-wrong"), field, Some("\u{7}"));
            assert_eq!(
                wrong.json()["code"],
                "invalid-fields",
                "{field}: {}",
                wrong.text()
            );
        }
        let back = send("email-back", "email", None);
        assert_eq!(back.status, 201, "{}", back.text());
        let unknown = send("unknown", "shoe_size", Some("41"));
        assert_eq!(unknown.json()["code"], "invalid-fields");

        let read = office.state.store.read(move |tx| person_by_id(tx, person));
        let (_, state) = read.wait().unwrap().unwrap();
        assert_eq!(state.identity.occupation.as_deref(), Some("Giáo viên"));
        let phone = office.state.register.phone_of(person, &state).unwrap();
        assert_eq!(phone.unwrap().as_str(), "+84912345678");
        assert!(state.contact.email.is_none());
    });
}
