//! Examples of the list of emergency readings. Nobody in them exists.

use super::{BreakGlassView, EmergencyReading};
use crate::bilingual::Bilingual;
use crate::examples::Example;

/// Some, and none.
pub fn examples() -> Vec<Example> {
    let reading = |officer: &str, opened_at: &str, reason: &str, is_open| EmergencyReading {
        officer: officer.into(),
        authority: Bilingual {
            vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
            english: "People's Committee of Hồng Hà Ward".into(),
        },
        opened_at: opened_at.into(),
        is_open,
        reason: reason.into(),
        person: is_open.then(|| "/persons/k3v7q2m9x1dh5t8wzr4n6bfycq".into()),
    };
    let view = BreakGlassView {
        readings: vec![
            reading(
                "Hà Ngọc Sơn",
                "2026-11-23T14:05:09+07:00",
                "Cấp cứu tại bệnh viện, cần tìm người nhà bệnh nhân",
                true,
            ),
            reading(
                "Đỗ Thuỳ Dương",
                "2026-11-20T09:41:30+07:00",
                "Nạn nhân lũ lụt sơ tán từ tỉnh khác, không còn giấy tờ",
                false,
            ),
        ],
        earlier: Some("/break-glass?before=0197c3a1e4000800".into()),
    };
    vec![
        Example::new("break-glass", "/break-glass", view),
        Example::new(
            "break-glass-none",
            "/break-glass",
            BreakGlassView::default(),
        ),
    ]
}
