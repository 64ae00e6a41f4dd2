//! `GET /persons/{handle}?tab=&on=&known=`: a person as the register knows them, a tab at a time: summary, family and
//! household, residence and other places, documents, everything that happened, and [who was told](readers) of them. A tab
//! reads what it shows and no more, and that is what the access record says was told.
//!
//! Both axes of time can be asked: `on` shows the person as they were on a date, `known` as
//! the register knew it on a date (a correction made later is then not yet seen). A person is
//! named by an opaque handle; the dates are the reader's question and no data of the person.

use crate::components::{Notice, Tabs, Tag};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};
use crate::pages::propose::Proposed;

mod as_of;
mod documents;
mod example_moved_about;
mod example_short_lives;
pub mod examples;
mod facts;
pub(crate) mod handlers;
mod happened;
mod labels;
mod particulars;
pub mod read;
mod read_corrections;
mod read_details;
mod read_events;
mod read_family;
mod read_family_events;
mod read_particulars;
pub mod readers;
mod shown;
mod status;
mod tabs;
mod whereabouts;

pub use as_of::{AsOf, AsOfError, TypedAsOf};
pub use documents::{CardState, Document, DocumentKind, Issue};
pub use facts::{CalledToday, Place, Relative, Residence, Summary};
pub use happened::{Happened, Said};
pub use particulars::{Duplicate, Particulars};
pub use shown::{
    DocumentsTab, FamilyTab, Household, Member, ResidenceTab, Shown, SummaryTab, TimelineTab,
};
pub use status::RecordStatus;
use tabs::tabs;
pub use tabs::{OfferedTabs, PersonTab};
pub use whereabouts::{Standing, Where, Whereabouts, WhereaboutsKind};

/// The person page.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// The opaque handle that names the person in addresses.
    pub handle: String,
    /// The two dates asked for, and the form that asks.
    pub as_of: AsOf,
    /// Which tab.
    pub tab: PersonTab,
    /// The tabs that the reader may see.
    pub offered: OfferedTabs,
    /// What the register knows; nothing, when on those dates it did not know the person.
    pub facts: Option<PersonFacts>,
    /// Acts about the person that the reader may propose to a second officer.
    pub proposals: Vec<Proposed>,
}

/// What a tab tells of a person at one point of both times.
#[derive(Clone, Debug)]
pub struct PersonFacts {
    /// Full name.
    pub name: String,
    /// Whether the person has died.
    pub is_dead: bool,
    /// What changes how the whole page is to be read.
    pub status: RecordStatus,
    /// What the tab shows.
    pub shown: Shown,
}

impl PersonView {
    fn address(&self) -> String {
        format!("/persons/{}", self.handle)
    }

    /// Address and words of what may be proposed.
    fn acts(&self) -> Vec<(String, Key)> {
        let acts = self.proposals.iter();
        acts.map(|act| (act.address(&self.handle), act.title()))
            .collect()
    }

    fn tabs(&self) -> Tabs {
        tabs(&self.handle, &self.as_of, self.tab, self.offered)
    }

    fn as_of_notice(&self) -> Option<Notice> {
        self.as_of
            .notice(AsOf::default().address(&self.handle, self.tab))
    }
}

impl PersonFacts {
    fn life(&self) -> Tag {
        facts::life_tag(self.is_dead)
    }
}

super::template!(PersonView, "pages/person.html");

impl Page for PersonView {
    fn title(&self) -> Message {
        match &self.facts {
            Some(facts) => Message::new(Key("person-title")).with_text("name", &facts.name),
            None => Key("person-not-known-then").into(),
        }
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
