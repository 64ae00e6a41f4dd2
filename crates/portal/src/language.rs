//! Which of the two languages a page speaks: the one chosen by the switch, which a cookie
//! remembers, or else the one that the browser asks for.

use axum::http::{HeaderMap, header};
pub use danh_api::Language;

/// The cookie that remembers a choice made by the switch.
pub const LANGUAGE_COOKIE: &str = "danh_language";

/// What a request asks for.
pub(crate) fn spoken(headers: &HeaderMap) -> Language {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == LANGUAGE_COOKIE).then_some(value))
        .and_then(Language::from_tag)
        .unwrap_or_else(|| Language::wanted(headers))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken_to(cookie: &str, accepted: &str) -> Language {
        let headers = [
            (header::COOKIE, cookie),
            (header::ACCEPT_LANGUAGE, accepted),
        ]
        .map(|(name, value)| (name, value.parse().expect("a header value")));
        spoken(&headers.into_iter().collect())
    }

    #[test]
    fn the_cookie_outweighs_the_browser() {
        assert_eq!(spoken_to("danh_language=en", "vi"), Language::English);
        assert_eq!(
            spoken_to("a=b; danh_language=vi", "en"),
            Language::Vietnamese
        );
        assert_eq!(spoken_to("danh_language=tlh", "en"), Language::English);
        assert_eq!(spoken_to("", ""), Language::Vietnamese);
    }
}
