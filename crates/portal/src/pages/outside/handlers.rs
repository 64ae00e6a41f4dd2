//! Opening an emergency reading.

use axum::extract::{Extension, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::break_glass::break_glass;
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, SignedIn};
use danh_exchange::{Reason, ReasonError};
use serde::Deserialize;

use super::{OutsideView, ReasonMistake};
use crate::page::{Visit, respond};

/// The form as it was sent.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Sent {
    form_token: String,
    reason: String,
}

/// `POST /persons/{handle}/break-glass`
pub(crate) async fn open(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let person = state.person_of(&handle).ok_or_else(missing)?;
    match reason_in(&sent, &signed_in) {
        Ok(reason) => {
            break_glass(&state, &signed_in, person, reason).await?;
            Ok(Redirect::to(&format!("/persons/{handle}")).into_response())
        }
        Err(mistake) => {
            let view = OutsideView {
                emergency: Some(handle),
                reason: sent.reason,
                mistake: Some(mistake),
            };
            Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view))
        }
    }
}

fn reason_in(sent: &Sent, signed_in: &SignedIn) -> Result<Reason, ReasonMistake> {
    if !signed_in.is_form_token(&sent.form_token) {
        return Err(ReasonMistake::Stale);
    }
    // A box of several lines; the record has one.
    let line = sent.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    line.parse().map_err(|error| match error {
        ReasonError::TooShort => ReasonMistake::TooShort,
        ReasonError::Purpose(_) => ReasonMistake::TooLong,
    })
}
