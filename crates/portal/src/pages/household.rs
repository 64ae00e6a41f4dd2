//! `GET /households/{handle}?on=&known=`: who lives in a household, and what each is to its head. Law on Residence 2020, art. 10.
//!
//! As of another day, or as it was known on one, it shows who were its members then, as they stood then, wherever they live today.
//!
//! Only those are listed whom the reader may see. That the household has no head is said, with the way to give it one.

use danh_vocabulary::Sex;

use crate::components::{Column, DescriptionList, Notice, Row, Table, Tag, Tone, Value};
use crate::households::HeadStanding;
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};
use crate::pages::person::{AsOf, Place};
use crate::words;
use danh_register::Relationship;

pub mod examples;
pub(crate) mod handlers;
mod read;

/// The household page.
#[derive(Clone, Debug)]
pub struct HouseholdView {
    /// The day of today, ISO.
    pub today: String,
    /// Its address, without dates.
    pub address: String,
    /// As of when it is shown.
    pub as_of: AsOf,
    /// Where it is registered, as its first member has it.
    pub place: Option<Place>,
    /// How it stands to its head.
    pub head: HeadStanding,
    /// Who lives there, the head first and then by age.
    pub members: Vec<Member>,
    /// Whether the reader may register another head.
    pub may_name_head: bool,
}

/// A member of the household.
#[derive(Clone, Debug)]
pub struct Member {
    /// The handle of their page.
    pub handle: String,
    /// Full name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Birth date, ISO, perhaps partial.
    pub born: String,
    /// What they are to the head.
    pub relationship: Relationship,
    /// Since when they live there as that, ISO.
    pub since: Option<String>,
    /// Whether they were declared missing.
    pub is_missing: bool,
}

impl HouseholdView {
    fn notice(&self) -> Option<Notice> {
        if self.members.is_empty() {
            return None;
        }
        let message = match self.head {
            HeadStanding::Has => return None,
            HeadStanding::None => Key("household-headless"),
            HeadStanding::Missing => Key("household-head-missing"),
            HeadStanding::Several => Key("household-heads"),
        };
        let first = self.members.first().filter(|_| self.may_name_head);
        let link = first.map(|member| {
            let form = format!("/desk/household-head/new?person={}", member.handle);
            (form, Key("household-name-head"))
        });
        Some(Notice {
            tone: Tone::Attention,
            message: message.into(),
            link,
        })
    }

    /// The day that is shown.
    fn day(&self) -> String {
        let on = self.as_of.on.or(self.as_of.known);
        on.map_or_else(|| self.today.clone(), |day| day.to_string())
    }

    fn as_of_notice(&self) -> Option<Notice> {
        self.as_of.notice(self.address.clone())
    }

    /// Said where nobody is a member.
    fn nobody(&self) -> Key {
        if self.as_of.is_present() {
            Key("household-nobody-now")
        } else {
            Key("household-nobody-then")
        }
    }

    fn list(&self) -> DescriptionList {
        let head = self
            .members
            .iter()
            .find(|member| member.relationship == Relationship::Head);
        let place = self.place.as_ref().map_or(Value::Missing, Place::value);
        DescriptionList {
            rows: vec![
                Row::new(Key("household-place"), place),
                Row::new(
                    Key("relationship-head"),
                    Value::text(head.map(|head| &*head.name)),
                ),
                Row::new(
                    Key("household-count"),
                    Value::Count(self.members.len() as u64),
                ),
                Row::new(Key("household-as-of"), Value::Date(self.day())),
            ],
        }
    }

    fn table(&self) -> Table {
        Table {
            caption: Key("household-members").into(),
            columns: vec![
                Column::words(Key("word-name")),
                Column::words(Key("desk-household-relationship")),
                Column::words(Key("word-sex")),
                Column::words(Key("word-born")),
                Column::words(Key("word-from")),
            ],
            rows: self.members.iter().map(Member::row).collect(),
        }
    }
}

impl Member {
    fn row(&self) -> Vec<Value> {
        let name = Value::Link {
            href: format!("/persons/{}", self.handle),
            text: self.name.clone(),
        };
        let name = if self.is_missing {
            let tag = Tag {
                tone: Tone::Attention,
                label: Key("household-missing"),
            };
            Value::Lines(vec![name, Value::Tag(tag)])
        } else {
            name
        };
        let relationship = words::relationship(self.relationship);
        let relationship = match self.relationship {
            Relationship::Head => Value::Tag(Tag {
                tone: Tone::Good,
                label: relationship,
            }),
            _ => relationship.into(),
        };
        vec![
            name,
            relationship,
            words::sex(self.sex).into(),
            Value::Date(self.born.clone()),
            Value::date(self.since.as_deref()),
        ]
    }
}

super::template!(HouseholdView, "pages/household.html");

impl Page for HouseholdView {
    fn title(&self) -> Message {
        Key("household-title").into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn has_errors(&self) -> bool {
        !self.as_of.errors.is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
