//! Searching for a person.

use axum::extract::{Extension, Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use danh_api::problem::Problem;
use danh_api::{About, AppState, Disclosure, Reading, SignedIn, Work, disclose};
use danh_exchange::Told;
use danh_register::{Found, SearchPage, search};
use danh_store::StoreError;
use serde::Deserialize;

use super::{SearchView, TypedSearch};
use crate::page::{Visit, respond};
use crate::pages::results::read::ResultsReader;

/// How many people a page of results shows.
const SHOWN_MAX: usize = 25;

/// The search form as it was sent.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[derive(Default)]
pub(crate) struct Sent {
    #[serde(rename = "form_token")]
    form_token: String,
    number: String,
    name: String,
    born_day: String,
    born_month: String,
    born_year: String,
    /// How many better matches were shown already.
    seen: String,
}

/// `GET /search`
pub(crate) async fn form(Extension(visit): Extension<Visit>) -> Response {
    respond(&visit, StatusCode::OK, &SearchView::default())
}

/// `POST /search`
pub(crate) async fn find(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let ours = signed_in.is_form_token(&sent.form_token);
    let typed = TypedSearch {
        number: sent.number,
        name: sent.name,
        day: sent.born_day,
        month: sent.born_month,
        year: sent.born_year,
    };
    if !ours {
        // A page of an earlier session: what was typed stays, and is sent by whoever looks on.
        let view = SearchView {
            typed,
            errors: Vec::new(),
        };
        return Ok(respond(&visit, StatusCode::OK, &view));
    }
    let wanted = match typed.parse() {
        Ok(wanted) => wanted,
        Err(errors) => {
            let view = SearchView { typed, errors };
            return Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view));
        }
    };
    let page = SearchPage {
        offset: sent.seen.parse().unwrap_or(0),
        size: SHOWN_MAX,
    };
    let (viewer, reading) = (signed_in.viewer(), Reading::of(About::Whoever));
    let found: Found = disclose(&state, &signed_in, reading, move |tx| {
        let found = search(tx, viewer, &wanted, page)?;
        let persons = found.persons.iter().map(|found| found.person).collect();
        Ok::<_, StoreError>(Disclosure {
            value: found,
            told: vec![Told::SearchResult],
            persons,
        })
    })
    .await?;
    let reader = ResultsReader {
        directory: &state.directory,
        handles: &state.handles,
        today: state.register.today(),
        reach: signed_in.reach(&state, Work::ReadPersons),
    };
    let view = reader.results((typed, page), &found);
    Ok(respond(&visit, StatusCode::OK, &view).into_response())
}
