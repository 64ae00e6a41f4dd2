//! Who the person is, whose relative, where they live, what papers they hold.

use super::PersonFacts;
use crate::components::{Column, DescriptionList, Row, Table, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::words::{DocumentKind, Relation, ResidenceKind, Sex};

/// Who a person is.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The personal number held now.
    pub number: Option<String>,
    /// Numbers held before.
    pub former_numbers: Vec<FormerNumber>,
    /// Sex.
    pub sex: Sex,
    /// Birth date, ISO, perhaps partial.
    pub born: String,
    /// Date of death, ISO, perhaps partial.
    pub died: Option<String>,
    /// Where the birth was registered.
    pub birth_place: Option<Place>,
    /// Quê quán: where the family comes from.
    pub origin: Option<Place>,
    /// Dân tộc, by name.
    pub ethnicity: Option<String>,
}

/// A number a person held, and until when.
#[derive(Clone, Debug)]
pub struct FormerNumber {
    /// The number.
    pub number: String,
    /// The day it was cancelled, ISO.
    pub until: Option<String>,
}

/// A place as it was written down, and what it is called today when that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As the book has it.
    pub written: String,
    /// As it is called today; nothing when that is the same.
    pub today: Option<String>,
}

impl Place {
    pub(super) fn value(&self) -> Value {
        match &self.today {
            None => Value::Text(self.written.clone()),
            Some(today) => Value::Text(self.written.clone())
                .noted(Message::new(Key("place-today")).with_text("place", today)),
        }
    }
}

/// A parent, spouse or child.
#[derive(Clone, Debug)]
pub struct Relative {
    /// What they are to the person.
    pub relation: Relation,
    /// Full name.
    pub name: String,
    /// The handle of their own page; nothing when the register knows the name alone.
    pub handle: Option<String>,
    /// Birth date, ISO, perhaps partial.
    pub born: Option<String>,
    /// Since when, ISO: the day of the marriage or the birth.
    pub since: Option<String>,
}

/// A place where the person lives or lived.
#[derive(Clone, Debug)]
pub struct Residence {
    /// Permanent or temporary.
    pub kind: ResidenceKind,
    /// The address.
    pub place: Place,
    /// First day, ISO, perhaps partial.
    pub from: Option<String>,
    /// Last day, ISO; nothing while it lasts.
    pub until: Option<String>,
}

/// A paper that carries a number.
#[derive(Clone, Debug)]
pub struct Document {
    /// What kind of paper.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// Issued on, ISO.
    pub issued_on: Option<String>,
    /// Issued by.
    pub issued_by: Option<String>,
}

impl Summary {
    pub(super) fn status(&self) -> Tag {
        if self.died.is_some() {
            Tag {
                tone: Tone::Past,
                label: Key("word-dead"),
            }
        } else {
            Tag {
                tone: Tone::Good,
                label: Key("word-alive"),
            }
        }
    }

    pub(super) fn list(&self) -> DescriptionList {
        let place = |place: &Option<Place>| place.as_ref().map_or(Value::Missing, Place::value);
        let mut rows = vec![Row::new(
            Key("word-number"),
            self.number.clone().map_or(Value::Missing, Value::Code),
        )];
        if !self.former_numbers.is_empty() {
            let lines = self
                .former_numbers
                .iter()
                .map(FormerNumber::value)
                .collect();
            rows.push(Row::new(Key("person-former-numbers"), Value::Lines(lines)));
        }
        rows.push(Row::new(Key("word-sex"), self.sex.key()));
        rows.push(Row::new(Key("word-born"), Value::Date(self.born.clone())));
        if let Some(died) = &self.died {
            rows.push(Row::new(Key("word-died"), Value::Date(died.clone())));
        }
        rows.push(Row::new(
            Key("person-birth-place"),
            place(&self.birth_place),
        ));
        rows.push(Row::new(Key("person-origin"), place(&self.origin)));
        rows.push(Row::new(
            Key("person-ethnicity"),
            Value::text(self.ethnicity.as_deref()),
        ));
        DescriptionList { rows }
    }
}

impl FormerNumber {
    fn value(&self) -> Value {
        let number = Value::Code(self.number.clone());
        match &self.until {
            None => number,
            Some(until) => {
                number.noted(Message::new(Key("person-number-until")).with_date("until", until))
            }
        }
    }
}

impl PersonFacts {
    pub(super) fn family_table(&self) -> Table {
        Table {
            caption: Key("person-family").into(),
            columns: vec![
                Column::words(Key("word-name")),
                Column::words(Key("person-relation")),
                Column::words(Key("word-born")),
                Column::words(Key("person-since")),
            ],
            rows: self.family.iter().map(Relative::row).collect(),
        }
    }

    pub(super) fn residence_table(&self) -> Table {
        Table {
            caption: Key("person-residence").into(),
            columns: vec![
                Column::words(Key("person-address")),
                Column::words(Key("person-residence-kind")),
                Column::words(Key("word-from")),
                Column::words(Key("word-until")),
            ],
            rows: self.residences.iter().map(Residence::row).collect(),
        }
    }

    pub(super) fn document_table(&self) -> Table {
        Table {
            caption: Key("person-documents").into(),
            columns: vec![
                Column::words(Key("person-document")),
                Column::words(Key("person-document-number")),
                Column::words(Key("person-issued-on")),
                Column::words(Key("person-issued-by")),
            ],
            rows: self.documents.iter().map(Document::row).collect(),
        }
    }
}

impl Relative {
    fn row(&self) -> Vec<Value> {
        let name = match &self.handle {
            Some(handle) => Value::Link {
                href: format!("/persons/{handle}"),
                text: self.name.clone(),
            },
            None => Value::Text(self.name.clone()),
        };
        vec![
            name,
            self.relation.key().into(),
            Value::date(self.born.as_deref()),
            Value::date(self.since.as_deref()),
        ]
    }
}

impl Residence {
    fn row(&self) -> Vec<Value> {
        let until = match &self.until {
            Some(until) => Value::Date(until.clone()),
            None => Value::Tag(Tag {
                tone: Tone::Good,
                label: Key("word-present"),
            }),
        };
        vec![
            self.place.value(),
            self.kind.key().into(),
            Value::date(self.from.as_deref()),
            until,
        ]
    }
}

impl Document {
    fn row(&self) -> Vec<Value> {
        vec![
            self.kind.key().into(),
            Value::Code(self.number.clone()),
            Value::date(self.issued_on.as_deref()),
            Value::text(self.issued_by.as_deref()),
        ]
    }
}
