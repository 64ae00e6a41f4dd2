//! The cookies of a browser: the session's, the one that says who signed in there before, and the one that its sign-in form
//! answers to.
//!
//! Over https all carry the `__Host-` prefix and `Secure` (OWASP ASVS 5.0, 3.3.1, 3.3.3). Over
//! plain http, which is for the loopback interface of one machine, browsers would refuse such
//! cookies, so there they have other names and go without.

use axum::http::{HeaderMap, HeaderValue, header};
use danh_identity::{DEVICE_DAYS_MAX, FormKey, SessionToken};

use crate::state::SecureCookies;

const SECURE_NAME: &str = "__Host-danh";
const PLAIN_NAME: &str = "danh";
const SECURE_DEVICE_NAME: &str = "__Host-danh-device";
const PLAIN_DEVICE_NAME: &str = "danh-device";
const SECURE_VISITOR_NAME: &str = "__Host-danh-visitor";
const PLAIN_VISITOR_NAME: &str = "danh-visitor";
const DEVICE_SECONDS_MAX: u32 = DEVICE_DAYS_MAX as u32 * 24 * 60 * 60;
/// Nothing that another site begins carries the cookie.
const STRICT: &str = "Strict";
/// A link from another site does, a form of another site does not.
const LAX: &str = "Lax";

impl SecureCookies {
    const fn name(self) -> &'static str {
        match self {
            // The prefix makes browsers refuse the cookie from another host, path or by http.
            Self::Yes => SECURE_NAME,
            Self::No => PLAIN_NAME,
        }
    }

    const fn security(self) -> &'static str {
        match self {
            Self::Yes => "; Secure",
            Self::No => "",
        }
    }

    /// The `Set-Cookie` that signs a browser in, until it is closed or the session ends.
    pub fn sign_in(self, token: &SessionToken) -> HeaderValue {
        self.value((self.name(), &token.reveal()), STRICT, "")
    }

    /// The `Set-Cookie` that makes a browser forget its session.
    pub fn sign_out(self) -> HeaderValue {
        self.value((self.name(), ""), STRICT, "; Max-Age=0")
    }

    /// The `Set-Cookie` that makes a browser remember who signed in there. It signs nobody in.
    pub fn remember_device(self, content: &str) -> HeaderValue {
        let lifetime = format!("; Max-Age={DEVICE_SECONDS_MAX}");
        self.value((self.device_name(), content), STRICT, &lifetime)
    }

    /// What a browser remembers of who signed in there.
    pub(crate) fn device(self, headers: &HeaderMap) -> Option<String> {
        cookies(headers, self.device_name())
            .next()
            .map(str::to_owned)
    }

    /// The `Set-Cookie` by which a browser's sign-in form is known to be one that we gave it. `Lax`, so that whoever follows a
    /// link to this site keeps the forms that stand open in other windows.
    pub fn greet(self, visitor: &FormKey) -> HeaderValue {
        self.value((self.visitor_name(), &visitor.reveal()), LAX, "")
    }

    /// What a browser's sign-in form carries.
    pub fn visitor(self, headers: &HeaderMap) -> Option<FormKey> {
        cookies(headers, self.visitor_name()).find_map(|value| value.parse().ok())
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

    const fn visitor_name(self) -> &'static str {
        match self {
            Self::Yes => SECURE_VISITOR_NAME,
            Self::No => PLAIN_VISITOR_NAME,
        }
    }

    fn value(self, (name, content): (&str, &str), same_site: &str, lifetime: &str) -> HeaderValue {
        let secure = self.security();
        let text =
            format!("{name}={content}; Path=/; HttpOnly; SameSite={same_site}{secure}{lifetime}");
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
    fn a_visitor_is_greeted_once_and_signed_in_by_nothing() {
        let key = FormKey::draw(&SeededEntropy::new(1));
        let cookie = SecureCookies::Yes.greet(&key);
        let text = cookie.to_str().unwrap();
        let expected = format!(
            "__Host-danh-visitor={}; Path=/; HttpOnly; SameSite=Lax; Secure",
            key.reveal()
        );
        assert_eq!(text, expected);
        let headers = with_cookies(&[format!("__Host-danh-visitor={}", key.reveal())]);
        assert_eq!(SecureCookies::Yes.visitor(&headers), Some(key));
        assert_eq!(SecureCookies::No.visitor(&headers), None);
        assert!(SecureCookies::Yes.token(&headers).is_none());
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
