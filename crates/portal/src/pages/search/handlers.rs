//! Searching for a person.

use std::collections::BTreeMap;

use axum::extract::{Extension, Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use danh_api::problem::Problem;
use danh_api::{AppState, Disclosure, Reading, SignedIn, Work, disclose};
use danh_exchange::Told;
use danh_register::{Found, SearchPage, search};
use danh_store::StoreError;

use super::parse::{NotYet, Wanted};
use super::{SearchError, SearchView, TypedSearch};
use crate::components::TypedPerson;
use crate::page::{Visit, respond};
use crate::pages::results::read::ResultsReader;
use crate::unit_choice::{TypedUnit, meant};

/// How many people a page of results shows.
const SHOWN_MAX: usize = 25;

/// The search form as it was sent.
type Sent = BTreeMap<String, String>;

/// `GET /search`
pub(crate) async fn form(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let view = empty(&state, TypedSearch::default(), Vec::new());
    respond(&visit, StatusCode::OK, &view)
}

/// `POST /search`
pub(crate) async fn find(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let typed = TypedSearch {
        person: TypedPerson::of_boxes(text),
        home: TypedUnit::of_fields("home", |name| sent.get(name).map(String::as_str)),
        home_name: text("home-name"),
    };
    if !signed_in.is_form_token(&text("form_token")) {
        // A page of an earlier session: what was typed stays, and is sent by whoever looks on.
        let view = empty(&state, typed, Vec::new());
        return Ok(respond(&visit, StatusCode::OK, &view));
    }
    let Wanted {
        search: wanted,
        about,
    } = match typed.parse(&state.directory, state.register.today()) {
        Ok(wanted) => wanted,
        Err(why) => return Ok(not_yet(&state, &visit, &typed, &why)),
    };
    let page = SearchPage {
        offset: text("seen").parse().unwrap_or(0),
        size: SHOWN_MAX,
    };
    let (viewer, reading) = (signed_in.viewer(), Reading::of(about));
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
        state: &state,
        today: state.register.today(),
        reach: signed_in.reach(&state, Work::ReadPersons),
    };
    let view = reader.results((typed, page), &found);
    Ok(respond(&visit, StatusCode::OK, &view).into_response())
}

fn empty(state: &AppState, typed: TypedSearch, errors: Vec<SearchError>) -> SearchView {
    SearchView::new((&state.directory, state.register.today()), typed, errors)
}

/// The form again, where something is to be mended or chosen.
fn not_yet(state: &AppState, visit: &Visit, typed: &TypedSearch, why: &NotYet<'_>) -> Response {
    let view = |errors| empty(state, typed.clone(), errors);
    match why {
        NotYet::NextList => respond(visit, StatusCode::OK, &view(Vec::new())),
        NotYet::Mend(errors) => {
            let view = view(errors.clone());
            respond(visit, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        NotYet::Which(units) => {
            let meant = meant(&state.directory, units);
            let view = view(vec![SearchError::WhichCommune]).which_commune(meant);
            respond(visit, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}
