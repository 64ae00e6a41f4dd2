//! `GET /`: what waits for the officer, what they registered lately, and where work begins.

use crate::components::{Column, Menu, Table, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

pub mod examples;
pub(crate) mod handlers;

/// The officer's home.
#[derive(Clone, Debug, Default)]
pub struct HomeView {
    /// What waits for them beside their drafts: an address and a sentence each.
    pub waits: Vec<(String, Message)>,
    /// Forms half filled, the last saved first.
    pub drafts: Vec<DraftRow>,
    /// What they registered lately, the last first.
    pub registered: Vec<RegisteredRow>,
    /// Forms that they may fill in.
    pub forms: Menu,
    /// Where they may look something up.
    pub look_up: Menu,
}

/// A form half filled.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// The address of the draft.
    pub address: String,
    /// The form.
    pub form: Key,
    /// Whom it is about, as far as it says.
    pub name: Option<String>,
    /// When it was last saved, an instant in Vietnam's time.
    pub saved_at: String,
}

/// Something registered.
#[derive(Clone, Debug)]
pub struct RegisteredRow {
    /// The handle of the event.
    pub event: String,
    /// By which form.
    pub form: Key,
    /// When, an instant in Vietnam's time.
    pub at: String,
}

impl HomeView {
    fn drafts_table(&self) -> Table {
        let row = |draft: &DraftRow| {
            vec![
                Value::LinkSay {
                    href: format!("{}/check", draft.address),
                    label: draft.form,
                },
                Value::text(draft.name.as_deref()),
                Value::Instant(draft.saved_at.clone()),
            ]
        };
        Table {
            caption: Key("home-drafts").into(),
            columns: vec![
                Column::words(Key("desk-form")),
                Column::words(Key("home-about")),
                Column::words(Key("home-saved-at")),
            ],
            rows: self.drafts.iter().map(row).collect(),
        }
    }

    fn registered_table(&self) -> Table {
        let row = |registered: &RegisteredRow| {
            vec![
                Value::LinkSay {
                    href: format!("/events/{}", registered.event),
                    label: registered.form,
                },
                Value::Instant(registered.at.clone()),
            ]
        };
        Table {
            caption: Key("home-registered").into(),
            columns: vec![
                Column::words(Key("home-registered-what")),
                Column::words(Key("event-recorded-at")),
            ],
            rows: self.registered.iter().map(row).collect(),
        }
    }

    fn has_nothing_waiting(&self) -> bool {
        self.waits.is_empty() && self.drafts.is_empty()
    }
}

super::template!(HomeView, "desk/home.html");

impl Page for HomeView {
    fn title(&self) -> Message {
        Key("home-title").into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
