//! Examples of the sign-in page.

use super::{SignInState, SignInView};
use crate::examples::Example;

/// Every state the page can be in.
pub fn examples() -> Vec<Example> {
    let with = |state| SignInView {
        login: "can.bo".into(),
        next: None,
        state,
        visitor_token: String::new(),
        is_demo: false,
    };
    vec![
        Example::signed_out("sign-in", "/sign-in", SignInView::default()),
        Example::signed_out(
            "sign-in-demo",
            "/sign-in",
            SignInView {
                is_demo: true,
                ..SignInView::default()
            },
        ),
        Example::signed_out(
            "sign-in-first",
            "/sign-in?next=/units",
            SignInView {
                next: Some("/units".into()),
                state: SignInState::SignInFirst,
                ..SignInView::default()
            },
        ),
        Example::signed_out(
            "sign-in-incomplete",
            "/sign-in",
            SignInView {
                state: SignInState::Incomplete {
                    login_missing: true,
                    password_missing: true,
                },
                ..SignInView::default()
            },
        ),
        Example::signed_out("sign-in-stale", "/sign-in", with(SignInState::Stale)),
        Example::signed_out("sign-in-wrong", "/sign-in", with(SignInState::Wrong)),
        Example::signed_out(
            "sign-in-too-many-tries",
            "/sign-in",
            with(SignInState::TooManyTries {
                retry_after_minutes: 15,
            }),
        ),
        Example::signed_out(
            "signed-out",
            "/sign-in",
            SignInView {
                state: SignInState::SignedOut,
                ..SignInView::default()
            },
        ),
    ]
}
