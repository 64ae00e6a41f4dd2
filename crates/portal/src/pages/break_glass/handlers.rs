//! Showing emergency readings to who oversees them.

use std::collections::BTreeMap;

use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::access::Work;
use danh_api::break_glass::{Overseen, overseen};
use danh_api::problem::Problem;
use danh_api::{AppState, SignedIn};
use danh_exchange::AccessPage;

use super::{BreakGlassView, EmergencyReading};
use crate::bilingual::Bilingual;
use crate::moments::in_viet_nam;
use crate::page::{Visit, respond};

/// How many a page looks through.
const LOOKED_THROUGH: u32 = 50;

/// `GET /break-glass?before=`
pub(crate) async fn list(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let page = AccessPage {
        before: query.get("before").and_then(|before| before.parse().ok()),
        size: LOOKED_THROUGH,
    };
    let reach = signed_in.reach(&state, Work::OverseeBreakGlass);
    let found = state
        .store
        .read(move |tx| overseen(tx, &reach, page))
        .await?;
    let earlier = found
        .last
        .filter(|_| found.looked_through == LOOKED_THROUGH);
    let reads_persons = signed_in.may(Work::ReadPersons);
    let readings = found.readings.iter();
    let view = BreakGlassView {
        readings: readings
            .map(|one| row(&state, one, reads_persons))
            .collect(),
        earlier: earlier.map(|last| format!("/break-glass?before={last}")),
    };
    Ok(respond(&visit, StatusCode::OK, &view))
}

fn row(state: &AppState, one: &Overseen, links: bool) -> EmergencyReading {
    let reading = &one.reading;
    let officer = one.officer.as_ref();
    EmergencyReading {
        officer: officer.map_or_else(
            || reading.officer.to_string(),
            |officer| officer.name.to_string(),
        ),
        authority: Bilingual::of_authority(&state.directory, &reading.authority),
        opened_at: in_viet_nam(reading.opened_at),
        is_open: reading.holds_at(state.clock.now()),
        reason: reading.reason.as_str().to_owned(),
        person: links.then(|| format!("/persons/{}", state.handle_of(reading.person))),
    }
}
