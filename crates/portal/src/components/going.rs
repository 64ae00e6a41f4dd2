//! Where the reader is, and where to go from here: breadcrumbs, tabs, pages of a list.

use super::wording::Wording;
use crate::messages::{Key, Message};

/// What the present page lies in, from the outermost.
#[derive(Clone, Debug, Default)]
pub struct Breadcrumbs {
    /// Address and words of each page above this one.
    pub trail: Vec<(String, Wording)>,
}

impl Breadcrumbs {
    /// Adds the next page on the way down.
    #[must_use]
    pub fn then(mut self, href: impl Into<String>, words: impl Into<Wording>) -> Self {
        self.trail.push((href.into(), words.into()));
        self
    }
}

/// Parts of one thing, each a page of its own.
#[derive(Clone, Debug)]
pub struct Tabs {
    /// What they are parts of, read out before them.
    pub label: Message,
    /// The tabs from left to right.
    pub tabs: Vec<Tab>,
}

/// One part.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: Key,
    /// How much is in it, where that is worth knowing before going there.
    pub count: Option<u64>,
    /// Whether it is the one shown.
    pub presence: Presence,
}

/// Whether something is the page shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Shown,
    /// It is elsewhere.
    Elsewhere,
}

impl Tab {
    pub(crate) fn is_shown(&self) -> bool {
        self.presence == Presence::Shown
    }
}

/// The way through a list that is longer than a page.
#[derive(Clone, Debug)]
pub struct Pager {
    /// What is shown of how many: `26–50 trong 1.234`.
    pub shown: Message,
    /// The address of what comes before.
    pub previous: Option<String>,
    /// The address of what comes after.
    pub next: Option<String>,
}
