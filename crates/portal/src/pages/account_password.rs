//! `GET /account/password`, `POST /account/password`: choosing another password, wanted or asked for.

use danh_identity::{PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN};

use crate::components::{
    ErrorSummary, FormError, InputKind, Notice, Question, TextField, Tone, Width,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;

/// The page that takes a new password.
#[derive(Clone, Debug, Default)]
pub struct PasswordView {
    /// The address to go to afterwards: a path of this portal.
    pub next: Option<String>,
    /// Why one is here.
    pub reason: Reason,
    /// What must be mended.
    pub mistake: Option<PasswordMistake>,
}

/// Why a password is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// Its owner wants to.
    #[default]
    Wanted,
    /// An administrator chose the present one.
    Asked,
}

/// What must be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordMistake {
    /// The present password was left empty or is wrong.
    Current,
    /// Too many tries; come back later.
    TooManyTries {
        /// How long to wait.
        retry_after_minutes: u64,
    },
    /// Too few characters.
    TooShort,
    /// Too many characters.
    TooLong,
    /// Many people choose it.
    Common,
    /// It repeats itself or follows the keys.
    Pattern,
    /// It is made of the login, the name or this system's name.
    AboutAccount,
    /// It is the present one.
    Same,
    /// It was typed otherwise the second time.
    Differs,
    /// The form is another session's.
    Stale,
}

impl PasswordMistake {
    fn to_form_error(self) -> FormError {
        let count = |key, name, count: usize| Message::new(key).with_count(name, count as u64);
        match self {
            Self::Current => FormError::new("current", Key("password-error-current")),
            Self::TooManyTries {
                retry_after_minutes,
            } => {
                let message = Message::new(Key("sign-in-error-too-many"));
                FormError::new(
                    "current",
                    message.with_count("minutes", retry_after_minutes),
                )
            }
            Self::TooShort => {
                let key = Key("password-error-short");
                FormError::new("chosen", count(key, "characters", PASSWORD_CHARACTERS_MIN))
            }
            Self::TooLong => {
                let key = Key("password-error-long");
                FormError::new("chosen", count(key, "characters", PASSWORD_CHARACTERS_MAX))
            }
            Self::Common => FormError::new("chosen", Key("password-error-common")),
            Self::Pattern => FormError::new("chosen", Key("password-error-pattern")),
            Self::AboutAccount => FormError::new("chosen", Key("password-error-account")),
            Self::Same => FormError::new("chosen", Key("password-error-same")),
            Self::Differs => FormError::new("again", Key("password-error-differs")),
            Self::Stale => FormError::new("current", Key("account-error-stale")),
        }
    }
}

impl PasswordView {
    fn errors(&self) -> Vec<FormError> {
        let mistake = self.mistake.into_iter();
        mistake.map(PasswordMistake::to_form_error).collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn notice(&self) -> Option<Notice> {
        (self.reason == Reason::Asked).then(|| Notice {
            tone: Tone::Attention,
            message: Key("password-asked").into(),
            link: None,
        })
    }

    fn fields(&self) -> [TextField; 3] {
        let hint = Message::new(Key("password-chosen-hint"))
            .with_count("characters", PASSWORD_CHARACTERS_MIN as u64);
        let ask = |id, label: Key| Question::new(id, label).error_of(&self.errors());
        let field = |question: Question, token| {
            TextField::new(question, "")
                .kind(InputKind::Password)
                .width(Width::Twenty)
                .autocomplete(token)
        };
        [
            field(ask("current", Key("password-current")), "current-password"),
            field(
                ask("chosen", Key("password-chosen")).hint(hint),
                "new-password",
            ),
            field(ask("again", Key("password-again")), "new-password"),
        ]
    }
}

super::template!(PasswordView, "pages/account_password.html");

impl Page for PasswordView {
    fn title(&self) -> Message {
        Key("password-title").into()
    }

    fn has_errors(&self) -> bool {
        self.mistake.is_some()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
