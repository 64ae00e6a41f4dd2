//! Addresses of the portal: what their queries mean and where one may be led.

use std::fmt::Write;

use axum::http::Uri;

use crate::language::Language;

/// The language that an address asks for by `lang`.
pub(crate) fn language(uri: &Uri) -> Option<Language> {
    uri.query()?
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(Language::from_tag)
}

/// Path and query without `lang`, to which the language switch adds its own.
pub(crate) fn without_language(uri: &Uri) -> String {
    let rest: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .collect();
    if rest.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), rest.join("&"))
    }
}

/// A page that comes first, such as the sign-in page, and leads back to what was asked for. A form
/// that was sent is not sent again; that of a draft leads back to the draft.
pub(crate) fn first(page: &str, asked_for: &Uri, is_reading: bool) -> String {
    let next = if is_reading {
        without_language(asked_for)
    } else {
        page_of_draft(asked_for.path()).unwrap_or_else(|| "/".to_owned())
    };
    with_next(page, &next)
}

/// A page that leads on to another afterwards.
pub(crate) fn with_next(page: &str, next: &str) -> String {
    format!("{page}?next={}", encode(next))
}

/// The page of a draft that an address below it belongs to.
fn page_of_draft(path: &str) -> Option<String> {
    let (draft, page) = path.strip_prefix("/desk/drafts/")?.split_once('/')?;
    let page = match page.split('/').next() {
        Some("look-again" | "discard") | None => "check",
        Some(page) => page,
    };
    Some(format!("/desk/drafts/{draft}/{page}"))
}

/// Where to go after signing in: `next`, if it lies in this portal, or else the home page.
///
/// Browsers read `//host` and `/\host` as another site, so a second slash is refused.
pub(crate) fn next(next: Option<&str>) -> &str {
    next.filter(|path| path.starts_with('/') && !path.starts_with("/sign-"))
        .filter(|path| !path[1..].starts_with(['/', '\\']))
        .filter(|path| path.bytes().all(|byte| byte.is_ascii_graphic()))
        .unwrap_or("/")
}

/// Percent-encodes everything but unreserved characters (RFC 3986 section 2.3).
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes all that is written");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    #[test]
    fn the_language_is_taken_out_of_the_query() {
        let asked = uri("/units?on=2020-01-01&lang=en&q=a");
        assert_eq!(language(&asked), Some(Language::English));
        assert_eq!(without_language(&asked), "/units?on=2020-01-01&q=a");
        assert_eq!(without_language(&uri("/search?lang=vi")), "/search");
        assert_eq!(language(&uri("/search?lang=tlh")), None);
    }

    #[test]
    fn one_is_led_back_to_what_was_asked_for() {
        let asked = uri("/units/01?on=2020-01-01");
        assert_eq!(
            first("/sign-in", &asked, true),
            "/sign-in?next=%2Funits%2F01%3Fon%3D2020-01-01"
        );
        assert_eq!(
            first("/sign-in/code", &uri("/search"), false),
            "/sign-in/code?next=%2F"
        );
        assert_eq!(
            first("/sign-in", &uri("/desk/drafts/a/mother/autosave"), false),
            "/sign-in?next=%2Fdesk%2Fdrafts%2Fa%2Fmother"
        );
    }

    #[test]
    fn one_is_never_led_away() {
        assert_eq!(next(Some("/units?on=2020-01-01")), "/units?on=2020-01-01");
        for elsewhere in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "",
            "/a\r\nb: c",
            "/sign-out",
            "/ünits",
        ] {
            assert_eq!(next(Some(elsewhere)), "/", "{elsewhere}");
        }
        assert_eq!(next(None), "/");
    }
}
