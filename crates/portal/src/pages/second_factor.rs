//! `GET /account/second-factor` and the forms below it: setting up an app for one-time codes, then ten recovery codes,
//! shown once.

use crate::components::{
    ErrorSummary, FormError, InputKind, Notice, Question, TextField, Tone, Width,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};
use crate::pages::account::AccountMistake;
use crate::qr::QrCode;

pub mod examples;
pub(crate) mod handlers;

/// The page that sets up a second factor.
#[derive(Clone, Debug)]
pub struct SecondFactorView {
    /// The address to go to afterwards: a path of this portal.
    pub next: Option<String>,
    /// How far it has come.
    pub stage: Stage,
    /// Whether nothing else is open until it is done.
    pub required: Required,
    /// What must be mended.
    pub mistake: Option<FactorMistake>,
}

/// How far it has come.
#[derive(Clone, Debug)]
pub enum Stage {
    /// What it is, and a button.
    Begin {
        /// What is asked for before.
        proof: Proof,
    },
    /// The app's secret, to be confirmed by its first code.
    Confirm {
        /// The secret in groups of four, to be typed.
        secret: String,
        /// The same to be read by the app; nothing where it fits no code.
        qr: Option<QrCode>,
    },
    /// It is done; the recovery codes.
    Done {
        /// Ten, to be written down.
        codes: Vec<String>,
    },
}

/// What is asked for before a second factor is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Nothing: the password was given a moment ago.
    None,
    /// The password.
    Password,
}

/// Whether it must be done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Nothing else is open until it is done.
    Now,
    /// Its owner chose to.
    No,
}

/// What must be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorMistake {
    /// The password that was asked for again.
    Password(AccountMistake),
    /// The code is not the app's of now.
    Code,
}

impl SecondFactorView {
    /// The page at a stage, which nothing forces.
    pub fn at(stage: Stage) -> Self {
        Self {
            next: None,
            stage,
            required: Required::No,
            mistake: None,
        }
    }

    fn errors(&self) -> Vec<FormError> {
        let mistake = self.mistake.into_iter();
        mistake
            .map(|mistake| match mistake {
                FactorMistake::Password(mistake) => {
                    let target = match self.stage {
                        Stage::Begin {
                            proof: Proof::Password,
                        } => "password",
                        Stage::Begin { .. } | Stage::Done { .. } => "begin",
                        Stage::Confirm { .. } => "code",
                    };
                    FormError::new(target, mistake.message())
                }
                FactorMistake::Code => FormError::new("code", Key("second-factor-error-code")),
            })
            .collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn notice(&self) -> Option<Notice> {
        let begins = matches!(self.stage, Stage::Begin { .. });
        (begins && self.required == Required::Now).then(|| Notice {
            tone: Tone::Attention,
            message: Key("second-factor-required").into(),
            link: None,
        })
    }

    fn password_field(&self) -> Option<TextField> {
        let question = Question::new("password", Key("account-password-again"));
        let field = TextField::new(question.error_of(&self.errors()), "")
            .kind(InputKind::Password)
            .width(Width::Twenty)
            .autocomplete("current-password");
        match self.stage {
            Stage::Begin {
                proof: Proof::Password,
            } => Some(field),
            _ => None,
        }
    }

    fn code_field(&self) -> TextField {
        let question = Question::new("code", Key("second-factor-code"))
            .hint(Key("second-factor-code-hint"))
            .error_of(&self.errors());
        TextField::new(question, "")
            .kind(InputKind::Digits)
            .width(Width::Six)
            .autocomplete("one-time-code")
    }

    fn goes_on_to(&self) -> &str {
        self.next.as_deref().unwrap_or("/account")
    }
}

super::template!(SecondFactorView, "pages/second_factor.html");

impl Page for SecondFactorView {
    fn title(&self) -> Message {
        match self.stage {
            Stage::Begin { .. } | Stage::Confirm { .. } => Key("second-factor-title").into(),
            Stage::Done { .. } => Key("recovery-title").into(),
        }
    }

    fn has_errors(&self) -> bool {
        self.mistake.is_some()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
