//! The golden walk: every route there is, and who may call it.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use utoipa_axum::router::OpenApiRouter;

use crate::access::{Caller, ROUTES};
use crate::openapi::{document, operations};
use crate::router::{routes_of_anyone, routes_of_officers};
use crate::state::AppState;
use crate::testing::on_both_engines;

type Route = (String, String);

fn routes_in(mut document: utoipa::openapi::OpenApi) -> BTreeSet<Route> {
    let mut routes = BTreeSet::new();
    for (path, item) in &mut document.paths.paths {
        for (method, _) in operations(item) {
            routes.insert((method.to_owned(), path.replace("{*", "{")));
        }
    }
    routes
}

fn declared(caller: Option<Caller>) -> BTreeSet<Route> {
    let rules = ROUTES.iter();
    rules
        .filter(|rule| caller.is_none_or(|caller| rule.caller == caller))
        .map(|rule| (rule.method.to_owned(), rule.path.to_owned()))
        .collect()
}

/// A path that the route matches.
fn filled(path: &str) -> String {
    path.replace("{log}", "journal")
        .replace("{level}", "0")
        .replace("{index}", "000")
        .replace("{handle}", "wpokv3q4ubeotmodupi3qhlxwu")
}

#[test]
fn every_route_stands_on_the_list_with_its_callers() {
    assert_eq!(routes_in(document()), declared(None));
    let of = |group: OpenApiRouter<AppState>| routes_in(group.into_openapi());
    assert_eq!(of(routes_of_anyone()), declared(Some(Caller::Anyone)));
    assert_eq!(of(routes_of_officers()), declared(Some(Caller::Officer)));
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
            let method = rule.method.parse().unwrap();
            let reply = office.send(method, &filled(rule.path), token, None);
            match rule.caller {
                Caller::Officer => {
                    assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{rule:?}");
                    assert_eq!(reply.json()["code"], "not-signed-in");
                    assert_eq!(reply.header("www-authenticate"), "Bearer realm=\"danh\"");
                }
                Caller::Anyone => {
                    assert_ne!(reply.status, StatusCode::UNAUTHORIZED, "{rule:?}");
                    assert_ne!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{rule:?}");
                }
            }
        }
    });
}
