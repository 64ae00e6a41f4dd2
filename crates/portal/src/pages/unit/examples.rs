//! Examples of the page of a unit.

use super::UnitView;
use crate::examples::Example;
use crate::pages::units::{Share, Successor, UnitRow, UnitsOn};
use crate::words::UnitLevel;

/// A province of today, a province that was merged, a commune that was divided.
pub fn examples() -> Vec<Example> {
    vec![
        Example::new("unit-province", "/units/01", ha_noi()),
        Example::new("unit-past", "/units/02", ha_giang()),
        Example::new("unit-commune-divided", "/units/00007", cong_vi()),
    ]
}

fn today() -> UnitsOn {
    UnitsOn {
        day: "2026-11-23".into(),
        chosen: false,
        malformed: None,
    }
}

fn ha_noi() -> UnitView {
    let commune = |code: &str, name: &str| UnitRow {
        code: code.into(),
        name: name.into(),
        parts: None,
    };
    UnitView {
        code: "01".into(),
        name: "Thành phố Hà Nội".into(),
        level: UnitLevel::Province,
        within: Vec::new(),
        from: None,
        until: None,
        successors: Vec::new(),
        predecessors: Vec::new(),
        on: today(),
        parts: vec![
            commune("00004", "Phường Ba Đình"),
            commune("00025", "Phường Giảng Võ"),
            commune("00097", "Phường Hồng Hà"),
            commune("00008", "Phường Ngọc Hà"),
        ],
    }
}

fn ha_giang() -> UnitView {
    UnitView {
        code: "02".into(),
        name: "Tỉnh Hà Giang".into(),
        level: UnitLevel::Province,
        within: Vec::new(),
        from: Some("1991-08-12".into()),
        until: Some("2025-06-30".into()),
        successors: vec![Successor {
            code: "08".into(),
            name: "Tỉnh Tuyên Quang".into(),
            share: Share::Whole,
        }],
        predecessors: Vec::new(),
        on: today(),
        parts: Vec::new(),
    }
}

fn cong_vi() -> UnitView {
    let part = |code: &str, name: &str| Successor {
        code: code.into(),
        name: name.into(),
        share: Share::Part,
    };
    UnitView {
        code: "00007".into(),
        name: "Phường Cống Vị".into(),
        level: UnitLevel::Commune,
        within: vec![
            ("001".into(), "Quận Ba Đình".into()),
            ("01".into(), "Thành phố Hà Nội".into()),
        ],
        from: None,
        until: Some("2025-06-30".into()),
        successors: vec![
            part("00008", "Phường Ngọc Hà, Thành phố Hà Nội"),
            part("00025", "Phường Giảng Võ, Thành phố Hà Nội"),
        ],
        predecessors: Vec::new(),
        on: today(),
        parts: Vec::new(),
    }
}
