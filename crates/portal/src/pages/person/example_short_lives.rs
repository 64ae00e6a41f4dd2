//! Two short lives for the person page: one of which little is known, and one that began lately.

use danh_register::Relationship;
use danh_vocabulary::Sex;

use super::examples::{Life, as_written, document, happened, relative, renamed, residence};
use super::{DocumentKind, Happened, Particulars, RecordStatus, Said, Summary};
use crate::bilingual::Bilingual;
use crate::messages::Key;
use crate::words::Relation;

/// Somebody of whom little is known, and who died.
pub(super) fn ended_life() -> Life {
    Life {
        name: "Y Thăng Niê".into(),
        status: RecordStatus::default(),
        summary: Summary {
            number: None,
            sex: Sex::Male,
            born: "1941".into(),
            died: Some("2019-10-28".into()),
            birth_place: Some(as_written("Tỉnh Đắk Lắk")),
            origin: None,
            ethnicity: Some("Ê Đê".into()),
            marital_status: Key("word-not-recorded"),
            declared_dead: false,
            particulars: Particulars::default(),
        },
        family: Vec::new(),
        residences: Vec::new(),
        whereabouts: Vec::new(),
        documents: Vec::new(),
        events: vec![Happened {
            said: vec![Said::Place(renamed(
                "Phường Ea Tam, Thành phố Buôn Ma Thuột, Tỉnh Đắk Lắk",
                "Phường Ea Kao, Tỉnh Đắk Lắk",
            ))],
            ..happened(
                Key("event-death"),
                "2019-10-28",
                "Luật Hộ tịch 2014, Điều 32–34",
                "Ea Tam Ward",
            )
        }],
    }
}

/// A child whose birth was registered lately.
pub(super) fn newborn() -> Life {
    let home = as_written("27/3 Cách Mạng Tháng Tám, Phường Tân Hòa, Thành phố Hồ Chí Minh");
    Life {
        name: "Lê Hoàng Bảo An".into(),
        status: RecordStatus::default(),
        summary: Summary {
            number: Some("079325004417".into()),
            sex: Sex::Female,
            born: "2025-08-11".into(),
            died: None,
            birth_place: Some(as_written("Phường Bến Thành, Thành phố Hồ Chí Minh")),
            origin: Some(as_written("Thành phố Cần Thơ")),
            ethnicity: Some("Kinh".into()),
            marital_status: Key("marital-single"),
            declared_dead: false,
            particulars: Particulars {
                birth_registered_in: Some(as_written("Phường Tân Hòa, Thành phố Hồ Chí Minh")),
                nationalities: vec![Bilingual {
                    vietnamese: "Việt Nam".into(),
                    english: "Viet Nam".into(),
                }],
                present_place: Some(home.clone()),
                ..Particulars::default()
            },
        },
        family: vec![
            relative(Relation::Mother, "Phạm Hoàng Yến", "h3", "1996-12-08", ""),
            relative(Relation::Father, "Lê Quốc Huy", "h4", "1994-02-17", ""),
        ],
        residences: vec![residence(home, Relationship::Child, "2025-08-20", None)],
        whereabouts: Vec::new(),
        documents: vec![document(DocumentKind::Number, "079325004417")],
        events: vec![Happened {
            said: vec![Said::NumberGiven("079325004417".into())],
            position: None,
            ..happened(
                Key("event-birth"),
                "2025-08-11",
                "Luật Hộ tịch 2014, Điều 13–16",
                "Tân Hòa Ward",
            )
        }],
    }
}
