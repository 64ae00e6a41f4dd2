//! Examples of the page that takes a new password.

use super::{PasswordMistake, PasswordView, Reason};
use crate::examples::Example;

/// Every state the page can be in.
pub fn examples() -> Vec<Example> {
    let mut examples = vec![
        Example::new(
            "account-password",
            "/account/password",
            PasswordView::default(),
        ),
        Example::signing_in(
            "account-password-asked",
            "/account/password",
            PasswordView {
                next: Some("/search".into()),
                reason: Reason::Asked,
                mistake: None,
            },
        ),
    ];
    for (name, mistake) in [
        ("account-password-wrong", PasswordMistake::Current),
        (
            "account-password-too-many-tries",
            PasswordMistake::TooManyTries {
                retry_after_minutes: 2,
            },
        ),
        ("account-password-short", PasswordMistake::TooShort),
        ("account-password-long", PasswordMistake::TooLong),
        ("account-password-common", PasswordMistake::Common),
        ("account-password-pattern", PasswordMistake::Pattern),
        (
            "account-password-about-account",
            PasswordMistake::AboutAccount,
        ),
        ("account-password-same", PasswordMistake::Same),
        ("account-password-differs", PasswordMistake::Differs),
        ("account-password-stale", PasswordMistake::Stale),
    ] {
        let view = PasswordView {
            mistake: Some(mistake),
            ..PasswordView::default()
        };
        examples.push(Example::new(name, "/account/password", view));
    }
    examples
}
