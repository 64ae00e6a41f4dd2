//! Routes and declarations are one set. Who may call what the golden walk in the portal's tests tells, for all faces.

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use crate::access::{Caller, ROUTES};
use crate::openapi::{document, operations};
use crate::router::{all_routes, only_as_declared};
use crate::testing::on_both_engines;

type Route = (String, String);

const SECOND: i64 = 1_000_000;

fn routes_in(mut document: utoipa::openapi::OpenApi) -> BTreeSet<Route> {
    let mut routes = BTreeSet::new();
    for (path, item) in &mut document.paths.paths {
        for (method, _) in operations(item) {
            routes.insert((method.to_owned(), path.replace("{*", "{")));
        }
    }
    routes
}

/// A path that the route matches.
fn filled(path: &str) -> String {
    path.replace("{log}", "journal")
        .replace("{level}", "0")
        .replace("{index}", "000")
        .replace("{handle}", "wpokv3q4ubeotmodupi3qhlxwu")
        .replace("{agreement}", "ngan-hang-mau-mo-tai-khoan")
}

#[test]
fn the_routes_and_the_declarations_are_the_same() {
    let declared: BTreeSet<Route> = ROUTES
        .iter()
        .map(|rule| (rule.method.to_owned(), rule.path.to_owned()))
        .collect();
    assert_eq!(routes_in(all_routes().into_openapi()), declared);
    assert_eq!(routes_in(document()), declared);
    assert_eq!(declared.len(), ROUTES.len(), "a route is declared once");
}

#[test]
fn what_is_not_declared_has_no_address() {
    on_both_engines(|office| {
        let state = office.state.clone();
        let undeclared = Router::new().route("/undeclared", get(async || "told"));
        let guard = from_fn_with_state(state.clone(), only_as_declared);
        let routes = undeclared.route_layer(guard).with_state(state);
        let token = office.token();
        for token in [None, Some(&*token)] {
            let mut request = Request::get("/undeclared");
            if let Some(token) = token {
                request = request.header("authorization", format!("Bearer {token}"));
            }
            let reply = office.ask_beside(routes.clone(), request.body(Body::empty()).unwrap());
            assert_eq!(reply.status, StatusCode::NOT_FOUND);
            assert!(!reply.text().contains("told"));
        }
    });
}

#[test]
fn what_is_not_for_anyone_asks_who_it_is() {
    on_both_engines(|office| {
        let ended = office.token();
        let path = "/api/v1/sessions/current";
        office.send(Method::DELETE, path, Some(&ended), None);
        for (rule, token) in ROUTES
            .iter()
            .flat_map(|rule| [None, Some("not a token"), Some(&*ended)].map(|token| (rule, token)))
        {
            // There are more routes than requests in a minute.
            office.clock.advance(SECOND);
            let method = rule.method.parse().unwrap();
            let reply = office.send(method, &filled(rule.path), token, None);
            match rule.caller {
                Caller::Officer(_) => {
                    assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{rule:?}");
                    assert_eq!(reply.json()["code"], "not-signed-in");
                    assert_eq!(reply.header("www-authenticate"), "Bearer realm=\"danh\"");
                }
                Caller::Organisation(_) => {
                    assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{rule:?}");
                    assert_eq!(reply.json()["code"], "signature-missing");
                    let scheme = reply.header("www-authenticate");
                    assert_eq!(scheme, "Signature realm=\"danh\"");
                }
                Caller::Anyone => {
                    assert_ne!(reply.status, StatusCode::UNAUTHORIZED, "{rule:?}");
                    assert_ne!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{rule:?}");
                }
            }
        }
    });
}
