//! `GET /desk/{form}/new`: what a form is for, and which papers it needs, before a draft is made.

use std::collections::BTreeMap;

use axum::extract::{Extension, Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, SignedIn};
use danh_desk::{DraftKey, NewDraft};
use danh_store::Tx;
use danh_vocabulary::{DraftId, PersonId};

use super::handlers::follow;
use super::opened::{Opened, Stop};
use super::posted::Posted;
use crate::desk::{Answers, AnyForm, Office, Told, form};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section, Visit, respond};

/// The first page of a form.
#[derive(Clone, Debug)]
pub struct BeginView {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its title.
    pub title: Key,
    /// The papers it needs.
    pub papers: Vec<Key>,
    /// Whose page it was opened from.
    pub person: Option<String>,
}

super::super::template!(BeginView, "desk/begin.html");

impl Page for BeginView {
    fn title(&self) -> Message {
        self.title.into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}

/// `GET /desk/{form}/new?person=`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Stop> {
    let person = query.get("person").cloned();
    let (form, _) = found(&state, &signed_in, &name, None).await?;
    let about = form.about();
    let view = BeginView {
        name: about.name,
        title: about.title,
        papers: about.papers.into(),
        person: person.filter(|handle| state.person_of(handle).is_some()),
    };
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// `POST /desk/{form}/new`: makes a draft and leads to its first page.
pub(crate) async fn begin(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path(name): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Stop> {
    let posted = Posted::of(pairs);
    let person = state.person_of(posted.get("person"));
    let (form, office) = found(&state, &signed_in, &name, person).await?;
    let about = form.about();
    if !signed_in.is_form_token(posted.get("form_token")) {
        return Err(Stop::Elsewhere(format!("/desk/{}/new", about.name)));
    }
    let key = DraftKey {
        draft: DraftId::from_i64(state.ids.next()),
        officer: signed_in.officer,
    };
    let mut opened = Opened {
        state: state.clone(),
        signed_in,
        form,
        office,
        key,
        version: 1,
        saved_at: state.clock.now(),
        answers: Answers::default(),
    };
    if let (Some(person), Some(field)) = (person, about.opened_for) {
        let read = move |office: &Office, tx: &mut Tx<'_>, told: &mut Told| {
            let mut answers = Answers::default();
            if let Some((seen, state)) = office.person(tx, person)? {
                answers.choose(field, seen, &state.identity.name);
            }
            follow(form, office, tx, &mut answers, told)?;
            Ok(answers)
        };
        opened.answers = opened.read(read).await?;
    } else {
        let read = move |office: &Office, tx: &mut Tx<'_>, told: &mut Told| {
            let mut answers = Answers::default();
            follow(form, office, tx, &mut answers, told)?;
            Ok(answers)
        };
        opened.answers = opened.read_nobody(read).await?;
    }
    let new = NewDraft {
        key,
        form: about.name.to_owned(),
        at: state.clock.now(),
    };
    let (desk, content) = (state.desk.clone(), opened.answers.to_content());
    let begin = move |tx: &mut Tx<'_>| desk.draft_begin(tx, &new, &content);
    state.store.write(begin).await?;
    let first = opened.steps().first().map_or("check", |step| step.id);
    Ok(Redirect::to(&format!("{}/{first}", opened.address())).into_response())
}

/// The form of that name, if this officer may fill it in, and the desk at which it is filled in for somebody.
async fn found(
    state: &AppState,
    signed_in: &SignedIn,
    name: &str,
    person: Option<PersonId>,
) -> Result<(&'static dyn AnyForm, Office), Stop> {
    let form = form(name).ok_or(Problem::new(ProblemKind::NotFound))?;
    let persons = person.into_iter().collect();
    let office = Office::about(state, signed_in, form.about().work, persons).await?;
    Ok((form, office.ok_or(Problem::new(ProblemKind::NotAppointed))?))
}
