//! Examples of the forms that propose. Nobody in them exists.

use super::{Mistake, ProposeView, Proposed, Typed};
use crate::components::{MaskedNumber, Value};
use crate::examples::Example;
use crate::messages::Key;

/// Every form, one with mistakes, one refused.
pub fn examples() -> Vec<Example> {
    let handle = "k3v7q2m9x1dh5t8wzr4n6bfycq";
    let form = |act, name: &str| ProposeView {
        address: format!("/persons/{handle}/propose/{name}"),
        act,
        person: Some(Value::Lines(vec![
            Value::Link {
                href: format!("/persons/{handle}"),
                text: "Nguyễn Thị Hoa".into(),
            },
            Value::Date("1958-03-15".into()),
            Value::Masked(MaskedNumber::of("001158000123")),
        ])),
        seen: "a5jx2n".into(),
        typed: Typed::default(),
        mistakes: Vec::new(),
        refused: None,
    };
    let appointment = ProposeView {
        address: "/appointments/propose".into(),
        person: None,
        ..form(Proposed::Appointment, "")
    };
    let vague = ProposeView {
        mistakes: vec![Mistake::Cancellation, Mistake::Reason],
        ..form(Proposed::CancelNumber, "cancel-number")
    };
    let refused = ProposeView {
        refused: Some(Key("act-refused-records-differ")),
        ..form(Proposed::MergeDuplicate, "merge-duplicate")
    };
    let forms = [
        (
            "propose-protection",
            form(Proposed::OrderProtection, "order-protection"),
        ),
        (
            "propose-protection-end",
            form(Proposed::LiftProtection, "lift-protection"),
        ),
        ("propose-cancel-number", vague),
        ("propose-merge", refused),
        ("propose-appointment", appointment),
    ];
    forms
        .into_iter()
        .map(|(name, view)| {
            let address = view.address.clone();
            Example::new(name, &address, view)
        })
        .collect()
}
