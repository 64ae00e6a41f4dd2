//! A browser in which somebody is about to sign in.
//!
//! Another site that could send the sign-in form would sign a reader in as somebody else, and what they wrote then would be
//! that somebody's. So the form carries what the browser was given in a cookie before (OWASP ASVS 5.0, 3.5.1), as the forms of
//! a session carry its key; this holds in browsers that say nothing of where a request comes from, too.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::Response;
use danh_api::AppState;
use danh_identity::FormKey;

/// What the browser holds, or is given with the answer.
pub(crate) struct Visitor {
    key: FormKey,
    standing: Standing,
}

/// Whether the browser has been here before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Known,
    New,
}

impl Visitor {
    /// What its form carries.
    pub(super) fn token(&self) -> String {
        self.key.reveal()
    }

    /// Whether a form is one that this browser was given.
    pub(super) fn was_given(&self, token: &str) -> bool {
        self.standing == Standing::Known && self.key.is(token)
    }

    /// The answer, with the cookie where the browser has none yet.
    pub(super) fn greet(&self, state: &AppState, mut answer: Response) -> Response {
        if self.standing == Standing::New {
            let cookie = state.secure_cookies.greet(&self.key);
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
        answer
    }
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let held = state.secure_cookies.visitor(&parts.headers);
        Ok(match held {
            Some(key) => Self {
                key,
                standing: Standing::Known,
            },
            None => Self {
                key: FormKey::draw(&*state.entropy),
                standing: Standing::New,
            },
        })
    }
}
