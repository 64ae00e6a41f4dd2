//! Which of the two languages a page speaks.
//!
//! Vietnamese is the language of the register; English stands beside it for everyone who
//! reads along. Whoever chose by the switch keeps the choice in a cookie; otherwise the
//! browser's `Accept-Language` (RFC 9110 section 12.5.4) is asked, and Vietnamese answers
//! whatever is left.

/// The cookie that remembers a choice made by the switch.
pub const LANGUAGE_COOKIE: &str = "danh_language";

/// A language the portal speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Tiếng Việt, what is spoken when nothing else was asked for.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// Both languages, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vietnamese, Self::English];

    /// The BCP 47 tag, as in `<html lang>`: `vi` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The language that a tag such as `en` or `vi-VN` names, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split('-').next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The other of the two, which the switch offers.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }

    /// What a request asks for: the cookie's choice, then the browser's preference, then
    /// Vietnamese.
    pub fn negotiate(cookie: Option<&str>, accept_language: Option<&str>) -> Self {
        cookie
            .and_then(Self::from_tag)
            .or_else(|| accept_language.and_then(preferred))
            .unwrap_or_default()
    }
}

/// The one of our languages with the highest weight in an `Accept-Language` header; of two
/// equal ones, the first. A weight of zero means "not this one".
fn preferred(accept_language: &str) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for part in accept_language.split(',') {
        let mut pieces = part.split(';');
        let Some(language) = pieces.next().and_then(Language::from_tag) else {
            continue;
        };
        let weight = pieces
            .find_map(|piece| piece.trim().strip_prefix("q="))
            .map_or(1.0, |text| text.trim().parse::<f32>().unwrap_or(0.0));
        if weight > 0.0 && best.is_none_or(|(_, highest)| weight > highest) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_answers_when_nothing_is_asked_for() {
        assert_eq!(Language::negotiate(None, None), Language::Vietnamese);
        assert_eq!(
            Language::negotiate(None, Some("fr-FR, de;q=0.7, *;q=0.1")),
            Language::Vietnamese
        );
        assert_eq!(
            Language::negotiate(Some("tlh"), Some("")),
            Language::Vietnamese
        );
    }

    #[test]
    fn the_cookie_outweighs_the_browser() {
        assert_eq!(
            Language::negotiate(Some("en"), Some("vi")),
            Language::English
        );
        assert_eq!(
            Language::negotiate(Some("vi"), Some("en")),
            Language::Vietnamese
        );
    }

    #[test]
    fn the_browser_is_heard_by_weight() {
        assert_eq!(
            Language::negotiate(None, Some("en-GB,en;q=0.9")),
            Language::English
        );
        assert_eq!(
            Language::negotiate(None, Some("en;q=0.5, vi-VN;q=0.8")),
            Language::Vietnamese
        );
        assert_eq!(
            Language::negotiate(None, Some("vi;q=0, en;q=0.1")),
            Language::English
        );
        assert_eq!(
            Language::negotiate(None, Some("fr, EN-us;q=0.3")),
            Language::English
        );
    }
}
