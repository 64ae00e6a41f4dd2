//! Examples of who was told about a person. Nobody in them exists.

use danh_exchange::{AccessKind, Told};
use jiff::civil::date;

use super::{ReadBy, ReadersView, ReadingRow};
use crate::bilingual::Bilingual;
use crate::examples::Example;
use crate::pages::person::{AsOf, PersonTab};

const HANDLE: &str = "k3v7q2m9x0dh5t8wzr4n6bfyc";

/// Readings of every kind, with dates kept for the other tabs; and none.
pub fn examples() -> Vec<Example> {
    let as_of = AsOf {
        on: Some(date(2009, 5, 20)),
        ..AsOf::default()
    };
    let view = |as_of: AsOf, readings: Vec<ReadingRow>, earlier: Option<&str>| ReadersView {
        handle: HANDLE.into(),
        name: "Nguyễn Thị Hoa".into(),
        as_of,
        readings,
        earlier: earlier.map(str::to_owned),
    };
    let address = as_of.address(HANDLE, PersonTab::Readers);
    let some = view(as_of, readings(), Some("0197c3a1e4000800"));
    let none = view(AsOf::default(), Vec::new(), None);
    vec![
        Example::new("person-readers", &address, some),
        Example::new(
            "person-readers-none",
            &AsOf::default().address(HANDLE, PersonTab::Readers),
            none,
        ),
    ]
}

fn readings() -> Vec<ReadingRow> {
    let reading = |at: &str, by: &str, kind, told: &[Told]| ReadingRow {
        at: at.into(),
        by: ReadBy::Officer(by.into()),
        authority: Bilingual {
            vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
            english: "People's Committee of Hồng Hà Ward".into(),
        },
        purpose: "Công tác đăng ký hộ tịch".into(),
        basis: "Luật Căn cước 2023, Điều 10".into(),
        kind,
        told: told.to_vec(),
    };
    let emergency = "Cấp cứu tại bệnh viện, cần tìm người nhà bệnh nhân";
    vec![
        reading(
            "2026-11-23T14:05:09+07:00",
            "Đỗ Thuỳ Dương",
            AccessKind::Disclosure,
            &[Told::SearchResult, Told::AccessRecords],
        ),
        ReadingRow {
            purpose: emergency.into(),
            ..reading(
                "2026-11-22T21:40:55+07:00",
                "Hà Ngọc Sơn",
                AccessKind::BreakGlass,
                &[Told::Family],
            )
        },
        ReadingRow {
            purpose: emergency.into(),
            ..reading(
                "2026-11-22T21:40:12+07:00",
                "Hà Ngọc Sơn",
                AccessKind::BreakGlassOpened,
                &[],
            )
        },
        reading(
            "2026-11-22T21:39:30+07:00",
            "Hà Ngọc Sơn",
            AccessKind::RefusedOutsideJurisdiction,
            &[Told::Summary, Told::Family],
        ),
        ReadingRow {
            by: ReadBy::Program("export".into()),
            authority: Bilingual {
                vietnamese: "Bộ Công an".into(),
                english: "Ministry of Public Security".into(),
            },
            purpose: "Bàn giao dữ liệu cho bầu cử".into(),
            ..reading(
                "2026-05-04T02:10:00+07:00",
                "",
                AccessKind::Disclosure,
                &[Told::Export],
            )
        },
    ]
}
