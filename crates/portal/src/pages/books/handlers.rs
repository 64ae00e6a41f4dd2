//! Showing register books.

use std::collections::BTreeMap;

use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::access::Work;
use danh_api::problem::Problem;
use danh_api::{About, AppState, DiscloseError, Disclosure, Reading, SignedIn, disclose};
use danh_directory::{AddressedUnit, AuthorityId, Task};
use danh_exchange::Told;
use danh_register::{BookPage, SubjectError};

use super::asked::of_code;
use super::read::{BookReader, Keeper};
use super::{Asked, BookLines, BooksError, BooksView, Period, ShownBook};
use crate::bilingual::Bilingual;
use crate::components::{Question, UnitWanted};
use crate::messages::Key;
use crate::page::{Visit, respond};
use crate::unit_choice::{self, TypedUnit, UnitAnswer, addressed, unit_picker};

/// So many lines are on a page.
const LINES: u32 = 25;

/// `GET /books?unit=&from=&until=&kind=&after=`; with the form's boxes it leads to the short address.
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let today = state.register.today();
    let mut asked = Asked::of_query(&query, &state.directory, today);
    if query.is_empty() || query.keys().all(|name| name == "lang") {
        asked.unit = own_unit(&state, &signed_in);
        return Ok(answer(&state, &visit, asked, ShownBook::Nothing));
    }
    let unit = match asked
        .unit
        .answer(&state.directory, (today, UnitWanted::Any))
    {
        UnitAnswer::One(unit) => Some(addressed(unit.code, today)),
        UnitAnswer::NextList => {
            asked.errors.clear();
            return Ok(answer(&state, &visit, asked, ShownBook::Nothing));
        }
        UnitAnswer::Nothing => {
            asked.errors.insert(0, BooksError::UnitMissing);
            None
        }
        UnitAnswer::OneOf(units) if units.is_empty() => {
            asked.errors.insert(0, BooksError::UnitUnknown);
            None
        }
        UnitAnswer::OneOf(_) => {
            asked.errors.insert(0, BooksError::UnitWhich);
            None
        }
    };
    let Some((unit, period)) = unit.zip(asked.period) else {
        return Ok(answer(&state, &visit, asked, ShownBook::Nothing));
    };
    if Asked::came_from_form(&query) {
        return Ok(Redirect::to(&asked.address(unit, period)).into_response());
    }
    let shown = read(&state, &signed_in, &asked, unit, period).await?;
    Ok(answer(&state, &visit, asked, shown))
}

/// Where the officer works, to begin with.
fn own_unit(state: &AppState, signed_in: &SignedIn) -> TypedUnit {
    let appointment = signed_in.appointment_for(Work::ReadBooks);
    match appointment.map(|appointment| &appointment.authority) {
        Some(AuthorityId::Local { unit, .. }) => {
            of_code(&state.directory, *unit, state.register.today())
        }
        _ => TypedUnit::default(),
    }
}

async fn read(
    state: &AppState,
    signed_in: &SignedIn,
    asked: &Asked,
    unit: AddressedUnit,
    period: Period,
) -> Result<ShownBook, Problem> {
    let today = state.register.today();
    let found = state.directory.unit(unit.code, today);
    let Some(committee) = found else {
        return Ok(ShownBook::NoBooks);
    };
    let committee = state.directory.peoples_committee(committee).id;
    let kept = state
        .directory
        .books_kept_by(&committee, Task::CivilStatus, today);
    let Some((keeper, predecessors)) = kept.split_first() else {
        return Ok(ShownBook::NoBooks);
    };
    let named = |authority: &danh_directory::Authority<'_>| Bilingual {
        vietnamese: authority.name(),
        english: authority.name_english(),
    };
    let offices = kept.iter().map(|authority| Keeper {
        id: authority.id.to_string(),
        name: named(authority),
    });
    let reader = BookReader {
        handles: state.handles.clone(),
        reach: signed_in.reach(state, Work::ReadBooks),
        viewer: signed_in.viewer(),
        offices: offices.collect(),
    };
    let after = asked.after.as_ref();
    let page = BookPage {
        book: asked.book,
        from: period.from,
        until: period.until,
        after: after.and_then(|(day, event)| Some((*day, state.event_of(event)?))),
        size: LINES,
    };
    let naming = state.clone();
    let told = disclose(
        state,
        signed_in,
        Reading::of(About::Unit(unit)),
        move |tx| {
            let (lines, next, persons) = reader.lines(tx, page, |it| naming.handle_of_event(it))?;
            Ok::<_, SubjectError>(Disclosure {
                value: (lines, next),
                told: vec![Told::BookEntry],
                persons,
            })
        },
    );
    let (lines, next) = match told.await {
        Ok(told) => told,
        Err(DiscloseError::OutsideJurisdiction { .. }) => return Ok(ShownBook::OutOfReach),
        Err(error) => return Err(error.into()),
    };
    let beginning = asked.address(unit, period);
    Ok(ShownBook::Lines(BookLines {
        keeper: named(keeper),
        predecessors: predecessors.iter().map(named).collect(),
        period,
        lines,
        next: next.map(|after| format!("{beginning}&after={after}")),
        beginning: page.after.map(|_| beginning),
    }))
}

fn answer(state: &AppState, visit: &Visit, asked: Asked, shown: ShownBook) -> Response {
    let status = match shown {
        ShownBook::OutOfReach => StatusCode::FORBIDDEN,
        _ if asked.errors.is_empty() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let errors: Vec<_> = asked.errors.iter().map(|it| it.form_error()).collect();
    let question = Question::new("unit", Key("books-unit")).error_of(&errors);
    let on = (state.register.today(), UnitWanted::Any);
    let meant = match asked.unit.answer(&state.directory, on) {
        UnitAnswer::OneOf(units) => unit_choice::meant(&state.directory, &units),
        _ => Vec::new(),
    };
    let view = BooksView {
        unit: unit_picker(&state.directory, question, &asked.unit, on).meant(meant),
        typed: asked.typed,
        book: asked.book,
        errors: asked.errors,
        shown,
    };
    respond(visit, status, &view)
}
