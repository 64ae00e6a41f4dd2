//! Around every page: whose request it is and in which language, the answer when there is no
//! page, and what the browser is told beside it.

use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::access::{Work, authorise};
use danh_api::problem::{Problem as ApiProblem, ProblemKind};
use danh_api::{AppState, NotSignedIn, RequestId, SignedIn};

use crate::address;
use crate::bilingual::Bilingual;
use crate::language::{remember, spoken};
use crate::moments::clock_in_viet_nam;
use crate::page::{self, Reader, Standing, Visit};
use crate::pages::outside::OutsideView;
use crate::pages::problem::{Problem, ProblemView};
use crate::routes::ROUTES;
use crate::same_origin;

/// Addresses below it are for programs, which read no pages.
const API_PREFIX: &str = "/api/";

/// Middleware around all pages. Handlers find a [`Visit`] and, when somebody has signed in, a
/// [`SignedIn`] among the request's extensions; a problem they answer with becomes a page here.
pub(crate) async fn around(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with(API_PREFIX) {
        // Nothing of the API has this address; the API's own words say so.
        return next.run(request).await;
    }
    let chosen = address::language(request.uri());
    let language = chosen.unwrap_or_else(|| spoken(request.headers(), state.secure_cookies));
    let mut visit = Visit {
        language,
        address: address::without_language(request.uri()),
        reader: None,
        request_id: request
            .extensions()
            .get()
            .map(RequestId::as_str)
            .unwrap_or_default()
            .to_owned(),
    };
    let asked_for = request.uri().clone();
    let is_reading = request.method().is_safe();
    let mut may_break_glass = false;
    let mut renewed = None;
    let answer = match SignedIn::of_browser(&state, request.headers()).await {
        Err(NotSignedIn::Store(error)) => ApiProblem::from(error).into_response(),
        found => {
            if let Ok(signed_in) = found {
                visit.reader = Some(reader(&state, &signed_in));
                may_break_glass = signed_in.may(Work::BreakGlass);
                renewed = signed_in.renewed().cloned();
                request.extensions_mut().insert(signed_in);
            }
            if same_origin::is_acceptable(request.method(), request.headers()) {
                request.extensions_mut().insert(visit.clone());
                next.run(request).await
            } else {
                ApiProblem::new(ProblemKind::NotAppointed).into_response()
            }
        }
    };
    let problem = answer.extensions().get().cloned();
    let mut answer = match problem.or_else(|| refused_by_extractor(&answer)) {
        Some(problem) if problem.kind() == ProblemKind::OutsideJurisdiction => {
            let handle = problem.person().filter(|_| may_break_glass);
            let view = OutsideView::refused(handle.map(str::to_owned));
            page::respond(&visit, problem.status(), &view)
        }
        Some(problem) => no_page(&visit, &problem, &asked_for, is_reading),
        None => answer,
    };
    // Whoever signs in or out with this answer has no use for another token of the session before.
    if let Some(token) = renewed.filter(|_| !state.secure_cookies.is_set_by(answer.headers())) {
        let cookie = state.secure_cookies.sign_in(&token);
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if let Some(language) = chosen {
        let cookie = remember(language, state.secure_cookies);
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// What axum's extractors refuse (a form of another type, a field sent twice) they refuse in plain
/// English; no page of ours is plain text.
fn refused_by_extractor(answer: &Response) -> Option<ApiProblem> {
    let content_type = answer.headers().get(header::CONTENT_TYPE)?;
    let is_plain = content_type.as_bytes().starts_with(b"text/plain");
    (is_plain && answer.status().is_client_error()).then(|| {
        ApiProblem::new(match answer.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::UnsupportedMediaType,
            _ => ProblemKind::MalformedBody,
        })
    })
}

/// Middleware around every route: lets pass whom the route's declaration lets.
pub(crate) async fn only_as_declared(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    match authorise(&ROUTES, &state, &mut request).await {
        Ok(()) => next.run(request).await,
        Err(refused) => refused.into_response(),
    }
}

/// The page that stands in for the one that could not be shown.
fn no_page(visit: &Visit, problem: &ApiProblem, asked_for: &Uri, is_reading: bool) -> Response {
    let shown = match problem.kind() {
        ProblemKind::NotSignedIn
        | ProblemKind::SecondFactorRequired
        | ProblemKind::NewPasswordRequired
        | ProblemKind::EnrolmentRequired => {
            let page = first_of(problem.kind());
            return Redirect::to(&address::first(page, asked_for, is_reading)).into_response();
        }
        ProblemKind::NotFound => Problem::NotFound,
        ProblemKind::NotAppointed | ProblemKind::OutsideJurisdiction => Problem::Forbidden,
        ProblemKind::NotRecorded | ProblemKind::Unavailable | ProblemKind::TimedOut => {
            Problem::Unavailable
        }
        kind if kind.status().is_client_error() => Problem::Malformed,
        _ => Problem::Internal,
    };
    let status = match shown {
        Problem::Malformed => problem.status(),
        shown => shown.status(),
    };
    let view = ProblemView {
        problem: shown,
        request_id: visit.request_id.clone(),
    };
    page::respond(visit, status, &view)
}

/// The page that asks for what is still asked.
const fn first_of(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::SecondFactorRequired => "/sign-in/code",
        ProblemKind::NewPasswordRequired => "/account/password",
        ProblemKind::EnrolmentRequired => "/account/second-factor",
        _ => "/sign-in",
    }
}

fn reader(state: &AppState, signed_in: &SignedIn) -> Reader {
    let appointment = signed_in
        .appointment_for(Work::ReadPersons)
        .or(signed_in.appointments.first());
    let authority =
        appointment.map(|it| Bilingual::of_authority(&state.directory, &it.authority.to_string()));
    let name = match &signed_in.profile {
        Some(officer) => officer.name.to_string(),
        None => signed_in.login.to_string(),
    };
    Reader {
        name,
        authority,
        form_token: signed_in.form_token(),
        standing: match signed_in.step() {
            None => Standing::SignedIn,
            Some(_) => Standing::SigningIn,
        },
        emergency_until: signed_in
            .break_glasses
            .iter()
            .map(|open| open.until)
            .max()
            .map(clock_in_viet_nam),
    }
}

/// What answers a panic: a problem, so that the reader sees a page like any other.
pub(crate) fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a page panicked");
    ApiProblem::new(ProblemKind::Internal).into_response()
}

/// What answers an address that nothing has.
pub(crate) async fn not_found() -> Response {
    ApiProblem::new(ProblemKind::NotFound).into_response()
}

/// What answers a page that is asked for in a way it does not know.
pub(crate) async fn method_not_allowed() -> Response {
    ApiProblem::new(ProblemKind::MethodNotAllowed).into_response()
}
