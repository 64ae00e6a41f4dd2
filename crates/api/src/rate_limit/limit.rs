//! The two places where requests are counted: before anybody is known, and behind the guard.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Caller;
use super::bucket::Charged;
use crate::client_address::ClientAddress;
use crate::problem::{Problem, ProblemKind};
use crate::signed_in::{SignedIn, presents_token};
use crate::state::AppState;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const COUNTED: &str = "/api/";

/// Counts, by address, who presents no token, and who presented one that nobody has.
pub(crate) async fn by_address(
    State(state): State<AppState>,
    client: ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    if !request.uri().path().starts_with(COUNTED) {
        return next.run(request).await;
    }
    let (caller, now) = (Caller::at(client.0), state.clock.now());
    let presents = presents_token(&state, request.headers());
    let found = if presents {
        state.rate_limits.look(caller, now)
    } else {
        state.rate_limits.charge(caller, now)
    };
    if !found.passes {
        return refused(&state, caller, found);
    }
    let mut response = next.run(request).await;
    if presents && response.status() == StatusCode::UNAUTHORIZED {
        let charged = state.rate_limits.charge(caller, now);
        tell(&state, caller, charged, &mut response);
    } else if !presents {
        tell(&state, caller, found, &mut response);
    }
    response
}

/// Counts officers, whom the guard has let pass.
pub(crate) async fn by_officer(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let Some(officer) = request.extensions().get::<SignedIn>() else {
        return next.run(request).await;
    };
    let caller = Caller::Officer(officer.officer);
    let charged = state.rate_limits.charge(caller, state.clock.now());
    if !charged.passes {
        return refused(&state, caller, charged);
    }
    let mut response = next.run(request).await;
    tell(&state, caller, charged, &mut response);
    response
}

fn refused(state: &AppState, caller: Caller, charged: Charged) -> Response {
    metrics::counter!("danh_rate_limited_total", "policy" => caller.policy()).increment(1);
    let problem = Problem::new(ProblemKind::RateLimited).retry_after(charged.seconds);
    let mut response = problem.into_response();
    tell(state, caller, charged, &mut response);
    response
}

fn tell(state: &AppState, caller: Caller, charged: Charged, response: &mut Response) {
    let (policy, quota) = (caller.policy(), state.rate_limits.quota_of(caller));
    let Charged {
        remaining, seconds, ..
    } = charged;
    let texts = [
        (POLICY, format!("\"{policy}\";q={quota};w=60")),
        (LIMIT, format!("\"{policy}\";r={remaining};t={seconds}")),
    ];
    for (name, text) in texts {
        let value = HeaderValue::try_from(text).expect("words and numbers are a header value");
        response.headers_mut().insert(name, value);
    }
}
