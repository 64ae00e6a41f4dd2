//! `GET /account`: an officer's own account: password, second factor, open sessions, what became of it.

use crate::components::{
    Column, DescriptionList, ErrorSummary, FormError, InputKind, Notice, Question, Row, Table, Tag,
    TextField, Tone, Value, Width,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;

/// An account, as its owner sees it.
#[derive(Clone, Debug, Default)]
pub struct AccountView {
    /// What it is signed in by.
    pub login: String,
    /// What was done to get here.
    pub done: Option<Done>,
    /// How it stands, where it is kept here.
    pub kept: Option<Kept>,
    /// Why no new recovery codes were drawn.
    pub mistake: Option<AccountMistake>,
}

/// An account that is kept here.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// When the password was set, an instant in Vietnam's time, where that is known.
    pub password_set_at: Option<String>,
    /// The second factor.
    pub second_factor: Option<SecondFactorShown>,
    /// The open sessions, the latest used first.
    pub sessions: Vec<SessionShown>,
    /// What became of the account lately, the newest first.
    pub changes: Vec<ChangeShown>,
}

/// A second factor.
#[derive(Clone, Debug)]
pub struct SecondFactorShown {
    /// Since when there is one, an instant in Vietnam's time.
    pub enrolled_at: String,
    /// Recovery codes that were not used.
    pub recovery_codes_left: u64,
}

/// An open session.
#[derive(Clone, Debug)]
pub struct SessionShown {
    /// What its form names it by.
    pub id: String,
    /// The address it was opened from.
    pub client: String,
    /// When the password was given, an instant in Vietnam's time.
    pub opened_at: String,
    /// When it was last used.
    pub seen_at: String,
    /// Whether it is the one that looks at it.
    pub whose: Whose,
}

/// Which session looks at the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This one.
    This,
    /// Another.
    Another,
}

/// A change of the account.
#[derive(Clone, Debug)]
pub struct ChangeShown {
    /// What was done.
    pub what: Key,
    /// By whom.
    pub by: Key,
    /// When, an instant in Vietnam's time.
    pub at: String,
}

/// What was done to get here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The password was changed.
    Password,
    /// Somebody signed in with a recovery code.
    RecoveryCode,
    /// A session was ended.
    SessionEnded,
    /// All other sessions were ended.
    OthersEnded,
}

/// Why something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountMistake {
    /// The password is wrong.
    WrongPassword,
    /// Too many tries; come back later.
    TooManyTries {
        /// How long to wait.
        retry_after_minutes: u64,
    },
    /// The form is another session's.
    Stale,
}

impl Done {
    /// What an address says was done.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "password" => Some(Self::Password),
            "recovery-code" => Some(Self::RecoveryCode),
            "session-ended" => Some(Self::SessionEnded),
            "others-ended" => Some(Self::OthersEnded),
            _ => None,
        }
    }
}

impl AccountMistake {
    /// What is said about it.
    pub(crate) fn message(self) -> Message {
        match self {
            Self::WrongPassword => Key("account-error-password").into(),
            Self::TooManyTries {
                retry_after_minutes,
            } => Message::new(Key("sign-in-error-too-many"))
                .with_count("minutes", retry_after_minutes),
            Self::Stale => Key("account-error-stale").into(),
        }
    }
}

impl AccountView {
    fn errors(&self) -> Vec<FormError> {
        let mistake = self.mistake.into_iter();
        mistake
            .map(|mistake| FormError::new("password", mistake.message()))
            .collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors(),
        }
    }

    fn notice(&self) -> Option<Notice> {
        let left = self
            .kept
            .as_ref()
            .and_then(|kept| kept.second_factor.as_ref());
        let left = left.map_or(0, |factor| factor.recovery_codes_left);
        let (tone, message) = match self.done? {
            Done::Password => (Tone::Good, Key("account-done-password").into()),
            Done::SessionEnded => (Tone::Good, Key("account-done-session").into()),
            Done::OthersEnded => (Tone::Good, Key("account-done-others").into()),
            Done::RecoveryCode => {
                let message = Message::new(Key("account-done-recovery-code"));
                (Tone::Attention, message.with_count("left", left))
            }
        };
        Some(Notice {
            tone,
            message,
            link: None,
        })
    }

    fn password_field(&self) -> TextField {
        let question = Question::new("password", Key("account-password-again"))
            .hint(Key("recovery-again-hint"))
            .error_of(&self.errors());
        TextField::new(question, "")
            .kind(InputKind::Password)
            .width(Width::Twenty)
            .autocomplete("current-password")
    }
}

impl Kept {
    fn password_list(&self) -> DescriptionList {
        let set_at = self.password_set_at.clone();
        let set_at = set_at.map_or(Value::Missing, Value::Instant);
        DescriptionList {
            rows: vec![Row::new(Key("account-password-set"), set_at)],
        }
    }

    fn has_other_sessions(&self) -> bool {
        self.sessions
            .iter()
            .any(|session| session.whose == Whose::Another)
    }

    fn changes_table(&self) -> Table {
        let row = |change: &ChangeShown| {
            vec![
                Value::Say(change.what.into()),
                Value::Instant(change.at.clone()),
                Value::Say(change.by.into()),
            ]
        };
        Table {
            caption: Key("account-changes").into(),
            columns: vec![
                Column::words(Key("account-change-what")),
                Column::words(Key("account-change-at")),
                Column::words(Key("account-change-by")),
            ],
            rows: self.changes.iter().map(row).collect(),
        }
    }
}

impl SecondFactorShown {
    fn list(&self) -> DescriptionList {
        DescriptionList {
            rows: vec![
                Row::new(
                    Key("account-second-factor-since"),
                    Value::Instant(self.enrolled_at.clone()),
                ),
                Row::new(
                    Key("account-recovery-left"),
                    Value::Count(self.recovery_codes_left),
                ),
            ],
        }
    }
}

impl SessionShown {
    fn list(&self) -> DescriptionList {
        let mut rows = vec![
            Row::new(
                Key("account-session-client"),
                Value::Code(self.client.clone()),
            ),
            Row::new(
                Key("account-session-opened"),
                Value::Instant(self.opened_at.clone()),
            ),
            Row::new(
                Key("account-session-seen"),
                Value::Instant(self.seen_at.clone()),
            ),
        ];
        if self.whose == Whose::This {
            let this = Tag {
                tone: Tone::Good,
                label: Key("account-session-this"),
            };
            rows.push(Row::new(Key("account-session-state"), Value::Tag(this)));
        }
        DescriptionList { rows }
    }

    fn can_end(&self) -> bool {
        self.whose == Whose::Another
    }
}

super::template!(AccountView, "pages/account.html");

impl Page for AccountView {
    fn title(&self) -> Message {
        Key("account-title").into()
    }

    fn has_errors(&self) -> bool {
        self.mistake.is_some()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
