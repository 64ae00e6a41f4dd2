//! What each tab of a person page shows.

use danh_register::Relationship;

use super::facts::person_link;
use super::{Document, Happened, Relative, Residence, Said, Summary, Whereabouts};
use crate::components::{Column, Menu, Table, Tag, Timeline, Tone, Value};
use crate::messages::Key;
use crate::words;

/// What a tab shows.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Who the person is.
    Summary(Box<SummaryTab>),
    /// Relatives and household.
    Family(FamilyTab),
    /// Where the person lives and lived.
    Residence(ResidenceTab),
    /// Numbers and cards.
    Documents(DocumentsTab),
    /// Everything that happened.
    Timeline(TimelineTab),
}

/// Who the person is, and what can be begun for them.
#[derive(Clone, Debug)]
pub struct SummaryTab {
    /// Who the person is.
    pub summary: Summary,
    /// Forms that the reader may begin for the person.
    pub starts: Menu,
}

/// Relatives and household.
#[derive(Clone, Debug)]
pub struct FamilyTab {
    /// Parents, spouses, children, guardians, wards.
    pub relatives: Vec<Relative>,
    /// Who lives with the person.
    pub household: Household,
    /// The address of the household's own page.
    pub household_page: Option<String>,
}

/// Who lives with a person.
#[derive(Clone, Debug)]
pub enum Household {
    /// These, the head first, the person among them.
    Members(Vec<Member>),
    /// The person has no permanent residence, so no household.
    None,
}

/// A member of a household.
#[derive(Clone, Debug)]
pub struct Member {
    /// Full name.
    pub name: String,
    /// The handle of their page.
    pub handle: String,
    /// What they are to the head.
    pub relationship: Relationship,
    /// Birth date, ISO, perhaps partial.
    pub born: String,
    /// Whether they died as a member of it.
    pub is_dead: bool,
}

/// Where the person lives and lived.
#[derive(Clone, Debug)]
pub struct ResidenceTab {
    /// Permanent residence, the present place first.
    pub residences: Vec<Residence>,
    /// Temporary residence, absence, stay, abode.
    pub whereabouts: Vec<Whereabouts>,
}

/// Numbers and cards held now and before.
#[derive(Clone, Debug)]
pub struct DocumentsTab {
    /// The latest first.
    pub documents: Vec<Document>,
}

/// Everything that happened.
#[derive(Clone, Debug)]
pub struct TimelineTab {
    /// The latest first.
    pub events: Vec<Happened>,
}

impl Shown {
    /// The handles of everybody else whom it names.
    pub(super) fn handles(&self) -> Vec<&str> {
        match self {
            Self::Summary(tab) => {
                let duplicates = tab.summary.particulars.duplicates.iter();
                duplicates.map(|duplicate| &*duplicate.handle).collect()
            }
            Self::Family(tab) => {
                let relatives = tab.relatives.iter();
                let relatives = relatives.filter_map(|relative| relative.handle.as_deref());
                let members = tab.household.members().iter();
                relatives
                    .chain(members.map(|member| &*member.handle))
                    .collect()
            }
            Self::Timeline(tab) => {
                let said = tab.events.iter().flat_map(|event| &event.said);
                said.filter_map(Said::handle).collect()
            }
            Self::Residence(_) | Self::Documents(_) => Vec::new(),
        }
    }
}

impl Household {
    fn members(&self) -> &[Member] {
        match self {
            Self::Members(members) => members,
            Self::None => &[],
        }
    }

    /// Why nobody is listed, if nobody is.
    pub(super) fn nobody(&self) -> Option<Key> {
        match self {
            Self::Members(_) => None,
            Self::None => Some(Key("person-no-household")),
        }
    }

    pub(super) fn table(&self) -> Table {
        Table {
            caption: Key("person-household-members").into(),
            columns: vec![
                Column::words(Key("word-name")),
                Column::words(Key("person-relationship")),
                Column::words(Key("word-born")),
            ],
            rows: self.members().iter().map(Member::row).collect(),
        }
    }
}

impl Member {
    fn row(&self) -> Vec<Value> {
        let name = person_link(&self.name, Some(&self.handle));
        let dead = Tag {
            tone: Tone::Past,
            label: Key("word-dead"),
        };
        let name = if self.is_dead {
            Value::Lines(vec![name, Value::Tag(dead)])
        } else {
            name
        };
        vec![
            name,
            words::relationship(self.relationship).into(),
            Value::Date(self.born.clone()),
        ]
    }
}

impl FamilyTab {
    pub(super) fn table(&self) -> Table {
        let mut columns = vec![
            Column::words(Key("word-name")),
            Column::words(Key("person-relation")),
            Column::words(Key("word-born")),
        ];
        let mut relatives = self.relatives.iter();
        if relatives.any(|relative| relative.since.is_some()) {
            columns.push(Column::words(Key("word-from")));
        }
        let row = |relative: &Relative| {
            let mut row = relative.row();
            row.truncate(columns.len());
            row
        };
        let rows = self.relatives.iter().map(row).collect();
        Table {
            caption: Key("person-relatives").into(),
            columns,
            rows,
        }
    }
}

impl ResidenceTab {
    pub(super) fn residence_table(&self) -> Table {
        Table {
            caption: Key("person-permanent-residence").into(),
            columns: vec![
                Column::words(Key("person-address")),
                Column::words(Key("person-relationship")),
                Column::words(Key("word-from")),
                Column::words(Key("word-until")),
            ],
            rows: self.residences.iter().map(Residence::row).collect(),
        }
    }
}

impl TimelineTab {
    pub(super) fn timeline(&self) -> Timeline {
        Timeline {
            entries: self.events.iter().map(Happened::to_entry).collect(),
        }
    }
}
