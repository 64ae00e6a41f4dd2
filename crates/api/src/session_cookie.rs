//! The cookies of a browser: the session's, and the one that says who signed in there before.
//!
//! Over https both carry the `__Host-` prefix and `Secure` (OWASP ASVS 5.0, 3.3.1, 3.3.3). Over
//! plain http, which is for the loopback interface of one machine, browsers would refuse such
//! cookies, so there they have other names and go without.

use axum::http::{HeaderMap, HeaderValue, header};
use danh_identity::SessionToken;

use crate::state::SecureCookies;

const SECURE_NAME: &str = "__Host-danh";
const PLAIN_NAME: &str = "danh";
const SECURE_DEVICE_NAME: &str = "__Host-danh-device";
const PLAIN_DEVICE_NAME: &str = "danh-device";
/// Half a year without signing in, and a browser is a stranger again.
const DEVICE_SECONDS_MAX: u32 = 180 * 24 * 60 * 60;

impl SecureCookies {
    const fn name(self) -> &'static str {
        match self {
            // The prefix makes browsers refuse the cookie from another host, path or by http.
            Self::Yes => SECURE_NAME,
            Self::No => PLAIN_NAME,
        }
    }

    const fn attributes(self) -> &'static str {
        match self {
            Self::Yes => "Path=/; HttpOnly; SameSite=Strict; Secure",
            Self::No => "Path=/; HttpOnly; SameSite=Strict",
        }
    }

    /// The `Set-Cookie` that signs a browser in, until it is closed or the session ends.
    pub fn sign_in(self, token: &SessionToken) -> HeaderValue {
        self.value(self.name(), &token.reveal(), "")
    }

    /// The `Set-Cookie` that makes a browser forget its session.
    pub fn sign_out(self) -> HeaderValue {
        self.value(self.name(), "", "; Max-Age=0")
    }

    /// The `Set-Cookie` that makes a browser remember who signed in there. It signs nobody in.
    pub fn remember_device(self, content: &str) -> HeaderValue {
        let lifetime = format!("; Max-Age={DEVICE_SECONDS_MAX}");
        self.value(self.device_name(), content, &lifetime)
    }

    /// What a browser remembers of who signed in there.
    pub(crate) fn device(self, headers: &HeaderMap) -> Option<String> {
        cookies(headers, self.device_name())
            .next()
            .map(str::to_owned)
    }

    /// Whether an answer sets or removes the session's cookie.
    pub fn is_set_by(self, answer: &HeaderMap) -> bool {
        let mut lines = answer.get_all(header::SET_COOKIE).iter();
        let ours = format!("{}=", self.name());
        lines.any(|line| line.as_bytes().starts_with(ours.as_bytes()))
    }

    const fn device_name(self) -> &'static str {
        match self {
            Self::Yes => SECURE_DEVICE_NAME,
            Self::No => PLAIN_DEVICE_NAME,
        }
    }

    fn value(self, name: &str, content: &str, lifetime: &str) -> HeaderValue {
        let attributes = self.attributes();
        let text = format!("{name}={content}; {attributes}{lifetime}");
        let mut value = HeaderValue::try_from(text).expect("tokens and sealed texts are base64url");
        value.set_sensitive(true);
        value
    }

    /// The token in the cookies of a request.
    pub(crate) fn token(self, headers: &HeaderMap) -> Option<SessionToken> {
        cookies(headers, self.name()).find_map(|value| value.parse().ok())
    }
}

fn cookies<'a>(headers: &'a HeaderMap, wanted: &'a str) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(move |(name, _)| *name == wanted)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use danh_vocabulary::SeededEntropy;

    use super::*;

    fn with_cookies(lines: &[String]) -> HeaderMap {
        lines
            .iter()
            .map(|line| (header::COOKIE, HeaderValue::try_from(line).unwrap()))
            .collect()
    }

    #[test]
    fn the_cookie_of_https_is_bound_to_the_host() {
        let token = SessionToken::draw(&SeededEntropy::new(1));
        let cookie = SecureCookies::Yes.sign_in(&token);
        let text = cookie.to_str().unwrap();
        assert!(text.starts_with(&format!("__Host-danh={}; Path=/;", token.reveal())));
        for attribute in ["HttpOnly", "SameSite=Strict", "Secure"] {
            assert!(text.contains(attribute), "{attribute}");
        }
        assert!(!format!("{cookie:?}").contains(&token.reveal()));
        let plain = SecureCookies::No.sign_in(&token);
        assert!(!plain.to_str().unwrap().contains("Secure"));
    }

    #[test]
    fn what_a_browser_remembers_is_no_session() {
        let cookie = SecureCookies::Yes.remember_device("abc.def");
        let text = cookie.to_str().unwrap();
        assert!(text.starts_with("__Host-danh-device=abc.def; Path=/; HttpOnly"));
        assert!(text.ends_with("; Max-Age=15552000"));
        let headers = with_cookies(&["__Host-danh-device=abc.def".to_owned()]);
        assert_eq!(
            SecureCookies::Yes.device(&headers).as_deref(),
            Some("abc.def")
        );
        assert!(SecureCookies::Yes.token(&headers).is_none());
        assert_eq!(SecureCookies::No.device(&headers), None);
        let mut answer = HeaderMap::new();
        answer.append(header::SET_COOKIE, cookie);
        assert!(!SecureCookies::Yes.is_set_by(&answer));
        answer.append(header::SET_COOKIE, SecureCookies::Yes.sign_out());
        assert!(SecureCookies::Yes.is_set_by(&answer));
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let token = SessionToken::draw(&SeededEntropy::new(1)).reveal();
        let found = |lines: &[String]| {
            let headers = with_cookies(lines);
            SecureCookies::Yes
                .token(&headers)
                .map(|token| token.reveal())
        };
        assert_eq!(
            found(&[format!("a=b; __Host-danh={token}")]),
            Some(token.clone())
        );
        assert_eq!(
            found(&["a=b".to_owned(), format!("__Host-danh={token}")]),
            Some(token.clone())
        );
        assert_eq!(found(&[format!("danh={token}")]), None);
        assert_eq!(found(&["__Host-danh=".to_owned()]), None);
    }
}
