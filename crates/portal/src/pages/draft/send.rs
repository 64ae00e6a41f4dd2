//! Checking and writing.

use std::sync::Arc;

use axum::extract::{Extension, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, SignedIn};
use danh_desk::{DraftError, DraftState};
use danh_ledger::Log;
use danh_register::{Recorded, Seen};
use danh_store::{StoreError, Tx};
use danh_vocabulary::EventId;

use super::check::{CheckView, RefusalShown};
use super::opened::{Opened, Stop, stop};
use super::posted::Posted;
use super::{conflict, handlers, rows};
use crate::components::{AnswerSection, CheckAnswers, WarningList};
use crate::desk::{Answers, Office, Prepared, Refused, Told, Unwritten, Whom};
use crate::messages::Key;
use crate::page::{Visit, respond};

/// `GET /desk/drafts/{draft}/check`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(draft): Path<String>,
) -> Result<Response, Stop> {
    let opened = Opened::of(&state, &signed_in, &draft).await?;
    check(&opened, &visit, Asked::Look).await
}

/// `POST /desk/drafts/{draft}/check`: writes it, once.
pub(crate) async fn send(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(draft): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Stop> {
    let posted = Posted::of(pairs);
    let opened = Opened::of(&state, &signed_in, &draft).await?;
    let is_what_was_seen = posted.get("version").parse() == Ok(opened.version);
    if !signed_in.is_form_token(posted.get("form_token")) || !is_what_was_seen {
        // A page of an earlier session or of another window: it is looked at again.
        return check(&opened, &visit, Asked::LookAgain).await;
    }
    check(&opened, &visit, Asked::Write).await
}

/// `POST /desk/drafts/{draft}/look-again`: goes on with the register as it is now.
pub(crate) async fn look_again(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(draft): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Stop> {
    let mut opened = Opened::of(&state, &signed_in, &draft).await?;
    if signed_in.is_form_token(Posted::of(pairs).get("form_token")) {
        let (form, answers) = (opened.form, opened.answers.clone());
        let read = move |office: &Office, tx: &mut Tx<'_>, told: &mut Told| {
            let mut answers = answers.clone();
            answers.look_again(|seen| {
                let now = office.person(tx, seen.person)?;
                Ok::<_, StoreError>(now.map(|(now, _)| now))
            })?;
            handlers::follow(form, office, tx, &mut answers, told)?;
            Ok(answers)
        };
        let answers = opened.read(read).await?;
        opened.replace(answers).await?;
    }
    Ok(Redirect::to(&format!("{}/check", opened.address())).into_response())
}

/// What the officer asks of the check page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Look,
    LookAgain,
    Write,
}

/// How an attempt to write ended.
enum Outcome {
    Written(EventId),
    /// It would be written; it was taken back.
    WouldBeWritten,
    SentBefore(EventId),
    Changed,
    OutsideReach,
    Unwritten(Box<dyn Unwritten>),
}

async fn check(opened: &Opened, visit: &Visit, asked: Asked) -> Result<Response, Stop> {
    let prepared = match opened.form.prepare(&opened.office, &opened.answers) {
        Ok(prepared) => prepared,
        Err(errors) => return Ok(first_to_mend(opened, &errors)),
    };
    match attempt(opened, Arc::clone(&prepared), asked).await? {
        Outcome::Written(event) | Outcome::SentBefore(event) => {
            let handle = opened.state.handle_of_event(event);
            let address = format!("/events/{handle}?registered=1");
            Ok(Redirect::to(&address).into_response())
        }
        Outcome::WouldBeWritten => draw(opened, visit, prepared, asked, None).await,
        Outcome::Changed => conflict::draw(opened, visit).await,
        Outcome::OutsideReach => {
            // Refused and put on record there; who broke the glass may look, and writes nothing all the same.
            opened.read_in_reach(|_, _, _| Ok(())).await?;
            Err(Problem::new(ProblemKind::NotAppointed).into())
        }
        Outcome::Unwritten(unwritten) => {
            let read = move |office: &Office, tx: &mut Tx<'_>, _: &mut Told| {
                unwritten.in_words(office, tx)
            };
            match opened.read_in_reach(read).await? {
                Refused::Conflict => conflict::draw(opened, visit).await,
                Refused::Because(refusal) => {
                    let shown = shown(opened, refusal);
                    draw(opened, visit, prepared, asked, Some(shown)).await
                }
            }
        }
    }
}

/// Leads to the first page on which something is missing or wrong.
fn first_to_mend(opened: &Opened, errors: &[crate::components::FormError]) -> Response {
    let steps = opened.steps();
    let mut wrong = steps.iter().filter(|step| {
        let mut fields = step.fields.iter();
        fields.any(|field| {
            errors
                .iter()
                .any(|error| crate::desk::is_at(error, field.id))
        })
    });
    let first = wrong.next().or(steps.first()).map_or("", |step| step.id);
    Redirect::to(&format!("{}/{first}", opened.address())).into_response()
}

/// Why the closure of an attempt ends without a commit.
enum Ending {
    WouldBeWritten,
    Changed,
    OutsideReach,
    Unwritten(Box<dyn Unwritten>),
    Draft(DraftError),
}

impl From<StoreError> for Ending {
    fn from(error: StoreError) -> Self {
        Self::Draft(error.into())
    }
}

/// Writes the event and that the draft was sent, in one transaction; or, to see whether it would be written, takes it back.
async fn attempt(
    opened: &Opened,
    prepared: Arc<dyn Prepared>,
    asked: Asked,
) -> Result<Outcome, Stop> {
    let (desk, key, now) = (
        opened.state.desk.clone(),
        opened.key,
        opened.state.clock.now(),
    );
    let (office, seen) = (opened.office.clone(), seen(&opened.answers));
    let whom = opened.form.about().about;
    let write = move |tx: &mut Tx<'_>| -> Result<Recorded, Ending> {
        // A page that is sent twice finds what came of it the first time, and not that its persons changed by it.
        let draft = desk.draft_by_key(tx, key, now).map_err(Ending::Draft)?;
        if let Some(DraftState::Sent(event)) = draft.map(|draft| draft.state) {
            return Err(Ending::Draft(DraftError::Sent { event }));
        }
        if whom == Whom::OneInReach && !is_in_reach(&office, tx, &seen)? {
            return Err(Ending::OutsideReach);
        }
        if !are_as_seen(tx, &seen)? {
            return Err(Ending::Changed);
        }
        let recorded = prepared.record(&office, tx).map_err(Ending::Unwritten)?;
        if asked != Asked::Write {
            return Err(Ending::WouldBeWritten);
        }
        desk.draft_sent(tx, key, recorded.event, now)
            .map_err(Ending::Draft)?;
        Ok(recorded)
    };
    // Who only looks is answered over the snapshot, and waits for no writer.
    match opened.state.store.write_rehearsed(write).await {
        Ok(recorded) => {
            opened.state.ring(Log::JOURNAL);
            Ok(Outcome::Written(recorded.event))
        }
        Err(Ending::WouldBeWritten) => Ok(Outcome::WouldBeWritten),
        Err(Ending::Changed) => Ok(Outcome::Changed),
        Err(Ending::OutsideReach) => Ok(Outcome::OutsideReach),
        Err(Ending::Unwritten(unwritten)) => Ok(Outcome::Unwritten(unwritten)),
        Err(Ending::Draft(DraftError::Sent { event })) => Ok(Outcome::SentBefore(event)),
        Err(Ending::Draft(error)) => Err(stop(&opened.state, &error)),
    }
}

/// Whether one of those the form names is within reach; nobody named is nobody beyond it.
fn is_in_reach(office: &Office, tx: &mut Tx<'_>, seen: &[Seen]) -> Result<bool, StoreError> {
    for seen in seen {
        let state = danh_register::person_queries::person_by_id(tx, seen.person)?;
        if state.is_some_and(|(_, state)| office.reach.includes(&state)) {
            return Ok(true);
        }
    }
    Ok(seen.is_empty())
}

fn seen(answers: &Answers) -> Vec<Seen> {
    answers.persons().map(|(_, seen)| seen).collect()
}

/// Whether everyone the form names is still as the officer saw them, also those whom the event does not change.
fn are_as_seen(tx: &mut Tx<'_>, seen: &[Seen]) -> Result<bool, StoreError> {
    for seen in seen {
        let now = danh_register::person_queries::person_by_id(tx, seen.person)?;
        if now.is_none_or(|(version, _)| version != seen.version) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn shown(opened: &Opened, refusal: crate::desk::Refusal) -> RefusalShown {
    let steps = opened.steps();
    let mut fields = steps
        .iter()
        .flat_map(|step| step.fields.iter().map(move |field| (step.id, field)));
    let asked = fields.find(|(_, field)| field.id == refusal.field);
    let first = steps.first().map_or("", |step| step.id);
    let (step, label) = asked.map_or((first, opened.form.about().title), |(step, field)| {
        (step, field.label)
    });
    RefusalShown {
        refusal,
        label,
        change: format!("{}/{step}", opened.address()),
    }
}

async fn draw(
    opened: &Opened,
    visit: &Visit,
    prepared: Arc<dyn Prepared>,
    asked: Asked,
    refused: Option<RefusalShown>,
) -> Result<Response, Stop> {
    let (form, answers, draft) = (opened.form, opened.answers.clone(), opened.address());
    let read = move |office: &Office, tx: &mut Tx<'_>, told: &mut Told| {
        let mut sections = rows::sections((form, &draft), office, tx, &answers, told)?;
        let consequences = prepared.consequences(office, tx, told)?;
        if !consequences.is_empty() {
            sections.push(AnswerSection {
                title: Key("desk-consequences").into(),
                change: None,
                answers: consequences,
            });
        }
        let warnings = prepared.warnings(office, tx, told)?;
        Ok((CheckAnswers { sections }, WarningList { warnings }))
    };
    let (answers, warnings) = opened.read_in_reach(read).await?;
    let status = if refused.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let view = CheckView {
        form: opened.form.about().title,
        draft: opened.address(),
        version: opened.version,
        answers,
        warnings,
        refused,
        is_changed: asked == Asked::LookAgain,
    };
    Ok(respond(visit, status, &view))
}
