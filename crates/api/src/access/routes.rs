//! The one list of the API's routes.

use danh_exchange::{QuestionKind, Told};
use danh_identity::Step;

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
    RouteRule::anyone("GET", "/api/v1/exchange/keys"),
    // Organisations, under their agreements.
    RouteRule::organisation(
        "/api/v1/exchange/verifications",
        QuestionKind::Verify,
        &[Told::Verification],
    ),
    RouteRule::organisation(
        "/api/v1/exchange/attributes",
        QuestionKind::Attributes,
        &[Told::Attributes],
    ),
    RouteRule::organisation(
        "/api/v1/exchange/conclusions",
        QuestionKind::Derived,
        &[Told::Derived],
    ),
    // Officers.
    RouteRule::anyone("POST", "/api/v1/sessions"),
    RouteRule::officer("DELETE", "/api/v1/sessions/current", Work::BeSignedIn)
        .while_asked(&Step::ALL),
    // What organisations may know is about nobody in particular.
    RouteRule::officer("GET", "/api/v1/agreements", Work::LookUp),
    RouteRule::officer("GET", "/api/v1/agreements/{agreement}", Work::LookUp),
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
    // Two officers. What an act needs is asked for when it is proposed and when it is decided.
    RouteRule::officer("GET", "/api/v1/proposals", Work::SeeProposals),
    RouteRule::officer("POST", "/api/v1/proposals", Work::SeeProposals)
        .within_reach(&[Told::Person]),
    RouteRule::officer("GET", "/api/v1/proposals/{handle}", Work::SeeProposals)
        .within_reach(&[Told::SearchResult]),
    RouteRule::officer(
        "POST",
        "/api/v1/proposals/{handle}/decision",
        Work::SeeProposals,
    )
    .within_reach(&[Told::Person]),
    // Whoever writes is told by a refusal how the register stands to it.
    RouteRule::officer("POST", "/api/v1/births", Work::RegisterCivilStatus)
        .within_reach(&[Told::SearchResult, Told::Person]),
    writing("/api/v1/deaths", Work::RegisterCivilStatus),
    writing("/api/v1/marriages", Work::RegisterCivilStatus),
    writing("/api/v1/divorces", Work::RegisterCivilStatus),
    writing("/api/v1/annulments", Work::RegisterCivilStatus),
    writing("/api/v1/residences", Work::RegisterResidence),
    writing("/api/v1/corrections", Work::RegisterCivilStatus),
    writing("/api/v1/name-changes", Work::RegisterCivilStatus),
    writing(
        "/api/v1/ethnicity-determinations",
        Work::RegisterCivilStatus,
    ),
    writing("/api/v1/sex-determinations", Work::RegisterCivilStatus),
    writing("/api/v1/nationality-changes", Work::RegisterCivilStatus),
    writing("/api/v1/recognitions", Work::RegisterCivilStatus),
    writing("/api/v1/adoptions", Work::RegisterCivilStatus),
    writing("/api/v1/adoption-ends", Work::RegisterCivilStatus),
    writing("/api/v1/guardianships", Work::RegisterCivilStatus),
    writing("/api/v1/guardianship-ends", Work::RegisterCivilStatus),
    writing("/api/v1/missing-declarations", Work::RegisterCivilStatus),
    writing("/api/v1/returns", Work::RegisterCivilStatus),
    writing("/api/v1/temporary-residences", Work::RegisterResidence),
    writing(
        "/api/v1/temporary-residence-extensions",
        Work::RegisterResidence,
    ),
    writing(
        "/api/v1/temporary-residence-deletions",
        Work::RegisterResidence,
    ),
    writing("/api/v1/residence-deletions", Work::RegisterResidence),
    writing("/api/v1/absences", Work::RegisterResidence),
    writing("/api/v1/absence-ends", Work::RegisterResidence),
    writing("/api/v1/stays", Work::RegisterResidence),
    writing("/api/v1/abodes", Work::RegisterResidence),
    writing("/api/v1/declarations", Work::RegisterResidence),
    writing("/api/v1/household-splits", Work::RegisterResidence),
    writing("/api/v1/household-merges", Work::RegisterResidence),
    writing("/api/v1/household-heads", Work::RegisterResidence),
    writing("/api/v1/cards", Work::IssueCards),
    writing("/api/v1/card-revocations", Work::IssueCards),
];

/// A route that writes an event about persons within reach. What the register has of them, a refusal tells.
const fn writing(path: &'static str, work: Work) -> RouteRule {
    RouteRule::officer("POST", path, work).within_reach(&[Told::Person])
}
