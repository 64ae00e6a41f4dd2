//! What the API answers most: people found and shown, events, what waits, the ledgers.

use serde_json::{Value, json};

use super::ask::{Ask, Asking as _};
use super::office::{Office, Seat};
use super::story::Story;
use super::tour::Stop;

/// The stops of the API.
pub(super) fn stops(office: &mut Office, story: &Story) -> anyhow::Result<Vec<Stop>> {
    let mut stops = of_anybody();
    let search = |question: fn(&danh_register::PersonState) -> Value| {
        let persons = story.persons.iter();
        let ask = |state| Ask::json(Seat::Registrar, "/api/v1/persons/search", question(state));
        persons.map(|(_, state)| ask(state)).collect()
    };
    stops.push(Stop::new(
        "api_search_name_date",
        search(|state| json!({"name": state.identity.name, "born": state.identity.born})),
    ));
    stops.push(Stop::new(
        "api_search_name_year",
        search(|state| json!({"name": state.identity.name, "born": state.identity.born.year().to_string()})),
    ));
    stops.push(Stop::new(
        "api_search_number",
        search(|state| json!({"number": state.number().map(|it| it.to_string())})),
    ));
    let state = &office.state;
    let person = |person| format!("/api/v1/persons/{}", state.handle_of(person));
    let persons = story.persons.iter();
    let persons = persons.map(|(it, _)| Ask::get(Seat::Registrar, person(*it)));
    stops.push(Stop::new("api_person", persons.collect()));
    let event = |event| format!("/api/v1/events/{}", state.handle_of_event(event));
    let events = story.events.iter();
    let events = events.map(|it| Ask::get(Seat::Ward, event(*it)));
    stops.push(Stop::new("api_event", events.collect()));
    let proposal = |it| format!("/api/v1/proposals/{}", state.handle_of_proposal(it));
    let proposals = story.proposals.iter();
    let proposals = proposals.map(|it| Ask::get(Seat::ReviewerOfCentre, proposal(*it)));
    stops.push(Stop::new("api_proposal", proposals.collect()));
    stops.push(Stop::one(
        "api_proposals_centre",
        Seat::ReviewerOfCentre,
        "/api/v1/proposals",
    ));
    let registrar = |name, address| Stop::one(name, Seat::Registrar, address);
    stops.push(registrar("api_agreements", "/api/v1/agreements"));
    // A register of the bench has none.
    let agreement = registrar("api_agreement", "/api/v1/agreements/nobody");
    stops.push(agreement.answers(404));
    stops.push(in_a_file(office)?);
    Ok(stops)
}

fn of_anybody() -> Vec<Stop> {
    let anybody = |name: &str, address| Stop::new(name, vec![Ask::of_anybody(address)]);
    vec![
        anybody("api_healthz", "/healthz"),
        anybody("api_readyz", "/readyz"),
        anybody("api_metrics", "/metrics"),
        anybody("api_openapi", "/openapi.json"),
        anybody("ledger_checkpoint", "/ledger/journal/checkpoint"),
        anybody("api_exchange_keys", "/api/v1/exchange/keys"),
        anybody("ledger_key", "/ledger/journal/key"),
    ]
}

/// The first tile of the journal, whole or, in a small register, as far as it goes.
fn in_a_file(office: &mut Office) -> anyhow::Result<Stop> {
    let whole = Ask::of_anybody("/ledger/journal/tile/0/000");
    let status = office.ask(&whole)?.status;
    Ok(Stop::new("ledger_tile", vec![whole]).answers(status))
}
