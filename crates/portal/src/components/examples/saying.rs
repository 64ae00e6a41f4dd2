//! Examples of what a page says.

use crate::bilingual::Bilingual;
use crate::components::part::Part;
use crate::components::{
    DescriptionList, MaskedNumber, Notice, Row, Tag, Timeline, TimelineEntry, Tone, Value,
};
use crate::messages::Key;

/// Every tone, with and without a way to go on; the tags.
pub(super) fn notices() -> Vec<Part> {
    let notice = |tone, key: Key, link| {
        Notice {
            tone,
            message: key.into(),
            link,
        }
        .into()
    };
    let tag = |tone, label| Part::Tag(Tag { tone, label });
    vec![
        notice(Tone::Plain, Key("search-recorded"), None),
        notice(Tone::Good, Key("sign-in-signed-out"), None),
        notice(
            Tone::Attention,
            Key("example-protected"),
            Some(("/".into(), Key("example-leave"))),
        ),
        notice(Tone::Past, Key("example-over"), None),
        tag(Tone::Plain, Key("word-present")),
        tag(Tone::Good, Key("document-in-force")),
        tag(Tone::Attention, Key("document-expired")),
        tag(Tone::Past, Key("document-former")),
    ]
}

/// A value of every kind.
pub(super) fn facts() -> Vec<Part> {
    let rows = vec![
        Row::new(Key("word-name"), "Nguyễn Thị Ngọc Huyền"),
        Row::new(
            Key("word-number"),
            Value::Masked(MaskedNumber::of("001196012345")),
        ),
        Row::new(Key("word-sex"), Key("word-female")),
        Row::new(Key("word-born"), Value::Date("1996-03".into())),
        Row::new(Key("word-died"), Value::Missing),
        Row::new(
            Key("document-card"),
            Value::Tag(Tag {
                tone: Tone::Good,
                label: Key("document-in-force"),
            }),
        ),
        Row::new(Key("example-copies"), Value::Count(1_234_567)),
        Row::new(
            Key("example-residence"),
            Value::text(Some("Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"))
                .noted(Key("example-over")),
        ),
        Row::new(
            Key("relation-child"),
            Value::Lines(vec!["Trần Ngọc Bảo Ân".into(), "Trần Ngọc Gia Uy".into()]),
        ),
    ];
    vec![DescriptionList { rows }.into()]
}

/// Two events, one of them corrected and not in the ledger yet.
pub(super) fn timeline() -> Vec<Part> {
    let authority = Bilingual {
        vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
        english: "People’s Committee of Hồng Hà Ward".into(),
    };
    let moved = TimelineEntry {
        kind: Key("event-residence-moved"),
        date_is: Some(Key("word-from")),
        happened_on: "2025-07-01".into(),
        recorded_at: "2025-07-02T09:15:00+07:00".into(),
        tag: None,
        details: vec![Row::new(
            Key("example-permanent"),
            "Phường Ba Đình, Thành phố Hà Nội",
        )],
        legal_basis: "Luật Cư trú 2020, Điều 22".into(),
        authority: authority.clone(),
        position: None,
    };
    let born = TimelineEntry {
        kind: Key("event-birth"),
        date_is: None,
        happened_on: "1996-03".into(),
        recorded_at: "1996-04-02T10:00:00+07:00".into(),
        tag: Some(Tag {
            tone: Tone::Past,
            label: Key("document-former"),
        }),
        details: Vec::new(),
        legal_basis: "Luật Hộ tịch 2014, Điều 16".into(),
        authority,
        position: Some(1_234_567),
    };
    vec![
        Timeline {
            entries: vec![moved, born],
        }
        .into(),
    ]
}
