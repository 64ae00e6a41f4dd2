//! Examples of the forms that propose. Nobody in them exists.

use super::{Mistake, ProposeView, Proposed, Typed};
use crate::components::{Choice, MaskedNumber, Value};
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
        authorities: Vec::new(),
    };
    let appointment = ProposeView {
        address: "/appointments/propose".into(),
        person: None,
        ..form(Proposed::Appointment, "")
    };
    let mut which = appointment.clone();
    which.typed.authority.text = "hồng hà".into();
    which.mistakes = vec![Mistake::AuthorityWhich];
    which.authorities = vec![
        Choice::new("ubnd:00097@2025-07-01", "Ủy ban nhân dân phường Hồng Hà"),
        Choice::new("ca:00097@2025-07-01", "Công an phường Hồng Hà"),
    ];
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
        ("propose-appointment-which", which),
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
