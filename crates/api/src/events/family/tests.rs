use danh_directory::Role;
use danh_register::{
    Adopters, AdoptionReport, CourtReport, Decision, GuardianshipGround, GuardianshipReport,
};
use danh_vocabulary::{PersonId, Sex};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::testing::{Office, TODAY, Wish, WriteCase, all_are_answered_alike};

fn decided(on: &str) -> Value {
    json!({"number": "7/2025/QĐDS-ST", "by": "Tòa án nhân dân khu vực 1 – Hà Nội", "on": on})
}

fn decision() -> Decision {
    Decision {
        number: "3/2025/QĐDS-ST".to_owned(),
        by: "Tòa án nhân dân khu vực 1 – Hà Nội".to_owned(),
        on: date(2025, 9, 1),
    }
}

fn two(office: &Office) -> (PersonId, PersonId) {
    let child = office.born("Vũ Gia Bảo", Sex::Male, "2016-06-01");
    (child, office.born("Vũ Thị Hạnh", Sex::Female, "1984-02-11"))
}

fn wish(office: &Office, seen: &[(&str, PersonId)], what: Value) -> Wish {
    let mut body = what;
    for (field, person) in seen {
        body[field] = office.state.handle_of(*person).into();
    }
    let seen = seen.iter().map(|(_, person)| *person).collect();
    Wish { body, seen }
}

fn an_adopted_child(office: &Office) -> PersonId {
    let (child, adopter) = two(office);
    let report = AdoptionReport {
        child: office.seen(child),
        adopters: Adopters::Single(adopter),
        on: date(2025, 3, 1),
    };
    office.record(move |register, tx, act| register.register_adoption(tx, act, report));
    child
}

fn a_ward_and_their_guardian(office: &Office) -> (PersonId, PersonId) {
    let (ward, guardian) = two(office);
    let report = GuardianshipReport {
        ward: office.seen(ward),
        guardian: office.seen(guardian),
        ground: GuardianshipGround::Minor,
        on: date(2025, 3, 1),
        decision: None,
    };
    office.record(move |register, tx, act| register.register_guardianship(tx, act, &report));
    (ward, guardian)
}

const CASES: &[WriteCase] = &[
    WriteCase {
        path: "/api/v1/recognitions",
        role: Role::Registrar,
        wish: |office| {
            let (child, mother) = two(office);
            let what = json!({"which": "mother", "on": TODAY});
            wish(office, &[("child", child), ("parent", mother)], what)
        },
        spoil: |body| body["which"] = "father".into(),
        told: "parent-of-other-sex /which",
    },
    WriteCase {
        path: "/api/v1/adoptions",
        role: Role::Registrar,
        wish: |office| {
            let (child, adopter) = two(office);
            let adopter = office.state.handle_of(adopter);
            let what = json!({"by": "single", "adopters": [adopter], "on": TODAY});
            wish(office, &[("child", child)], what)
        },
        spoil: |body| body["by"] = "step_parent".into(),
        told: "not-a-step-parent /adopters",
    },
    WriteCase {
        path: "/api/v1/adoption-ends",
        role: Role::Registrar,
        wish: |office| {
            let child = an_adopted_child(office);
            let what = json!({"decision": decided("2025-12-20")});
            wish(office, &[("person", child)], what)
        },
        spoil: |body| body["decision"] = decided("2025-02-01"),
        told: "day-too-early /decision/on",
    },
    WriteCase {
        path: "/api/v1/guardianships",
        role: Role::Registrar,
        wish: |office| {
            let (ward, guardian) = two(office);
            let what = json!({"ground": "minor", "on": TODAY});
            wish(office, &[("ward", ward), ("guardian", guardian)], what)
        },
        spoil: |body| body["ground"] = "no_capacity".into(),
        told: "court-finds /decision",
    },
    WriteCase {
        path: "/api/v1/guardianship-ends",
        role: Role::Registrar,
        wish: |office| {
            let (ward, guardian) = a_ward_and_their_guardian(office);
            let what = json!({"on": TODAY});
            wish(office, &[("ward", ward), ("guardian", guardian)], what)
        },
        spoil: |body| body["on"] = "2026-01-06".into(),
        told: "day-outside-life /on",
    },
    WriteCase {
        path: "/api/v1/missing-declarations",
        role: Role::Registrar,
        wish: |office| {
            let (_, person) = two(office);
            let what = json!({"decision": decided("2025-12-20")});
            wish(office, &[("person", person)], what)
        },
        spoil: |body| body["decision"] = decided("2026-01-06"),
        told: "decision-outside-life /decision/on",
    },
    WriteCase {
        path: "/api/v1/returns",
        role: Role::Registrar,
        wish: |office| {
            let (_, person) = two(office);
            let report = CourtReport {
                person: office.seen(person),
                decision: decision(),
            };
            office.record(move |register, tx, act| register.declare_missing(tx, act, &report));
            let what = json!({"decision": decided("2025-12-20")});
            wish(office, &[("person", person)], what)
        },
        spoil: |body| body["decision"] = decided("2025-08-01"),
        told: "day-too-early /decision/on",
    },
];

#[test]
fn who_belongs_to_whom_is_written_once_seen() {
    all_are_answered_alike(CASES);
}
