//! Examples of the page of an account.

use super::{
    AccountMistake, AccountView, ChangeShown, Done, Kept, SecondFactorShown, SessionShown, Whose,
};
use crate::examples::Example;
use crate::messages::Key;

/// Every state the page can be in.
pub fn examples() -> Vec<Example> {
    let view = |done, kept, mistake| AccountView {
        login: "duong.do".into(),
        done,
        kept: Some(kept),
        mistake,
    };
    let with = |done| view(Some(done), kept(Some(10)), None);
    vec![
        Example::new("account", "/account", view(None, kept(Some(10)), None)),
        Example::new(
            "account-one-factor",
            "/account",
            view(None, kept(None), None),
        ),
        Example::new("account-password-changed", "/account", with(Done::Password)),
        Example::new(
            "account-session-ended",
            "/account",
            with(Done::SessionEnded),
        ),
        Example::new("account-others-ended", "/account", with(Done::OthersEnded)),
        Example::new(
            "account-recovery-code-used",
            "/account",
            view(Some(Done::RecoveryCode), kept(Some(1)), None),
        ),
        Example::new(
            "account-wrong-password",
            "/account",
            view(None, kept(Some(2)), Some(AccountMistake::WrongPassword)),
        ),
        Example::new(
            "account-kept-elsewhere",
            "/account",
            AccountView {
                login: "duong.do".into(),
                ..AccountView::default()
            },
        ),
    ]
}

fn kept(recovery_codes_left: Option<u64>) -> Kept {
    let session = |id: &str, client: &str, whose| SessionShown {
        id: id.into(),
        client: client.into(),
        opened_at: "2026-11-23T07:58:00+07:00".into(),
        seen_at: "2026-11-23T14:05:00+07:00".into(),
        whose,
    };
    let change = |what, by, at: &str| ChangeShown {
        what,
        by,
        at: at.into(),
    };
    Kept {
        password_set_at: Some("2026-10-02T09:12:00+07:00".into()),
        second_factor: recovery_codes_left.map(|recovery_codes_left| SecondFactorShown {
            enrolled_at: "2026-10-02T09:15:00+07:00".into(),
            recovery_codes_left,
        }),
        sessions: vec![
            session("1", "203.0.113.9", Whose::This),
            session("2", "2001:db8:1:2::", Whose::Another),
        ],
        changes: vec![
            change(
                Key("account-change-password-changed"),
                Key("account-by-owner"),
                "2026-10-02T09:12:00+07:00",
            ),
            change(
                Key("account-change-created"),
                Key("account-by-machine"),
                "2026-10-01T16:30:00+07:00",
            ),
        ],
    }
}
