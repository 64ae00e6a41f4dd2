//! Showing and taking the forms that propose.

use std::collections::BTreeMap;

use axum::extract::{Extension, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::proposals::{ProposeError, propose};
use danh_api::{AppState, Disclosure, Reading, SignedIn, disclose};
use danh_exchange::Told;
use danh_register::person_queries::person_by_id;
use danh_register::{Seen, SubjectError};
use danh_store::Tx;
use danh_vocabulary::PersonId;

use super::{Mistake, ProposeView, Proposed, Typed};
use crate::authority_choice::{AuthorityAnswer, TypedAuthority, choices};
use crate::components::{TypedDate, Value};
use crate::messages::Key;
use crate::page::{Visit, respond};
use crate::pages::proposal::handlers::read::person as person_value;
use crate::pages::proposals::words;

mod parse;

/// A form's fields by name. Nothing is asked for twice, so the last word counts.
type Sent = BTreeMap<String, String>;

/// `GET /persons/{handle}/propose/{act}`
pub(crate) async fn form(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path((handle, act)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (person, act) = named(&state, &handle, &act)?;
    let view = of_person(&state, &signed_in, person, act).await?;
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// `POST /persons/{handle}/propose/{act}`
pub(crate) async fn send(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path((handle, act)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (person, act) = named(&state, &handle, &act)?;
    let view = of_person(&state, &signed_in, person, act).await?;
    // What the officer saw, not what there is by now: if it changed, the proposal is refused.
    let seen = sent.get("seen").and_then(|seen| state.seen_in(seen));
    let seen = seen.filter(|seen| seen.person == person);
    take(&state, &visit, &signed_in, (view, seen), &sent).await
}

/// `GET /appointments/propose`
pub(crate) async fn appointment_form(Extension(visit): Extension<Visit>) -> Response {
    respond(&visit, StatusCode::OK, &of_appointment())
}

/// `POST /appointments/propose`
pub(crate) async fn appointment_send(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    take(&state, &visit, &signed_in, (of_appointment(), None), &sent).await
}

async fn take(
    state: &AppState,
    visit: &Visit,
    signed_in: &SignedIn,
    (mut view, seen): (ProposeView, Option<Seen>),
    sent: &Sent,
) -> Result<Response, Problem> {
    view.typed = typed(sent);
    let ours = sent.get("form_token");
    let ours = ours.is_some_and(|token| signed_in.is_form_token(token));
    let document = if ours {
        parse::document(state, view.act, seen, &view.typed).await?
    } else {
        Err(vec![Mistake::Stale])
    };
    match document {
        Err(mistakes) => {
            if mistakes.contains(&Mistake::AuthorityWhich) {
                let (directory, today) = (&state.directory, state.register.today());
                let answer = view.typed.authority.answer(directory, today);
                if let AuthorityAnswer::OneOf(several) = answer {
                    view.authorities = choices(directory, &several);
                }
            }
            view.mistakes = mistakes;
        }
        Ok(document) => match propose(state, signed_in, document).await {
            Ok(id) => {
                let address = format!("/proposals/{}", state.handle_of_proposal(id));
                return Ok(Redirect::to(&address).into_response());
            }
            Err(ProposeError::CarryOut(error)) => view.refused = Some(words::refusal(&error)),
            Err(ProposeError::Unknown) => view.mistakes = vec![Mistake::Duplicate],
            Err(ProposeError::OutsideJurisdiction) => {
                view.refused = Some(Key("act-refused-outside"));
            }
            Err(ProposeError::NotAppointed(error)) => return Err(error.into()),
            Err(ProposeError::Store(error)) => return Err(error.into()),
        },
    }
    Ok(respond(visit, StatusCode::UNPROCESSABLE_ENTITY, &view))
}

fn named(state: &AppState, handle: &str, act: &str) -> Result<(PersonId, Proposed), Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let person = state.person_of(handle).ok_or_else(missing)?;
    Ok((person, Proposed::parse(act).ok_or_else(missing)?))
}

/// An empty form about a person, who is told on record by what tells them apart.
async fn of_person(
    state: &AppState,
    signed_in: &SignedIn,
    person: PersonId,
    act: Proposed,
) -> Result<ProposeView, Problem> {
    let telling = state.clone();
    let read = move |tx: &mut Tx<'_>| {
        let (version, _) = person_by_id(tx, person)?.ok_or(SubjectError::Unknown)?;
        Ok::<_, SubjectError>(Disclosure {
            value: (version, person_value(tx, &telling, person)?),
            told: vec![Told::SearchResult],
            persons: vec![person],
        })
    };
    let (version, value): (u32, Value) =
        disclose(state, signed_in, Reading::of_person(person), read).await?;
    Ok(ProposeView {
        address: act.address(&state.handle_of(person)),
        person: Some(value),
        seen: state.version_of(Seen { person, version }),
        act,
        ..of_appointment()
    })
}

fn of_appointment() -> ProposeView {
    ProposeView {
        address: "/appointments/propose".to_owned(),
        act: Proposed::Appointment,
        person: None,
        seen: String::new(),
        typed: Typed::default(),
        mistakes: Vec::new(),
        refused: None,
        authorities: Vec::new(),
    }
}

fn typed(sent: &Sent) -> Typed {
    let text = |name: &str| sent.get(name).cloned().unwrap_or_default();
    Typed {
        duplicate: text("duplicate"),
        officers: text("officers"),
        cancellation: text("cancellation"),
        what: text("what"),
        login: text("login"),
        role: text("role"),
        authority: TypedAuthority {
            text: text("authority"),
            choice: text("authority-choice"),
        },
        day: TypedDate {
            day: text("day-day"),
            month: text("day-month"),
            year: text("day-year"),
        },
        reason: text("reason"),
        basis: text("basis"),
    }
}
