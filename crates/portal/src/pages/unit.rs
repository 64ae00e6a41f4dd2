//! `GET /units/{code}?on=`: one administrative unit: when it existed, what it came from, what
//! it is called today, and what it was made of on a day.

use danh_vocabulary::UnitLevel;

use super::units::{Successor, UnitRow, UnitsOn, unit_table};
use crate::components::{DescriptionList, ErrorSummary, Row, Table, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};
use crate::words;

pub mod examples;
pub(crate) mod handlers;
pub mod read;

/// The page of a unit.
#[derive(Clone, Debug)]
pub struct UnitView {
    /// Its code in the list of the statistics office.
    pub code: String,
    /// Its name with its kind.
    pub name: String,
    /// Its level.
    pub level: UnitLevel,
    /// What it lies or lay in: addresses and names, the nearest first.
    pub within: Vec<(String, String)>,
    /// Its first day, ISO; nothing when it is older than the tables.
    pub from: Option<String>,
    /// Its last day, ISO; nothing while it exists.
    pub until: Option<String>,
    /// What its ground is called today.
    pub successors: Vec<Successor>,
    /// The day whose parts are listed.
    pub on: UnitsOn,
    /// Its units of the next level down on that day, in the order of their codes.
    pub parts: Vec<UnitRow>,
}

impl UnitView {
    fn status(&self) -> Tag {
        match self.until {
            Some(_) => Tag {
                tone: Tone::Past,
                label: Key("unit-past"),
            },
            None => Tag {
                tone: Tone::Good,
                label: Key("unit-in-force"),
            },
        }
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.on.errors(),
        }
    }

    fn address(&self) -> String {
        format!("/units/{}", self.code)
    }

    fn list(&self) -> DescriptionList {
        let mut rows = vec![
            Row::new(Key("unit-level"), words::unit_level(self.level)),
            Row::new(Key("unit-code"), Value::Code(self.code.clone())),
        ];
        if !self.within.is_empty() {
            rows.push(Row::new(Key("unit-within"), unit_links(&self.within)));
        }
        rows.push(Row::new(
            Key("unit-from"),
            self.from
                .clone()
                .map_or_else(|| Key("unit-from-before").into(), Value::Date),
        ));
        rows.push(Row::new(
            Key("unit-until"),
            self.until
                .clone()
                .map_or_else(|| Key("unit-lasts").into(), Value::Date),
        ));
        if !self.successors.is_empty() {
            let today = self.successors.iter().map(Successor::value).collect();
            rows.push(Row::new(Key("unit-today"), Value::Lines(today)));
        }
        DescriptionList { rows }
    }

    fn parts_title(&self) -> Message {
        Message::new(Key("unit-parts-title"))
            .with_count("count", self.parts.len() as u64)
            .with_date("on", self.on.day.to_string())
    }

    fn parts_table(&self) -> Table {
        unit_table(self.parts_title(), &self.parts)
    }
}

fn unit_links(units: &[(String, String)]) -> Value {
    let link = |(href, name): &(String, String)| Value::Link {
        href: href.clone(),
        text: name.clone(),
    };
    Value::Lines(units.iter().map(link).collect())
}

super::template!(UnitView, "pages/unit.html");

impl Page for UnitView {
    fn title(&self) -> Message {
        Message::new(Key("unit-title")).with_text("name", &self.name)
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Units)
    }

    fn has_errors(&self) -> bool {
        !self.on.errors().is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
