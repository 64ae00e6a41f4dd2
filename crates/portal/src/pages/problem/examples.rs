//! Examples of problem pages.

use super::{Problem, ProblemView};
use crate::examples::Example;

/// Each problem, with somebody signed in; one without.
pub fn examples() -> Vec<Example> {
    let view = |problem| ProblemView {
        problem,
        request_id: "0193f2a7c4d85e16".into(),
    };
    vec![
        Example::new("problem-not-found", "/nowhere", view(Problem::NotFound)),
        Example::signed_out(
            "problem-not-found-signed-out",
            "/nowhere",
            view(Problem::NotFound),
        ),
        Example::new("problem-forbidden", "/ledger", view(Problem::Forbidden)),
        Example::new(
            "problem-too-many-requests",
            "/search",
            view(Problem::TooManyRequests {
                retry_after_seconds: 30,
            }),
        ),
        Example::new("problem-malformed", "/search", view(Problem::Malformed)),
        Example::new("problem-unavailable", "/search", view(Problem::Unavailable)),
        Example::new("problem-internal", "/ledger", view(Problem::Internal)),
    ]
}
