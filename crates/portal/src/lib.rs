//! The pages people see: HTML, Vietnamese first and English, that needs no script.
//!
//! # The pages
//!
//! | address | page | who |
//! |---|---|---|
//! | `GET`, `POST /sign-in` | [`sign_in`](pages::sign_in) | anybody |
//! | `GET`, `POST /sign-in/code` | [`sign_in_code`](pages::sign_in_code) | whose password was right and who has a second factor |
//! | `POST /sign-out` | | officers |
//! | `GET /account`, `POST /account/sessions/end`, `/account/recovery-codes` | [`account`](pages::account) | officers, about themselves |
//! | `GET`, `POST /account/password` | [`account_password`](pages::account_password) | officers; who got their password from an administrator, before anything else |
//! | `GET`, `POST /account/second-factor`, `POST /account/second-factor/begin` | [`second_factor`](pages::second_factor) | officers; who must have one and has none, before anything else |
//! | `GET /` | [`home`](pages::home) | officers |
//! | `GET`, `POST /desk/...` | [`begin`](pages::draft::begin), [`draft`](pages::draft), [`check`](pages::draft::check), [`conflict`](pages::draft::conflict): see [`desk`] | officers of the form's role; whoever is named is recorded |
//! | `GET /events/{handle}?on=&known=`, `/events/{handle}/extract` | [`event`](pages::event), [`extract`](pages::event::extract) | officers; a look is recorded |
//! | `GET`, `POST /search` | [`search`](pages::search), [`results`](pages::results) | officers; a search is recorded |
//! | `GET /persons/{handle}?tab=&on=&known=` | [`person`](pages::person) | officers; a look is recorded |
//! | `GET /persons/{handle}/readers?before=` | [`readers`](pages::person::readers) | officers who may read access records; a look is recorded |
//! | `POST /persons/{handle}/break-glass` | [`outside`](pages::outside) | officers who serve people; a reason is recorded |
//! | `GET`, `POST /persons/{handle}/propose/{act}` | [`propose`](pages::propose) | the same but reviewers |
//! | `GET /proposals`, `GET`, `POST /proposals/{handle}` | [`proposals`](pages::proposals), [`proposal`](pages::proposal) | who proposed, and who may decide |
//! | `GET`, `POST /appointments/propose` | [`propose`](pages::propose) | administrators |
//! | `GET /break-glass?before=` | [`break_glass`](pages::break_glass) | who examines the work |
//! | `GET /books?unit=&from=&until=&kind=` | [`books`](pages::books) | officers who read books; a look is recorded |
//! | `GET /units?on=&q=` | [`units`](pages::units) | officers |
//! | `GET /units/find?level=&on=&q=` | units by name, for the unit picker's script | officers |
//! | `GET /units/{code}?on=` | [`unit`](pages::unit) | officers |
//! | `GET /developers`, `/developers/problems?status=`, `/developers/{operation}` | [`developers`](pages::developers) | anybody |
//! | `GET /operator` | [`operator`](pages::operator) | administrators |
//! | `GET /ledger` | [`ledger`](pages::ledger) | officers |
//! | `GET /components`, `GET /components/{name}` | [`components`](pages::components) | anybody; in the demo only |
//! | anything else | [`problem`](pages::problem) | anybody |
//! | `GET /assets/...` | [`assets`] | anybody |
//!
//! # What always holds
//!
//! - A page is a *view* (a plain value, in no language) and a template. Views know nothing of
//!   requests, so every page can be looked at, tested and checked by a browser without a server.
//! - No template holds a sentence: sentences live in `messages/`, in both languages.
//! - Personal data is read through [`danh_api::disclose`] alone: recorded first, shown after.
//! - What is searched for never stands in an address. A person is named by an opaque handle;
//!   the dates of an as-of query are the reader's question, not the person's data.
//! - No page loads anything but one style sheet, one script and one mark, all from here, and every
//!   page works without the script.
//!
//! # To add a page
//!
//! 1. `pages/name.rs`: the view and its [`Page`](page::Page); `templates/pages/name.html`, out of
//!    [`components`]; its sentences in `messages/{vi,en}/name.ftl`, listed in [`messages`].
//! 2. `pages/name/examples.rs`: every state it can be in, listed in [`examples`]. Now it is
//!    rendered by the tests, and `cargo run -p danh-portal --example gallery -- FOLDER` writes it
//!    to be looked at: both languages, 320 and 1280 pixels wide.
//! 3. `pages/name/read.rs`: from the capability's types to the view; `pages/name/handlers.rs`:
//!    the handler, fifteen lines; its line in `routes.rs`, which declares who may call it, whom it may be about and what it
//!    tells, and in the table above. Run the tests with `DANH_UPDATE_ACCESS=1` to bring the table of who may call what
//!    (`tests/portal/access.txt`) up to date, and review what changed.

pub mod assets;
pub mod authority_choice;
pub mod bilingual;
pub mod components;
pub mod desk;
pub mod examples;
pub mod households;
pub mod language;
pub mod locale;
pub mod messages;
pub mod moments;
pub mod page;
pub mod pages;
pub mod places;
pub mod qr;
pub mod unit_choice;
pub mod words;

mod address;
mod headers;
mod routes;
mod same_origin;
mod visit;

pub use routes::ROUTES;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use danh_api::AppState;
use tower_http::catch_panic::CatchPanicLayer;

/// The portal, to be merged with the API inside the [`shell`](danh_api::shell()). It answers every
/// address that the API does not.
///
/// ```
/// use axum::Router;
/// use danh_api::AppState;
///
/// fn app(state: AppState) -> Router {
///     let routes = danh_api::routes(state.clone()).merge(danh_portal::router(state.clone()));
///     danh_api::shell(routes, &state)
/// }
/// ```
pub fn router(state: AppState) -> Router {
    let guard = from_fn_with_state(state.clone(), visit::only_as_declared);
    let pages = routes::router(routes::pages())
        .route_layer(guard.clone())
        .fallback(visit::not_found)
        .method_not_allowed_fallback(visit::method_not_allowed)
        .layer(CatchPanicLayer::custom(visit::panicked))
        .layer(from_fn_with_state(state.clone(), visit::around))
        .with_state(state.clone());
    let files = routes::router(routes::files()).route_layer(guard);
    pages
        .merge(files.with_state(state))
        .layer(from_fn(headers::secure))
}

/// The pages that show every [component](components) in every state, to be merged with
/// [`router`] where those who build pages look at them: in the demo, and nowhere else.
pub fn component_pages(state: AppState) -> Router {
    routes::router(routes::components())
        .layer(CatchPanicLayer::custom(visit::panicked))
        .layer(from_fn_with_state(state.clone(), visit::around))
        .layer(from_fn(headers::secure))
        .with_state(state)
}
