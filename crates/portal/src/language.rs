//! Which of the two languages a page speaks: the one chosen by the switch, which a cookie
//! remembers, or else the one that the browser asks for.

use axum::http::{HeaderMap, HeaderValue, header};
pub use danh_api::Language;
use danh_api::SecureCookies;

/// A year.
const REMEMBERED_SECONDS: u32 = 31_536_000;

/// The cookie that remembers a choice made by the switch; over https bound to the host like every other
/// (OWASP ASVS 5.0, 3.3.1).
const fn cookie_name(secure: SecureCookies) -> &'static str {
    match secure {
        SecureCookies::Yes => "__Host-danh-language",
        SecureCookies::No => "danh-language",
    }
}

/// The `Set-Cookie` that remembers a choice.
pub(crate) fn remember(language: Language, secure: SecureCookies) -> HeaderValue {
    let (name, code) = (cookie_name(secure), language.code());
    let secure = match secure {
        SecureCookies::Yes => "; Secure",
        SecureCookies::No => "",
    };
    let cookie = format!(
        "{name}={code}; Path=/; Max-Age={REMEMBERED_SECONDS}; SameSite=Lax; HttpOnly{secure}"
    );
    HeaderValue::try_from(cookie).expect("a language tag is ASCII")
}

/// What a request asks for.
pub(crate) fn spoken(headers: &HeaderMap, secure: SecureCookies) -> Language {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == cookie_name(secure)).then_some(value))
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
        spoken(&headers.into_iter().collect(), SecureCookies::Yes)
    }

    #[test]
    fn the_cookie_outweighs_the_browser() {
        let english = remember(Language::English, SecureCookies::Yes);
        let cookie = english.to_str().expect("a cookie is ASCII");
        assert!(cookie.starts_with("__Host-danh-language=en; Path=/;"));
        assert!(cookie.ends_with("; Secure"));
        assert_eq!(
            spoken_to("__Host-danh-language=en", "vi"),
            Language::English
        );
        assert_eq!(
            spoken_to("a=b; __Host-danh-language=vi", "en"),
            Language::Vietnamese
        );
        assert_eq!(
            spoken_to("__Host-danh-language=tlh", "en"),
            Language::English
        );
        assert_eq!(spoken_to("danh-language=en", "vi"), Language::Vietnamese);
        assert_eq!(spoken_to("", ""), Language::Vietnamese);
    }
}
