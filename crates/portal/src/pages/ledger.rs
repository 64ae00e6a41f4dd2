//! `GET /ledger`: how far the tamper-evident logs have come, and how anybody can check them
//! (C2SP tlog-tiles and tlog-checkpoint; RFC 6962).

use crate::components::{DescriptionList, Notice, Row, Tone, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

pub mod examples;
pub(crate) mod handlers;
pub mod read;

/// The state of the ledger.
#[derive(Clone, Debug)]
pub struct LedgerView {
    /// The logs, the journal first.
    pub logs: Vec<LogState>,
    /// What to type to check everything from outside.
    pub verify_by_url: String,
    /// What to type to check everything beside the data.
    pub verify_by_data: String,
}

/// How far a log has come.
#[derive(Clone, Debug)]
pub struct LogState {
    /// Which log.
    pub log: LogName,
    /// How many entries have their place in the tree.
    pub size: u64,
    /// How many wait for their place.
    pub waiting: u64,
    /// The last signed checkpoint.
    pub checkpoint: Option<CheckpointState>,
    /// The key that checkpoints are signed by, as a verifier key line (C2SP signed-note).
    pub verifier_key: String,
    /// Where the log is served, a path without a slash at its end.
    pub served_at: String,
}

/// A signed checkpoint.
#[derive(Clone, Debug)]
pub struct CheckpointState {
    /// The root of the tree over all entries that have their place, base64.
    pub root: String,
    /// When it was signed, an instant in Vietnam's time.
    pub signed_at: String,
}

/// Which log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogName {
    /// What happened to persons.
    Journal,
    /// Who was told what about them.
    Access,
}

impl LogName {
    fn title(self) -> Key {
        match self {
            Self::Journal => Key("ledger-journal"),
            Self::Access => Key("ledger-access"),
        }
    }

    fn about(self) -> Key {
        match self {
            Self::Journal => Key("ledger-journal-about"),
            Self::Access => Key("ledger-access-about"),
        }
    }
}

impl LogState {
    fn notice(&self) -> Notice {
        if self.waiting > 0 {
            Notice {
                tone: Tone::Attention,
                message: Message::new(Key("ledger-waiting")).with_count("count", self.waiting),
                link: None,
            }
        } else {
            Notice {
                tone: Tone::Good,
                message: Key("ledger-settled").into(),
                link: None,
            }
        }
    }

    fn list(&self) -> DescriptionList {
        let mut rows = vec![
            Row::new(Key("ledger-size"), Value::Count(self.size)),
            Row::new(Key("ledger-waiting-entries"), Value::Count(self.waiting)),
        ];
        match &self.checkpoint {
            None => rows.push(Row::new(
                Key("ledger-checkpoint"),
                Key("ledger-no-checkpoint"),
            )),
            Some(checkpoint) => {
                rows.push(Row::new(
                    Key("ledger-signed-at"),
                    Value::Instant(checkpoint.signed_at.clone()),
                ));
                rows.push(Row::new(
                    Key("ledger-root"),
                    Value::Digest(checkpoint.root.clone()),
                ));
                rows.push(Row::new(
                    Key("ledger-checkpoint"),
                    link(&self.served_at, "/checkpoint"),
                ));
                rows.push(Row::new(
                    Key("ledger-tiles"),
                    link(&self.served_at, "/tile/0/000"),
                ));
            }
        }
        rows.push(Row::new(
            Key("ledger-key"),
            Value::Digest(self.verifier_key.clone()),
        ));
        DescriptionList { rows }
    }
}

fn link(served_at: &str, path: &str) -> Value {
    let href = format!("{served_at}{path}");
    Value::Link {
        text: href.clone(),
        href,
    }
}

super::template!(LedgerView, "pages/ledger.html");

impl Page for LedgerView {
    fn title(&self) -> Message {
        Key("ledger-title").into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Ledger)
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
