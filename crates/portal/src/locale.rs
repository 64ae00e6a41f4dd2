//! How a page of one language writes sentences, dates and numbers.
//!
//! Dates are written dd/mm/yyyy in both languages, as on every Vietnamese certificate: an
//! officer compares them with paper. Digits are grouped by the language: 1.234.567 in
//! Vietnamese, 1,234,567 in English.

use crate::bilingual::Bilingual;
use crate::components::Wording;
use crate::language::Language;
use crate::messages::{self, Key, Message};

/// What a template speaks through; every template has one, named `t`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language of the page.
    pub language: Language,
}

impl Locale {
    /// The locale of a language.
    pub const fn of(language: Language) -> Self {
        Self { language }
    }

    /// The sentence of a key named in a template.
    pub fn text(&self, key: &'static str) -> String {
        self.key(Key(key))
    }

    /// The sentence of a key named in Rust.
    pub fn key(&self, key: impl AsRef<Key>) -> String {
        self.say(Message::new(*key.as_ref()))
    }

    /// A sentence with its arguments.
    pub fn say(&self, message: impl AsRef<Message>) -> String {
        messages::say(self.language, message.as_ref())
    }

    /// Plain words, whoever wrote them.
    pub fn wording(&self, wording: impl AsRef<Wording>) -> String {
        match wording.as_ref() {
            Wording::Say(message) => self.say(message),
            Wording::Named(name) => self.named(name),
            Wording::Text(text) => text.clone(),
        }
    }

    /// The name in the language of the page.
    pub fn named(&self, name: impl AsRef<Bilingual>) -> String {
        name.as_ref().in_language(self.language).to_owned()
    }

    /// `1950-03-15` as `15/03/1950`, `1950-03` as `03/1950`, `1950` as it is.
    pub fn date(&self, iso: &str) -> String {
        format_date(iso)
    }

    /// `2026-11-23T14:05:09+07:00` as `23/11/2026 14:05`. The instant is given in Vietnam's
    /// time (UTC+7, the whole year), so nothing is converted here.
    pub fn instant(&self, iso: &str) -> String {
        match iso.split_once('T') {
            Some((date, time)) => {
                format!("{} {}", format_date(date), time.get(..5).unwrap_or(time))
            }
            None => format_date(iso),
        }
    }

    /// `1234567` as `1.234.567` or `1,234,567`.
    pub fn number(&self, number: u64) -> String {
        group_digits(number, self.language)
    }
}

/// Turns an ISO date, perhaps partial, into dd/mm/yyyy.
pub(crate) fn format_date(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

/// Groups digits by thousands.
pub(crate) fn group_digits(number: u64, language: Language) -> String {
    let separator = match language {
        Language::Vietnamese => '.',
        Language::English => ',',
    };
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    const VI: Locale = Locale::of(Language::Vietnamese);
    const EN: Locale = Locale::of(Language::English);

    #[test]
    fn dates_are_written_day_first_and_may_be_partial() {
        assert_eq!(VI.date("1950-03-15"), "15/03/1950");
        assert_eq!(EN.date("1950-03"), "03/1950");
        assert_eq!(EN.date("1950"), "1950");
    }

    #[test]
    fn instants_lose_their_seconds() {
        assert_eq!(VI.instant("2026-11-23T14:05:09+07:00"), "23/11/2026 14:05");
    }

    #[test]
    fn digits_are_grouped_by_language() {
        assert_eq!(VI.number(1_234_567), "1.234.567");
        assert_eq!(EN.number(1_234_567), "1,234,567");
        assert_eq!(VI.number(999), "999");
        assert_eq!(EN.number(1_000), "1,000");
        assert_eq!(EN.number(0), "0");
    }
}
