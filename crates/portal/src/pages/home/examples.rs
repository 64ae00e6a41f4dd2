//! Examples of the home page.

use super::{DraftRow, HomeView, RegisteredRow};
use crate::desk::FORMS;
use crate::examples::Example;
use crate::messages::Key;

/// With nothing waiting, and in the middle of the work.
pub fn examples() -> Vec<Example> {
    let forms: Vec<_> = FORMS
        .iter()
        .map(|form| (form.about().name, form.about().title))
        .collect();
    vec![
        Example::new(
            "home-quiet",
            "/",
            HomeView {
                forms: forms.clone(),
                ..HomeView::default()
            },
        ),
        Example::new(
            "home",
            "/",
            HomeView {
                waits: Vec::new(),
                reads_books: true,
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
