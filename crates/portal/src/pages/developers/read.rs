//! From the OpenAPI document to the views.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use danh_api::problem::ProblemKind;
use danh_api::{Language, openapi_document};
use serde_json::Value;

use super::operation::{AnswerPart, BodyPart, FieldLine, OperationView};
use super::problems::{ProblemLine, ProblemsView};
use super::{DevelopersView, Group, OperationLine};
use crate::bilingual::Bilingual;

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(openapi_document()).expect("the document is JSON, for the program made it")
});

/// Everything there is.
pub fn developers() -> DevelopersView {
    let mut groups: Vec<Group> = Vec::new();
    for (method, path, operation) in operations() {
        let line = OperationLine {
            id: text(&operation["operationId"]),
            method,
            path,
            summary: text(&operation["summary"]),
        };
        let name = text(&operation["tags"][0]);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.operations.push(line),
            None => groups.push(Group {
                name,
                operations: vec![line],
            }),
        }
    }
    DevelopersView {
        version: text(&DOCUMENT["info"]["version"]),
        about: text(&DOCUMENT["info"]["description"]),
        groups,
    }
}

/// The codes of a status; without one, the statuses alone.
pub fn problems(status: Option<u16>) -> ProblemsView {
    let all: Vec<ProblemLine> = ProblemKind::catalogue().map(problem).collect();
    let statuses: BTreeSet<u16> = all.iter().map(|problem| problem.status).collect();
    let shown = all
        .into_iter()
        .filter(|problem| Some(problem.status) == status);
    ProblemsView {
        problems: shown.collect(),
        statuses: statuses.into_iter().collect(),
        status,
    }
}

/// The operation of a name.
pub fn operation(id: &str) -> Option<OperationView> {
    let mut all = operations();
    let (method, path, operation) = all.find(|(.., it)| it["operationId"] == *id)?;
    let parameters = operation["parameters"].as_array();
    let body = operation["requestBody"]["content"].get(JSON);
    let answers = operation["responses"].as_object();
    Some(OperationView {
        method,
        path,
        summary: text(&operation["summary"]),
        is_open: operation["security"][0]
            .as_object()
            .is_none_or(serde_json::Map::is_empty),
        parameters: parameters.into_iter().flatten().map(parameter).collect(),
        body: body.map(|media| BodyPart {
            fields: fields(&media["schema"]),
            example: example(media).unwrap_or_default(),
        }),
        answers: answers
            .into_iter()
            .flatten()
            .map(|(status, response)| answer(status, response))
            .collect(),
    })
}

fn operations() -> impl Iterator<Item = (String, String, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods
            .filter(|(_, operation)| operation.get("operationId").is_some())
            .map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
    })
}

fn problem(kind: ProblemKind) -> ProblemLine {
    let both = |words: fn(ProblemKind, Language) -> &'static str| Bilingual {
        vietnamese: words(kind, Language::Vietnamese).to_owned(),
        english: words(kind, Language::English).to_owned(),
    };
    ProblemLine {
        code: kind.code().to_owned(),
        status: kind.status().as_u16(),
        title: both(ProblemKind::title),
        detail: both(ProblemKind::detail),
    }
}

fn parameter(parameter: &Value) -> FieldLine {
    FieldLine {
        name: text(&parameter["name"]),
        place: text(&parameter["in"]),
        kind: kind(&parameter["schema"]),
        is_required: parameter["required"] == true,
        about: text(&parameter["description"]),
    }
}

fn answer(status: &str, response: &Value) -> AnswerPart {
    let content = &response["content"];
    let codes = content[PROBLEM]["examples"].as_object();
    let media = content.as_object().and_then(|media| media.iter().next());
    let told = media
        .filter(|(kind, _)| *kind != PROBLEM)
        .map(|(_, media)| media);
    AnswerPart {
        status: status.to_owned(),
        about: text(&response["description"]),
        codes: codes
            .into_iter()
            .flatten()
            .map(|(code, _)| code.clone())
            .collect(),
        fields: told
            .map(|media| fields(&media["schema"]))
            .unwrap_or_default(),
        example: told.and_then(example),
    }
}

/// The fields of an object, of what it refers to and of what it is made of.
fn fields(schema: &Value) -> Vec<FieldLine> {
    let schema = resolved(schema);
    let parts = schema["allOf"].as_array().into_iter().flatten();
    let mut lines: Vec<FieldLine> = parts.flat_map(fields).collect();
    let required = schema["required"].as_array();
    let is_required = |name: &str| {
        let mut names = required.into_iter().flatten();
        names.any(|required| required == name)
    };
    let own = schema["properties"].as_object().into_iter().flatten();
    lines.extend(own.map(|(name, property)| FieldLine {
        name: name.clone(),
        place: String::new(),
        kind: kind(property),
        is_required: is_required(name),
        about: text(&resolved(property)["description"]),
    }));
    lines
}

fn resolved(schema: &Value) -> &Value {
    let reference = schema["$ref"].as_str();
    let found = reference.and_then(|it| DOCUMENT.pointer(it.trim_start_matches('#')));
    found.unwrap_or(schema)
}

/// What kind of value a schema asks for, and of which form.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    let mut words = match &schema["type"] {
        Value::String(word) => word.clone(),
        Value::Array(words) => {
            let words = words.iter().filter_map(Value::as_str);
            words
                .filter(|word| *word != "null")
                .collect::<Vec<_>>()
                .join(", ")
        }
        _ => String::new(),
    };
    if words == "array" {
        words = format!("{}[]", kind(&schema["items"]));
    }
    let form = schema["format"].as_str().or(schema["pattern"].as_str());
    match form {
        Some(form) => format!("{words} {form}"),
        None => words,
    }
}

fn example(media: &Value) -> Option<String> {
    let schema = resolved(&media["schema"]);
    let places = [
        &media["example"],
        &schema["example"],
        &schema["examples"][0],
    ];
    let shown = places.into_iter().find(|place| !place.is_null())?;
    match shown {
        Value::String(text) => Some(text.clone()),
        value => serde_json::to_string_pretty(value).ok(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_page_with_what_it_answers() {
        let view = developers();
        let lines: Vec<_> = view
            .groups
            .iter()
            .flat_map(|group| &group.operations)
            .collect();
        assert!(lines.len() > 10);
        for line in lines {
            let shown = operation(&line.id).unwrap();
            assert!(!shown.answers.is_empty(), "{}", line.id);
            assert!(
                shown.method != "POST" || shown.body.is_some_and(|body| !body.example.is_empty())
            );
        }
        assert!(operation("nothing").is_none());
    }

    #[test]
    fn every_code_that_an_operation_may_answer_is_in_the_list() {
        let view = developers();
        for line in view.groups.iter().flat_map(|group| &group.operations) {
            let shown = operation(&line.id).unwrap();
            for answer in shown.answers {
                let listed = problems(answer.status.parse().ok());
                for code in answer.codes {
                    let mut known = listed.problems.iter();
                    assert!(known.any(|problem| problem.code == code), "{code}");
                }
            }
        }
    }

    #[test]
    fn a_birth_is_explained_field_by_field() {
        let birth = operation("birth_register").unwrap();
        assert!(!birth.is_open);
        assert!(
            birth
                .parameters
                .iter()
                .any(|line| line.name == "idempotency-key")
        );
        let fields = birth.body.unwrap().fields;
        let born = fields.iter().find(|line| line.name == "born").unwrap();
        assert!(born.is_required);
        assert_eq!(born.kind, "string date");
    }
}
