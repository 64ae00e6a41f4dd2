//! The routes, grouped by who calls them.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::{Problem, ProblemKind};
use crate::signed_in::SignedIn;
use crate::state::AppState;
use crate::{ledger, operation, persons, sessions, shell};

/// The API as a program of its own: its routes, problem documents for every other address, and
/// the [`shell()`] around them.
pub fn router(state: AppState) -> Router {
    let shared = state.clone();
    shell(routes(state).fallback(not_found), &shared)
}

/// The routes of the API, to be merged with others before the [`shell()`] is put around them.
pub fn routes(state: AppState) -> Router {
    let (anyone, _) = routes_of_anyone().split_for_parts();
    let (officers, _) = routes_of_officers().split_for_parts();
    let guard = from_fn_with_state(state.clone(), require_officer);
    anyone
        .merge(officers.route_layer(guard))
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(state)
}

/// Routes that tell nothing about persons.
pub(crate) fn routes_of_anyone() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        // The operator's tools.
        .routes(routes!(operation::healthz::healthz))
        .routes(routes!(operation::readyz::readyz))
        .routes(routes!(operation::metrics::metrics))
        .routes(routes!(operation::openapi::openapi))
        // Auditors of the ledger, anywhere in the world.
        .routes(routes!(ledger::checkpoint::checkpoint))
        .routes(routes!(ledger::key::key))
        .routes(routes!(ledger::tile::tile))
        // Officers who are about to sign in.
        .routes(routes!(sessions::open::open))
}

/// Routes of officers who are signed in.
pub(crate) fn routes_of_officers() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(sessions::close::close))
        .routes(routes!(persons::search::search))
        .routes(routes!(persons::show::show))
}

/// Says that nothing has this address: the fallback for programs that have no page for it.
pub async fn not_found() -> Problem {
    Problem::new(ProblemKind::NotFound)
}

async fn method_not_allowed() -> Problem {
    Problem::new(ProblemKind::MethodNotAllowed)
}

/// Lets officers pass, before a handler or its extractors see anything of the request.
async fn require_officer(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let signed_in = SignedIn::of_headers(&state, request.headers()).await?;
    request.extensions_mut().insert(signed_in);
    Ok(next.run(request).await)
}

#[cfg(test)]
mod tests;
