//! The one list of the API's routes.

use danh_exchange::Told;

use super::{RouteRule, Work};

/// Every route of the API. What is missing here has no address, and the tests say so.
pub const ROUTES: &[RouteRule] = &[
    // The operator's tools.
    RouteRule::anyone("GET", "/healthz"),
    RouteRule::anyone("GET", "/readyz"),
    RouteRule::anyone("GET", "/metrics"),
    RouteRule::anyone("GET", "/openapi.json"),
    // Auditors of the ledger, anywhere in the world.
    RouteRule::anyone("GET", "/ledger/{log}/checkpoint"),
    RouteRule::anyone("GET", "/ledger/{log}/key"),
    RouteRule::anyone("GET", "/ledger/{log}/tile/{level}/{index}"),
    // Officers.
    RouteRule::anyone("POST", "/api/v1/sessions"),
    RouteRule::officer("DELETE", "/api/v1/sessions/current", Work::BeSignedIn),
    RouteRule::officer("POST", "/api/v1/persons/search", Work::FindPersons)
        .the_least_of_others(&[Told::SearchResult]),
    RouteRule::officer("GET", "/api/v1/persons/{handle}", Work::ReadPersons)
        .within_reach(&[Told::Person, Told::History]),
    RouteRule::officer(
        "POST",
        "/api/v1/persons/{handle}/break-glass",
        Work::BreakGlass,
    )
    .in_an_emergency(),
    RouteRule::officer("GET", "/api/v1/events/{handle}", Work::ReadPersons)
        .within_reach(&[Told::History]),
    // Whoever writes is told by a refusal how the register stands to it.
    RouteRule::officer("POST", "/api/v1/births", Work::RegisterCivilStatus)
        .within_reach(&[Told::SearchResult, Told::Person]),
    RouteRule::officer("POST", "/api/v1/deaths", Work::RegisterCivilStatus)
        .within_reach(&[Told::Person]),
    RouteRule::officer("POST", "/api/v1/marriages", Work::RegisterCivilStatus)
        .within_reach(&[Told::Person]),
    RouteRule::officer("POST", "/api/v1/divorces", Work::RegisterCivilStatus)
        .within_reach(&[Told::Person]),
    RouteRule::officer("POST", "/api/v1/annulments", Work::RegisterCivilStatus)
        .within_reach(&[Told::Person]),
    RouteRule::officer("POST", "/api/v1/residences", Work::RegisterResidence)
        .within_reach(&[Told::Person]),
    RouteRule::officer("POST", "/api/v1/corrections", Work::RegisterCivilStatus)
        .within_reach(&[Told::Person]),
];
