//! Values as they stand in a table's cell or beside a term.

use super::notice::Tag;
use crate::bilingual::Bilingual;
use crate::messages::{Key, Message};

/// Something to be shown, not yet in a language.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing is known; shown as a dash that is read out as "not recorded".
    Missing,
    /// A text of the register, shown as it is.
    Text(String),
    /// A name that the register's tables give in both languages.
    Named(Bilingual),
    /// A sentence or word of ours.
    Say(Message),
    /// A date in ISO order, perhaps partial.
    Date(String),
    /// An instant in Vietnam's time, ISO with offset.
    Instant(String),
    /// An amount.
    Count(u64),
    /// Digits or a code, shown in figures of one width and never broken by a line.
    Code(String),
    /// A long code, such as a hash: may break anywhere.
    Digest(String),
    /// A number of which only the end is shown.
    Masked(MaskedNumber),
    /// A link to another page.
    Link {
        /// Where it goes.
        href: String,
        /// Its words, a text of the register.
        text: String,
    },
    /// A link whose words are ours.
    LinkSay {
        /// Where it goes.
        href: String,
        /// Its words.
        label: Key,
    },
    /// A state in a word.
    Tag(Tag),
    /// What was, and what stands in its place.
    Change(Box<Value>, Box<Value>),
    /// A value with a remark below it, in a quieter voice.
    Noted(Box<Value>, Message),
    /// Several of one rank, one below the other.
    Lines(Vec<Value>),
}

impl Value {
    /// A text, or [`Value::Missing`] when there is none.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.to_owned()))
    }

    /// This value with a remark.
    #[must_use]
    pub fn noted(self, remark: impl Into<Message>) -> Self {
        Self::Noted(Box::new(self), remark.into())
    }

    /// A date, or [`Value::Missing`].
    pub fn date(iso: Option<&str>) -> Self {
        iso.map_or(Self::Missing, |iso| Self::Date(iso.to_owned()))
    }
}

impl From<Key> for Value {
    fn from(key: Key) -> Self {
        Self::Say(key.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A personal number of which a list shows no more than its last three digits: enough to
/// tell two people of one name apart, not enough to carry away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedNumber {
    /// How many digits are hidden.
    pub hidden: usize,
    /// The last three digits.
    pub end: String,
}

impl MaskedNumber {
    /// Masks a number.
    pub fn of(number: &str) -> Self {
        let digits: Vec<char> = number.chars().collect();
        let hidden = digits.len().saturating_sub(3);
        Self {
            hidden,
            end: digits[hidden..].iter().collect(),
        }
    }

    pub(crate) fn dots(&self) -> String {
        "•".repeat(self.hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_holds_its_last_three_digits_alone() {
        let masked = MaskedNumber::of("001085012345");
        assert_eq!((masked.hidden, masked.end.as_str()), (9, "345"));
        assert_eq!(MaskedNumber::of("12").end, "12");
    }
}
