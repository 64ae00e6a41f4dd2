//! Where a person is other than at the permanent residence: temporary residence, absence,
//! stay, abode (Law on Residence 2020, art. 19 and 27 to 31).

use jiff::civil::Date;

use super::ResidenceTab;
use super::facts::Place;
use crate::components::{Column, Table, Tag, Tone, Value};
use crate::messages::Key;

/// One of them, with its days.
#[derive(Clone, Debug)]
pub struct Whereabouts {
    /// Of which kind.
    pub kind: WhereaboutsKind,
    /// Where.
    pub place: Where,
    /// The first day, ISO.
    pub since: String,
    /// The last day, ISO; of an absence, the day of return.
    pub until: Option<String>,
    /// How it stands on the day that is shown.
    pub standing: Standing,
}

/// Kinds of place other than the permanent residence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhereaboutsKind {
    /// Tạm trú.
    TemporaryResidence,
    /// Tạm vắng.
    Absence,
    /// Lưu trú.
    Stay,
    /// Nơi ở hiện tại of those who have no residence.
    Abode,
}

/// Where somebody is.
#[derive(Clone, Debug)]
pub enum Where {
    /// In a unit of the tables.
    Place(Place),
    /// In the words of the declaration.
    Words(String),
    /// Nobody said.
    Unsaid,
}

/// Whether something holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Holds,
    /// Its first day is still to come.
    ToCome,
    /// It is over.
    Over,
}

impl Standing {
    /// Of what begins on `since` and `holds` or does not on `day`.
    pub(super) fn on(day: Date, since: Date, holds: bool) -> Self {
        match holds {
            true => Self::Holds,
            false if day < since => Self::ToCome,
            false => Self::Over,
        }
    }

    const fn tag(self) -> Tag {
        let (tone, label) = match self {
            Self::Holds => (Tone::Good, Key("whereabouts-holds")),
            Self::ToCome => (Tone::Plain, Key("whereabouts-to-come")),
            Self::Over => (Tone::Past, Key("whereabouts-over")),
        };
        Tag { tone, label }
    }
}

impl WhereaboutsKind {
    const fn label(self) -> Key {
        match self {
            Self::TemporaryResidence => Key("whereabouts-temporary-residence"),
            Self::Absence => Key("whereabouts-absence"),
            Self::Stay => Key("whereabouts-stay"),
            Self::Abode => Key("whereabouts-abode"),
        }
    }
}

impl Where {
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Place(place) => place.value(),
            Self::Words(words) => Value::Text(words.clone()),
            Self::Unsaid => Value::Missing,
        }
    }
}

impl ResidenceTab {
    pub(super) fn whereabouts_table(&self) -> Table {
        Table {
            caption: Key("person-whereabouts").into(),
            columns: vec![
                Column::words(Key("person-document")),
                Column::words(Key("person-address")),
                Column::words(Key("word-from")),
                Column::words(Key("word-until")),
                Column::words(Key("person-document-state")),
            ],
            rows: self.whereabouts.iter().map(Whereabouts::row).collect(),
        }
    }
}

impl Whereabouts {
    fn row(&self) -> Vec<Value> {
        let until = match (self.kind, &self.until) {
            (WhereaboutsKind::Absence, Some(until)) => {
                Value::Date(until.clone()).noted(Key("whereabouts-return"))
            }
            (_, until) => Value::date(until.as_deref()),
        };
        vec![
            self.kind.label().into(),
            self.place.value(),
            Value::Date(self.since.clone()),
            until,
            Value::Tag(self.standing.tag()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_does_not_hold_is_to_come_or_over() {
        let since = date(2026, 3, 1);
        let on = |day, holds| Standing::on(day, since, holds);
        assert_eq!(on(date(2026, 2, 28), false), Standing::ToCome);
        assert_eq!(on(since, true), Standing::Holds);
        assert_eq!(on(date(2027, 3, 1), false), Standing::Over);
    }
}
