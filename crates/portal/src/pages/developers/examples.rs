//! Examples of the API's pages.

use super::operation::{AnswerPart, BodyPart, FieldLine, OperationView};
use super::problems::{ProblemLine, ProblemsView};
use super::{DevelopersView, Group, OperationLine};
use crate::bilingual::Bilingual;
use crate::examples::Example;

/// A list, an operation with a body, and one without.
pub fn examples() -> Vec<Example> {
    vec![
        Example::new("developers", "/developers", developers()),
        Example::new("developers-problems", "/developers/problems", problems()),
        Example::new("developers-write", "/developers/death_register", death()),
        Example::new("developers-read", "/developers/healthz", health()),
    ]
}

fn developers() -> DevelopersView {
    let line = |id: &str, method: &str, path: &str, summary: &str| OperationLine {
        id: id.into(),
        method: method.into(),
        path: path.into(),
        summary: summary.into(),
    };
    let group = |name: &str, operations| Group {
        name: name.into(),
        operations,
    };
    DevelopersView {
        version: "1.2.3".into(),
        about: "A national population register.".into(),
        groups: vec![
            group(
                "operation",
                vec![line(
                    "healthz",
                    "GET",
                    "/healthz",
                    "Whether the process runs.",
                )],
            ),
            group(
                "events",
                vec![line(
                    "death_register",
                    "POST",
                    "/api/v1/deaths",
                    "Register a death.",
                )],
            ),
        ],
    }
}

fn problems() -> ProblemsView {
    ProblemsView {
        statuses: vec![404, 409, 422],
        status: Some(422),
        problems: vec![ProblemLine {
            code: "person-dead".into(),
            status: 422,
            title: Bilingual {
                vietnamese: "Người này đã mất".into(),
                english: "The person has died".into(),
            },
            detail: Bilingual {
                vietnamese: "Chỉ cải chính mới thay đổi được hồ sơ của người đã mất.".into(),
                english: "Only a correction can still change the record of somebody who died."
                    .into(),
            },
        }],
    }
}

fn field(name: &str, place: &str, kind: &str, about: &str) -> FieldLine {
    FieldLine {
        name: name.into(),
        place: place.into(),
        kind: kind.into(),
        is_required: true,
        about: about.into(),
    }
}

fn death() -> OperationView {
    OperationView {
        method: "POST".into(),
        path: "/api/v1/deaths".into(),
        summary: "Register a death.".into(),
        is_open: false,
        parameters: vec![field(
            "if-match",
            "header",
            "string",
            "The `ETag` of the person.",
        )],
        body: Some(BodyPart {
            fields: vec![field("on", "", "string date", "The day.")],
            example: "{\n  \"on\": \"2026-01-03\"\n}".into(),
        }),
        answers: vec![
            AnswerPart {
                status: "201".into(),
                about: "Registered.".into(),
                codes: Vec::new(),
                fields: vec![field("event", "", "string", "The handle of the event.")],
                example: Some("{\n  \"event\": \"5hs7dwnvc2bq6pjuwnbnlt3ody\"\n}".into()),
            },
            AnswerPart {
                status: "422".into(),
                about: "The person has died.".into(),
                codes: vec!["person-dead".into()],
                fields: Vec::new(),
                example: None,
            },
        ],
    }
}

fn health() -> OperationView {
    OperationView {
        method: "GET".into(),
        path: "/healthz".into(),
        summary: "Whether the process runs.".into(),
        is_open: true,
        parameters: Vec::new(),
        body: None,
        answers: Vec::new(),
    }
}
