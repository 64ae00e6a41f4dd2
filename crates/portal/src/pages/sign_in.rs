//! `GET /sign-in`, `POST /sign-in`: name and password.
//!
//! One message answers a wrong name and a wrong password alike, so that nobody can find out
//! who has an account.

use crate::components::{
    ErrorSummary, FormError, InputKind, Notice, Question, TextField, Tone, Width,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;
mod visitor;

/// The sign-in page.
#[derive(Clone, Debug, Default)]
pub struct SignInView {
    /// The name as typed before, when the form comes back.
    pub login: String,
    /// The address to go to afterwards: a path of this portal.
    pub next: Option<String>,
    /// Why the form is shown.
    pub state: SignInState,
    /// What the form carries, so that no other site can send it.
    pub visitor_token: String,
    /// Whether this is the demo, where nobody must have a second factor.
    pub is_demo: bool,
}

/// Why the sign-in form is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignInState {
    /// Somebody came to sign in.
    #[default]
    Fresh,
    /// Somebody asked for a page and must sign in first, or for too long did nothing.
    SignInFirst,
    /// Somebody has just signed out.
    SignedOut,
    /// Name or password was left empty.
    Incomplete {
        /// No name was given.
        login_missing: bool,
        /// No password was given.
        password_missing: bool,
    },
    /// The form is not one that this browser was given.
    Stale,
    /// Name and password do not belong together.
    Wrong,
    /// Too many tries; come back later.
    TooManyTries {
        /// How long to wait.
        retry_after_minutes: u64,
    },
}

impl SignInView {
    fn errors(&self) -> Vec<FormError> {
        let error = |target, message: Message| FormError::new(target, message);
        match self.state {
            SignInState::Fresh | SignInState::SignInFirst | SignInState::SignedOut => Vec::new(),
            SignInState::Incomplete {
                login_missing,
                password_missing,
            } => {
                let mut errors = Vec::new();
                if login_missing {
                    errors.push(error("login", Key("sign-in-error-login").into()));
                }
                if password_missing {
                    errors.push(error("password", Key("sign-in-error-password").into()));
                }
                errors
            }
            SignInState::Stale => vec![error("password", Key("sign-in-error-stale").into())],
            SignInState::Wrong => vec![error("login", Key("sign-in-error-wrong").into())],
            SignInState::TooManyTries {
                retry_after_minutes,
            } => vec![error(
                "login",
                Message::new(Key("sign-in-error-too-many"))
                    .with_count("minutes", retry_after_minutes),
            )],
        }
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn notice(&self) -> Option<Notice> {
        let (tone, key) = match self.state {
            SignInState::SignInFirst => (Tone::Attention, Key("sign-in-first")),
            SignInState::SignedOut => (Tone::Good, Key("sign-in-signed-out")),
            _ => return None,
        };
        Some(Notice {
            tone,
            message: key.into(),
            link: None,
        })
    }

    fn login_field(&self) -> TextField {
        let question = Question::new("login", Key("sign-in-login")).error_of(&self.errors());
        TextField::new(question, &self.login)
            .width(Width::Twenty)
            .autocomplete("username")
    }

    fn password_field(&self) -> TextField {
        let question = Question::new("password", Key("sign-in-password")).error_of(&self.errors());
        TextField::new(question, "")
            .kind(InputKind::Password)
            .width(Width::Twenty)
            .autocomplete("current-password")
    }
}

super::template!(SignInView, "pages/sign_in.html");

impl Page for SignInView {
    fn title(&self) -> Message {
        Key("sign-in-title").into()
    }

    fn has_errors(&self) -> bool {
        !self.errors().is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
