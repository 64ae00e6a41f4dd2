//! Every page there is, and whom it is opened of.

use danh_portal::assets::{MARK_PATH, SCRIPT_PATH, STYLE_SHEET_PATH};
use danh_register::PersonState;
use danh_vocabulary::PersonId;

use super::ask::Ask;
use super::office::{Office, Seat};
use super::story::Story;
use super::{api, forms};
use crate::typing;

/// A commune in which some of the register live.
const HOME: &str = "Phường Ba Đình, Thành phố Hà Nội";

/// One page, opened of many.
pub(super) struct Stop {
    pub(super) name: String,
    pub(super) asks: Vec<Ask>,
    /// What it answers.
    pub(super) status: u16,
}

impl Stop {
    pub(super) fn new(name: impl Into<String>, asks: Vec<Ask>) -> Self {
        Self {
            name: name.into(),
            asks,
            status: 200,
        }
    }

    pub(super) fn one(name: &str, seat: Seat, address: impl Into<String>) -> Self {
        Self::new(name, vec![Ask::get(seat, address)])
    }

    pub(super) const fn answers(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

/// All stops.
pub(super) fn stops(office: &mut Office, story: &Story) -> anyhow::Result<Vec<Stop>> {
    let mut stops = of_nobody();
    stops.extend(searches(story));
    stops.extend(persons(office, story));
    stops.extend(books(office, story));
    stops.extend(waiting(office, story));
    stops.extend(accounts());
    stops.extend(forms::stops(office, story)?);
    stops.extend(api::stops(office, story)?);
    Ok(stops)
}

fn of_nobody() -> Vec<Stop> {
    let registrar = |name, address| Stop::one(name, Seat::Registrar, address);
    let anybody = |name: &str, address| Stop::new(name, vec![Ask::of_anybody(address)]);
    vec![
        anybody("sign_in", "/sign-in"),
        Stop::new("sign_in_wrong", vec![wrong_sign_in()]).answers(422),
        anybody("developers", "/developers"),
        anybody("developers_problems", "/developers/problems"),
        anybody("developers_operation", "/developers/birth_register"),
        anybody("components", "/components"),
        anybody("component", "/components/table"),
        anybody("no_such_page", "/nowhere").answers(404),
        anybody("style_sheet", STYLE_SHEET_PATH.as_str()),
        anybody("script", SCRIPT_PATH.as_str()),
        anybody("mark", MARK_PATH),
        registrar("home_registrar", "/"),
        Stop::one("home_reviewer", Seat::Reviewer, "/"),
        Stop::one("home_reviewer_centre", Seat::ReviewerOfCentre, "/"),
        Stop::one("home_inspector", Seat::Inspector, "/"),
        Stop::one("home_administrator", Seat::Administrator, "/"),
        registrar("search_form", "/search"),
        registrar("units", "/units"),
        registrar("units_past", "/units?on=2020-01-01"),
        registrar("units_search", "/units?q=Ba+%C4%90%C3%ACnh"),
        registrar("units_find", "/units/find?on=2026-01-01&q=ba+dinh"),
        registrar("unit_province", "/units/01"),
        registrar("unit_commune", "/units/00004"),
        registrar("ledger", "/ledger"),
        Stop::one("break_glass_list", Seat::Inspector, "/break-glass"),
        Stop::one("operator", Seat::Administrator, "/operator"),
        Stop::one(
            "appointment_form",
            Seat::Administrator,
            "/appointments/propose",
        ),
    ]
}

fn wrong_sign_in() -> Ask {
    Ask {
        form: Some(vec![("login".to_owned(), String::new())]),
        ..Ask::of_anybody("/sign-in")
    }
}

/// Pages about the officer themselves.
fn accounts() -> Vec<Stop> {
    let registrar = |name, address| Stop::one(name, Seat::Registrar, address);
    vec![
        registrar("account", "/account"),
        // Of whom no code is asked leads on.
        registrar("sign_in_code", "/sign-in/code").answers(303),
        registrar("account_password", "/account/password"),
        registrar("second_factor", "/account/second-factor"),
    ]
}

fn searches(story: &Story) -> Vec<Stop> {
    let asks = |fields: fn(&PersonState) -> Vec<(&'static str, String)>| {
        let ask = |(_, state): &(PersonId, PersonState)| {
            Ask::form(Seat::Registrar, "/search", fields(state))
        };
        story.persons.iter().map(ask).collect()
    };
    vec![
        Stop::new(
            "search_number",
            asks(|state| {
                vec![(
                    "number",
                    state.number().map_or_else(String::new, |it| it.to_string()),
                )]
            }),
        ),
        Stop::new(
            "search_name_date",
            asks(|state| named(state.identity.name.as_str(), state, true)),
        ),
        Stop::new(
            "search_name_year",
            asks(|state| named(state.identity.name.as_str(), state, false)),
        ),
        Stop::new(
            "search_name",
            asks(|state| vec![("name", state.identity.name.to_string())]),
        )
        // Asks for a part of the birth date too.
        .answers(422),
        Stop::new(
            "search_name_year_next",
            asks(|state| {
                let mut fields = named(state.identity.name.as_str(), state, false);
                fields.push(("seen", "25".to_owned()));
                fields
            }),
        ),
        Stop::new("search_home", asks(|_| vec![("home", HOME.to_owned())])),
        Stop::new(
            "search_home_given_name",
            asks(|state| {
                let name = state.identity.name.as_str();
                let given = name.rsplit(' ').next().unwrap_or(name);
                vec![("home", HOME.to_owned()), ("home-name", given.to_owned())]
            }),
        ),
        Stop::new(
            "search_mistyped",
            asks(|state| {
                let name = danh_vocabulary::fold(state.identity.name.as_str());
                named(&typing::with_swapped_letters(&name), state, true)
            }),
        ),
    ]
}

fn named(name: &str, state: &PersonState, with_day: bool) -> Vec<(&'static str, String)> {
    let born = state.identity.born.to_string();
    let mut parts = born.split('-');
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let (year, month, day) = (next(), next(), next());
    let mut fields = vec![("name", name.to_owned()), ("born-year", year)];
    if with_day {
        fields.extend([("born-month", month), ("born-day", day)]);
    }
    fields
}

fn persons(office: &Office, story: &Story) -> Vec<Stop> {
    let each = |after: &str| -> Vec<Ask> {
        let persons = story.persons.iter();
        let address = |person| format!("/persons/{}{after}", office.state.handle_of(person));
        persons
            .map(|(person, _)| Ask::get(Seat::Registrar, address(*person)))
            .collect()
    };
    let of = |name: &str, person, after: &str| {
        let address = format!("/persons/{}{after}", office.state.handle_of(person));
        Stop::one(name, Seat::Inspector, address)
    };
    let others = story.others.iter().map(|person| {
        let address = format!("/persons/{}", office.state.handle_of(*person));
        Ask::get(Seat::Registrar, address)
    });
    let households = story.persons.iter().filter_map(|(_, state)| {
        let household = state.residence.as_ref()?.household;
        let address = format!(
            "/households/{}",
            office.state.handle_of_household(household)
        );
        Some(Ask::get(Seat::Registrar, address))
    });
    vec![
        Stop::new("person", each("")),
        Stop::new("person_family", each("?tab=family")),
        Stop::new("person_residence", each("?tab=residence")),
        Stop::new("person_documents", each("?tab=documents")),
        Stop::new("person_timeline", each("?tab=timeline")),
        Stop::new("person_as_of", each("?on=2020-01-01")),
        Stop::new("person_readers", each("/readers")),
        Stop::new("person_propose", each("/propose/cancel-number")),
        of("family_of_mother_of_12", story.mother, "?tab=family"),
        of("timeline_of_mother_of_12", story.mother, "?tab=timeline"),
        of("family_of_child_of_12", story.child, "?tab=family"),
        of("readers_of_2000", story.known, "/readers"),
        Stop::new("person_elsewhere", others.collect()).answers(403),
        Stop::new("household", households.collect()),
    ]
}

fn books(office: &Office, story: &Story) -> Vec<Stop> {
    let each = |after: &str| -> Vec<Ask> {
        let address = |event| format!("/events/{}{after}", office.state.handle_of_event(event));
        let events = story.events.iter();
        events
            .map(|event| Ask::get(Seat::Ward, address(*event)))
            .collect()
    };
    let book = |name, kind: &str| {
        let address = format!("/books?unit-province=01&unit-commune=00004&kind={kind}");
        Stop::one(name, Seat::Ward, address)
    };
    vec![
        Stop::one("books_form", Seat::Ward, "/books"),
        book("books_births_of_3000", "births"),
        book("books_deaths", "deaths"),
        Stop::new("event", each("")),
        Stop::new("event_extract", each("/extract")),
    ]
}

fn waiting(office: &Office, story: &Story) -> Vec<Stop> {
    let proposals = story.proposals.iter().map(|proposal| {
        let handle = office.state.handle_of_proposal(*proposal);
        Ask::get(Seat::ReviewerOfCentre, format!("/proposals/{handle}"))
    });
    vec![
        Stop::one("proposals_ward", Seat::Reviewer, "/proposals"),
        Stop::one("proposals_centre", Seat::ReviewerOfCentre, "/proposals"),
        Stop::new("proposal", proposals.collect()),
    ]
}
