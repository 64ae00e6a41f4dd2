//! The OpenAPI 3.1 document, made from the endpoints themselves.

mod problems;
mod refusals;

use std::sync::LazyLock;

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa::{PartialSchema, ToSchema};

use crate::access::{Caller, ROUTES, RouteRule};
use crate::problem::{FieldProblem, ProblemDocument};
use crate::router::all_routes;

/// The document as it is served.
pub(crate) static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut json = document()
        .to_pretty_json()
        .expect("the document is text and small numbers");
    json.push('\n');
    json
});

/// The OpenAPI document of this API, as it is served.
pub fn openapi_document() -> &'static str {
    &DOCUMENT
}

/// The document of all routes.
pub(crate) fn document() -> OpenApi {
    let mut document = OpenApiBuilder::new().info(info()).build();
    document.merge(all_routes().into_openapi());
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let mut rules = ROUTES.iter();
            let rule = rules.find(|rule| rule.matches(method, path));
            let Some(rule) = rule else {
                continue;
            };
            operation.security = Some(callers(rule));
            problems::add(operation, rule);
        }
    }
    // A rest-of-the-path parameter is a parameter like any other here.
    document.paths.paths = std::mem::take(&mut document.paths.paths)
        .into_iter()
        .map(|(path, item)| (path.replace("{*", "{"), item))
        .collect();
    let components = document.components.get_or_insert_default();
    for (name, schema) in [
        (ProblemDocument::name(), ProblemDocument::schema()),
        (FieldProblem::name(), FieldProblem::schema()),
    ] {
        components.schemas.insert(name.into_owned(), schema);
    }
    for (name, scheme) in security_schemes() {
        components.add_security_scheme(name, scheme);
    }
    document
}

fn info() -> utoipa::openapi::Info {
    let license = LicenseBuilder::new()
        .name("EUPL-1.2")
        .identifier(Some("EUPL-1.2"))
        .build();
    InfoBuilder::new()
        .title("Danh")
        .description(Some(
            "A national population register. Persons are named by opaque handles; every answer \
             about a person leaves after its access record is on disk. What goes wrong is a \
             problem document (RFC 9457) in Vietnamese or English, by Accept-Language.",
        ))
        .license(Some(license))
        .version(env!("CARGO_PKG_VERSION"))
        .build()
}

fn security_schemes() -> [(&'static str, SecurityScheme); 3] {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("The token of POST /api/v1/sessions."));
    let cookie = ApiKeyValue::with_description(
        "__Host-danh",
        "The same token, as browsers hold it; `danh` where the server speaks plain http.",
    );
    let signature = ApiKeyValue::with_description(
        "Signature",
        "An HTTP message signature (RFC 9421) with its Signature-Input, by an enrolled key of the organisation: over @method, \
         @authority, @path and content-digest (RFC 9530), with created, keyid (the key's thumbprint, RFC 7638) and a nonce.",
    );
    [
        ("token", SecurityScheme::Http(bearer.build())),
        ("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie))),
        (
            "signature",
            SecurityScheme::ApiKey(ApiKey::Header(signature)),
        ),
    ]
}

fn callers(rule: &RouteRule) -> Vec<SecurityRequirement> {
    match rule.caller {
        Caller::Anyone => vec![SecurityRequirement::default()],
        Caller::Officer(_) => ["token", "cookie"]
            .map(|scheme| SecurityRequirement::new(scheme, [] as [&str; 0]))
            .into(),
        Caller::Organisation(_) => {
            vec![SecurityRequirement::new("signature", [] as [&str; 0])]
        }
    }
}

/// The operations of a path with their methods, in capitals.
pub(crate) fn operations(
    item: &mut PathItem,
) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("GET", &mut item.get),
        ("PUT", &mut item.put),
        ("POST", &mut item.post),
        ("DELETE", &mut item.delete),
        ("OPTIONS", &mut item.options),
        ("HEAD", &mut item.head),
        ("PATCH", &mut item.patch),
        ("TRACE", &mut item.trace),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

#[cfg(test)]
mod tests;
