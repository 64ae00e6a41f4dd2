//! Where work begins: what can be opened from here, in groups where it is of several kinds.

use crate::messages::Key;

/// Pages to go to, from the most usual.
#[derive(Clone, Debug, Default)]
pub struct Menu {
    /// The groups; the headings are shown where there are several.
    pub groups: Vec<MenuGroup>,
}

/// Pages of one kind.
#[derive(Clone, Debug)]
pub struct MenuGroup {
    /// What they have in common.
    pub heading: Key,
    /// Address and words of each.
    pub entries: Vec<(String, Key)>,
}

impl Menu {
    /// Adds a page to the group of that heading, which is begun where it is not there yet.
    #[must_use]
    pub fn with(mut self, heading: Key, href: impl Into<String>, words: Key) -> Self {
        let entry = (href.into(), words);
        match self
            .groups
            .iter_mut()
            .find(|group| group.heading == heading)
        {
            Some(group) => group.entries.push(entry),
            None => self.groups.push(MenuGroup {
                heading,
                entries: vec![entry],
            }),
        }
        self
    }

    /// Whether nothing can be opened.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}
