//! Showing a person, now or as of two dates.

use std::collections::BTreeMap;

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::access::{Reach, Work};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::{AppState, Disclosure, Reading, SignedIn, disclose};
use danh_register::person_queries::person_by_id;
use danh_register::{SubjectError, View, person_as_of};
use danh_store::Tx;
use danh_vocabulary::PersonId;

use super::read::PersonReader;
use super::{AsOf, OfferedTabs, PersonFacts, PersonTab, PersonView, Shown};
use crate::components::Menu;
use crate::desk::{About, FORMS, Whom};
use crate::page::{Visit, respond};
use crate::pages::propose::Proposed;

/// `GET /persons/{handle}?tab=&on=&known=`; with the form's boxes it leads to the short address.
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Path(handle): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let missing = || Problem::new(ProblemKind::NotFound);
    let person = state.person_of(&handle).ok_or_else(missing)?;
    let (as_of, tab) = (AsOf::of_query(&query), PersonTab::of_query(&query));
    let came_from_form = AsOf::came_from_form(&query) && as_of.errors.is_empty();
    if came_from_form || tab == PersonTab::Readers {
        return Ok(Redirect::to(&as_of.address(&handle, tab)).into_response());
    }
    let status = if as_of.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let asked = Asked {
        reader: PersonReader {
            directory: state.directory.clone(),
            handles: state.handles.clone(),
            today: state.register.today(),
            viewer: signed_in.viewer(),
        },
        person,
        as_of: as_of.clone(),
        tab,
        forms: forms(&state, &signed_in, &handle, &as_of),
        naming: state.clone(),
    };
    let reading = Reading::of_person(person).asking_for([tab.tells()]);
    let facts = disclose(&state, &signed_in, reading, move |tx| asked.read(tx)).await?;
    let offered = if signed_in.may(Work::ReadAccessLog) {
        OfferedTabs::All
    } else {
        OfferedTabs::AllButReaders
    };
    let proposals = proposals(&signed_in, facts.as_ref());
    let view = PersonView {
        handle,
        as_of,
        tab,
        offered,
        facts,
        proposals,
    };
    Ok(respond(&visit, status, &view))
}

/// What may be proposed about the record: nothing about one that is not the one that is read.
fn proposals(signed_in: &SignedIn, facts: Option<&PersonFacts>) -> Vec<Proposed> {
    let status = facts.map(|facts| &facts.status);
    let status = status.filter(|status| status.merged_into.is_none());
    match status {
        Some(status) if signed_in.may(Work::ProposeMarkedActs) => {
            Proposed::about(status.protected_since.is_some())
        }
        _ => Vec::new(),
    }
}

/// A form that the officer may fill in, and how far they reach with it; nothing, when it may be about anybody.
struct OpenForm {
    about: About,
    href: String,
    reach: Option<Reach>,
}

/// The forms that can be begun for a person. Those of today begin none on another day.
fn forms(state: &AppState, signed_in: &SignedIn, handle: &str, as_of: &AsOf) -> Vec<OpenForm> {
    if !as_of.is_present() {
        return Vec::new();
    }
    let abouts = FORMS.iter().map(|form| form.about());
    let may = abouts.filter(|about| about.opened_for.is_some() && signed_in.may(about.work));
    may.map(|about| OpenForm {
        href: format!("/desk/{}/new?person={handle}", about.name),
        reach: match about.about {
            Whom::OneInReach => Some(signed_in.reach(state, about.work)),
            Whom::Anybody => None,
        },
        about,
    })
    .collect()
}

/// What is asked for.
struct Asked {
    reader: PersonReader,
    person: PersonId,
    as_of: AsOf,
    tab: PersonTab,
    forms: Vec<OpenForm>,
    naming: AppState,
}

impl Asked {
    fn read(&self, tx: &mut Tx<'_>) -> Result<Disclosure<Option<PersonFacts>>, SubjectError> {
        let person = self.person;
        let mut facts = self.reader.facts(tx, person, self.as_of.view(), self.tab)?;
        if facts.is_none() && person_as_of(tx, person, View::PRESENT)?.is_none() {
            return Err(SubjectError::Unknown);
        }
        match facts.as_mut().map(|facts| &mut facts.shown) {
            Some(Shown::Summary(tab)) => tab.starts = self.starts(tx)?,
            Some(Shown::Family(tab)) => tab.household_page = self.household_page(tx)?,
            _ => {}
        }
        let mut persons = vec![person];
        let others = facts
            .iter()
            .flat_map(|facts| self.reader.others_on_page(facts));
        persons.extend(others);
        Ok(Disclosure {
            value: facts,
            told: vec![self.tab.tells()],
            persons,
        })
    }

    /// The address of the household in which the person lives, or lived then.
    fn household_page(&self, tx: &mut Tx<'_>) -> Result<Option<String>, SubjectError> {
        let state = person_as_of(tx, self.person, self.as_of.view())?;
        let state = state.filter(|state| state.death.is_none());
        let lives_at = state.and_then(|state| state.residence);
        let handle = lives_at.map(|home| self.naming.handle_of_household(home.household));
        Ok(handle.map(|handle| self.as_of.dated(&format!("/households/{handle}"))))
    }

    fn starts(&self, tx: &mut Tx<'_>) -> Result<Menu, SubjectError> {
        let Some((_, state)) = person_by_id(tx, self.person)? else {
            return Ok(Menu::default());
        };
        let reaches = |reach: &Reach| reach.includes(&state);
        let open = self.forms.iter();
        let open = open.filter(|form| form.reach.as_ref().is_none_or(reaches));
        Ok(open.fold(Menu::default(), |menu, form| {
            menu.with(form.about.group(), form.href.clone(), form.about.title)
        }))
    }
}
