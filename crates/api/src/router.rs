//! The routes, in the order of who calls them. Who may is declared in [`crate::access`].

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::accept::json_only;
use crate::access::{ROUTES, authorise};
use crate::problem::{Problem, ProblemKind};
use crate::rate_limit::{by_address, by_officer};
use crate::state::AppState;
use crate::{agreements, events, exchange, ledger, operation, persons, proposals, sessions, shell};

/// The API as a program of its own: its routes, problem documents for every other address, and
/// the [`shell()`] around them.
pub fn router(state: AppState) -> Router {
    let shared = state.clone();
    shell(routes(state).fallback(not_found), &shared)
}

/// The routes of the API, to be merged with others before the [`shell()`] is put around them.
pub fn routes(state: AppState) -> Router {
    let (routes, _) = all_routes().split_for_parts();
    let guard = from_fn_with_state(state.clone(), only_as_declared);
    routes
        .route_layer(from_fn_with_state(state.clone(), by_officer))
        .route_layer(guard)
        .route_layer(from_fn_with_state(state.clone(), by_address))
        .route_layer(from_fn(json_only))
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(state)
}

/// Every route; [`ROUTES`] says who may call each.
pub(crate) fn all_routes() -> OpenApiRouter<AppState> {
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
        .routes(routes!(exchange::keys::keys))
        // Organisations, under their agreements.
        .routes(routes!(exchange::verifications::verify))
        .routes(routes!(exchange::attributes::tell))
        .routes(routes!(exchange::conclusions::conclude))
        // Officers.
        .routes(routes!(sessions::open::open))
        .routes(routes!(sessions::close::close))
        .routes(routes!(agreements::list::list))
        .routes(routes!(agreements::show::show))
        .routes(routes!(persons::search::search))
        .routes(routes!(persons::show::show))
        .routes(routes!(persons::break_glass::open))
        .routes(routes!(events::show::show))
        .routes(routes!(proposals::over_http::list::list))
        .routes(routes!(proposals::over_http::make::make))
        .routes(routes!(proposals::over_http::show::show))
        .routes(routes!(proposals::over_http::verdict::decide))
        .routes(routes!(events::births::register))
        .routes(routes!(events::deaths::register))
        .routes(routes!(events::marriages::register))
        .routes(routes!(events::divorces::register))
        .routes(routes!(events::annulments::register))
        .routes(routes!(events::residences::register))
        .routes(routes!(events::corrections::record))
        .routes(routes!(events::changes::names::register))
        .routes(routes!(events::changes::ethnic_groups::register))
        .routes(routes!(events::changes::sexes::register))
        .routes(routes!(events::changes::nationalities::register))
        .routes(routes!(events::family::recognitions::register))
        .routes(routes!(events::family::adoptions::register))
        .routes(routes!(events::family::adoption_ends::register))
        .routes(routes!(events::family::guardianships::register))
        .routes(routes!(events::family::guardianship_ends::register))
        .routes(routes!(events::family::missing::register))
        .routes(routes!(events::family::returns::register))
        .routes(routes!(events::whereabouts::temporary_residences::register))
        .routes(routes!(events::whereabouts::extensions::register))
        .routes(routes!(
            events::whereabouts::temporary_residence_deletions::register
        ))
        .routes(routes!(events::whereabouts::residence_deletions::register))
        .routes(routes!(events::whereabouts::absences::register))
        .routes(routes!(events::whereabouts::absence_ends::register))
        .routes(routes!(events::whereabouts::stays::register))
        .routes(routes!(events::whereabouts::abodes::register))
        .routes(routes!(events::declarations::record))
        .routes(routes!(events::households::splits::register))
        .routes(routes!(events::households::merges::register))
        .routes(routes!(events::households::heads::register))
        .routes(routes!(events::cards::issues::register))
        .routes(routes!(events::cards::revocations::register))
}

/// Says that nothing has this address: the fallback for programs that have no page for it.
pub async fn not_found() -> Problem {
    Problem::new(ProblemKind::NotFound)
}

/// Whoever asks which methods there are finds them in `Allow`, which the router adds.
async fn method_not_allowed(method: Method) -> Response {
    match method {
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => Problem::new(ProblemKind::MethodNotAllowed).into_response(),
    }
}

/// Lets pass whom the declarations let, before a handler or its extractors see anything of the request.
pub(crate) async fn only_as_declared(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    authorise(ROUTES, &state, &mut request).await?;
    Ok(next.run(request).await)
}

#[cfg(test)]
mod tests;
