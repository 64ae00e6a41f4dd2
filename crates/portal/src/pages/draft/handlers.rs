//! Asking, page by page.

use axum::extract::{Extension, Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, SignedIn};
use danh_store::{StoreError, Tx};

use super::StepView;
use super::fields::Drawing;
use super::find::{self, Finds};
use super::opened::{Opened, Stop};
use super::posted::{Posted, Wanted};
use super::units::{self, Unclear};
use crate::components::FormError;
use crate::desk::{Answers, Kind, Office, Step, Told, is_at};
use crate::messages::Key;
use crate::moments::in_viet_nam;
use crate::page::{Visit, respond};

/// `GET /desk/drafts/{draft}/{step}`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path((draft, step)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let opened = Opened::of(&state, &signed_in, &draft).await?;
    let step = step_of(&opened, &step)?;
    draw(&opened, &visit, step, Found::default()).await
}

/// `POST /desk/drafts/{draft}/{step}`: saves, looks up what is named, and goes on when nothing is left to be mended.
pub(crate) async fn save(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path((draft, step)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Stop> {
    let posted = Posted::of(pairs);
    let mut opened = Opened::of(&state, &signed_in, &draft).await?;
    let step = step_of(&opened, &step)?;
    if !signed_in.is_form_token(posted.get("form_token")) {
        posted.fill(&step, &mut opened.answers);
        let found = Found {
            is_of_earlier_session: true,
            ..Found::default()
        };
        return draw(&opened, &visit, step, found).await;
    }
    let (typed, filled) = (posted.clone(), step.clone());
    opened
        .change(move |answers| typed.fill(&filled, answers))
        .await?;
    let found = look_up(&mut opened, &step, &posted).await?;
    if matches!(posted.wanted(), Wanted::Other(_)) || found.has_chosen {
        // Whoever was chosen is looked at before going on.
        let here = format!("{}/{}", opened.address(), step.id);
        return Ok(Redirect::to(&here).into_response());
    }
    if !found.is_clear() || matches!(posted.wanted(), Wanted::Pick(_)) {
        return draw(&opened, &visit, step, found).await;
    }
    let passed = step.id;
    opened.change(move |answers| answers.pass(passed)).await?;
    Ok(Redirect::to(&next(&opened, step.id)).into_response())
}

/// `POST /desk/drafts/{draft}/{step}/autosave`: what is typed so far, for the script.
pub(crate) async fn autosave(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((draft, step)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Stop> {
    let posted = Posted::of(pairs);
    if !signed_in.is_form_token(posted.get("form_token")) {
        return Err(Problem::new(ProblemKind::NotSignedIn).into());
    }
    let mut opened = Opened::of(&state, &signed_in, &draft).await?;
    let step = step_of(&opened, &step)?;
    opened
        .change(move |answers| posted.fill(&step, answers))
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /desk/drafts/{draft}/discard`
pub(crate) async fn discard(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(draft): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Stop> {
    if signed_in.is_form_token(Posted::of(pairs).get("form_token")) {
        let opened = Opened::of(&state, &signed_in, &draft).await?;
        let (desk, key) = (state.desk.clone(), opened.key);
        let discard = move |tx: &mut Tx<'_>| desk.draft_discard(tx, key);
        state.store.write(discard).await?;
    }
    Ok(Redirect::to("/").into_response())
}

/// What looking up the names on a page led to.
#[derive(Default)]
struct Found {
    finds: Finds,
    unclear: Vec<Unclear>,
    errors: Vec<FormError>,
    has_chosen: bool,
    is_of_earlier_session: bool,
}

impl Found {
    fn is_clear(&self) -> bool {
        self.errors.is_empty() && self.finds.candidates.is_empty() && self.unclear.is_empty()
    }
}

fn step_of(opened: &Opened, id: &str) -> Result<Step, Stop> {
    let mut steps = opened.steps().into_iter();
    let step = steps.find(|step| step.id == id);
    Ok(step.ok_or(Problem::new(ProblemKind::NotFound))?)
}

/// Where the way leads after a page: to the next one, or to the check page when all were gone through.
fn next(opened: &Opened, passed: &str) -> String {
    let steps = opened.steps();
    let place = steps.iter().position(|step| step.id == passed);
    let later = steps.iter().skip(place.map_or(0, |place| place + 1));
    let earlier = steps.iter().take(place.unwrap_or(0));
    let mut open = later
        .chain(earlier)
        .filter(|step| !opened.answers.has_passed(step.id));
    let next = open.next().map_or("check", |step| step.id);
    format!("{}/{next}", opened.address())
}

/// Looks up units and persons, fills in what follows from them, and reads what the page asked.
async fn look_up(opened: &mut Opened, step: &Step, posted: &Posted) -> Result<Found, Stop> {
    let mut answers = opened.answers.clone();
    let mut found = Found {
        unclear: units::look_up(&opened.office, step, posted, &mut answers),
        ..Found::default()
    };
    let may_look = matches!(posted.wanted(), Wanted::Next | Wanted::Pick(_));
    let looks = may_look && find::is_wanted(step, posted, &answers);
    let follows = answers.persons().next().is_some() || looks;
    if follows {
        let (form, step, posted) = (opened.form, step.clone(), posted.clone());
        let read = move |office: &Office, tx: &mut Tx<'_>, told: &mut Told| {
            let mut answers = answers.clone();
            let finds = if looks {
                find::look_for(office, tx, (&step, &posted), &mut answers, told)?
            } else {
                Finds::default()
            };
            follow(form, office, tx, &mut answers, told)?;
            Ok((answers, finds))
        };
        (answers, found.finds) = opened.read(read).await?;
    }
    if answers != opened.answers {
        opened.replace(answers).await?;
    }
    found.has_chosen = found.finds.has_chosen;
    found.errors = errors_on(opened, step, posted, &mut found);
    Ok(found)
}

/// Fills in what follows from whom was chosen.
pub(super) fn follow(
    form: &'static dyn crate::desk::AnyForm,
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &mut Answers,
    told: &mut Told,
) -> Result<(), StoreError> {
    form.prefill(office, tx, answers)?;
    for (_, seen) in answers.persons() {
        told.of(seen.person);
    }
    Ok(())
}

/// Everything on the page that must be mended before going on.
fn errors_on(opened: &Opened, step: &Step, posted: &Posted, found: &mut Found) -> Vec<FormError> {
    let mut errors = match opened.form.prepare(&opened.office, &opened.answers) {
        Ok(_) => Vec::new(),
        Err(errors) => errors,
    };
    let is_looked_up = |field: &str| {
        found.unclear.iter().any(|it| it.field == field)
            || found.finds.candidates.iter().any(|it| it.field == field)
            || found.finds.errors.iter().any(|error| is_at(error, field))
    };
    errors.retain(|error| {
        let mut asked = step.fields.iter().filter(|field| is_at(error, field.id));
        asked.next().is_some_and(|field| !is_looked_up(field.id))
    });
    if let Wanted::Pick(picked) = posted.wanted() {
        // Who goes on choosing in one field is not told yet of the others.
        errors.retain(|error| is_at(error, picked));
    }
    if errors.is_empty() {
        errors.extend(nobody_to_find(opened, step, posted));
    }
    errors.extend(found.unclear.iter().filter_map(Unclear::error));
    errors.append(&mut found.finds.errors);
    errors
}

/// Said to who wants somebody found and typed nothing to find them by.
fn nobody_to_find(opened: &Opened, step: &Step, posted: &Posted) -> Option<FormError> {
    let Wanted::Pick(picked) = posted.wanted() else {
        return None;
    };
    let field = step.fields.iter().find(|field| field.id == picked)?;
    let is_empty = matches!(field.kind, Kind::Person)
        && opened.answers.person(picked).is_none()
        && find::typed(picked, &opened.answers).is_empty();
    is_empty.then(|| FormError::new(format!("{picked}-number"), Key("search-error-nothing")))
}

async fn draw(opened: &Opened, visit: &Visit, step: Step, found: Found) -> Result<Response, Stop> {
    let steps = opened.steps();
    let place = steps.iter().position(|it| it.id == step.id).unwrap_or(0);
    let before = place
        .checked_sub(1)
        .map(|before| format!("{}/{}", opened.address(), steps[before].id));
    let status = if found.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let (errors, is_of_earlier_session) = (found.errors.clone(), found.is_of_earlier_session);
    let is_prefilled = step
        .fields
        .iter()
        .any(|field| opened.answers.is_suggested(field.id));
    let (form, answers, asked) = (opened.form, opened.answers.clone(), step.clone());
    let draws = move |office: &Office, tx: &mut Tx<'_>, told: &mut Told| {
        let drawing = Drawing {
            form,
            office,
            answers: &answers,
            errors: &found.errors,
            candidates: &found.finds.candidates,
            unclear: &found.unclear,
        };
        drawing.questions(tx, &asked, told)
    };
    let tells = step.fields.iter().any(|field| match &field.kind {
        Kind::Person => opened.answers.person(field.id).is_some(),
        kind => matches!(kind, Kind::Offered),
    });
    let mut persons = steps
        .iter()
        .flat_map(|step| &step.fields)
        .filter(|field| matches!(field.kind, Kind::Person));
    let all_are_named = persons.all(|field| opened.answers.person(field.id).is_some());
    let questions = if tells && all_are_named {
        // Whoever names nobody within reach need not go on.
        opened.read_in_reach(draws).await?
    } else if tells {
        opened.read(draws).await?
    } else {
        opened.read_nobody(draws).await?
    };
    let view = StepView {
        form: opened.form.about().title,
        draft: opened.address(),
        step: step.id,
        title: step.title,
        lead: step.lead,
        place: (place + 1, steps.len()),
        before,
        questions,
        errors,
        is_prefilled,
        saved_at: (!is_of_earlier_session).then(|| in_viet_nam(opened.saved_at)),
        is_of_earlier_session,
    };
    Ok(respond(visit, status, &view))
}
