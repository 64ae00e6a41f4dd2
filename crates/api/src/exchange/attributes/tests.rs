//! A bank asks for fields, over HTTP.

use danh_exchange::Told;
use serde_json::json;

use crate::exchange::testing::Bank;
use crate::testing::on_both_engines;

const PATH: &str = "/api/v1/exchange/attributes";

#[test]
fn agreed_fields_are_told_of_who_is_there() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let subject = json!({"number": bank.number(), "born": "1995-03-15"});
        let fields = json!({"attributes": ["sex", "permanent_residence"]});
        let answer = bank.answer(PATH, &Bank::body(&subject, &fields));
        assert_eq!(
            answer["attributes"],
            json!({
                "sex": {"value": "F", "basis": "Luật Căn cước 2023, Điều 9 khoản 5"},
                "permanent_residence": {
                    "value": {"unit": "00004@2020-05-01", "detail": "Số 12 phố Trúc Bạch"},
                    "basis": "Luật Căn cước 2023, Điều 9 khoản 16",
                },
            })
        );
        let record = &office.access_records(office.mother)[0];
        assert_eq!(record.told, [Told::Attributes]);
        let fields = &record.organisation.as_ref().unwrap().fields;
        assert_eq!(fields, &["sex", "permanent_residence"]);
        assert!(!record.to_document().contains("Trúc Bạch"));
    });
}

#[test]
fn a_wrong_birth_date_or_a_field_outside_the_agreement_tells_nothing() {
    on_both_engines(|office| {
        let bank = Bank::at(office);
        let ask = |born: &str, field: &str| {
            let subject = json!({"number": bank.number(), "born": born});
            let body = Bank::body(&subject, &json!({"attributes": [field]}));
            let reply = bank.ask(PATH, &body);
            (reply.status.as_u16(), reply.json()["code"].clone())
        };
        assert_eq!(ask("1995-03-16", "name"), (422, "subject-unknown".into()));
        assert_eq!(
            ask("1995-03-15", "religion"),
            (403, "field-not-agreed".into())
        );
        assert_eq!(
            ask("1995-03-15", "shoe_size"),
            (422, "invalid-fields".into())
        );
    });
}
