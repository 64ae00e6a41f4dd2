//! `GET /events/{handle}?on=&known=`: one civil event: what it says, who wrote it, where it stands in the books. Whoever has just
//! registered it is told so, and where to go on.
//!
//! Both axes of time can be asked, as on a person's page: an event that began to hold later, or was recorded later, is not there
//! then; its persons are named as they were, and a correction made later is not yet seen.
//!
//! Who is hidden from the officer is left out, and the event stays, as far as it is the others'.

use crate::bilingual::Bilingual;
use crate::components::{
    ConfirmationPanel, DescriptionList, MaskedNumber, Notice, Row, TimelineEntry, Value,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};
use crate::pages::person::AsOf;

pub mod examples;
pub mod extract;
pub(crate) mod handlers;
mod read;

/// One civil event.
#[derive(Clone, Debug)]
pub struct EventView {
    /// The handle that names it in addresses.
    pub handle: String,
    /// As of when it is shown.
    pub as_of: AsOf,
    /// What is known of it; nothing, when on those dates the register did not know it.
    pub facts: Option<EventFacts>,
    /// Whether whoever reads has just registered it.
    pub is_new: bool,
}

/// What is known of an event.
#[derive(Clone, Debug)]
pub struct EventFacts {
    /// What happened, as the first of its persons lived it.
    pub entry: TimelineEntry,
    /// Whom it concerns.
    pub persons: Vec<Concerned>,
    /// Who wrote it.
    pub officer: Option<String>,
    /// Whether there is an extract to print.
    pub has_extract: bool,
}

/// Somebody whom an event concerns.
#[derive(Clone, Debug)]
pub struct Concerned {
    /// The handle of their page.
    pub handle: String,
    /// Their name now.
    pub name: String,
    /// Their birth date, ISO.
    pub born: String,
    /// Their number, all but its end hidden.
    pub number: Option<MaskedNumber>,
}

impl EventView {
    fn address(&self) -> String {
        format!("/events/{}", self.handle)
    }

    fn as_of_notice(&self) -> Option<Notice> {
        self.as_of.notice(self.address())
    }
}

impl EventFacts {
    fn panel(&self) -> ConfirmationPanel {
        ConfirmationPanel {
            title: Message::new(Key("event-registered")).with_key("kind", self.entry.kind),
            reference: self.reference(),
        }
    }

    /// What to refer to: the number given, or else where it stands in the ledger, once it stands there.
    fn reference(&self) -> Option<(Key, Value)> {
        let given = Key("event-number-given");
        let number = self.entry.details.iter().find(|row| row.term == given);
        let position = self.entry.position.map(Value::Count);
        number
            .map(|row| (given, row.value.clone()))
            .or(position.map(|position| (Key("event-position"), position)))
    }

    fn position(&self) -> Value {
        self.entry
            .position
            .map_or(Key("event-position-soon").into(), Value::Count)
    }

    fn says(&self) -> DescriptionList {
        let mut rows = vec![Row::new(
            Key("event-holds-from"),
            Value::Date(self.entry.happened_on.clone()),
        )];
        rows.extend(self.entry.details.iter().cloned());
        DescriptionList { rows }
    }

    fn people(&self) -> DescriptionList {
        let person = |person: &Concerned| {
            let link = Value::Link {
                href: format!("/persons/{}", person.handle),
                text: person.name.clone(),
            };
            let number = person.number.clone().map(Value::Masked);
            let lines = [Some(link), Some(Value::Date(person.born.clone())), number];
            Row::new(
                Key("event-person"),
                Value::Lines(lines.into_iter().flatten().collect()),
            )
        };
        DescriptionList {
            rows: self.persons.iter().map(person).collect(),
        }
    }

    fn written(&self) -> DescriptionList {
        let authority: &Bilingual = &self.entry.authority;
        DescriptionList {
            rows: vec![
                Row::new(Key("event-authority"), Value::Named(authority.clone())),
                Row::new(Key("event-officer"), Value::text(self.officer.as_deref())),
                Row::new(
                    Key("event-recorded-at"),
                    Value::Instant(self.entry.recorded_at.clone()),
                ),
                Row::new(
                    Key("event-basis"),
                    Value::Text(self.entry.legal_basis.clone()),
                ),
                Row::new(Key("event-position"), self.position()),
            ],
        }
    }
}

super::template!(EventView, "desk/event.html");

impl Page for EventView {
    fn title(&self) -> Message {
        match &self.facts {
            None => Key("event-not-known-then").into(),
            Some(facts) if self.is_new => facts.panel().title,
            Some(facts) => facts.entry.kind.into(),
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn has_errors(&self) -> bool {
        !self.as_of.errors.is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
