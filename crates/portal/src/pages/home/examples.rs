//! Examples of the home page.

use super::{DraftRow, HomeView, RegisteredRow};
use crate::components::Menu;
use crate::desk::FORMS;
use crate::examples::Example;
use crate::messages::{Key, Message};

/// With nothing waiting, and in the middle of the work.
pub fn examples() -> Vec<Example> {
    let forms = FORMS
        .iter()
        .map(|form| form.about())
        .fold(Menu::default(), |menu, about| {
            let href = format!("/desk/{}/new", about.name);
            menu.with(about.group(), href, about.title)
        });
    vec![
        Example::new(
            "home-quiet",
            "/",
            HomeView {
                forms: forms.clone(),
                look_up: look_up(),
                ..HomeView::default()
            },
        ),
        Example::new(
            "home",
            "/",
            HomeView {
                waits: vec![
                    (
                        "/proposals".into(),
                        Message::new(Key("home-proposals")).with_count("count", 2),
                    ),
                    (
                        "/break-glass".into(),
                        Message::new(Key("home-break-glass")).with_count("count", 1),
                    ),
                ],
                look_up: look_up(),
                drafts: vec![DraftRow {
                    address: "/desk/drafts/draft".into(),
                    form: Key("desk-birth"),
                    name: Some("Quàng Minh Khôi".into()),
                    saved_at: "2026-11-23T14:05:09+07:00".into(),
                }],
                registered: vec![RegisteredRow {
                    event: "event".into(),
                    form: Key("desk-birth"),
                    at: "2026-11-23T09:40:00+07:00".into(),
                }],
                forms,
            },
        ),
    ]
}

fn look_up() -> Menu {
    Menu::default()
        .with(Key("home-look-up"), "/search", Key("search-title"))
        .with(Key("home-look-up"), "/books", Key("books-title"))
        .with(Key("home-look-up"), "/units", Key("nav-units"))
        .with(Key("home-look-up"), "/proposals", Key("proposals-title"))
}
