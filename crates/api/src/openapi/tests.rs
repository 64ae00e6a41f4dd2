//! The document is what is checked in, and each operation in it is complete.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::problem::ProblemKind;

use super::{DOCUMENT, document, operations};

#[test]
fn the_document_is_the_one_checked_in() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    if std::env::var_os("DANH_UPDATE_OPENAPI").is_some() {
        fs::write(&path, &*DOCUMENT).unwrap();
    }
    let checked_in = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        checked_in == *DOCUMENT,
        "openapi.json is not current; run the tests of danh-api with DANH_UPDATE_OPENAPI=1 and review"
    );
}

#[test]
fn every_operation_is_named_explained_and_shown() {
    let mut document = document();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let place = format!("{method} {path}");
            assert!(operation.operation_id.is_some(), "{place} has no name");
            assert!(operation.summary.is_some(), "{place} has no summary");
            assert!(operation.security.is_some(), "{place} has no caller");
            assert!(operation.tags.is_some(), "{place} has no tag");
        }
    }
}

#[test]
fn every_body_has_an_example() {
    let document: Value = serde_json::from_str(&DOCUMENT).unwrap();
    let has_example = |media: &Value| {
        let schema = &media["schema"];
        let named = schema["$ref"]
            .as_str()
            .and_then(|reference| document.pointer(reference.trim_start_matches('#')));
        let shown = ["example", "examples"].iter().any(|key| {
            media.get(key).is_some() || named.is_some_and(|schema| schema.get(key).is_some())
        });
        let is_bytes = named.is_some_and(|schema| schema["format"] == "binary");
        shown || is_bytes
    };
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap().values();
            let bodies = responses.chain(operation.get("requestBody"));
            for (kind, media) in bodies
                .filter_map(|body| body.get("content")?.as_object())
                .flatten()
            {
                assert!(has_example(media), "{method} {path}: {kind}");
            }
        }
    }
}

#[test]
fn every_status_is_named_and_every_code_is_shown() {
    let document: Value = serde_json::from_str(&DOCUMENT).unwrap();
    let mut shown = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(!responses.contains_key("default"), "{method} {path}");
            for (status, response) in responses {
                let examples = &response["content"]["application/problem+json"]["examples"];
                for (code, example) in examples.as_object().into_iter().flatten() {
                    assert_eq!(example["value"]["code"], **code);
                    assert_eq!(example["value"]["status"].to_string(), *status);
                    shown.insert(code.clone());
                }
            }
        }
    }
    // It is of an address that knows other methods, so no operation has it.
    shown.insert(ProblemKind::MethodNotAllowed.code().to_owned());
    let catalogue: BTreeSet<String> = ProblemKind::catalogue()
        .map(|kind| kind.code().to_owned())
        .collect();
    assert_eq!(shown, catalogue);
}

#[test]
fn references_lead_somewhere() {
    fn walk(document: &Value, value: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    let pointer = reference.trim_start_matches('#');
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                members.values().for_each(|value| walk(document, value));
            }
            Value::Array(values) => values.iter().for_each(|value| walk(document, value)),
            _ => {}
        }
    }
    let document: Value = serde_json::from_str(&DOCUMENT).unwrap();
    walk(&document, &document);
}
