//! How a problem is written (RFC 9457, sections 3.1 and 3.2).

use serde::Serialize;
use utoipa::ToSchema;

use super::Problem;
use crate::language::Language;

/// A problem document (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem, example = json!({
    "type": "urn:danh:problem:invalid-fields",
    "code": "invalid-fields",
    "title": "Some fields are not right",
    "status": 422,
    "detail": "Mend the fields named in “errors” and send the request again.",
    "request_id": "5f0c1d2e3a4b59687786f5e4d3c2b1a0",
    "errors": [{"pointer": "/number", "detail": "A personal number has 12 digits."}]
}))]
pub(crate) struct ProblemDocument {
    /// The code as a URI; it never changes.
    r#type: String,
    /// The code; it never changes.
    code: &'static str,
    /// What kind of problem it is, in the language of the answer.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What to do about it, in the language of the answer.
    detail: &'static str,
    /// The id of the request, as in `x-request-id`; the operator finds more under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// The fields that must be mended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"pointer": "/number", "detail": "A personal number has 12 digits."}))]
pub(crate) struct FieldProblem {
    /// The field: a JSON pointer (RFC 6901) into the body, or the name of a query parameter.
    pointer: String,
    /// What is wrong with it, in the language of the answer.
    detail: &'static str,
}

impl ProblemDocument {
    pub(crate) fn of(problem: &Problem, language: Language, request_id: Option<&str>) -> Self {
        let kind = problem.kind;
        let words = kind.words(language);
        let faults = problem.faults.iter().map(|fault| FieldProblem {
            pointer: fault.field.clone(),
            detail: fault.fault.words(language),
        });
        let field = problem.at.map(|pointer| FieldProblem {
            pointer: pointer.to_owned(),
            detail: words.title,
        });
        Self {
            r#type: format!("urn:danh:problem:{}", kind.code()),
            code: kind.code(),
            title: words.title,
            status: kind.status().as_u16(),
            detail: words.detail,
            request_id: request_id.map(str::to_owned),
            errors: faults.chain(field).collect(),
        }
    }
}
