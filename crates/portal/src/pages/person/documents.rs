//! The numbers and cards that a person holds or held.

use danh_register::{CardKind, RevocationReason};

use super::DocumentsTab;
use super::labels;
use crate::bilingual::Bilingual;
use crate::components::{Column, Table, Tag, Tone, Value};
use crate::messages::Key;

/// A number the person holds or held, with the paper it stands on.
#[derive(Clone, Debug)]
pub struct Document {
    /// What kind of number, and how it stands.
    pub kind: DocumentKind,
    /// The number; of a card, its serial.
    pub number: String,
    /// When and until when, of a card.
    pub issue: Option<Issue>,
}

/// What kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// The personal number in force.
    Number,
    /// A personal number that was cancelled; it is never given again.
    CancelledNumber,
    /// The personal number of a record that was merged into another.
    MergedNumber,
    /// The 9-digit number of an old identity card.
    OldIdentityCard,
    /// A card with a 12-digit number.
    Card(CardKind, CardState),
}

/// How a card stands on the day that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// It proves who the person is.
    InForce,
    /// Its last day has passed.
    Expired,
    /// It was taken out of force.
    Revoked(RevocationReason),
    /// Another card, or the holder's death, put it out of use.
    Unused,
}

/// The issue of a card.
#[derive(Clone, Debug)]
pub struct Issue {
    /// The day, ISO.
    pub on: String,
    /// By whom.
    pub by: Bilingual,
    /// The last day on which it is valid, ISO; none when it has no expiry.
    pub until: Option<String>,
}

impl DocumentKind {
    const fn label(self) -> Key {
        match self {
            Self::Number | Self::CancelledNumber | Self::MergedNumber => Key("word-number"),
            Self::OldIdentityCard => Key("document-old-identity-card"),
            Self::Card(kind, _) => labels::card_kind(kind),
        }
    }

    const fn tag(self) -> Tag {
        let (tone, label) = match self {
            Self::Number | Self::Card(_, CardState::InForce) => {
                (Tone::Good, Key("document-in-force"))
            }
            Self::CancelledNumber => (Tone::Past, Key("document-cancelled")),
            Self::OldIdentityCard => (Tone::Past, Key("document-former")),
            Self::Card(_, CardState::Expired) => (Tone::Past, Key("document-expired")),
            Self::MergedNumber | Self::Card(_, CardState::Unused) => {
                (Tone::Past, Key("document-unused"))
            }
            Self::Card(_, CardState::Revoked(reason)) => {
                (Tone::Past, labels::revocation_reason(reason))
            }
        };
        Tag { tone, label }
    }
}

impl DocumentsTab {
    pub(super) fn table(&self) -> Table {
        let cards = self
            .documents
            .iter()
            .any(|document| document.issue.is_some());
        let mut columns = vec![
            Column::words(Key("person-document")),
            Column::words(Key("person-document-number")),
            Column::words(Key("person-document-state")),
        ];
        if cards {
            columns.push(Column::words(Key("person-document-issued")));
            columns.push(Column::words(Key("person-document-until")));
        }
        let row = |document: &Document| {
            let mut row = document.row();
            row.truncate(columns.len());
            row
        };
        let rows = self.documents.iter().map(row).collect();
        Table {
            caption: Key("person-documents").into(),
            columns,
            rows,
        }
    }
}

impl Document {
    fn row(&self) -> Vec<Value> {
        let (issued, until) = match &self.issue {
            None => (Value::Missing, Value::Missing),
            Some(issue) => (
                Value::Lines(vec![
                    Value::Date(issue.on.clone()),
                    Value::Named(issue.by.clone()),
                ]),
                match &issue.until {
                    Some(until) => Value::Date(until.clone()),
                    None => Key("document-no-expiry").into(),
                },
            ),
        };
        vec![
            self.kind.label().into(),
            Value::Code(self.number.clone()),
            Value::Tag(self.kind.tag()),
            issued,
            until,
        ]
    }
}
