//! Which of the two languages an answer speaks (RFC 9110, section 12.5.4).

use axum::http::{HeaderMap, HeaderValue, header};

/// A language that problems are told in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// What is spoken when nothing else was asked for.
    #[default]
    Vietnamese,
    English,
}

impl Language {
    /// The one of the two that a request likes best; of two equal ones, the first.
    pub(crate) fn wanted(headers: &HeaderMap) -> Self {
        let mut best = (0, Self::Vietnamese);
        let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter();
        for range in lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
        {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = weight_thousandths(parameters);
            if let Some(language) = Self::of_tag(tag.trim())
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }

    pub(crate) const fn tag(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        })
    }

    fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        match primary {
            "vi" | "VI" => Some(Self::Vietnamese),
            "en" | "EN" => Some(Self::English),
            _ => None,
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
            "vi-VN,en;q=0.9",
            "en;q=0.5, vi",
            "en;q=0",
            "en;q=x",
        ] {
            assert_eq!(wanted(accepted), Language::Vietnamese, "{accepted}");
        }
        for accepted in [
            "en",
            "en-GB,vi;q=0.9",
            "fr, en;q=0.001",
            "vi;q=0.2, en;q=0.25",
        ] {
            assert_eq!(wanted(accepted), Language::English, "{accepted}");
        }
        assert_eq!(Language::wanted(&HeaderMap::new()), Language::Vietnamese);
    }
}
