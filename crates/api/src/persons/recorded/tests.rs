use danh_register::{
    Act, Actor, BirthReport, CardReport, Change, CorrectionReport, CourtReport, Decision,
    GuardianshipGround, GuardianshipReport, NameChangeReport, Register, Seen,
    TemporaryResidenceReport,
};
use danh_store::Tx;
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::testing::{COLLEAGUE, Office, on_both_engines};

/// Writes, and insists that it is lawful.
fn write<T: Send + 'static, E: std::fmt::Debug>(
    office: &Office,
    action: impl Fn(&Register, &mut Tx<'_>, &Act) -> Result<T, E> + Send + 'static,
) -> T {
    let register = office.state.register.clone();
    let officer = Actor::Officer(COLLEAGUE);
    let act = register.act(officer, "ubnd:00004@2025-07-01").unwrap();
    let write = move |tx: &mut Tx<'_>| {
        Ok::<_, danh_store::StoreError>(action(&register, tx, &act).expect("lawful"))
    };
    office.state.store.write(write).wait().unwrap()
}

fn seen(person: PersonId, version: u32) -> Seen {
    Seen { person, version }
}

fn told(office: &Office, person: PersonId, query: &str) -> Value {
    let path = format!("{}{query}", office.path_of(person));
    office.get(&path, Some(&office.token())).json()
}

fn decision() -> Decision {
    Decision {
        number: "3/2025/QĐDS-ST".into(),
        by: "Tòa án nhân dân khu vực 1 – Hà Nội".into(),
        on: date(2025, 11, 3),
    }
}

#[test]
fn names_cards_and_a_court_s_finding_are_told() {
    on_both_engines(|office| {
        let mother = office.mother;
        write(office, move |register, tx, act| {
            let report = NameChangeReport {
                person: seen(mother, 3),
                name: "Nguyễn Thị Mai Lan".parse().unwrap(),
                on: date(2025, 2, 10),
            };
            register.change_name(tx, act, &report)
        });
        write(office, move |register, tx, act| {
            let report = CardReport {
                person: seen(mother, 4),
                serial: "CC0451278".into(),
                issued_on: date(2025, 3, 1),
                issued_by: "bca-c06".into(),
            };
            register.issue_card(tx, act, &report)
        });
        write(office, move |register, tx, act| {
            let report = CourtReport {
                person: seen(mother, 5),
                decision: decision(),
            };
            register.declare_missing(tx, act, &report)
        });
        let file = &told(office, mother, "")["file"];
        assert_eq!(file["former_names"], json!(["Nguyễn Thị Mai"]));
        assert_eq!(file["nationalities"], json!(["VNM"]));
        assert_eq!(file["missing_since"], "2025-11-03");
        assert_eq!(file["present_place"]["kind"], "permanent");
        let card = json!({
            "kind": "identification", "serial": "CC0451278", "issued_on": "2025-03-01",
            "issued_by": "bca-c06", "expires_on": "2035-03-15", "in_force": true,
        });
        assert_eq!(file["cards"], json!([card]));
        let before = &told(office, mother, "?on=2025-02-28")["file"];
        assert_eq!(before["name"], "Nguyễn Thị Mai Lan");
        assert_eq!(
            (before.get("cards"), before.get("missing_since")),
            (None, None)
        );
    });
}

#[test]
fn a_temporary_residence_holds_on_its_days_until_it_is_withdrawn() {
    on_both_engines(|office| {
        let mother = office.mother;
        let registered = write(office, move |register, tx, act| {
            let report = TemporaryResidenceReport {
                person: seen(mother, 3),
                unit: "00070".parse().unwrap(),
                detail: Some("Phòng 4".into()),
                since: date(2025, 9, 1),
                until: date(2025, 12, 31),
            };
            register.register_temporary_residence(tx, act, &report)
        });
        let now = told(office, mother, "");
        let home = &now["file"]["temporary_residence"];
        assert_eq!(
            (&home["until"], &home["holds"]),
            (&json!("2025-12-31"), &json!(false))
        );
        let then = &told(office, mother, "?on=2025-10-01")["file"];
        assert_eq!(then["temporary_residence"]["holds"], true);
        assert_eq!(then["present_place"]["kind"], "temporary");
        assert_eq!(now["history"][0]["kind"], "temporary_residence");
        assert_eq!(now["history"][0].get("withdrawn"), None);

        write(office, move |register, tx, act| {
            let report = CorrectionReport {
                person: seen(mother, 4),
                of: registered.event,
                change: Change::Withdrawn { now: true },
            };
            register.correct(tx, act, report)
        });
        let withdrawn = told(office, mother, "");
        assert_eq!(withdrawn["file"].get("temporary_residence"), None);
        let mut history = withdrawn["history"].as_array().unwrap().iter();
        let entry = history.find(|entry| entry["kind"] == "temporary_residence");
        assert_eq!(entry.unwrap()["withdrawn"], true);
    });
}

#[test]
fn guardian_and_ward_are_told_to_who_may_know_of_the_other() {
    on_both_engines(|office| {
        let child = office.child;
        let born = write(office, |register, tx, act| {
            let report = BirthReport {
                name: "Phạm Thị Yến".parse().unwrap(),
                sex: Sex::Female,
                born: date(1980, 2, 1),
                birth_unit: "00004".parse().unwrap(),
                origin_unit: None,
                ethnicity: None,
                father: None,
                mother: None,
                registered_in: "00004".parse().unwrap(),
                nationalities: Vec::new(),
            };
            register.register_birth(tx, act, report)
        });
        let guardian = born.subjects[0].person;
        write(office, move |register, tx, act| {
            let report = GuardianshipReport {
                ward: seen(child, 1),
                guardian: seen(guardian, 1),
                ground: GuardianshipGround::Minor,
                on: date(2025, 11, 10),
                decision: Some(decision()),
            };
            register.register_guardianship(tx, act, &report)
        });
        let relations = |person| {
            let file = told(office, person, "");
            let family = file["file"]["family"].as_array().unwrap().clone();
            let words = family
                .iter()
                .map(|one| one["relation"].as_str().unwrap().to_owned());
            words.collect::<Vec<_>>()
        };
        assert_eq!(relations(child), ["mother", "guardian"]);
        assert_eq!(relations(guardian), ["ward"]);
        office.protect(guardian, 2, COLLEAGUE);
        assert_eq!(relations(child), ["mother"]);
        let seen = office.get(
            &office.path_of(guardian),
            Some(&office.token_of(crate::testing::COLLEAGUE_LOGIN)),
        );
        assert_eq!(seen.json()["file"]["protected_since"], "2026-01-05");
    });
}
