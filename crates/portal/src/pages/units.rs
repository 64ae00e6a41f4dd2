//! `GET /units?on=&q=`: the provinces as of a date, and a search that leads from any name a
//! unit ever bore, with or without tones, to what it is called today.

use jiff::civil::Date;

use crate::components::{
    Column, DateField, ErrorSummary, FormError, Question, Table, TextField, TypedDate, Value,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

pub mod examples;
pub(crate) mod find;
pub(crate) mod handlers;
pub mod read;

/// The units page.
#[derive(Clone, Debug)]
pub struct UnitsView {
    /// As of which day.
    pub on: UnitsOn,
    /// What was searched for.
    pub query: String,
    /// What was found, when something was searched for.
    pub found: Option<Vec<FoundUnit>>,
    /// The provinces of that day, in the order of their codes.
    pub provinces: Vec<UnitRow>,
}

/// The day of a units page.
#[derive(Clone, Debug)]
pub struct UnitsOn {
    /// The day shown.
    pub day: Date,
    /// How it came to be shown.
    pub choice: Choice,
}

/// How a day came to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nobody chose; it is today.
    Today,
    /// The reader asked for it.
    Chosen,
    /// The reader typed day, month and year that are no day.
    Malformed([String; 3]),
}

impl UnitsOn {
    /// A day that nobody chose.
    pub const fn of(today: Date) -> Self {
        Self {
            day: today,
            choice: Choice::Today,
        }
    }

    /// The day the reader asked for.
    pub const fn chosen(day: Date) -> Self {
        Self {
            day,
            choice: Choice::Chosen,
        }
    }

    /// Whether the reader asked for the day.
    pub fn is_chosen(&self) -> bool {
        self.choice == Choice::Chosen
    }

    /// The query that keeps a chosen day in a link, beginning with `?`, or nothing.
    pub fn query(&self) -> String {
        if self.is_chosen() {
            format!("?on={}", self.day)
        } else {
            String::new()
        }
    }

    pub(super) fn errors(&self) -> Vec<FormError> {
        match self.choice {
            Choice::Malformed(_) => {
                vec![FormError::new("on-day", Key("units-error-on"))]
            }
            Choice::Today | Choice::Chosen => Vec::new(),
        }
    }

    pub(super) fn field(&self) -> DateField {
        let typed = match &self.choice {
            Choice::Malformed(typed) => TypedDate::new(typed.each_ref().map(String::as_str)),
            Choice::Today | Choice::Chosen => TypedDate::of_iso(&self.day.to_string()),
        };
        let question = Question::new("on", Key("units-on"))
            .hint(Key("units-on-hint"))
            .error_of(&self.errors());
        DateField::new(question, typed)
    }
}

/// A unit in a list.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// The address of its own page.
    pub href: String,
    /// Its code in the list of the statistics office.
    pub code: String,
    /// Its name with its kind: `Tỉnh Lào Cai`.
    pub name: String,
    /// How many units of the next level down it had that day.
    pub parts: Option<u64>,
}

/// A unit that a search found.
#[derive(Clone, Debug)]
pub struct FoundUnit {
    /// The address of its own page.
    pub href: String,
    /// Its name with its kind.
    pub name: String,
    /// What it lay in, when it was: `Quận Ba Đình, Thành phố Hà Nội`.
    pub within: Option<String>,
    /// Its last day, ISO; nothing while it exists.
    pub until: Option<String>,
    /// What its ground is called today; empty while it exists.
    pub successors: Vec<Successor>,
}

/// A unit of today that took over the ground of a former one.
#[derive(Clone, Debug)]
pub struct Successor {
    /// The address of its own page.
    pub href: String,
    /// Its name with its kind, and what it lies in.
    pub name: String,
    /// How much of the former unit it took over.
    pub share: Share,
}

/// How much of a former unit went to a successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All of it.
    Whole,
    /// A part; the rest went elsewhere.
    Part,
    /// The successor is a level above: all that is known is that the ground lies in it.
    Inside,
}

impl Successor {
    pub(super) fn value(&self) -> Value {
        let link = Value::Link {
            href: self.href.clone(),
            text: self.name.clone(),
        };
        match self.share {
            Share::Whole => link,
            Share::Part => link.noted(Key("unit-part")),
            Share::Inside => link.noted(Key("unit-inside")),
        }
    }
}

impl FoundUnit {
    fn row(&self) -> Vec<Value> {
        let today = if self.until.is_none() {
            Key("unit-still-so").into()
        } else if self.successors.is_empty() {
            Value::Missing
        } else {
            Value::Lines(self.successors.iter().map(Successor::value).collect())
        };
        let within = self.within.as_deref();
        vec![
            Value::Link {
                href: self.href.clone(),
                text: self.name.clone(),
            },
            Value::text(within),
            self.until
                .clone()
                .map_or_else(|| Key("unit-lasts").into(), Value::Date),
            today,
        ]
    }
}

impl UnitsView {
    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.on.errors(),
        }
    }

    fn query_field(&self) -> TextField {
        let question = Question::new("q", Key("units-query")).hint(Key("units-query-hint"));
        TextField::new(question, &self.query)
    }

    fn found_title(&self, found: &[FoundUnit]) -> Message {
        Message::new(Key("units-found"))
            .with_count("count", found.len() as u64)
            .with_text("query", &self.query)
    }

    fn found_table(&self, found: &[FoundUnit]) -> Table {
        Table {
            caption: self.found_title(found),
            columns: vec![
                Column::words(Key("unit-name")),
                Column::words(Key("unit-within")),
                Column::words(Key("unit-until")),
                Column::words(Key("unit-today")),
            ],
            rows: found.iter().map(FoundUnit::row).collect(),
        }
    }

    fn provinces_title(&self) -> Message {
        Message::new(Key("units-provinces"))
            .with_count("count", self.provinces.len() as u64)
            .with_date("on", self.on.day.to_string())
    }

    fn province_table(&self) -> Table {
        unit_table(self.provinces_title(), &self.provinces)
    }
}

/// A list of units.
pub(super) fn unit_table(caption: Message, units: &[UnitRow]) -> Table {
    let counted = units.iter().any(|unit| unit.parts.is_some());
    let mut columns = vec![
        Column::words(Key("unit-name")),
        Column::words(Key("unit-code")),
    ];
    if counted {
        columns.push(Column::amounts(Key("unit-parts")));
    }
    let row = |unit: &UnitRow| {
        let mut row = vec![
            Value::Link {
                href: unit.href.clone(),
                text: unit.name.clone(),
            },
            Value::Code(unit.code.clone()),
        ];
        if counted {
            row.push(unit.parts.map_or(Value::Missing, Value::Count));
        }
        row
    };
    Table {
        caption,
        columns,
        rows: units.iter().map(row).collect(),
    }
}

super::template!(UnitsView, "pages/units.html");

impl Page for UnitsView {
    fn title(&self) -> Message {
        Key("units-title").into()
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
