//! Examples of the units page.

use super::{FoundUnit, Share, Successor, UnitRow, UnitsOn, UnitsView};
use crate::examples::Example;
use crate::words::UnitLevel;

/// Today, an earlier day, a search, a search in vain, a day to mend.
pub fn examples() -> Vec<Example> {
    let on = |day: &str, chosen| UnitsOn {
        day: day.into(),
        chosen,
        malformed: None,
    };
    let today = on("2026-11-23", false);
    vec![
        Example::new(
            "units",
            "/units",
            UnitsView {
                on: today.clone(),
                provinces: provinces_of_today(),
                ..UnitsView::default()
            },
        ),
        Example::new(
            "units-before-2025",
            "/units?on=2020-01-01",
            UnitsView {
                on: on("2020-01-01", true),
                provinces: vec![
                    unit("01", "Thành phố Hà Nội", 30),
                    unit("02", "Tỉnh Hà Giang", 11),
                    unit("04", "Tỉnh Cao Bằng", 10),
                ],
                ..UnitsView::default()
            },
        ),
        Example::new(
            "units-found",
            "/units?q=cong+vi",
            UnitsView {
                on: today.clone(),
                query: "cong vi".into(),
                found: Some(vec![cong_vi(), ba_dinh()]),
                provinces: provinces_of_today(),
            },
        ),
        Example::new(
            "units-none",
            "/units?q=atlantis",
            UnitsView {
                on: today.clone(),
                query: "atlantis".into(),
                found: Some(Vec::new()),
                provinces: provinces_of_today(),
            },
        ),
        Example::new(
            "units-day-to-mend",
            "/units",
            UnitsView {
                on: UnitsOn {
                    malformed: Some(["31".into(), "6".into(), "2025".into()]),
                    ..today
                },
                provinces: provinces_of_today(),
                ..UnitsView::default()
            },
        ),
    ]
}

fn unit(code: &str, name: &str, parts: u64) -> UnitRow {
    UnitRow {
        code: code.into(),
        name: name.into(),
        parts: Some(parts),
    }
}

fn provinces_of_today() -> Vec<UnitRow> {
    vec![
        unit("01", "Thành phố Hà Nội", 126),
        unit("04", "Tỉnh Cao Bằng", 56),
        unit("08", "Tỉnh Tuyên Quang", 124),
        unit("11", "Tỉnh Điện Biên", 45),
        unit("79", "Thành phố Hồ Chí Minh", 168),
    ]
}

fn cong_vi() -> FoundUnit {
    let successor = |code: &str, name: &str| Successor {
        code: code.into(),
        name: name.into(),
        share: Share::Part,
    };
    FoundUnit {
        code: "00007".into(),
        name: "Phường Cống Vị".into(),
        level: UnitLevel::Commune,
        within: Some("Quận Ba Đình, Thành phố Hà Nội".into()),
        until: Some("2025-06-30".into()),
        successors: vec![
            successor("00008", "Phường Ngọc Hà, Thành phố Hà Nội"),
            successor("00025", "Phường Giảng Võ, Thành phố Hà Nội"),
        ],
    }
}

fn ba_dinh() -> FoundUnit {
    FoundUnit {
        code: "00004".into(),
        name: "Phường Ba Đình".into(),
        level: UnitLevel::Commune,
        within: Some("Thành phố Hà Nội".into()),
        until: None,
        successors: Vec::new(),
    }
}
