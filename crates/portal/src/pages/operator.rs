//! `GET /operator`: how the program runs, for whoever looks after it: the same facts as `/metrics` and `danh doctor`, of which
//! [`danh_operation`] makes the one list.

use danh_operation::{Finding, Section as Part, Standing};

use crate::components::{Column, Notice, Table, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;
pub mod words;

/// How the program runs.
#[derive(Clone, Debug)]
pub struct OperatorView {
    /// When it was looked, an instant in Vietnam's time.
    pub looked_at: String,
    /// What was found, in the order of its sections.
    pub findings: Vec<Finding>,
}

impl OperatorView {
    fn notice(&self) -> Notice {
        let wrong = self.of_standing(Standing::Wrong);
        if wrong == 0 {
            return Notice {
                tone: Tone::Good,
                message: Key("operator-nothing-wrong").into(),
                link: None,
            };
        }
        Notice {
            tone: Tone::Attention,
            message: Message::new(Key("operator-wrong")).with_count("count", wrong),
            link: None,
        }
    }

    fn of_standing(&self, standing: Standing) -> u64 {
        let found = self.findings.iter();
        found.filter(|it| it.standing == standing).count() as u64
    }

    /// What is wrong, said before anything else.
    fn wrong(&self) -> Option<Table> {
        let wrong = self.findings.iter();
        let wrong: Vec<_> = wrong.filter(|it| it.standing == Standing::Wrong).collect();
        (!wrong.is_empty()).then(|| table(Key("operator-to-mend"), wrong))
    }

    fn parts(&self) -> impl Iterator<Item = (Key, Table)> {
        Part::ALL.into_iter().filter_map(|part| {
            let found = self.findings.iter();
            let found: Vec<_> = found.filter(|it| it.fact.section() == part).collect();
            let title = title(part);
            (!found.is_empty()).then(|| (title, table(title, found)))
        })
    }
}

fn table(caption: Key, findings: Vec<&Finding>) -> Table {
    let row = |finding: &Finding| {
        let sentence = Value::Say(words::sentence(finding));
        let said = match &finding.remedy {
            Some(remedy) => sentence.noted(words::remedy(remedy)),
            None => sentence,
        };
        vec![said, Value::Tag(tag(finding.standing))]
    };
    Table {
        caption: caption.into(),
        columns: vec![
            Column::words(Key("operator-fact")),
            Column::words(Key("operator-standing")),
        ],
        rows: findings.into_iter().map(row).collect(),
    }
}

const fn tag(standing: Standing) -> Tag {
    let (tone, label) = match standing {
        Standing::Fine => (Tone::Good, Key("operator-fine")),
        Standing::Note => (Tone::Plain, Key("operator-note")),
        Standing::Wrong => (Tone::Attention, Key("operator-is-wrong")),
    };
    Tag { tone, label }
}

const fn title(part: Part) -> Key {
    match part {
        Part::Program => Key("operator-program"),
        Part::Ledgers => Key("operator-ledgers"),
        Part::Queues => Key("operator-queues"),
        Part::Disk => Key("operator-disk"),
        Part::Keys => Key("operator-keys"),
        Part::Slow => Key("operator-slow"),
        Part::Oversight => Key("operator-oversight"),
    }
}

super::template!(OperatorView, "pages/operator.html");

impl Page for OperatorView {
    fn title(&self) -> Message {
        Key("operator-title").into()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
