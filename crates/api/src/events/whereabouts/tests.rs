use danh_directory::Role;
use danh_register::{AbsenceGround, AbsenceReport, Home, TemporaryResidenceReport};
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::testing::{Office, TODAY, Wish, WriteCase, all_are_answered_alike};

fn somebody(office: &Office) -> PersonId {
    office.settled("Đoàn Văn Lộc", Sex::Male, "1988-08-08", Home::New)
}

/// Somebody who has a temporary residence for another week.
fn somebody_elsewhere(office: &Office) -> PersonId {
    let person = somebody(office);
    let report = TemporaryResidenceReport {
        person: office.seen(person),
        unit: "00097".parse().unwrap(),
        detail: None,
        since: date(2025, 9, 1),
        until: date(2026, 1, 12),
    };
    office.record(move |register, tx, act| register.register_temporary_residence(tx, act, &report));
    person
}

fn somebody_away(office: &Office) -> PersonId {
    let person = somebody(office);
    let report = AbsenceReport {
        person: office.seen(person),
        ground: AbsenceGround::UnderObligation,
        since: date(2025, 9, 1),
        until: None,
        whereabouts: None,
    };
    office.record(move |register, tx, act| register.declare_absence(tx, act, &report));
    person
}

fn wish(office: &Office, person: PersonId, what: Value) -> Wish {
    let mut body = what;
    body["person"] = office.state.handle_of(person).into();
    Wish {
        body,
        seen: vec![person],
    }
}

const CASES: &[WriteCase] = &[
    WriteCase {
        path: "/api/v1/temporary-residences",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let what = json!({"unit": "00097", "since": TODAY, "until": "2026-12-31"});
            wish(office, somebody(office), what)
        },
        spoil: |body| body["until"] = "2026-01-20".into(),
        told: "shorter-than-temporary /until",
    },
    WriteCase {
        path: "/api/v1/temporary-residence-extensions",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let what = json!({"on": TODAY, "until": "2026-12-31"});
            wish(office, somebody_elsewhere(office), what)
        },
        spoil: |body| body["until"] = "2026-01-12".into(),
        told: "not-longer /until",
    },
    WriteCase {
        path: "/api/v1/temporary-residence-deletions",
        role: Role::ResidenceOfficer,
        wish: |office| wish(office, somebody_elsewhere(office), json!({"on": TODAY})),
        spoil: |body| body["on"] = "2026-01-06".into(),
        told: "day-in-future /on",
    },
    WriteCase {
        path: "/api/v1/absences",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let what = json!({
                "ground": "twelve_months", "since": "2026-01-10", "until": "2027-02-01",
                "whereabouts": "Đi làm việc tại Nhật Bản",
            });
            wish(office, somebody(office), what)
        },
        spoil: |body| body["until"] = "2026-03-01".into(),
        told: "need-not-be-declared /until",
    },
    WriteCase {
        path: "/api/v1/absence-ends",
        role: Role::ResidenceOfficer,
        wish: |office| wish(office, somebody_away(office), json!({"on": TODAY})),
        spoil: |body| body["on"] = "2025-08-01".into(),
        told: "day-too-early /on",
    },
    WriteCase {
        path: "/api/v1/stays",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let what = json!({
                "unit": "00097", "since": TODAY, "until": "2026-01-12", "detail": "Nhà khách số 5",
            });
            wish(office, somebody(office), what)
        },
        spoil: |body| body["until"] = "2026-02-12".into(),
        told: "longer-than-stay /until",
    },
    WriteCase {
        path: "/api/v1/residence-deletions",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let what = json!({"reason": "settled_abroad", "on": TODAY});
            wish(office, somebody(office), what)
        },
        spoil: |body| body["on"] = "2025-07-01".into(),
        told: "day-too-early /on",
    },
    WriteCase {
        path: "/api/v1/abodes",
        role: Role::ResidenceOfficer,
        wish: |office| {
            let person = office.born("Đoàn Thị Lài", Sex::Female, "1988-09-09");
            wish(office, person, json!({"unit": "00004", "since": TODAY}))
        },
        spoil: |body| body["unit"] = "01".into(),
        told: "unknown-commune /unit",
    },
];

#[test]
fn where_people_are_is_written_once_seen() {
    all_are_answered_alike(CASES);
}
