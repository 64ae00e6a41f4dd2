//! `GET /openapi.json`: this API, described for programs.

use axum::http::HeaderMap;
use axum::response::Response;

use crate::conditional::public_json;
use crate::openapi::DOCUMENT;

/// This document.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "operation",
    operation_id = "openapi",
    responses((status = 304, description = "It is what `If-None-Match` names."), (
        status = 200,
        description = "The OpenAPI 3.1 document.",
        body = Object,
        content_type = "application/json",
        example = json!({"openapi": "3.1.0", "info": {"title": "Danh", "version": "0.2.0"}, "paths": {}}),
    )),
)]
pub(crate) async fn openapi(asked: HeaderMap) -> Response {
    public_json(&asked, DOCUMENT.as_bytes())
}

#[cfg(test)]
mod tests {
    use crate::testing::on_both_engines;

    #[test]
    fn the_document_is_served() {
        on_both_engines(|office| {
            let document = office.get("/openapi.json", None).json();
            assert_eq!(document["openapi"], "3.1.0");
        });
    }
}
