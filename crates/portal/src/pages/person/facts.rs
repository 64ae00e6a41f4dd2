//! Who the person is, whose relative, where they live.

use danh_register::Relationship;
use danh_vocabulary::Sex;

use super::Particulars;
use crate::components::{DescriptionList, Row, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::words::{self, Relation};

/// Who a person is.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The personal number in force.
    pub number: Option<String>,
    /// Sex.
    pub sex: Sex,
    /// Birth date, ISO, perhaps partial.
    pub born: String,
    /// Date of death, ISO, perhaps partial.
    pub died: Option<String>,
    /// Where the birth was.
    pub birth_place: Option<Place>,
    /// Quê quán: where the family comes from.
    pub origin: Option<Place>,
    /// Dân tộc, by name.
    pub ethnicity: Option<String>,
    /// Tình trạng hôn nhân.
    pub marital_status: Key,
    /// Whether a court declared the person dead.
    pub declared_dead: bool,
    /// What else is recorded.
    pub particulars: Particulars,
}

/// A place as it was written down, and what it is called today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As the book has it.
    pub written: String,
    /// As it is called today.
    pub today: CalledToday,
}

/// What a place is called today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalledToday {
    /// As it was written.
    AsWritten,
    /// Otherwise.
    Otherwise(String),
    /// It was divided; one of these, and the register cannot say which.
    OneOf(Vec<String>),
    /// Only the province it lies in is known.
    Within(String),
    /// The tables do not say.
    Unknown,
}

impl Place {
    pub(crate) fn value(&self) -> Value {
        let written = Value::Text(self.written.clone());
        match &self.today {
            CalledToday::AsWritten | CalledToday::Unknown => written,
            CalledToday::Otherwise(place) => {
                written.noted(Message::new(Key("place-today")).with_text("place", place))
            }
            CalledToday::OneOf(places) => written.noted(
                Message::new(Key("place-today-one-of")).with_text("places", places.join("; ")),
            ),
            CalledToday::Within(place) => {
                written.noted(Message::new(Key("place-today-within")).with_text("place", place))
            }
        }
    }
}

/// A parent, spouse, child, guardian or ward.
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
    /// Since when, ISO, perhaps partial: of a marriage, an adoption, a guardianship.
    pub since: Option<String>,
}

/// A place where the person lives or lived.
#[derive(Clone, Debug)]
pub struct Residence {
    /// The address.
    pub place: Place,
    /// What the person is to the head of the household there.
    pub relationship: Relationship,
    /// First day, ISO.
    pub from: Option<String>,
    /// Last day, ISO; nothing while it lasts.
    pub until: Option<String>,
}

/// Whether the person lives, in a word.
pub(super) fn life_tag(is_dead: bool) -> Tag {
    if is_dead {
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

impl Summary {
    pub(super) fn list(&self) -> DescriptionList {
        let place = |place: &Option<Place>| place.as_ref().map_or(Value::Missing, Place::value);
        let number = self.number.clone().map_or(Value::Missing, Value::Code);
        let mut rows = vec![
            Row::new(Key("word-number"), number),
            Row::new(Key("word-sex"), words::sex(self.sex)),
            Row::new(Key("word-born"), Value::Date(self.born.clone())),
        ];
        if let Some(died) = &self.died {
            let mut died = Value::Date(died.clone());
            if self.declared_dead {
                died = died.noted(Key("person-declared-dead"));
            }
            rows.push(Row::new(Key("word-died"), died));
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
        rows.push(Row::new(Key("person-marital-status"), self.marital_status));
        rows.extend(self.particulars.rows());
        DescriptionList { rows }
    }
}

impl Relative {
    pub(super) fn row(&self) -> Vec<Value> {
        vec![
            person_link(&self.name, self.handle.as_deref()),
            self.relation.key().into(),
            Value::date(self.born.as_deref()),
            Value::date(self.since.as_deref()),
        ]
    }
}

/// A name, as a link to the person's page where there is one.
pub(super) fn person_link(name: &str, handle: Option<&str>) -> Value {
    match handle {
        Some(handle) => Value::Link {
            href: format!("/persons/{handle}"),
            text: name.to_owned(),
        },
        None => Value::Text(name.to_owned()),
    }
}

impl Residence {
    pub(super) fn row(&self) -> Vec<Value> {
        let until = match &self.until {
            Some(until) => Value::Date(until.clone()),
            None => Value::Tag(Tag {
                tone: Tone::Good,
                label: Key("word-present"),
            }),
        };
        vec![
            self.place.value(),
            words::relationship(self.relationship).into(),
            Value::date(self.from.as_deref()),
            until,
        ]
    }
}
