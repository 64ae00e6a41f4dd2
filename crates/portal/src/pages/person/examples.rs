//! Examples of the person page. Nobody in them exists.

use super::{
    AsOf, AsOfError, Change, Document, FormerNumber, Happened, PersonFacts, PersonView, Place,
    Relative, Residence, Summary, TypedAsOf,
};
use crate::examples::Example;
use crate::words::{DocumentKind, EventKind, Relation, ResidenceKind, Sex};

const HANDLE: &str = "k3v7q2m9x0dh5t8wzr4n6bfyc";

/// A long life, a short one, a life that has ended, both axes of time, dates to mend.
pub fn examples() -> Vec<Example> {
    let address = format!("/persons/{HANDLE}");
    let person = |as_of: AsOf, facts: Option<PersonFacts>| PersonView {
        handle: HANDLE.into(),
        as_of,
        facts,
    };
    let both = AsOf {
        on: Some("2009-05-20".into()),
        known: Some("2015-12-31".into()),
        ..AsOf::default()
    };
    vec![
        Example::new(
            "person",
            &address,
            person(AsOf::default(), Some(long_life())),
        ),
        Example::new(
            "person-as-of",
            &format!("{address}?on=2009-05-20&known=2015-12-31"),
            person(both, Some(as_of_2009())),
        ),
        Example::new(
            "person-not-known-then",
            &format!("{address}?on=1950-01-01"),
            person(
                AsOf {
                    on: Some("1950-01-01".into()),
                    ..AsOf::default()
                },
                None,
            ),
        ),
        Example::new(
            "person-as-of-to-mend",
            &address,
            person(
                AsOf {
                    typed: TypedAsOf {
                        on: ["31".into(), "11".into(), "2009".into()],
                        known: [String::new(), String::new(), "2015".into()],
                    },
                    errors: vec![AsOfError::OnMalformed, AsOfError::KnownMalformed],
                    ..AsOf::default()
                },
                Some(newborn()),
            ),
        ),
        Example::new(
            "person-dead",
            &address,
            person(AsOf::default(), Some(ended_life())),
        ),
        Example::new(
            "person-newborn",
            &address,
            person(AsOf::default(), Some(newborn())),
        ),
    ]
}

fn written(text: &str) -> Place {
    Place {
        written: text.into(),
        today: None,
    }
}

fn renamed(text: &str, today: &str) -> Place {
    Place {
        written: text.into(),
        today: Some(today.into()),
    }
}

fn long_life() -> PersonFacts {
    let red_river = renamed(
        "12 phố Hàng Than, Phường Nguyễn Trung Trực, Quận Ba Đình, Thành phố Hà Nội",
        "Phường Ba Đình, Thành phố Hà Nội",
    );
    PersonFacts {
        name: "Nguyễn Thị Hoa".into(),
        summary: Summary {
            number: Some("001158000123".into()),
            former_numbers: vec![
                FormerNumber {
                    number: "001158009876".into(),
                    until: Some("2018-04-02".into()),
                },
                FormerNumber {
                    number: "011234567".into(),
                    until: None,
                },
            ],
            sex: Sex::Female,
            born: "1958-03-15".into(),
            died: None,
            birth_place: Some(renamed(
                "Xã Thụy Hà, Huyện Thái Thụy, Tỉnh Thái Bình",
                "Xã Thái Thụy, Tỉnh Hưng Yên",
            )),
            origin: Some(written("Tỉnh Thái Bình")),
            ethnicity: Some("Kinh".into()),
        },
        family: vec![
            relative(
                Relation::Spouse,
                "Trần Văn Đức",
                Some("h1"),
                Some("1955-10-02"),
                Some("1981-01-18"),
            ),
            relative(
                Relation::Father,
                "Nguyễn Văn Bường",
                None,
                Some("1930"),
                None,
            ),
            relative(
                Relation::Child,
                "Trần Nguyễn Quỳnh Như",
                Some("h2"),
                Some("1983-06-25"),
                Some("1983-06-25"),
            ),
        ],
        residences: vec![
            residence(ResidenceKind::Permanent, red_river.clone(), "1998-09", None),
            residence(
                ResidenceKind::Temporary,
                renamed(
                    "Tổ 4, Phường Thảo Điền, Thành phố Thủ Đức, Thành phố Hồ Chí Minh",
                    "Phường An Khánh, Thành phố Hồ Chí Minh",
                ),
                "2012-02-01",
                Some("2014-01-31"),
            ),
        ],
        documents: vec![
            document(
                DocumentKind::IdentityCard,
                "001158000123",
                "2021-05-09",
                "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            ),
            document(
                DocumentKind::OldIdentityCard,
                "011234567",
                "1999-11-30",
                "Công an Thành phố Hà Nội",
            ),
        ],
        events: long_life_events(red_river),
    }
}

fn long_life_events(red_river: Place) -> Vec<Happened> {
    vec![
        Happened {
            kind: EventKind::NumberReestablished,
            on: "2018-04-02".into(),
            recorded_at: "2018-04-02T10:41:09+07:00".into(),
            changes: vec![
                Change::NumberGiven("001158000123".into()),
                Change::NumberCancelled("001158009876".into()),
                Change::Reason("Số đã cấp trùng với người khác".into()),
            ],
            legal_basis: "Luật Căn cước 2023, Điều 12".into(),
            authority: "Công an Thành phố Hà Nội".into(),
            corrected: false,
        },
        Happened {
            kind: EventKind::Correction,
            on: "1958-03-15".into(),
            recorded_at: "2016-08-23T15:07:44+07:00".into(),
            changes: vec![
                Change::Born("1958".into(), "1958-03-15".into()),
                Change::Name("Nguyễn Thị Hoà".into(), "Nguyễn Thị Hoa".into()),
                Change::Reason("Theo bản chính giấy khai sinh số 37/1958".into()),
            ],
            legal_basis: "Luật Hộ tịch 2014, Điều 28".into(),
            authority: "Ủy ban nhân dân Quận Ba Đình".into(),
            corrected: false,
        },
        Happened {
            kind: EventKind::ResidenceMoved,
            on: "1998-09".into(),
            recorded_at: "2016-01-01T00:00:00+07:00".into(),
            changes: vec![
                Change::Residence(ResidenceKind::Permanent, red_river),
                Change::LeftResidence(written("Xã Thụy Hà, Huyện Thái Thụy, Tỉnh Thái Bình")),
            ],
            legal_basis: "Luật Cư trú 2006, Điều 23".into(),
            authority: "Công an Quận Ba Đình".into(),
            corrected: false,
        },
        Happened {
            kind: EventKind::Marriage,
            on: "1981-01-18".into(),
            recorded_at: "2016-01-01T00:00:00+07:00".into(),
            changes: vec![Change::Spouse("Trần Văn Đức".into(), Some("h1".into()))],
            legal_basis: "Luật Hôn nhân và gia đình 1959, Điều 11".into(),
            authority: "Ủy ban nhân dân Xã Thụy Hà".into(),
            corrected: false,
        },
        Happened {
            kind: EventKind::Enrolment,
            on: "1958".into(),
            recorded_at: "2016-01-01T00:00:00+07:00".into(),
            changes: vec![Change::Source("Sổ hộ khẩu, đợt thu thập năm 2016".into())],
            legal_basis: "Quyết định 06/QĐ-TTg".into(),
            authority: "Công an Xã Thụy Hà".into(),
            corrected: true,
        },
    ]
}

/// The same life on 20 May 2009, before the birth date was corrected.
fn as_of_2009() -> PersonFacts {
    let mut facts = long_life();
    facts.name = "Nguyễn Thị Hoà".into();
    facts.summary.number = None;
    facts.summary.former_numbers.truncate(0);
    facts.summary.born = "1958".into();
    facts.residences.truncate(1);
    facts.documents.remove(0);
    facts.events.drain(..2);
    facts
}

fn ended_life() -> PersonFacts {
    PersonFacts {
        name: "Y Thăng Niê".into(),
        summary: Summary {
            number: None,
            former_numbers: vec![FormerNumber {
                number: "240156789".into(),
                until: None,
            }],
            sex: Sex::Male,
            born: "1941".into(),
            died: Some("2019-10-28".into()),
            birth_place: Some(written("Buôn Alê A, Tỉnh Đắk Lắk")),
            origin: None,
            ethnicity: Some("Ê Đê".into()),
        },
        family: Vec::new(),
        residences: Vec::new(),
        documents: Vec::new(),
        events: vec![Happened {
            kind: EventKind::Death,
            on: "2019-10-28".into(),
            recorded_at: "2019-10-30T08:30:00+07:00".into(),
            changes: vec![Change::Place(written("Bệnh viện đa khoa vùng Tây Nguyên"))],
            legal_basis: "Luật Hộ tịch 2014, Điều 32, 33, 34".into(),
            authority: "Ủy ban nhân dân Phường Ea Tam".into(),
            corrected: false,
        }],
    }
}

fn newborn() -> PersonFacts {
    PersonFacts {
        name: "Lê Hoàng Bảo An".into(),
        summary: Summary {
            number: Some("079325004417".into()),
            former_numbers: Vec::new(),
            sex: Sex::Female,
            born: "2025-08-11".into(),
            died: None,
            birth_place: Some(written(
                "Bệnh viện Từ Dũ, Phường Bến Thành, Thành phố Hồ Chí Minh",
            )),
            origin: Some(written("Thành phố Cần Thơ")),
            ethnicity: Some("Kinh".into()),
        },
        family: vec![
            relative(
                Relation::Mother,
                "Phạm Hoàng Yến",
                Some("h3"),
                Some("1996-12-08"),
                Some("2025-08-11"),
            ),
            relative(
                Relation::Father,
                "Lê Quốc Huy",
                Some("h4"),
                Some("1994-02-17"),
                Some("2025-08-11"),
            ),
        ],
        residences: vec![residence(
            ResidenceKind::Permanent,
            written("27/3 Đường Cách Mạng Tháng Tám, Phường Tân Hòa, Thành phố Hồ Chí Minh"),
            "2025-08-20",
            None,
        )],
        documents: vec![document(
            DocumentKind::BirthCertificate,
            "412/2025",
            "2025-08-20",
            "Ủy ban nhân dân Phường Tân Hòa",
        )],
        events: vec![Happened {
            kind: EventKind::Birth,
            on: "2025-08-11".into(),
            recorded_at: "2025-08-20T09:12:30+07:00".into(),
            changes: vec![Change::NumberGiven("079325004417".into())],
            legal_basis: "Luật Hộ tịch 2014, Điều 13–16".into(),
            authority: "Ủy ban nhân dân Phường Tân Hòa".into(),
            corrected: false,
        }],
    }
}

fn relative(
    relation: Relation,
    name: &str,
    handle: Option<&str>,
    born: Option<&str>,
    since: Option<&str>,
) -> Relative {
    Relative {
        relation,
        name: name.into(),
        handle: handle.map(Into::into),
        born: born.map(Into::into),
        since: since.map(Into::into),
    }
}

fn residence(kind: ResidenceKind, place: Place, from: &str, until: Option<&str>) -> Residence {
    Residence {
        kind,
        place,
        from: Some(from.into()),
        until: until.map(Into::into),
    }
}

fn document(kind: DocumentKind, number: &str, issued_on: &str, issued_by: &str) -> Document {
    Document {
        kind,
        number: number.into(),
        issued_on: Some(issued_on.into()),
        issued_by: Some(issued_by.into()),
    }
}
