//! `GET /proposals`: acts that wait for a second officer: those that wait for the reader, and what the reader proposed.
//!
//! Who an act is about stands on the page of the proposal alone, which tells it on record.

use crate::bilingual::Bilingual;
use crate::components::{Column, Table, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;
pub mod words;

/// What waits, and what was proposed.
#[derive(Clone, Debug, Default)]
pub struct ProposalsView {
    /// What the reader may decide, the longest waiting first.
    pub waiting: Vec<ProposalRow>,
    /// Whether more wait than these.
    pub more_wait: bool,
    /// What the reader proposed, the latest first.
    pub own: Vec<ProposalRow>,
    /// Whether the reader may propose who is appointed.
    pub may_appoint: bool,
}

/// One proposal in a list.
#[derive(Clone, Debug)]
pub struct ProposalRow {
    /// The handle that names it in addresses.
    pub handle: String,
    /// What is to be done.
    pub kind: Key,
    /// Who asks.
    pub proposer: String,
    /// In whose name.
    pub authority: Bilingual,
    /// When it was proposed, an instant in Vietnam's time.
    pub proposed_at: String,
    /// What has become of it.
    pub standing: Standing,
}

/// What has become of a proposal, as a reader needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for a second officer.
    Waiting,
    /// It was carried out.
    Approved,
    /// It was not.
    Rejected,
    /// What it is about changed meanwhile.
    Void,
    /// Nobody decided it in time.
    Expired,
}

impl Standing {
    /// The standing as a tag.
    pub const fn tag(self) -> Tag {
        let (tone, label) = match self {
            Self::Waiting => (Tone::Attention, Key("proposal-waiting")),
            Self::Approved => (Tone::Good, Key("proposal-approved")),
            Self::Rejected => (Tone::Past, Key("proposal-rejected")),
            Self::Void => (Tone::Past, Key("proposal-void")),
            Self::Expired => (Tone::Past, Key("proposal-expired")),
        };
        Tag { tone, label }
    }
}

impl ProposalsView {
    fn waiting_table(&self) -> Table {
        let row = |row: &ProposalRow| {
            vec![
                row.link(),
                Value::Lines(vec![
                    Value::Text(row.proposer.clone()),
                    Value::Named(row.authority.clone()),
                ]),
                Value::Instant(row.proposed_at.clone()),
            ]
        };
        Table {
            columns: vec![
                Column::words(Key("proposal-act")),
                Column::words(Key("proposal-proposer")),
                Column::words(Key("proposal-proposed-at")),
            ],
            rows: self.waiting.iter().map(row).collect(),
            caption: Key("proposals-waiting").into(),
        }
    }

    fn own_table(&self) -> Table {
        let row = |row: &ProposalRow| {
            vec![
                row.link(),
                Value::Tag(row.standing.tag()),
                Value::Instant(row.proposed_at.clone()),
            ]
        };
        Table {
            columns: vec![
                Column::words(Key("proposal-act")),
                Column::words(Key("proposal-standing")),
                Column::words(Key("proposal-proposed-at")),
            ],
            rows: self.own.iter().map(row).collect(),
            caption: Key("proposals-own").into(),
        }
    }
}

impl ProposalRow {
    fn link(&self) -> Value {
        Value::LinkSay {
            href: format!("/proposals/{}", self.handle),
            label: self.kind,
        }
    }
}

super::template!(ProposalsView, "pages/proposals.html");

impl Page for ProposalsView {
    fn title(&self) -> Message {
        Key("proposals-title").into()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
