//! Who may call what: the one list of all routes.

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Anyone: it tells nothing about persons.
    Anyone,
    /// An officer who is signed in.
    Officer,
}

/// A route and who may call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteRule {
    /// The method, in capitals.
    pub method: &'static str,
    /// The path as the OpenAPI document has it.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
}

/// Every route of the API. The tests walk it; a route that is missing here fails them.
pub const ROUTES: [RouteRule; 11] = [
    anyone("GET", "/healthz"),
    anyone("GET", "/readyz"),
    anyone("GET", "/metrics"),
    anyone("GET", "/openapi.json"),
    anyone("GET", "/ledger/{log}/checkpoint"),
    anyone("GET", "/ledger/{log}/key"),
    anyone("GET", "/ledger/{log}/tile/{level}/{index}"),
    anyone("POST", "/api/v1/sessions"),
    officer("DELETE", "/api/v1/sessions/current"),
    officer("POST", "/api/v1/persons/search"),
    officer("GET", "/api/v1/persons/{handle}"),
];

const fn anyone(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule {
        method,
        path,
        caller: Caller::Anyone,
    }
}

const fn officer(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule {
        method,
        path,
        caller: Caller::Officer,
    }
}
