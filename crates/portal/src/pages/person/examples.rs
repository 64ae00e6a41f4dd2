//! Examples of the person page. Nobody in them exists.

use danh_register::{CancellationReason, Relationship};
use danh_vocabulary::Sex;
use jiff::civil::date;

use super::example_moved_about::{moved_about, second_record};
use super::example_short_lives::{ended_life, newborn};
use super::{
    AsOf, AsOfError, CalledToday, Document, DocumentKind, DocumentsTab, FamilyTab, Happened,
    Household, Member, OfferedTabs, Particulars, PersonFacts, PersonTab, PersonView, Place,
    RecordStatus, Relative, Residence, ResidenceTab, Said, Shown, Summary, SummaryTab, TimelineTab,
    TypedAsOf, Whereabouts,
};
use crate::bilingual::Bilingual;
use crate::components::{Menu, Value};
use crate::desk::FORMS;
use crate::examples::Example;
use crate::messages::Key;
use crate::pages::propose::Proposed;
use crate::words::Relation;

const HANDLE: &str = "k3v7q2m9x0dh5t8wzr4n6bfyc";

/// All that a person page can tell of somebody, tab by tab.
pub(super) struct Life {
    pub(super) name: String,
    pub(super) status: RecordStatus,
    pub(super) summary: Summary,
    pub(super) family: Vec<Relative>,
    pub(super) residences: Vec<Residence>,
    pub(super) whereabouts: Vec<Whereabouts>,
    pub(super) documents: Vec<Document>,
    pub(super) events: Vec<Happened>,
}

impl Life {
    fn on(self, tab: PersonTab, household: Household) -> PersonFacts {
        let is_dead = self.summary.died.is_some();
        PersonFacts {
            name: self.name,
            is_dead,
            status: self.status,
            shown: match tab {
                PersonTab::Summary | PersonTab::Readers => Shown::Summary(Box::new(SummaryTab {
                    summary: self.summary,
                    starts: starts(is_dead),
                })),
                PersonTab::Family => Shown::Family(FamilyTab {
                    relatives: self.family,
                    household_page: matches!(household, Household::Members(_))
                        .then(|| "/households/k3v7q2m9x1dh5t8wzr4n6bfycq".into()),
                    household,
                }),
                PersonTab::Residence => Shown::Residence(ResidenceTab {
                    residences: self.residences,
                    whereabouts: self.whereabouts,
                }),
                PersonTab::Documents => Shown::Documents(DocumentsTab {
                    documents: self.documents,
                }),
                PersonTab::Timeline => Shown::Timeline(TimelineTab {
                    events: self.events,
                }),
            },
        }
    }
}

/// Forms that begin for somebody who lives.
fn starts(is_dead: bool) -> Menu {
    let abouts = FORMS.iter().map(|form| form.about());
    abouts
        .filter(|about| about.opened_for.is_some() && !is_dead)
        .fold(Menu::default(), |menu, about| {
            let href = format!("/desk/{}/new?person={HANDLE}", about.name);
            menu.with(about.group(), href, about.title)
        })
}

/// A long life, a short one, a life that has ended, both axes of time, dates to mend.
pub fn examples() -> Vec<Example> {
    use PersonTab::{Documents, Family, Residence, Summary, Timeline};

    let both = AsOf {
        on: Some(date(2009, 5, 20)),
        known: Some(date(2015, 12, 31)),
        ..AsOf::default()
    };
    let to_mend = AsOf {
        typed: TypedAsOf {
            on: ["31".into(), "11".into(), "2009".into()],
            known: [String::new(), String::new(), "2015".into()],
        },
        errors: vec![AsOfError::OnMalformed, AsOfError::KnownMalformed],
        ..AsOf::default()
    };
    let early = AsOf {
        on: Some(date(1950, 1, 1)),
        ..AsOf::default()
    };
    let now = AsOf::default;
    let page = |name: &'static str, tab: PersonTab, as_of: AsOf, life: Option<Life>| {
        let household = household();
        let address = as_of.address(HANDLE, tab);
        let view = PersonView {
            handle: HANDLE.into(),
            as_of,
            tab,
            offered: OfferedTabs::All,
            proposals: if life.is_some() {
                Proposed::about(false)
            } else {
                Vec::new()
            },
            facts: life.map(|life| life.on(tab, household)),
        };
        Example::new(name, &address, view)
    };
    vec![
        page("person", Summary, now(), Some(long_life())),
        page("person-family", Family, now(), Some(long_life())),
        page("person-residence", Residence, now(), Some(long_life())),
        page("person-documents", Documents, now(), Some(long_life())),
        page("person-timeline", Timeline, now(), Some(long_life())),
        page("person-as-of", Summary, both.clone(), Some(as_of_2009())),
        page("person-family-as-of", Family, both, Some(as_of_2009())),
        page("person-not-known-then", Timeline, early, None),
        page("person-as-of-to-mend", Summary, to_mend, Some(newborn())),
        page("person-dead", Summary, now(), Some(ended_life())),
        page("person-dead-timeline", Timeline, now(), Some(ended_life())),
        page(
            "person-dead-documents",
            Documents,
            now(),
            Some(ended_life()),
        ),
        page("person-moved-about", Summary, now(), Some(moved_about())),
        page(
            "person-moved-about-family",
            Family,
            now(),
            Some(moved_about()),
        ),
        page(
            "person-moved-about-residence",
            Residence,
            now(),
            Some(moved_about()),
        ),
        page(
            "person-moved-about-documents",
            Documents,
            now(),
            Some(moved_about()),
        ),
        page(
            "person-moved-about-timeline",
            Timeline,
            now(),
            Some(moved_about()),
        ),
        page(
            "person-second-record",
            Summary,
            now(),
            Some(second_record(long_life())),
        ),
        page("person-newborn", Summary, now(), Some(newborn())),
        page("person-newborn-timeline", Timeline, now(), Some(newborn())),
    ]
}

fn household() -> Household {
    let member = |name: &str, handle: &str, relationship, born: &str, is_dead| Member {
        name: name.into(),
        handle: handle.into(),
        relationship,
        born: born.into(),
        is_dead,
    };
    Household::Members(vec![
        member(
            "Trần Văn Đức",
            "h1",
            Relationship::Head,
            "1955-10-02",
            false,
        ),
        member(
            "Nguyễn Thị Hoa",
            HANDLE,
            Relationship::Spouse,
            "1958-03-15",
            false,
        ),
        member("Trần Thị Lài", "h7", Relationship::Parent, "1930", true),
    ])
}

fn long_life() -> Life {
    let hang_than = renamed(
        "12 phố Hàng Than, Phường Nguyễn Trung Trực, Quận Ba Đình, Thành phố Hà Nội",
        "Phường Ba Đình, Thành phố Hà Nội",
    );
    let cong_vi = Place {
        written: "Tổ 4, Phường Cống Vị, Quận Ba Đình, Thành phố Hà Nội".into(),
        today: CalledToday::OneOf(vec![
            "Phường Ngọc Hà, Thành phố Hà Nội".into(),
            "Phường Giảng Võ, Thành phố Hà Nội".into(),
        ]),
    };
    Life {
        name: "Nguyễn Thị Hoa".into(),
        status: RecordStatus::default(),
        summary: Summary {
            number: Some("001158000123".into()),
            sex: Sex::Female,
            born: "1958-03-15".into(),
            died: None,
            birth_place: Some(renamed(
                "Xã Thụy Hà, Huyện Thái Thụy, Tỉnh Thái Bình",
                "Xã Thái Thụy, Tỉnh Hưng Yên",
            )),
            origin: Some(Place {
                written: "Huyện Thái Thụy, Tỉnh Thái Bình".into(),
                today: CalledToday::Within("Tỉnh Hưng Yên".into()),
            }),
            ethnicity: Some("Kinh".into()),
            marital_status: Key("marital-married"),
            declared_dead: false,
            particulars: Particulars::default(),
        },
        family: vec![
            relative(
                Relation::Spouse,
                "Trần Văn Đức",
                "h1",
                "1955-10-02",
                "1981-01-18",
            ),
            relative(Relation::Father, "Nguyễn Văn Bường", "", "1930", ""),
            relative(
                Relation::Child,
                "Trần Nguyễn Quỳnh Như",
                "h2",
                "1983-06-25",
                "",
            ),
        ],
        residences: vec![
            residence(hang_than.clone(), Relationship::Spouse, "1998-09-01", None),
            residence(
                cong_vi.clone(),
                Relationship::Child,
                "1976-02-01",
                Some("1998-08-31"),
            ),
        ],
        whereabouts: Vec::new(),
        documents: vec![
            document(DocumentKind::Number, "001158000123"),
            document(DocumentKind::CancelledNumber, "001158009876"),
            document(DocumentKind::OldIdentityCard, "011234567"),
        ],
        events: long_life_events(hang_than, cong_vi),
    }
}

fn long_life_events(hang_than: Place, cong_vi: Place) -> Vec<Happened> {
    let text = |text: &str| Value::Text(text.into());
    let born = Said::Corrected(
        Key("word-born"),
        Value::Date("1958".into()),
        Value::Date("1958-03-15".into()),
    );
    let name = Said::Corrected(
        Key("word-name"),
        text("Nguyễn Thị Hoà"),
        text("Nguyễn Thị Hoa"),
    );
    let number = Happened {
        said: vec![Said::NumberGiven("001158000123".into())],
        position: Some(1_204_586),
        ..happened(
            Key("event-number-reestablished"),
            "2018-04-02",
            NUMBER_LAW,
            "Hà Nội City",
        )
    };
    let cancelled = Happened {
        said: vec![Said::NumberCancelled(
            "001158009876".into(),
            CancellationReason::BirthYearCorrected,
        )],
        position: Some(1_204_585),
        ..happened(
            Key("event-number-cancelled"),
            "2018-04-02",
            NUMBER_LAW,
            "Hà Nội City",
        )
    };
    let corrected = |said, position| Happened {
        said: vec![said],
        position: Some(position),
        ..happened(
            Key("event-correction"),
            "2016-08-23",
            CORRECTION_LAW,
            "Ba Đình Urban District",
        )
    };
    let moved = Happened {
        said: vec![Said::Residence(hang_than, Relationship::Spouse)],
        ..happened(
            Key("event-residence-moved"),
            "1998-09-01",
            "Luật Cư trú 2020, Điều 22",
            "Ba Đình Urban District",
        )
    };
    let married = Happened {
        said: vec![Said::Person(
            Key("relation-spouse"),
            "Trần Văn Đức".into(),
            Some("h1".into()),
        )],
        ..happened(
            Key("event-marriage"),
            "1981-01-18",
            "Luật Hộ tịch 2014, Điều 17–18; Luật Hôn nhân và gia đình 2014, Điều 8–9",
            "Thụy Hà Commune",
        )
    };
    let enrolled = Happened {
        said: vec![
            Said::Residence(cong_vi, Relationship::Child),
            Said::Source("Sổ hộ khẩu, đợt thu thập năm 2016".into()),
        ],
        corrected: true,
        ..happened(
            Key("event-enrolment"),
            "1958-01-01",
            "Luật Căn cước 2023, Điều 10",
            "Thụy Hà Commune",
        )
    };
    vec![
        number,
        cancelled,
        corrected(born, 811_402),
        corrected(name, 811_401),
        moved,
        married,
        enrolled,
    ]
}

const NUMBER_LAW: &str = "Luật Căn cước 2023, Điều 12; Nghị định 70/2024/NĐ-CP, Điều 11";
const CORRECTION_LAW: &str = "Luật Hộ tịch 2014, Điều 26–28";

/// The same life on 20 May 2009, before name and birth date were corrected.
fn as_of_2009() -> Life {
    let mut facts = long_life();
    facts.name = "Nguyễn Thị Hoà".into();
    facts.summary.number = None;
    facts.summary.born = "1958".into();
    facts.documents.drain(..2);
    facts.events.drain(..4);
    facts
}

pub(super) fn as_written(text: &str) -> Place {
    Place {
        written: text.into(),
        today: CalledToday::AsWritten,
    }
}

pub(super) fn renamed(text: &str, today: &str) -> Place {
    Place {
        written: text.into(),
        today: CalledToday::Otherwise(today.into()),
    }
}

pub(super) fn happened(kind: Key, on: &str, legal_basis: &str, unit: &str) -> Happened {
    Happened {
        kind,
        on: on.into(),
        recorded_at: "2024-07-01T08:41:09+07:00".into(),
        said: Vec::new(),
        legal_basis: legal_basis.into(),
        authority: Bilingual {
            vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
            english: format!("People's Committee of {unit}"),
        },
        position: Some(40_217),
        corrected: false,
        withdrawn: false,
    }
}

pub(super) fn relative(
    relation: Relation,
    name: &str,
    handle: &str,
    born: &str,
    since: &str,
) -> Relative {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Relative {
        relation,
        name: name.into(),
        handle: given(handle),
        born: given(born),
        since: given(since),
    }
}

pub(super) fn residence(
    place: Place,
    relationship: Relationship,
    from: &str,
    until: Option<&str>,
) -> Residence {
    Residence {
        place,
        relationship,
        from: Some(from.into()),
        until: until.map(Into::into),
    }
}

pub(super) fn document(kind: DocumentKind, number: &str) -> Document {
    Document {
        kind,
        number: number.into(),
        issue: None,
    }
}
