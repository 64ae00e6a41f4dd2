//! Examples of a form's pages.

use danh_directory::Directory;
use danh_vocabulary::Sex;
use jiff::civil::date;

use super::StepView;
use super::begin::BeginView;
use super::check::{CheckView, RefusalShown};
use super::conflict::{ChangedPerson, ConflictView};
use crate::bilingual::Bilingual;
use crate::components::{
    Answer, AnswerSection, CheckAnswers, Choice, FormError, MaskedNumber, PersonOffered,
    PersonPicked, PersonPicker, Question, TextField, TypedDate, TypedPerson, UnitWanted, Value,
    Warning, WarningList,
};
use crate::desk::Refusal;
use crate::examples::Example;
use crate::messages::{Key, Message};
use crate::unit_choice::{TypedUnit, unit_picker};

const DRAFT: &str = "/desk/drafts/draft";

/// Beginning, asking, checking, refused, in conflict.
pub fn examples() -> Vec<Example> {
    vec![
        Example::new("desk-begin", "/desk/birth/new", begin()),
        Example::new("desk-person", "/desk/drafts/draft/mother", step(nobody())),
        Example::new(
            "desk-person-which",
            "/desk/drafts/draft/mother",
            step(one_of()),
        ),
        Example::new("desk-person-chosen", "/desk/drafts/draft/mother", chosen()),
        Example::new("desk-child-to-mend", "/desk/drafts/draft/child", child()),
        Example::new("desk-check", "/desk/drafts/draft/check", check()),
        Example::new("desk-refused", "/desk/drafts/draft/check", refused()),
        Example::new("desk-conflict", "/desk/drafts/draft/check", conflict()),
    ]
}

fn begin() -> BeginView {
    BeginView {
        name: "birth",
        title: Key("desk-birth"),
        papers: vec![
            Key("desk-birth-paper-declaration"),
            Key("desk-birth-paper-certificate"),
            Key("desk-birth-paper-parents"),
        ],
        person: Some("handle".into()),
    }
}

fn step(answer: PersonPicked) -> StepView {
    StepView {
        form: Key("desk-birth"),
        draft: DRAFT.into(),
        step: "mother",
        title: Key("desk-birth-mother"),
        lead: Some(Key("desk-birth-mother-lead")),
        place: (1, 4),
        before: None,
        questions: vec![
            PersonPicker::new(
                Question::new("mother", Key("desk-birth-mother")).optional(),
                answer,
                Vec::new(),
            )
            .alone()
            .into(),
        ],
        errors: Vec::new(),
        is_prefilled: false,
        is_of_earlier_session: false,
        saved_at: Some("2026-11-23T14:05:09+07:00".into()),
    }
}

fn wanted() -> TypedPerson {
    TypedPerson {
        name: "vu thi dua".into(),
        born: TypedDate::new(["", "", "1995"]),
        ..TypedPerson::default()
    }
}

fn card(name: &str, born: &str) -> PersonOffered {
    PersonOffered {
        handle: "handle".into(),
        name: name.into(),
        sex: Sex::Female,
        born: born.into(),
        died: None,
        number: Some(MaskedNumber::of("001195004287")),
        home: Some("Phường Hồng Hà, Thành phố Hà Nội".into()),
        is_suggested: false,
    }
}

fn nobody() -> PersonPicked {
    PersonPicked::Asking(wanted())
}

fn one_of() -> PersonPicked {
    PersonPicked::Found {
        typed: wanted(),
        persons: vec![
            card("Vừ Thị Dua", "1995-02-01"),
            card("Vừ Thị Dua", "1995-08-19"),
        ],
        has_more: false,
    }
}

fn chosen() -> StepView {
    let card = PersonOffered {
        is_suggested: true,
        ..card("Lò Thị Hạnh", "1995-02-01")
    };
    StepView {
        is_prefilled: true,
        before: Some(format!("{DRAFT}/mother")),
        ..step(PersonPicked::Chosen(Box::new(card)))
    }
}

fn child() -> StepView {
    let errors = vec![
        FormError::new(
            "name",
            Message::new(Key("desk-error-name")).with_key("label", Key("desk-birth-name")),
        ),
        FormError::new(
            "birth-place",
            Message::new(Key("desk-error-unit-which")).with_key("label", Key("desk-birth-place")),
        ),
    ];
    let question = |id: &'static str, label: Key| Question::new(id, label).error_of(&errors);
    let name = TextField::new(question("name", Key("desk-birth-name")), "Qu4ng Minh Khôi");
    let typed = TypedUnit {
        text: "Hồng".into(),
        ..TypedUnit::default()
    };
    let ask = question("birth-place", Key("desk-birth-place")).hint(Key("desk-birth-place-hint"));
    let on = (date(2026, 11, 23), UnitWanted::Any);
    let place = unit_picker(&Directory::embedded(), ask, &typed, on).meant(vec![
        Choice::new("00097", "Phường Hồng Hà, Thành phố Hà Nội"),
        Choice::new("06994", "Phường Hồng Gai, Tỉnh Quảng Ninh"),
    ]);
    StepView {
        step: "child",
        title: Key("desk-birth-child"),
        lead: None,
        place: (3, 4),
        before: Some(format!("{DRAFT}/father")),
        questions: vec![name.into(), place.day_of(Some("born")).into()],
        errors,
        is_of_earlier_session: true,
        ..step(nobody())
    }
}

fn answers() -> CheckAnswers {
    let mother = card("Lò Thị Hạnh", "1995-02-01");
    let section = |title: Key, step: &str, answers: Vec<Answer>| AnswerSection {
        title: title.into(),
        change: Some(format!("{DRAFT}/{step}")),
        answers,
    };
    CheckAnswers {
        sections: vec![
            section(
                Key("desk-birth-mother"),
                "mother",
                vec![Answer::new(Key("desk-birth-mother"), mother.in_short())],
            ),
            section(
                Key("desk-birth-child"),
                "child",
                vec![
                    Answer::new(Key("desk-birth-name"), "Quàng Minh Khôi"),
                    Answer::new(Key("desk-birth-born"), Value::Date("2026-11-20".into())),
                    Answer::new(Key("desk-birth-origin"), Value::Missing),
                ],
            ),
        ],
    }
}

fn check() -> CheckView {
    let suspect = Message::new(Key("desk-birth-suspect"))
        .with_text("name", "Quàng Minh Khôi")
        .with_date("born", "2026-11-20");
    CheckView {
        form: Key("desk-birth"),
        draft: DRAFT.into(),
        version: 7,
        answers: answers(),
        warnings: WarningList {
            warnings: vec![
                Warning::new(suspect).detail(Value::LinkSay {
                    href: "/persons/handle".into(),
                    label: Key("desk-look-at-person"),
                }),
                Warning::new(Key("desk-birth-late")),
            ],
        },
        refused: None,
        is_changed: true,
    }
}

fn refused() -> CheckView {
    let message = Message::new(Key("desk-refused-married-at"))
        .with_text("name", "Lò Thị Hạnh")
        .with_date("since", "2020-06-01")
        .with_named("authority", authority());
    CheckView {
        form: Key("desk-marriage"),
        warnings: WarningList::default(),
        refused: Some(RefusalShown {
            refusal: Refusal {
                field: "wife",
                message,
                advice: Some(Key("desk-refused-married-advice")),
            },
            label: Key("desk-marriage-wife"),
            change: format!("{DRAFT}/wife"),
        }),
        is_changed: false,
        ..check()
    }
}

fn authority() -> Bilingual {
    Bilingual {
        vietnamese: "Ủy ban nhân dân phường Hồng Hà".into(),
        english: "People's Committee of Hồng Hà Ward".into(),
    }
}

fn conflict() -> ConflictView {
    ConflictView {
        form: Key("desk-birth"),
        draft: DRAFT.into(),
        changed: vec![ChangedPerson {
            name: "Lò Thị Hạnh Nguyên".into(),
            events: vec![(
                Key("event-name-changed"),
                authority(),
                "2026-11-23T13:58:00+07:00".into(),
            )],
            differences: vec![(
                Key("word-name"),
                Value::Text("Lò Thị Hạnh".into()),
                Value::Text("Lò Thị Hạnh Nguyên".into()),
            )],
        }],
        answers: answers(),
    }
}
