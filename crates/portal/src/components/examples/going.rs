//! Examples of finding one's way, and of what takes time.

use crate::components::part::Part;
use crate::components::{
    Breadcrumbs, Column, Menu, Pager, Presence, Progress, SavedDraft, SortOrder, Tab, Table, Tabs,
    Value,
};
use crate::messages::{Key, Message};

/// Where a page lies.
pub(super) fn breadcrumbs() -> Vec<Part> {
    vec![
        Breadcrumbs::default()
            .then("/search", Key("search-title"))
            .then("/components", "Nguyễn Thị Ngọc Huyền")
            .into(),
    ]
}

/// The parts of a person's page.
pub(super) fn tabs() -> Vec<Part> {
    let tab = |label, count, presence| Tab {
        href: "/components/tabs".into(),
        label,
        count,
        presence,
    };
    vec![
        Tabs {
            label: Key("person-contents").into(),
            tabs: vec![
                tab(Key("person-summary"), None, Presence::Shown),
                tab(Key("person-family"), Some(5), Presence::Elsewhere),
                tab(Key("person-residence"), Some(2), Presence::Elsewhere),
                tab(Key("person-documents"), Some(3), Presence::Elsewhere),
                tab(Key("person-timeline"), Some(1_204), Presence::Elsewhere),
            ],
        }
        .into(),
    ]
}

/// Forms of two kinds, and pages of one kind.
pub(super) fn menu() -> Vec<Part> {
    let forms = Menu::default()
        .with(
            Key("desk-group-civil"),
            "/components/form",
            Key("desk-birth"),
        )
        .with(
            Key("desk-group-civil"),
            "/components/form",
            Key("desk-death"),
        )
        .with(
            Key("desk-group-civil"),
            "/components/form",
            Key("desk-marriage"),
        )
        .with(
            Key("desk-group-residence"),
            "/components/form",
            Key("desk-temporary"),
        )
        .with(
            Key("desk-group-residence"),
            "/components/form",
            Key("desk-split"),
        );
    let pages = Menu::default()
        .with(Key("home-look-up"), "/search", Key("search-title"))
        .with(Key("home-look-up"), "/units", Key("nav-units"));
    vec![forms.into(), pages.into()]
}

/// A list sorted by its first column, in the middle of its pages.
pub(super) fn table() -> Vec<Part> {
    let sorted = |column: Column, order| column.sorted_by("/components/table?sort=", order);
    let row = |name: &str, born: &str, copies| {
        vec![
            name.into(),
            Value::Date(born.into()),
            Value::text(Some("Phường Ba Đình, Thành phố Hà Nội")),
            Value::Count(copies),
        ]
    };
    let shown = Message::new(Key("example-shown"))
        .with_count("first", 26)
        .with_count("last", 30)
        .with_count("count", 1_234);
    vec![
        Table {
            caption: Key("person-documents").into(),
            columns: vec![
                sorted(Column::words(Key("word-name")), Some(SortOrder::Ascending)),
                sorted(Column::words(Key("word-born")), None),
                Column::words(Key("person-residence")),
                sorted(Column::amounts(Key("example-copies")), None),
            ],
            rows: vec![
                row("Nguyễn Thị Ngọc Ánh", "1996-03-15", 3),
                row("Trần Ngọc Bảo Ân", "2024-01", 1_250),
                row("Lê Văn Đạt", "1950", 12),
            ],
        }
        .into(),
        Pager {
            shown,
            previous: Some("/components/table?before=".into()),
            next: Some("/components/table?after=".into()),
        }
        .into(),
    ]
}

/// A job halfway.
pub(super) fn progress() -> Vec<Part> {
    vec![
        Progress {
            label: Key("example-import").into(),
            said: Message::new(Key("example-rows"))
                .with_count("done", 412_000)
                .with_count("total", 1_000_000),
            done: 412_000,
            total: Some(1_000_000),
            again: "/components/progress".into(),
        }
        .into(),
        SavedDraft {
            at: Some("2026-11-23T14:05:09+07:00".into()),
        }
        .into(),
    ]
}
