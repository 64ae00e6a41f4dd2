//! Fields that are typed into: one line, several lines, an amount.

use super::question::Question;
use crate::messages::Message;

/// One line of text. Its name in the form is its id.
#[derive(Clone, Debug)]
pub struct TextField {
    /// What is asked.
    pub question: Question,
    /// What was typed; kept when the form comes back. Never filled for a secret.
    pub value: String,
    /// What kind of text it takes.
    pub kind: InputKind,
    /// How wide the box is drawn, a hint at how much is expected.
    pub width: Width,
    /// The HTML `autocomplete` token, `off` where a browser must not remember.
    pub autocomplete: &'static str,
}

impl TextField {
    /// A field for any text, as wide as a line, that browsers do not remember.
    pub fn new(question: Question, value: impl Into<String>) -> Self {
        Self {
            question,
            value: value.into(),
            kind: InputKind::Text,
            width: Width::Full,
            autocomplete: "off",
        }
    }

    /// Takes another kind of text.
    #[must_use]
    pub fn kind(mut self, kind: InputKind) -> Self {
        self.kind = kind;
        self
    }

    /// Is drawn in another width.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Tells a browser what it may fill in.
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }
}

/// What an input takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// Any text.
    Text,
    /// A secret that is not shown while typed.
    Password,
    /// Digits that are not an amount, such as a personal number: a telephone's keyboard shows
    /// digits, and nothing is rounded or spun.
    Digits,
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
}

/// How wide a text box is drawn where there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// As wide as a readable line.
    Full,
    /// About twenty characters.
    Twenty,
    /// About six characters, such as a one-time code.
    Six,
}

/// Several lines of text.
#[derive(Clone, Debug)]
pub struct TextArea {
    /// What is asked.
    pub question: Question,
    /// What was typed.
    pub value: String,
    /// How many lines are drawn.
    pub rows: u8,
    /// How many characters it takes at most, where there is a limit.
    pub chars_max: Option<u16>,
}

impl TextArea {
    /// A box of four lines without a limit.
    pub fn new(question: Question, value: impl Into<String>) -> Self {
        Self {
            question,
            value: value.into(),
            rows: 4,
            chars_max: None,
        }
    }

    /// Takes so many characters at most.
    #[must_use]
    pub fn chars_max(mut self, chars: u16) -> Self {
        self.chars_max = Some(chars);
        self
    }
}

/// A whole number that is an amount: how many, how much. Digits may be typed in groups.
#[derive(Clone, Debug)]
pub struct NumberField {
    /// What is asked.
    pub question: Question,
    /// What was typed.
    pub value: String,
    /// What is counted, shown after the box: `ngày`, `g`.
    pub unit: Option<Message>,
}

impl NumberField {
    /// A field for a bare number.
    pub fn new(question: Question, value: impl Into<String>) -> Self {
        Self {
            question,
            value: value.into(),
            unit: None,
        }
    }

    /// Says what is counted.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<Message>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// The amount that was typed, as it is written in either language (`1.234.567`,
    /// `1,234,567`, `1 234 567`, `1234567`); nothing when it is no whole number.
    pub fn amount(typed: &str) -> Option<u64> {
        let groups: Vec<&str> = typed.trim().split(['.', ',', ' ', '\u{a0}']).collect();
        let digits = groups.concat();
        let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        let well_grouped = groups.len() == 1
            || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|it| it.len() == 3));
        (is_number && well_grouped)
            .then(|| digits.parse().ok())
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_either_language_writes_it() {
        for typed in ["1234567", "1.234.567", "1,234,567", " 1 234 567 "] {
            assert_eq!(NumberField::amount(typed), Some(1_234_567), "{typed}");
        }
        for typed in [
            "", "-1", "1.5", "12.34", "1234.567", "1..000", "mười", "1e3",
        ] {
            assert_eq!(NumberField::amount(typed), None, "{typed}");
        }
    }
}
