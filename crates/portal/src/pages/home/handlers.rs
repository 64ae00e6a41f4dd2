//! Showing the home page.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::problem::Problem;
use danh_api::{AppState, SignedIn};
use danh_desk::ListedDraft;
use danh_store::{StoreError, Tx};

use super::{DraftRow, HomeView, RegisteredRow};
use crate::desk::{Answers, FORMS, form};
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
    let read = move |tx: &mut Tx<'_>| {
        let open = desk.drafts_of_officer(tx, officer, now)?;
        let sent = desk.drafts_sent_by(tx, officer, now, REGISTERED_MAX)?;
        Ok::<_, StoreError>((open, sent))
    };
    let (open, sent) = state.store.read(read).await?;
    let registered = sent.into_iter().filter_map(|sent| {
        Some(RegisteredRow {
            event: state.handle_of_event(sent.event),
            form: form(&sent.form)?.about().title,
            at: in_viet_nam(sent.sent_at),
        })
    });
    let abouts = FORMS.iter().map(|form| form.about());
    let offered = abouts.filter(|about| signed_in.may(about.work));
    let view = HomeView {
        waits: Vec::new(),
        registered: registered.collect(),
        forms: offered.map(|about| (about.name, about.title)).collect(),
        drafts: open.iter().filter_map(|draft| row(&state, draft)).collect(),
    };
    Ok(respond(&visit, StatusCode::OK, &view))
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
