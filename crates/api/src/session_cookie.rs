//! The cookie that carries a browser's session.

use axum::http::{HeaderMap, HeaderValue, header};
use danh_identity::SessionToken;

use crate::state::SecureCookies;

const SECURE_NAME: &str = "__Host-danh";
const PLAIN_NAME: &str = "danh";

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
        self.value(&token.reveal(), "")
    }

    /// The `Set-Cookie` that makes a browser forget its session.
    pub fn sign_out(self) -> HeaderValue {
        self.value("", "; Max-Age=0")
    }

    fn value(self, content: &str, lifetime: &str) -> HeaderValue {
        let (name, attributes) = (self.name(), self.attributes());
        let text = format!("{name}={content}; {attributes}{lifetime}");
        let mut value = HeaderValue::try_from(text).expect("a token is base64url");
        value.set_sensitive(true);
        value
    }

    /// The token in the cookies of a request.
    pub(crate) fn token(self, headers: &HeaderMap) -> Option<SessionToken> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.name())
            .find_map(|(_, value)| value.parse().ok())
    }
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
