//! Examples of fields in which one chooses.

use crate::components::part::Part;
use crate::components::{
    Checkboxes, Choice, FormError, NumberField, Question, Radios, Select, TextField, Width,
};
use crate::messages::Key;

/// Beside each other, below each other with hints, with one that asks more, to be mended.
pub(super) fn radios() -> Vec<Part> {
    let sexes = || {
        vec![
            Choice::new("female", Key("word-female")),
            Choice::new("male", Key("word-male")),
        ]
    };
    let wrong = [FormError::new("unsexed", Key("example-sex-error"))];
    let residences = vec![
        Choice::new("permanent", Key("example-permanent")).hint(Key("example-permanent-hint")),
        Choice::new("temporary", Key("example-temporary")).reveals(
            NumberField::new(Question::new("months", Key("example-months")), "24")
                .unit(Key("example-months-unit")),
        ),
        Choice::new("stay", Key("example-stay")).reveals(
            NumberField::new(Question::new("days", Key("example-days")), "")
                .unit(Key("example-days-unit")),
        ),
    ];
    vec![
        Radios::new(Question::new("sex", Key("word-sex")), sexes(), "female")
            .beside()
            .into(),
        Radios::new(
            Question::new("residence", Key("example-residence"))
                .hint(Key("example-residence-hint")),
            residences,
            "temporary",
        )
        .into(),
        Radios::new(
            Question::new("unsexed", Key("word-sex")).error_of(&wrong),
            sexes(),
            "",
        )
        .beside()
        .into(),
    ]
}

/// Several, with one that asks more; one alone that confirms; to be mended.
pub(super) fn checkboxes() -> Vec<Part> {
    let papers = vec![
        Choice::new("birth-notice", Key("example-birth-notice"))
            .hint(Key("example-birth-notice-hint")),
        Choice::new("marriage-certificate", Key("example-marriage-certificate")),
        Choice::new("other", Key("example-other-paper")).reveals(
            TextField::new(Question::new("which-paper", Key("example-which-paper")), "")
                .width(Width::Twenty),
        ),
    ];
    let wrong = [FormError::new("confirmed", Key("example-confirm-error"))];
    vec![
        Checkboxes::new(
            Question::new("papers", Key("example-papers")),
            papers,
            vec!["birth-notice".into(), "other".into()],
        )
        .into(),
        Checkboxes::new(
            Question::new("confirmed", Key("example-confirm")).error_of(&wrong),
            vec![Choice::new("yes", Key("example-confirm-yes"))],
            Vec::new(),
        )
        .into(),
    ]
}

/// With nothing chosen, chosen, to be mended.
pub(super) fn select() -> Vec<Part> {
    let groups = || {
        ["Kinh", "Tày", "Thái", "Mường", "Khơ-me", "Mông", "Ê-đê"]
            .map(|group| Choice::new(group, group))
            .into()
    };
    let ask = |id| Question::new(id, Key("example-ethnicity"));
    let wrong = [FormError::new("unchosen", Key("example-ethnicity-error"))];
    vec![
        Select::new(
            ask("ethnicity").hint(Key("example-ethnicity-hint")),
            groups(),
            "",
        )
        .into(),
        Select::new(ask("chosen").optional(), groups(), "Mông").into(),
        Select::new(ask("unchosen").error_of(&wrong), groups(), "").into(),
    ]
}
