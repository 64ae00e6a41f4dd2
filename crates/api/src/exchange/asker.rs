//! Who asks: the organisation whose key signed a request.

use axum::extract::Request;
use axum::http::header;
use danh_exchange::{
    KeyRow, KeyStanding, Nonce, Organisation, organisation_key_by_id, stranger_refuse,
};
use danh_vocabulary::Timestamp;

use crate::access::RouteRule;
use crate::http_signature::{Message, Presented, PresentedError};
use crate::problem::{ExchangeProblem, Problem, ProblemKind};
use crate::state::{AppState, SecureCookies};

/// A signature counts for so long, and so long its nonce is remembered.
const SECONDS_OLD_MAX: i64 = 300;
/// Clocks may differ by so much.
const SECONDS_AHEAD_MAX: i64 = 60;
/// Components of which each group must be covered by one: what is asked, where, and with which body.
const COVERED: [&[&str]; 4] = [
    &["@method"],
    &["@authority", "@target-uri"],
    &["@path", "@request-target", "@target-uri"],
    &["content-digest"],
];

/// An organisation whose signed request the guard has let pass.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    /// Which.
    pub(crate) organisation: Organisation,
    /// By which key.
    pub(crate) key_id: String,
    /// What makes the request one of its kind.
    pub(crate) nonce: Nonce,
    /// Until when the request could come again.
    pub(crate) nonce_until: Timestamp,
    /// The declaration of the route.
    pub(crate) rule: &'static RouteRule,
}

/// Why a request presents no signature that could be looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unsigned(ExchangeProblem);

/// What is wrong with a request, and which key it names if somebody has that.
struct Refused(ExchangeProblem, Option<String>);

impl Asker {
    /// The signature that a request presents, if it covers what it must.
    pub(crate) fn presented(state: &AppState, request: &Request) -> Result<Presented, Unsigned> {
        presented(state, request).map_err(Unsigned)
    }

    /// Who made a signature, if it is theirs and counts now. What is refused is counted.
    pub(crate) async fn of_presented(
        state: &AppState,
        presented: Result<Presented, Unsigned>,
        rule: &'static RouteRule,
    ) -> Result<Self, Problem> {
        let now = state.clock.now();
        let found = match presented {
            Ok(presented) => Self::of_signature(state, presented, (rule, now)).await?,
            Err(Unsigned(problem)) => Err(Refused(problem, None)),
        };
        match found {
            Ok(asker) => Ok(asker),
            Err(Refused(problem, key_id)) => Err(refuse(state, problem, key_id).await),
        }
    }

    async fn of_signature(
        state: &AppState,
        presented: Presented,
        (rule, now): (&'static RouteRule, Timestamp),
    ) -> Result<Result<Self, Refused>, Problem> {
        let unnamed = |problem| Ok(Err(Refused(problem, None)));
        let key_id = presented.key_id().map(str::to_owned);
        let nonce: Option<Nonce> = presented.nonce().and_then(|nonce| nonce.parse().ok());
        let (Some(key_id), Some(nonce), Some(created)) = (key_id, nonce, presented.created())
        else {
            return unnamed(ExchangeProblem::SignatureMalformed);
        };
        let asked = key_id.clone();
        let row = state
            .store
            .read(move |tx| organisation_key_by_id(tx, &asked));
        let Some(KeyRow { key, organisation }) = row.await? else {
            return unnamed(ExchangeProblem::KeyUnknown);
        };
        let refused = |problem| Ok(Err(Refused(problem, Some(key_id.clone()))));
        if !presented.is_by(&key.key) {
            return refused(ExchangeProblem::SignatureWrong);
        }
        match key.standing_at(now) {
            KeyStanding::Revoked => return refused(ExchangeProblem::KeyRevoked),
            KeyStanding::Expired | KeyStanding::NotYetValid => {
                return refused(ExchangeProblem::KeyExpired);
            }
            KeyStanding::Valid => {}
        }
        let seconds = now.micros().div_euclid(1_000_000);
        let is_over = presented
            .expires()
            .is_some_and(|expires| expires <= seconds);
        let age = seconds.saturating_sub(created);
        if is_over || !(-SECONDS_AHEAD_MAX..=SECONDS_OLD_MAX).contains(&age) {
            return refused(ExchangeProblem::SignatureStale);
        }
        let until = (created + SECONDS_OLD_MAX + 1).saturating_mul(1_000_000);
        Ok(Ok(Self {
            organisation,
            key_id,
            nonce,
            nonce_until: Timestamp::from_micros(until),
            rule,
        }))
    }

    /// Refuses a request of which it is known whose it is.
    pub(super) async fn refuse(&self, state: &AppState, problem: ExchangeProblem) -> Problem {
        refuse(state, problem, Some(self.key_id.clone())).await
    }
}

fn presented(state: &AppState, request: &Request) -> Result<Presented, ExchangeProblem> {
    let (uri, headers) = (request.uri(), request.headers());
    let host = headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok());
    let message = Message {
        method: request.method().as_str(),
        scheme: match state.secure_cookies {
            SecureCookies::Yes => "https",
            SecureCookies::No => "http",
        },
        authority: host
            .or_else(|| uri.authority().map(axum::http::uri::Authority::as_str))
            .unwrap_or_default(),
        path: uri.path(),
        query: uri.query(),
        headers,
    };
    let presented = Presented::of(&message).map_err(|error| match error {
        PresentedError::None => ExchangeProblem::SignatureMissing,
        PresentedError::Form | PresentedError::Base(_) => ExchangeProblem::SignatureMalformed,
    })?;
    let covers = |group: &&[&str]| group.iter().any(|one| presented.covers(one));
    let covers_query = uri.query().is_none()
        || ["@query", "@request-target", "@target-uri"]
            .iter()
            .any(|one| presented.covers(one));
    if covers_query && COVERED.iter().all(covers) {
        Ok(presented)
    } else {
        Err(ExchangeProblem::SignatureMalformed)
    }
}

/// Counts a refused request; if that cannot be written, the answer is that.
async fn refuse(state: &AppState, problem: ExchangeProblem, key_id: Option<String>) -> Problem {
    tracing::warn!(
        code = problem.code(),
        key_id,
        "refused: a request of an organisation"
    );
    metrics::counter!("danh_exchange_refused_total", "code" => problem.code()).increment(1);
    let now = state.clock.now();
    let counted = state.store.write(move |tx| {
        let code = problem.code();
        stranger_refuse(tx, (code, key_id.as_deref()), now)
    });
    match counted.await {
        Ok(()) => Problem::new(ProblemKind::Exchange(problem)),
        Err(error) => {
            tracing::error!(
                error = crate::problem::safe_words(&error),
                "no count of a refusal"
            );
            Problem::new(ProblemKind::NotRecorded)
        }
    }
}
