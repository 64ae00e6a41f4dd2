//! Notices and tags: what a reader must know before reading on, and a state in a word.

use crate::messages::{Key, Message};

/// A boxed sentence that changes how the page below is to be read.
#[derive(Clone, Debug)]
pub struct Notice {
    /// How it is coloured; the words must say the same.
    pub tone: Tone,
    /// What it says.
    pub message: Message,
    /// Where to go from here: address and words.
    pub link: Option<(String, Key)>,
}

/// A state in one or two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// How it is coloured.
    pub tone: Tone,
    /// What it says.
    pub label: Key,
}

/// The weight of a notice or tag. Colour never stands alone: the words say it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A fact.
    Plain,
    /// In force, in order.
    Good,
    /// To be noticed before acting.
    Attention,
    /// Over, no longer in force.
    Past,
}

impl Tone {
    /// The class in the style sheet.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Attention => "attention",
            Self::Past => "past",
        }
    }
}
