//! Pages of a ranked list that somebody may write in meanwhile.
//!
//! A cursor says how many were shown and who was the last. The next page begins after that person,
//! also when a few have come or gone before them: so nobody who stays is left out or shown twice. Only
//! when the last one themselves are not there any more does it begin where they stood.

use danh_register::{Found, FoundPerson, SearchPage};
use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

/// So many may have come or gone before the last one shown.
const DRIFT: usize = 20;

/// Where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ended {
    /// How many were shown until then.
    pub(super) shown: usize,
    /// Who was the last.
    pub(super) last: PersonId,
}

/// The part of the list in which a page lies, and how many of it are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    after: Option<Ended>,
    size: usize,
}

impl Wanted {
    pub(super) const fn new(after: Option<Ended>, size: usize) -> Self {
        Self { after, size }
    }

    /// What is to be read.
    pub(super) fn window(&self) -> SearchPage {
        let Some(ended) = self.after else {
            return SearchPage {
                offset: 0,
                size: self.size,
            };
        };
        let offset = ended.shown.saturating_sub(DRIFT + 1);
        SearchPage {
            offset,
            size: ended.shown - offset + DRIFT + self.size,
        }
    }

    /// The page out of what was read, and where it ends if there is another.
    pub(super) fn page(&self, mut found: Found) -> (Vec<FoundPerson>, Option<Ended>) {
        let window = self.window();
        let begin = self.after.map_or(0, |ended| {
            let mut persons = found.persons.iter();
            let last = persons.position(|found| found.person == ended.last);
            last.map_or(ended.shown - window.offset, |place| place + 1)
        });
        let mut page = found.persons.split_off(begin.min(found.persons.len()));
        let has_more = found.more || page.len() > self.size;
        page.truncate(self.size);
        let ended = page.last().filter(|_| has_more).map(|last| Ended {
            shown: window.offset + begin + page.len(),
            last: last.person,
        });
        (page, ended)
    }
}
