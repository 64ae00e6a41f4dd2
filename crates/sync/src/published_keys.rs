//! What is published of an agency, in memory: enough to see of a record whether it changed. 32 bytes a record.

use std::collections::HashSet;

use danh_store::Store;
use sha2::{Digest, Sha256};

use crate::changed::Changed;
use crate::error::SyncError;
use crate::link_row::{Decision, LinkRow};
use crate::queries::link::links_after;

const PAGE: u32 = 10_000;

/// What is published of an agency, and which of it was seen in the new file.
pub(crate) struct PublishedKeys {
    /// In the order of keys' hashes.
    entries: Vec<Entry>,
    /// Keys that are not published and came.
    new: HashSet<u128>,
}

struct Entry {
    key: u128,
    content: i64,
    reconsidered: bool,
    seen: bool,
}

/// What a record is, beside what is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    /// It is as it was.
    Unchanged,
    /// It is as it was, but the register is not.
    Reconsidered,
    /// It differs.
    Changed,
    /// It was not there.
    New,
    /// It came before in the same file.
    Twice,
}

impl PublishedKeys {
    /// Reads what is published. `changed` is what happened in the register since; a link to somebody of whom something
    /// happened is looked at again, and so is whatever was doubtful, if anything happened at all.
    pub(crate) fn load(store: &Store, agency: &str, changed: &Changed) -> Result<Self, SyncError> {
        let mut entries = Vec::new();
        each_published(store, agency, |link| {
            entries.push(Entry {
                key: hash(&link.key),
                content: link.content,
                reconsidered: is_reconsidered(link, changed),
                seen: false,
            });
            Ok(())
        })?;
        entries.sort_unstable_by_key(|entry| entry.key);
        Ok(Self {
            entries,
            new: HashSet::new(),
        })
    }

    /// Sees a record.
    pub(crate) fn see(&mut self, key: &str, content: i64) -> Compared {
        let key = hash(key);
        let Some(entry) = self.entry(key) else {
            return if self.new.insert(key) {
                Compared::New
            } else {
                Compared::Twice
            };
        };
        if std::mem::replace(&mut entry.seen, true) {
            Compared::Twice
        } else if entry.content != content {
            Compared::Changed
        } else if entry.reconsidered {
            Compared::Reconsidered
        } else {
            Compared::Unchanged
        }
    }

    /// Sees a row that has this key and cannot be used: what is published of it stays.
    pub(crate) fn see_faulty(&mut self, key: &str) {
        if let Some(entry) = self.entry(hash(key)) {
            entry.seen = true;
        }
    }

    /// How many records are published.
    pub(crate) fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// How many of them were not seen.
    pub(crate) fn unseen(&self) -> u64 {
        self.entries.iter().filter(|entry| !entry.seen).count() as u64
    }

    /// Whether a published record was not seen.
    pub(crate) fn is_unseen(&mut self, key: &str) -> bool {
        self.entry(hash(key)).is_some_and(|entry| !entry.seen)
    }

    fn entry(&mut self, key: u128) -> Option<&mut Entry> {
        let place = self.entries.binary_search_by_key(&key, |entry| entry.key);
        Some(&mut self.entries[place.ok()?])
    }
}

/// Hands over every link of an agency that is seen, in the order of keys.
pub(crate) fn each_published(
    store: &Store,
    agency: &str,
    mut take: impl FnMut(&LinkRow) -> Result<(), SyncError>,
) -> Result<(), SyncError> {
    let mut after = String::new();
    loop {
        let (agency, from) = (agency.to_owned(), after.clone());
        let page = store
            .read(move |tx| links_after(tx, &agency, &from, PAGE))
            .wait()?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after.clone_from(&last.key);
        page.iter().try_for_each(&mut take)?;
    }
}

fn is_reconsidered(link: &LinkRow, changed: &Changed) -> bool {
    match link.person {
        Some(person) if link.decision == Decision::Match => changed.contains(person),
        _ => !changed.is_empty(),
    }
}

fn hash(key: &str) -> u128 {
    let mut bits = [0; 16];
    bits.copy_from_slice(&Sha256::digest(key.as_bytes())[..16]);
    u128::from_be_bytes(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_compared_with_what_is_published() {
        let entry = |key: &str, content, reconsidered| Entry {
            key: hash(key),
            content,
            reconsidered,
            seen: false,
        };
        let mut entries = vec![
            entry("a", 1, false),
            entry("b", 2, false),
            entry("c", 3, true),
            entry("d", 4, false),
            entry("e", 5, false),
        ];
        entries.sort_unstable_by_key(|entry| entry.key);
        let mut keys = PublishedKeys {
            entries,
            new: HashSet::new(),
        };
        assert_eq!(keys.see("a", 1), Compared::Unchanged);
        assert_eq!(keys.see("a", 1), Compared::Twice);
        assert_eq!(keys.see("b", 9), Compared::Changed);
        assert_eq!(keys.see("c", 3), Compared::Reconsidered);
        assert_eq!(keys.see("n", 1), Compared::New);
        assert_eq!(keys.see("n", 2), Compared::Twice);
        keys.see_faulty("e");
        assert_eq!((keys.len(), keys.unseen()), (5, 1));
        assert!(keys.is_unseen("d") && !keys.is_unseen("e") && !keys.is_unseen("x"));
    }
}
