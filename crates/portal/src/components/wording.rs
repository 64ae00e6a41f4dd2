//! Words that may be ours or the register's.

use crate::bilingual::Bilingual;
use crate::messages::{Key, Message};

/// Plain words: a sentence of ours, a name that the tables give in both languages, or a text
/// of the register that is the same in both. Where markup may stand, a
/// [`Value`](super::Value) says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// A sentence or word of ours.
    Say(Message),
    /// A name in both languages.
    Named(Bilingual),
    /// A text of the register, shown as it is.
    Text(String),
}

// Templates hand over references to references; `AsRef` sees through all of them.
impl AsRef<Self> for Wording {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl From<Key> for Wording {
    fn from(key: Key) -> Self {
        Self::Say(key.into())
    }
}

impl From<Message> for Wording {
    fn from(message: Message) -> Self {
        Self::Say(message)
    }
}

impl From<Bilingual> for Wording {
    fn from(name: Bilingual) -> Self {
        Self::Named(name)
    }
}

impl From<&str> for Wording {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Wording {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
