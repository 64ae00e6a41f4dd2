//! What became of an account, who did it and when. Nothing of it is ever removed.

use std::fmt;
use std::str::FromStr;

use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::{AccountChange, Login, queries};

/// Who changed an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedBy {
    /// Whoever it belongs to.
    Owner,
    /// Whoever works at the machine itself, by their account there.
    Machine(String),
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedChange {
    /// What was done.
    pub change: AccountChange,
    /// By whom.
    pub by: ChangedBy,
    /// When.
    pub at: Timestamp,
}

/// A text is no change or nobody who makes one: the row is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not written so by this program")]
pub struct ChangeTextError(String);

/// The last changes of an account, the newest first.
pub fn account_changes(
    tx: &mut Tx<'_>,
    login: &Login,
    count_max: u32,
) -> Result<Vec<NotedChange>, StoreError> {
    queries::changes_of_login(tx, login, count_max)
}

pub(crate) fn note(
    tx: &mut Tx<'_>,
    login: &Login,
    change: AccountChange,
    by: &ChangedBy,
    at: Timestamp,
) -> Result<(), StoreError> {
    let by = by.clone();
    queries::change_insert(tx, login, &NotedChange { change, by, at })
}

impl AccountChange {
    /// Every change.
    pub const ALL: [Self; 10] = [
        Self::Created,
        Self::Disabled,
        Self::Enabled,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::SecondFactorEnrolled,
        Self::SecondFactorReset,
        Self::RecoveryCodesDrawn,
        Self::RecoveryCodeUsed,
        Self::SessionsEnded,
    ];

    /// The stable name, as in `password-reset`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::PasswordReset => "password-reset",
            Self::PasswordChanged => "password-changed",
            Self::SecondFactorEnrolled => "second-factor-enrolled",
            Self::SecondFactorReset => "second-factor-reset",
            Self::RecoveryCodesDrawn => "recovery-codes-drawn",
            Self::RecoveryCodeUsed => "recovery-code-used",
            Self::SessionsEnded => "sessions-ended",
        }
    }
}

impl FromStr for AccountChange {
    type Err = ChangeTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|change| change.as_str() == text);
        found.ok_or_else(|| ChangeTextError(text.to_owned()))
    }
}

impl fmt::Display for ChangedBy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Owner => formatter.write_str("owner"),
            Self::Machine(account) => write!(formatter, "machine:{account}"),
        }
    }
}

impl FromStr for ChangedBy {
    type Err = ChangeTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            None if text == "owner" => Ok(Self::Owner),
            Some(("machine", account)) => Ok(Self::Machine(account.to_owned())),
            _ => Err(ChangeTextError(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_and_who_made_them_come_back() {
        for change in AccountChange::ALL {
            assert_eq!(change.as_str().parse(), Ok(change));
        }
        for by in [
            ChangedBy::Owner,
            ChangedBy::Machine("uid 0: night".to_owned()),
        ] {
            assert_eq!(by.to_string().parse(), Ok(by));
        }
        assert!("king:1".parse::<ChangedBy>().is_err());
        assert!("crowned".parse::<AccountChange>().is_err());
    }
}
