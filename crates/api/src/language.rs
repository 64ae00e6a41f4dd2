//! Which of the two languages an answer speaks (RFC 9110, section 12.5.4).
//!
//! Vietnamese is the language of the register; English stands beside it for everyone who reads
//! along.

use axum::http::{HeaderMap, header};

/// A language that answers and pages speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
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

    /// The one of the two that a request likes best, of two equal ones the first; Vietnamese when
    /// it likes neither.
    pub fn wanted(headers: &HeaderMap) -> Self {
        let mut best = (0, Self::default());
        let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter();
        for range in lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
        {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = weight_thousandths(parameters);
            if let Some(language) = Self::from_tag(tag)
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }

    /// The BCP 47 tag: `vi` or `en`.
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

    /// The other of the two, which a switch offers.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }
}

/// `q=0.7` as 700; without one it is 1000.
fn weight_thousandths(parameters: &str) -> u32 {
    let Some(weight) = parameters.trim().strip_prefix("q=") else {
        return 1_000;
    };
    let (whole, decimals) = weight.trim().split_once('.').unwrap_or((weight, ""));
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    format!("{whole}{decimals}").trim().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn wanted(accepted: &'static str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accepted));
        Language::wanted(&headers)
    }

    #[test]
    fn vietnamese_is_spoken_unless_english_is_liked_better() {
        for accepted in [
            "",
            "fr",
            "*",
            "fr-FR, de;q=0.7, *;q=0.1",
            "vi-VN,en;q=0.9",
            "en;q=0.5, vi",
            "en;q=0.5, vi-VN;q=0.8",
            "en;q=0",
            "en;q=x",
        ] {
            assert_eq!(wanted(accepted), Language::Vietnamese, "{accepted}");
        }
        for accepted in [
            "en",
            "en-GB,vi;q=0.9",
            "en-GB,en;q=0.9",
            "fr, EN-us;q=0.3",
            "fr, en;q=0.001",
            "vi;q=0, en;q=0.1",
            "vi;q=0.2, en;q=0.25",
        ] {
            assert_eq!(wanted(accepted), Language::English, "{accepted}");
        }
        assert_eq!(Language::wanted(&HeaderMap::new()), Language::Vietnamese);
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.code()), Some(language));
            assert_eq!(language.other().other(), language);
        }
        assert_eq!(Language::from_tag("tlh"), None);
    }
}
