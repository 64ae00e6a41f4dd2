//! The guard: what stands between a request and its handler.

use axum::extract::{MatchedPath, Request};

use super::{Caller, RouteRule};
use crate::exchange::Asker;
use crate::problem::{Problem, ProblemKind};
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// Lets a request pass to the handler that the router matched, if the declaration of the route lets its caller. For an
/// officer's route the handler then finds the [`SignedIn`] among the extensions, for an organisation's the [`Asker`], and [`disclose`](crate::disclose()) the rule
/// under which they came.
///
/// To be called by a middleware around routes (`route_layer`), after whatever else puts a [`SignedIn`] into the request; the
/// headers are asked only when nothing has.
pub async fn authorise(
    rules: &'static [RouteRule],
    state: &AppState,
    request: &mut Request,
) -> Result<(), Problem> {
    let pattern = request.extensions().get::<MatchedPath>();
    let rule = pattern.and_then(|pattern| {
        let mut rules = rules.iter();
        rules.find(|rule| rule.matches(request.method().as_str(), pattern.as_str()))
    });
    let Some(rule) = rule else {
        return Err(undeclared(pattern));
    };
    let work = match rule.caller {
        Caller::Anyone => return Ok(()),
        Caller::Officer(work) => work,
        Caller::Organisation(_) => {
            let presented = Asker::presented(state, request);
            let asker = Asker::of_presented(state, presented, rule).await?;
            request.extensions_mut().insert(asker);
            return Ok(());
        }
    };
    let mut signed_in = match request.extensions_mut().remove::<SignedIn>() {
        Some(found) => found,
        None => SignedIn::of_headers(state, request.headers()).await?,
    };
    if let Some(step) = signed_in.step().filter(|step| !rule.serves(*step)) {
        return Err(step.into());
    }
    if !signed_in.may(work) {
        tracing::warn!(officer = %signed_in.officer, work = work.as_str(), "refused: not appointed to this");
        return Err(Problem::new(ProblemKind::NotAppointed));
    }
    signed_in.came_by(rule);
    request.extensions_mut().insert(signed_in);
    Ok(())
}

/// A route of the router that no list declares: nobody decided who may call it, so nobody may. A method that the path does not
/// know ends here too.
fn undeclared(pattern: Option<&MatchedPath>) -> Problem {
    let path = pattern.map(MatchedPath::as_str);
    tracing::error!(path, "this route is not declared, so nobody may call it");
    Problem::new(ProblemKind::NotFound)
}
