//! Examples of what stands around a form: what is wrong, buttons, what was said, what is done.

use crate::components::part::Part;
use crate::components::{
    Answer, AnswerSection, Button, ButtonGroup, CheckAnswers, Choice, ConfirmationPanel, DateField,
    DateMistake, ErrorSummary, Fieldset, FormError, Question, Radios, TextField, TypedDate, Value,
    Warning, WarningList, Weight,
};
use crate::messages::{Key, Message};

/// A step of a form that came back: summary, fieldset, buttons.
pub(super) fn form_to_mend() -> Vec<Part> {
    let errors = vec![
        FormError::new("name", Key("search-error-name-missing")),
        FormError::new("sex", Key("example-sex-error")),
        FormError::new("born-day", DateMistake::Incomplete.message()),
    ];
    let sexes = vec![
        Choice::new("female", Key("word-female")),
        Choice::new("male", Key("word-male")),
    ];
    let ask = |id: &'static str, label| Question::new(id, label).error_of(&errors);
    let child = Fieldset::new(Key("example-child"))
        .with(TextField::new(ask("name", Key("word-name")), ""))
        .with(Radios::new(ask("sex", Key("word-sex")), sexes, "").beside())
        .with(DateField::new(
            ask("born", Key("word-born")),
            TypedDate::new(["15", "", "2026"]),
        ));
    let buttons = ButtonGroup::new(Button::send(Key("example-go-on")))
        .and(Button::go("/", Key("example-leave")));
    vec![
        ErrorSummary {
            errors: errors.clone(),
        }
        .into(),
        child.into(),
        buttons.into(),
    ]
}

/// Going on, a second way, what cannot be taken back.
pub(super) fn buttons() -> Vec<Part> {
    vec![
        ButtonGroup::new(Button::send(Key("example-go-on")))
            .and(Button::send_as("then", "later", Key("example-later")))
            .and(Button::go("/", Key("example-leave")))
            .into(),
        ButtonGroup::new(Button::send(Key("example-withdraw")).weight(Weight::Grave))
            .and(Button::go("/", Key("example-leave")))
            .into(),
    ]
}

/// Two steps of a birth, one of them with a change of what is on record.
pub(super) fn check() -> Vec<Part> {
    let date = |iso: &str| Value::Date(iso.into());
    let child = AnswerSection {
        title: Key("example-child").into(),
        change: None,
        answers: vec![
            Answer::new(Key("word-name"), "Nguyễn Thị Ngọc Huyền").change("/components/text#plain"),
            Answer::new(Key("word-sex"), Key("word-female")).change("/components/radios#sex"),
            Answer::new(Key("word-born"), date("2026-11-20")).change("/components/date#on-day"),
            Answer::new(Key("example-ethnicity"), Value::Missing)
                .change("/components/select#ethnicity"),
        ],
    };
    let home = AnswerSection {
        title: Key("example-residence").into(),
        change: Some("/components/radios".into()),
        answers: vec![
            Answer::new(
                Key("example-permanent"),
                Value::Change(
                    Box::new("Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội".into()),
                    Box::new("Phường Ba Đình, Thành phố Hà Nội".into()),
                ),
            ),
            Answer::new(Key("word-from"), date("2025-07-01")),
        ],
    };
    vec![
        CheckAnswers {
            sections: vec![child, home],
        }
        .into(),
        ButtonGroup::new(Button::send(Key("example-register")))
            .and(Button::go("/", Key("example-later")))
            .into(),
    ]
}

/// With a reference.
pub(super) fn confirmation() -> Vec<Part> {
    vec![
        ConfirmationPanel {
            title: Key("example-registered").into(),
            reference: Some((Key("word-number"), Value::Code("001326012345".into()))),
        }
        .into(),
    ]
}

/// One sentence, and one with what stands on record.
pub(super) fn warnings() -> Vec<Part> {
    vec![
        WarningList {
            warnings: vec![
                Warning::new(Key("example-warning-young")),
                Warning::new(
                    Message::new(Key("example-warning-died")).with_date("died", "2026-03-02"),
                )
                .detail(Value::Link {
                    href: "/components/facts".into(),
                    text: "Trần Văn Mạnh".into(),
                }),
            ],
        }
        .into(),
    ]
}
