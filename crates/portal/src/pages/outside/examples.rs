//! Examples of the refusal.

use super::{OutsideView, ReasonMistake};
use crate::examples::Example;

/// For who serves people, for who examines them, with a reason too short.
pub fn examples() -> Vec<Example> {
    let handle = "k3v7q2m9x1dh5t8wzr4n6bfycq";
    let address = format!("/persons/{handle}");
    let refused = OutsideView::refused(Some(handle.to_owned()));
    let too_short = OutsideView {
        reason: "cấp cứu".to_owned(),
        mistake: Some(ReasonMistake::TooShort),
        ..refused.clone()
    };
    vec![
        Example::new("outside", &address, refused),
        Example::new("outside-closed", &address, OutsideView::refused(None)),
        Example::new(
            "outside-reason-too-short",
            &format!("{address}/break-glass"),
            too_short,
        ),
    ]
}
