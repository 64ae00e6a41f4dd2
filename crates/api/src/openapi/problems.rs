//! What each operation may answer when it does not do what was asked: every status with an example of
//! every code, worked out from what the operation takes and who may call it.

use std::collections::BTreeMap;

use danh_identity::Step;
use utoipa::ToSchema;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Header, Ref, RefOr, Response, ResponseBuilder};

use crate::access::{Caller, Jurisdiction, RouteRule, Work};
use crate::language::Language;
use crate::openapi::refusals::refusals_of;
use crate::problem::{ExchangeProblem, Fault, MEDIA_TYPE, Problem, ProblemDocument, ProblemKind};

/// An id of a request, as examples have it.
const REQUEST_ID: &str = "5f0c1d2e3a4b59687786f5e4d3c2b1a0";

/// Adds to an operation every problem that it may answer.
pub(super) fn add(operation: &mut Operation, rule: &RouteRule) {
    let mut by_status: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in problems(operation, rule) {
        let status = problem.status().as_u16();
        by_status.entry(status).or_default().push(problem);
    }
    for (status, problems) in by_status {
        let key = status.to_string();
        let described = match operation.responses.responses.get(&key) {
            Some(RefOr::T(response)) => Some(response.description.clone()),
            _ => None,
        };
        let response = response(&problems, described);
        operation.responses.responses.insert(key, response.into());
    }
    if is_counted(rule) {
        add_rate_limits(operation);
    }
}

fn problems(operation: &Operation, rule: &RouteRule) -> Vec<Problem> {
    let mut kinds = vec![
        ProblemKind::Internal,
        ProblemKind::Unavailable,
        ProblemKind::TimedOut,
    ];
    if is_counted(rule) {
        kinds.extend([ProblemKind::NotAcceptable, ProblemKind::RateLimited]);
    }
    if let Caller::Officer(work) = rule.caller {
        kinds.push(ProblemKind::NotSignedIn);
        let steps = Step::ALL.into_iter().filter(|step| !rule.serves(*step));
        kinds.extend(steps.map(|step| Problem::from(step).kind()));
        if work != Work::BeSignedIn {
            kinds.push(ProblemKind::NotAppointed);
        }
    }
    if matches!(rule.caller, Caller::Organisation(_)) {
        kinds.extend(ExchangeProblem::ALL.map(ProblemKind::Exchange));
    }
    if rule.jurisdiction == Jurisdiction::Reached {
        kinds.push(ProblemKind::OutsideJurisdiction);
    }
    if rule.jurisdiction != Jurisdiction::NotAboutPersons {
        kinds.push(ProblemKind::NotRecorded);
    }
    if operation.request_body.is_some() {
        kinds.extend([
            ProblemKind::MalformedBody,
            ProblemKind::TooLarge,
            ProblemKind::UnsupportedMediaType,
        ]);
    }
    if takes(operation, &ParameterIn::Path) {
        kinds.push(ProblemKind::NotFound);
    }
    kinds.extend(of_operation(operation));
    let refusals = refusals_of(operation).into_iter().map(Problem::refused);
    let mut problems: Vec<Problem> = kinds.into_iter().map(Problem::new).collect();
    if operation.request_body.is_some()
        || takes(operation, &ParameterIn::Query)
        || takes_header(operation, "danh-purpose")
    {
        problems.push(Problem::in_fields(vec![Fault::Missing.of("/name")]));
    }
    problems.extend(refusals);
    problems
}

/// What follows from the headers that an operation takes, or from what it alone does.
fn of_operation(operation: &Operation) -> Vec<ProblemKind> {
    let mut kinds = Vec::new();
    if takes_header(operation, "idempotency-key") {
        kinds.extend([
            ProblemKind::IdempotencyKeyMissing,
            ProblemKind::IdempotencyKeyMalformed,
            ProblemKind::IdempotencyKeyReused,
            ProblemKind::RequestInFlight,
        ]);
    }
    if takes_header(operation, "if-match") {
        kinds.extend([ProblemKind::VersionMissing, ProblemKind::VersionConflict]);
    }
    match operation.operation_id.as_deref() {
        Some("session_open") => kinds.extend([
            ProblemKind::WrongLoginOrPassword,
            ProblemKind::SecondFactorRequired,
            ProblemKind::WrongCode,
            ProblemKind::NewPasswordRequired,
            ProblemKind::EnrolmentRequired,
            ProblemKind::TooManyAttempts,
        ]),
        Some("birth_register") => kinds.push(ProblemKind::Importing),
        _ => {}
    }
    kinds
}

fn response(problems: &[Problem], described: Option<String>) -> Response {
    let examples = problems.iter().map(|problem| {
        let document = ProblemDocument::of(problem, Language::English, Some(REQUEST_ID));
        let value = serde_json::to_value(&document).expect("a problem is text and small numbers");
        let example = ExampleBuilder::new().value(Some(value)).build();
        (problem.kind().code(), example)
    });
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(ProblemDocument::name())))
        .examples_from_iter(examples)
        .build();
    let titles: Vec<&str> = problems
        .iter()
        .map(|problem| problem.kind().title(Language::English))
        .collect();
    let builder = ResponseBuilder::new()
        .description(described.unwrap_or_else(|| format!("{}.", titles.join("; "))))
        .content(MEDIA_TYPE, content);
    if problems
        .iter()
        .any(|problem| problem.status().as_u16() == 429)
    {
        let wait = header("Seconds to wait before the next request.", Type::Integer);
        return builder.header("retry-after", wait).build();
    }
    builder.build()
}

/// The draft's headers stand on every answer that was counted.
fn add_rate_limits(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else {
            continue;
        };
        for (name, described) in [
            ("ratelimit", "What is left: `\"officer\";r=1199;t=1`."),
            (
                "ratelimit-policy",
                "How many requests a minute: `\"officer\";q=1200;w=60`.",
            ),
        ] {
            let header = header(described, Type::String);
            response.headers.insert(name.to_owned(), header.into());
        }
    }
}

fn header(described: &str, kind: Type) -> Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(kind).build()))
        .description(Some(described))
        .build()
}

/// The operator's tools and the ledger are neither counted nor JSON throughout.
fn is_counted(rule: &RouteRule) -> bool {
    rule.path.starts_with("/api/")
}

fn takes(operation: &Operation, place: &ParameterIn) -> bool {
    let parameters = operation.parameters.iter().flatten();
    parameters
        .into_iter()
        .any(|it| matches!(it, RefOr::T(it) if it.parameter_in == *place))
}

fn takes_header(operation: &Operation, name: &str) -> bool {
    let parameters = operation.parameters.iter().flatten();
    parameters
        .into_iter()
        .any(|it| matches!(it, RefOr::T(it) if it.name == name))
}
