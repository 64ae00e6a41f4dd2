//! Showing the home page.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::access::Work;
use danh_api::break_glass::recent_count;
use danh_api::problem::Problem;
use danh_api::proposals::waiting_for;
use danh_api::{AppState, SignedIn};
use danh_desk::ListedDraft;
use danh_store::Tx;

use super::{DraftRow, HomeView, RegisteredRow};
use crate::components::Menu;
use crate::desk::{Answers, FORMS, form};
use crate::messages::{Key, Message};
use crate::moments::in_viet_nam;
use crate::page::{Visit, respond};

/// So many of what was registered lately are listed.
const REGISTERED_MAX: u32 = 10;

/// `GET /`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
) -> Result<Response, Problem> {
    let (desk, officer, now) = (state.desk.clone(), signed_in.officer, state.clock.now());
    let (reading, by) = (state.clone(), signed_in.clone());
    let read = move |tx: &mut Tx<'_>| {
        let open = desk.drafts_of_officer(tx, officer, now)?;
        let sent = desk.drafts_sent_by(tx, officer, now, REGISTERED_MAX)?;
        let waits = waits(tx, &reading, &by)?;
        Ok::<_, Problem>((open, sent, waits))
    };
    let (open, sent, waits) = state.store.read(read).await?;
    let registered = sent.into_iter().filter_map(|sent| {
        Some(RegisteredRow {
            event: state.handle_of_event(sent.event),
            form: form(&sent.form)?.about().title,
            at: in_viet_nam(sent.sent_at),
        })
    });
    let abouts = FORMS.iter().map(|form| form.about());
    let offered = abouts.filter(|about| signed_in.may(about.work));
    let forms = offered.fold(Menu::default(), |menu, about| {
        menu.with(
            about.group(),
            format!("/desk/{}/new", about.name),
            about.title,
        )
    });
    let view = HomeView {
        waits,
        registered: registered.collect(),
        forms,
        look_up: look_up(&signed_in),
        drafts: open.iter().filter_map(|draft| row(&state, draft)).collect(),
    };
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// What waits for the officer beside their drafts: decisions, and emergency readings that they oversee.
fn waits(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: &SignedIn,
) -> Result<Vec<(String, Message)>, Problem> {
    let mut waits = Vec::new();
    let waiting = waiting_for(tx, state, officer)?;
    if !waiting.proposals.is_empty() {
        let key = if waiting.are_more {
            Key("home-proposals-many")
        } else {
            Key("home-proposals")
        };
        let message = Message::new(key).with_count("count", waiting.proposals.len() as u64);
        waits.push(("/proposals".to_owned(), message));
    }
    if let Some(count) = recent_count(tx, state, officer)?.filter(|count| *count > 0) {
        let message = Message::new(Key("home-break-glass")).with_count("count", count as u64);
        waits.push(("/break-glass".to_owned(), message));
    }
    if officer.may(Work::Operate) {
        waits.push(("/operator".to_owned(), Key("operator-title").into()));
    }
    Ok(waits)
}

/// What the officer may look up.
fn look_up(officer: &SignedIn) -> Menu {
    let pages = [
        (Work::FindPersons, "/search", Key("search-title")),
        (Work::ReadBooks, "/books", Key("books-title")),
        (Work::LookUp, "/units", Key("nav-units")),
        (Work::SeeProposals, "/proposals", Key("proposals-title")),
        (
            Work::OverseeBreakGlass,
            "/break-glass",
            Key("break-glass-title"),
        ),
    ];
    let open = pages.into_iter().filter(|(work, ..)| officer.may(*work));
    open.fold(Menu::default(), |menu, (_, href, words)| {
        menu.with(Key("home-look-up"), href, words)
    })
}

/// A draft with whom it is about, as the officer saw them: nothing is read from the register for it.
fn row(state: &AppState, draft: &ListedDraft) -> Option<DraftRow> {
    let about = form(&draft.form)?.about();
    let content = draft.content.as_deref().ok();
    let answers = content.and_then(Answers::of_content).unwrap_or_default();
    let typed = Some(answers.text(about.named_by)).filter(|text| !text.is_empty());
    let name = answers.name_of(about.named_by).or(typed);
    Some(DraftRow {
        address: format!("/desk/drafts/{}", state.handle_of_draft(draft.key.draft)),
        form: about.title,
        name: name.map(str::to_owned),
        saved_at: in_viet_nam(draft.saved_at),
    })
}
