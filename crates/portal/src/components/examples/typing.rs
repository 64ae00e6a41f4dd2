//! Examples of fields that are typed into.

use crate::components::part::Part;
use crate::components::{
    DateField, DateMistake, FormError, InputKind, NumberField, Question, TextArea, TextField,
    TypedDate, Width,
};
use crate::messages::Key;

/// Plain, with a hint, optional, to be mended; narrow; a secret; several lines.
pub(super) fn text() -> Vec<Part> {
    let wrong = [FormError::new("wrong", Key("search-error-name"))];
    let name = |id| Question::new(id, Key("word-name"));
    vec![
        TextField::new(name("plain"), "").into(),
        TextField::new(
            name("hinted").hint(Key("search-name-hint")),
            "Nguyễn Thị Ngọc Huyền",
        )
        .into(),
        TextField::new(
            name("wrong")
                .hint(Key("search-name-hint"))
                .error_of(&wrong),
            "Nguyễn V4n An",
        )
        .into(),
        TextField::new(Question::new("number", Key("word-number")), "001 085 012 345")
            .kind(InputKind::Digits)
            .width(Width::Twenty)
            .into(),
        TextField::new(
            Question::new("phone", Key("example-phone")).optional(),
            "0912 345 678",
        )
        .kind(InputKind::Telephone)
        .width(Width::Twenty)
        .into(),
        TextField::new(Question::new("code", Key("example-code")), "")
            .kind(InputKind::Digits)
            .width(Width::Six)
            .autocomplete("one-time-code")
            .into(),
        TextArea::new(
            Question::new("reason", Key("example-reason")).hint(Key("example-reason-hint")),
            "Giấy chứng sinh ghi “Thuỷ”, sổ ghi “Thủy”.\nNgười yêu cầu đề nghị ghi theo giấy chứng sinh.",
        )
        .chars_max(500)
        .into(),
    ]
}

/// Bare, with a unit, to be mended.
pub(super) fn number() -> Vec<Part> {
    let wrong = [FormError::new("copies", Key("example-copies-error"))];
    vec![
        NumberField::new(Question::new("weight", Key("example-weight")), "3.150")
            .unit(Key("example-grams"))
            .into(),
        NumberField::new(
            Question::new("copies", Key("example-copies")).error_of(&wrong),
            "vài",
        )
        .into(),
    ]
}

/// Empty, whole, in part, to be mended.
pub(super) fn date() -> Vec<Part> {
    let mistake = |target, mistake: DateMistake| [FormError::new(target, mistake.message())];
    let impossible = DateMistake::Impossible {
        proposal: "1985-03-02".into(),
    };
    let date = |question, boxes| DateField::new(question, TypedDate::new(boxes)).into();
    vec![
        date(Question::new("on", Key("word-from")), [""; 3]),
        date(
            Question::new("born", Key("word-born")).hint(Key("example-partial-hint")),
            ["", "", "1950"],
        ),
        date(
            Question::new("incomplete", Key("word-from"))
                .error_of(&mistake("incomplete-day", DateMistake::Incomplete)),
            ["15", "", "1985"],
        ),
        date(
            Question::new("absent", Key("word-until"))
                .error_of(&mistake("absent-day", DateMistake::NoSuchDay)),
            ["32", "1", "2026"],
        ),
        date(
            Question::new("impossible", Key("word-born"))
                .hint(Key("example-partial-hint"))
                .error_of(&mistake("impossible-day", impossible)),
            ["30", "2", "1985"],
        ),
    ]
}
