//! Examples of an event's page and of an extract.

use jiff::civil::date;

use super::extract::ExtractView;
use super::{Concerned, EventFacts, EventView};
use crate::bilingual::Bilingual;
use crate::components::{DescriptionList, MaskedNumber, Row, TimelineEntry, Value};
use crate::examples::Example;
use crate::messages::Key;
use crate::pages::person::AsOf;

/// Just registered, looked at later, as of an earlier day, before it was recorded, and its extract.
pub fn examples() -> Vec<Example> {
    let event = |is_new, position| EventView {
        handle: "event".into(),
        as_of: AsOf::default(),
        facts: Some(facts(position)),
        is_new,
    };
    let mut then = event(false, Some(48_213));
    then.as_of.on = Some(date(2026, 11, 21));
    then.as_of.known = Some(date(2026, 11, 23));
    let mut nothing = event(false, None);
    nothing.as_of.known = Some(date(2026, 1, 1));
    nothing.facts = None;
    vec![
        Example::new("event-registered", "/events/event", event(true, None)),
        Example::new("event", "/events/event", event(false, Some(48_213))),
        Example::new("event-then", "/events/event", then),
        Example::new("event-not-known-then", "/events/event", nothing),
        Example::new("extract", "/events/event/extract", extract()),
    ]
}

fn facts(position: Option<u64>) -> EventFacts {
    EventFacts {
        entry: TimelineEntry {
            kind: Key("event-birth"),
            date_is: None,
            happened_on: "2026-11-20".into(),
            recorded_at: "2026-11-23T14:05:09+07:00".into(),
            tag: None,
            details: vec![
                Row::new(Key("word-name"), "Quàng Minh Khôi"),
                Row::new(
                    Key("event-number-given"),
                    Value::Code("001226004311".into()),
                ),
            ],
            legal_basis: "Luật Hộ tịch 2014, Điều 13–16".into(),
            authority: authority(),
            position,
        },
        persons: vec![Concerned {
            handle: "handle".into(),
            name: "Quàng Minh Khôi".into(),
            born: "2026-11-20".into(),
            number: Some(MaskedNumber::of("001226004311")),
        }],
        officer: Some("Đỗ Thuỳ Dương".into()),
        has_extract: true,
    }
}

fn authority() -> Bilingual {
    Bilingual {
        vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
        english: "People's Committee of Hồng Hà Ward".into(),
    }
}

fn extract() -> ExtractView {
    let person = |name: &str, born: &str| {
        vec![
            Row::new(Key("word-name"), name),
            Row::new(Key("word-born"), Value::Date(born.into())),
            Row::new(Key("desk-ethnicity"), "Thái"),
        ]
    };
    let list = |rows| DescriptionList { rows };
    ExtractView {
        handle: "event".into(),
        title: Key("extract-birth"),
        authority: authority(),
        position: Some(48_213),
        parts: vec![
            (None, list(person("Quàng Minh Khôi", "2026-11-20"))),
            (
                Some(Key("relation-mother")),
                list(person("Lò Thị Hạnh", "1995-02-01")),
            ),
            (
                Some(Key("relation-father")),
                list(person("Quàng Văn Thắng", "1993-07-12")),
            ),
        ],
        registered_at: "2026-11-23T14:05:09+07:00".into(),
        officer: Some("Đỗ Thuỳ Dương".into()),
        today: "2026-11-23".into(),
    }
}
