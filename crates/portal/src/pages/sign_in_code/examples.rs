//! Examples of the page that asks for a code.

use super::{CodeMistake, CodeView};
use crate::examples::Example;

/// Every state the page can be in.
pub fn examples() -> Vec<Example> {
    let with = |mistake| CodeView {
        next: Some("/units".into()),
        mistake: Some(mistake),
    };
    vec![
        Example::signing_in("sign-in-code", "/sign-in/code", CodeView::default()),
        Example::signing_in(
            "sign-in-code-wrong",
            "/sign-in/code",
            with(CodeMistake::Wrong),
        ),
        Example::signing_in(
            "sign-in-code-missing",
            "/sign-in/code",
            with(CodeMistake::Missing),
        ),
        Example::signing_in(
            "sign-in-code-too-many-tries",
            "/sign-in/code",
            with(CodeMistake::TooManyTries {
                retry_after_minutes: 4,
            }),
        ),
        Example::signing_in(
            "sign-in-code-stale",
            "/sign-in/code",
            with(CodeMistake::Stale),
        ),
    ]
}
