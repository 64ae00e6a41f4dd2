//! A life with every section of the page and the events that few people have. Nobody in it
//! exists.

use danh_register::{CardKind, Decision, DeletionReason, GuardianshipGround, RevocationReason};
use danh_vocabulary::Sex;
use jiff::civil::{Date, date};

use super::examples::{Life, as_written, document, happened, relative};
use super::read_details::{because, decided};
use super::{
    CardState, Document, DocumentKind, Duplicate, Happened, Issue, Particulars, RecordStatus, Said,
    Standing, Summary, Where, Whereabouts, WhereaboutsKind, labels,
};
use crate::bilingual::Bilingual;
use crate::components::{MaskedNumber, Value};
use crate::messages::Key;
use crate::words::Relation;

/// Adopted, renamed, divorced; at work far from home; protected.
pub(super) fn moved_about() -> Life {
    Life {
        name: "Lò Thị Hoàng Ánh".into(),
        status: RecordStatus {
            protected_since: Some("2026-02-03".into()),
            ..RecordStatus::default()
        },
        summary: Summary {
            number: Some("014190000456".into()),
            sex: Sex::Female,
            born: "1990-04-12".into(),
            died: None,
            birth_place: Some(as_written("Tỉnh Sơn La")),
            origin: Some(as_written("Tỉnh Sơn La")),
            ethnicity: Some("Thái".into()),
            marital_status: Key("marital-divorced"),
            declared_dead: false,
            particulars: particulars(),
        },
        family: vec![
            relative(
                Relation::AdoptiveFather,
                "Hoàng Văn Bình",
                "h1",
                "1961",
                "1996-03-05",
            ),
            relative(Relation::BirthFather, "Lò Văn Inh", "", "", ""),
            relative(Relation::BirthMother, "Cà Thị Pâng", "h2", "1966-01-01", ""),
            relative(Relation::Ward, "Hoàng Minh Khôi", "h3", "2015-07-30", ""),
        ],
        residences: Vec::new(),
        whereabouts: whereabouts(),
        documents: documents(),
        events: events(),
    }
}

fn particulars() -> Particulars {
    let vietnamese = |vietnamese: &str, english: &str| Bilingual {
        vietnamese: vietnamese.into(),
        english: english.into(),
    };
    Particulars {
        former_names: vec!["Lò Thị Ánh".into()],
        other_names: vec!["Ánh Tuyết".into()],
        birth_registered_in: Some(as_written("Tỉnh Sơn La")),
        religion: Some(vietnamese("Công giáo", "Catholicism")),
        nationalities: vec![
            vietnamese("Việt Nam", "Viet Nam"),
            vietnamese("Pháp", "France"),
        ],
        blood_group: Some("AB+".into()),
        present_place: Some(as_written(WORKERS_HOUSE)),
        residence_file: Some("HS-2021-000417".into()),
        occupation: Some("Công nhân may".into()),
        has_phone: true,
        has_email: true,
        duplicates: vec![Duplicate {
            name: "Lò Thị Ánh".into(),
            handle: "h4".into(),
        }],
    }
}

const WORKERS_HOUSE: &str = "Nhà trọ số 9, Phường Dĩ An, Thành phố Hồ Chí Minh";

fn whereabouts() -> Vec<Whereabouts> {
    let one = |kind, place, since: &str, until: Option<&str>, standing| Whereabouts {
        kind,
        place,
        since: since.into(),
        until: until.map(Into::into),
        standing,
    };
    vec![
        one(
            WhereaboutsKind::TemporaryResidence,
            Where::Place(as_written(WORKERS_HOUSE)),
            "2025-09-01",
            Some("2027-08-31"),
            Standing::Holds,
        ),
        one(
            WhereaboutsKind::Absence,
            Where::Words("Đi học nghề ở Hàn Quốc".into()),
            "2027-01-10",
            Some("2028-01-15"),
            Standing::ToCome,
        ),
        one(
            WhereaboutsKind::Stay,
            Where::Place(as_written(
                "Bệnh viện Chợ Rẫy, Phường Chợ Lớn, Thành phố Hồ Chí Minh",
            )),
            "2025-11-02",
            Some("2025-11-09"),
            Standing::Over,
        ),
        one(
            WhereaboutsKind::Abode,
            Where::Place(as_written("Phường Biên Hòa, Tỉnh Đồng Nai")),
            "2024-10-01",
            None,
            Standing::Over,
        ),
    ]
}

fn documents() -> Vec<Document> {
    let card = |kind, state, serial: &str, on: &str, until: Option<&str>| Document {
        kind: DocumentKind::Card(kind, state),
        number: serial.into(),
        issue: Some(Issue {
            on: on.into(),
            by: Bilingual {
                vietnamese: "Bộ Công an".into(),
                english: "Ministry of Public Security".into(),
            },
            until: until.map(Into::into),
        }),
    };
    vec![
        document(DocumentKind::Number, "014190000456"),
        card(
            CardKind::Identification,
            CardState::InForce,
            "CC0451278",
            "2025-10-14",
            Some("2030-04-12"),
        ),
        card(
            CardKind::CitizenIdentification,
            CardState::Revoked(RevocationReason::Lost),
            "CD7731902",
            "2021-06-01",
            Some("2030-04-12"),
        ),
        card(
            CardKind::TwelveDigit,
            CardState::Expired,
            "TW0094411",
            "2014-02-20",
            Some("2024-12-31"),
        ),
    ]
}

fn events() -> Vec<Happened> {
    let event = |kind: Key, on: &str, legal_basis: &str, said: Vec<Said>| Happened {
        said,
        recorded_at: format!("{on}T09:15:22+07:00"),
        ..happened(kind, on, legal_basis, "Hồng Hà Ward")
    };
    let mut events = life_at_work(event);
    events.extend(family_life(event));
    events
}

fn life_at_work(event: impl Fn(Key, &str, &str, Vec<Said>) -> Happened) -> Vec<Happened> {
    let address = |place: &str| Said::Field(Key("person-address"), Value::Text(place.into()));
    let until = |day: &str| Said::Field(Key("word-until"), Value::Date(day.into()));
    let serial = |serial: &str| {
        let masked = Value::Masked(MaskedNumber::of(serial));
        Said::Field(Key("event-card-serial"), masked)
    };
    vec![
        event(
            Key("event-protection-ordered"),
            "2026-02-03",
            "Bộ luật Tố tụng hình sự 2015, Điều 484–488",
            Vec::new(),
        ),
        Happened {
            withdrawn: true,
            ..event(
                Key("event-stay-notified"),
                "2025-12-20",
                "Luật Cư trú 2020, Điều 30",
                vec![
                    address("Phường Bến Thành, Thành phố Hồ Chí Minh"),
                    until("2025-12-22"),
                ],
            )
        },
        event(
            Key("event-card-issued"),
            "2025-10-14",
            "Luật Căn cước 2023, Điều 18–24",
            vec![
                Said::Field(
                    Key("person-document"),
                    labels::card_kind(CardKind::Identification).into(),
                ),
                serial("CC0451278"),
                Said::Field(
                    Key("person-document-until"),
                    Value::Date("2030-04-12".into()),
                ),
            ],
        ),
        event(
            Key("event-card-revoked"),
            "2025-10-02",
            "Luật Căn cước 2023, Điều 29",
            vec![
                serial("CD7731902"),
                because(labels::revocation_reason(RevocationReason::Lost)),
            ],
        ),
        event(
            Key("event-temporary-residence"),
            "2025-09-01",
            "Luật Cư trú 2020, Điều 27–28",
            vec![address(WORKERS_HOUSE), until("2027-08-31")],
        ),
        event(
            Key("event-residence-deleted"),
            "2024-09-15",
            "Luật Cư trú 2020, Điều 24",
            vec![because(labels::deletion_reason(
                DeletionReason::AwayForAYear,
            ))],
        ),
    ]
}

fn family_life(event: impl Fn(Key, &str, &str, Vec<Said>) -> Happened) -> Vec<Happened> {
    let person = |relation: Key, name: &str, handle: &str| {
        Said::Person(relation, name.into(), Some(handle.into()))
    };
    let text = |text: &str| Value::Text(text.into());
    vec![
        event(
            Key("event-duplicate-merged"),
            "2024-03-11",
            "Luật Căn cước 2023, Điều 12; Nghị định 70/2024/NĐ-CP, Điều 11",
            vec![person(Key("event-second-record"), "Lò Thị Ánh", "h4")],
        ),
        event(
            Key("event-guardianship"),
            "2023-05-08",
            "Luật Hộ tịch 2014, Điều 19–21; Bộ luật Dân sự 2015, Điều 46–58",
            vec![
                person(Key("relation-ward"), "Hoàng Minh Khôi", "h3"),
                because(labels::guardianship_ground(GuardianshipGround::Minor)),
            ],
        ),
        event(
            Key("event-nationality-changed"),
            "2022-01-20",
            "Luật Quốc tịch Việt Nam 2008, Điều 13–33",
            vec![
                Said::Field(Key("event-nationality-gained"), text("Pháp")),
                decision("77/DC-2022", "Cộng hòa Pháp", date(2022, 1, 20)),
            ],
        ),
        event(
            Key("event-divorce"),
            "2020-08-17",
            "Luật Hộ tịch 2014, Điều 30; Luật Hôn nhân và gia đình 2014, Điều 51–57",
            vec![
                person(Key("relation-spouse"), "Quàng Văn Dũng", "h5"),
                decision(
                    "45/2020/QĐST-HNGĐ",
                    "Tòa án nhân dân thành phố Sơn La",
                    date(2020, 8, 17),
                ),
            ],
        ),
        event(
            Key("event-name-changed"),
            "2008-06-02",
            "Bộ luật Dân sự 2005, Điều 27; Nghị định 158/2005/NĐ-CP, Điều 36–38",
            vec![Said::Corrected(
                Key("word-name"),
                text("Lò Thị Ánh"),
                text("Lò Thị Hoàng Ánh"),
            )],
        ),
        event(
            Key("event-adoption"),
            "1996-03-05",
            "Luật Hôn nhân và gia đình 1986, Điều 34–39",
            vec![person(Key("event-father-now"), "Hoàng Văn Bình", "h1")],
        ),
    ]
}

fn decision(number: &str, by: &str, on: Date) -> Said {
    decided(&Decision {
        number: number.into(),
        by: by.into(),
        on,
    })
}

/// A second record of somebody, merged into another one; they had been declared missing.
pub(super) fn second_record(mut facts: Life) -> Life {
    facts.status = RecordStatus {
        merged_into: Some("h6".into()),
        missing_since: Some("2021-09-01".into()),
        protected_since: None,
    };
    facts.summary.number = None;
    facts.documents[0].kind = DocumentKind::MergedNumber;
    facts
}
