//! Every page there is, and whom it is opened of.

use anyhow::Context as _;
use danh_api::Work;
use danh_portal::desk::{AnyForm, FORMS};
use danh_register::PersonState;
use danh_vocabulary::PersonId;

use super::ask::{Ask, Asking as _};
use super::office::{Office, Seat};
use super::story::Story;
use crate::typing;

/// So many drafts of each form are made.
const DRAFTS: usize = 10;
/// What a check page answers when the register would not take what it shows.
const REFUSED: u16 = 422;

/// One page, opened of many.
pub(super) struct Stop {
    pub(super) name: String,
    pub(super) asks: Vec<Ask>,
    /// What it answers.
    pub(super) status: u16,
}

impl Stop {
    fn new(name: impl Into<String>, asks: Vec<Ask>) -> Self {
        Self {
            name: name.into(),
            asks,
            status: 200,
        }
    }

    fn one(name: &str, seat: Seat, address: impl Into<String>) -> Self {
        Self::new(name, vec![Ask::get(seat, address)])
    }

    fn answers(mut self, status: u16) -> Self {
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
    stops.extend(forms(office, story)?);
    stops.push(checked_birth(office, story)?);
    stops.push(checked_death(office, story)?);
    Ok(stops)
}

fn of_nobody() -> Vec<Stop> {
    let registrar = |name, address| Stop::one(name, Seat::Registrar, address);
    let anybody = |name: &str, address| Stop::new(name, vec![Ask::of_anybody(address)]);
    vec![
        anybody("sign_in", "/sign-in"),
        anybody("developers", "/developers"),
        anybody("developers_operation", "/developers/birth_register"),
        anybody("components", "/components"),
        anybody("no_such_page", "/nowhere").answers(404),
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

/// First and later pages of every form, each of a draft that knows whom it is about.
fn forms(office: &mut Office, story: &Story) -> anyhow::Result<Vec<Stop>> {
    let mut stops = Vec::new();
    for form in FORMS {
        let about = form.about();
        let seat = if about.work == Work::RegisterResidence {
            Seat::Residence
        } else {
            Seat::Registrar
        };
        let name = about.name.replace('-', "_");
        let new = format!("/desk/{}/new", about.name);
        stops.push(Stop::one(&format!("desk_{name}_new"), seat, &new));
        let mut drafts = Vec::new();
        for (person, _) in story.persons.iter().take(DRAFTS) {
            drafts.push(begin(office, seat, *form, *person)?);
        }
        let first = &drafts[0];
        for step in form.steps(&danh_portal::desk::Answers::default()) {
            // A later page may not be asked for before an earlier one is answered.
            let is_open = office
                .ask(&Ask::get(seat, format!("{first}/{}", step.id)))?
                .status
                == 200;
            if is_open {
                let address = |draft: &String| Ask::get(seat, format!("{draft}/{}", step.id));
                let step = step.id.replace('-', "_");
                let asks = drafts.iter().map(address).collect();
                stops.push(Stop::new(format!("desk_{name}_{step}"), asks));
            }
        }
    }
    Ok(stops)
}

/// A new draft's address.
fn begin(
    office: &mut Office,
    seat: Seat,
    form: &dyn AnyForm,
    person: PersonId,
) -> anyhow::Result<String> {
    let handle = office.state.handle_of(person);
    let new = format!("/desk/{}/new", form.about().name);
    let begun = office.ask(&Ask::form(seat, &new, vec![("person", handle)]))?;
    let first = begun
        .location
        .with_context(|| format!("{new} made no draft"))?;
    let (draft, _) = first.rsplit_once('/').context("a draft has pages")?;
    Ok(draft.to_owned())
}

fn form_named(name: &str) -> anyhow::Result<&'static dyn AnyForm> {
    danh_portal::desk::form(name).with_context(|| format!("there is no form {name}"))
}

/// The check page of a birth, with a mother: it tries the writing and takes it back.
fn checked_birth(office: &mut Office, story: &Story) -> anyhow::Result<Stop> {
    let of_age = story.persons.iter().filter(|(_, state)| {
        let year = state.identity.born.year();
        state.identity.sex == danh_vocabulary::Sex::Female && (1988..=2000).contains(&year)
    });
    let today = office.state.register.today();
    let pages: [(&str, Vec<(&'static str, String)>); 4] = [
        ("mother", Vec::new()),
        ("father", Vec::new()),
        (
            "child",
            vec![
                ("name", "Nguyễn Minh Khôi".to_owned()),
                ("sex", "M".to_owned()),
                ("born-day", today.day().to_string()),
                ("born-month", today.month().to_string()),
                ("born-year", today.year().to_string()),
                ("birth-place", "Phường Ba Đình, Thành phố Hà Nội".to_owned()),
            ],
        ),
        (
            "particulars",
            vec![
                ("ethnicity", "01".to_owned()),
                ("nationality", "VNM".to_owned()),
                ("origin", "Phường Ba Đình, Thành phố Hà Nội".to_owned()),
                (
                    "registered-in",
                    "Phường Ba Đình, Thành phố Hà Nội".to_owned(),
                ),
            ],
        ),
    ];
    let mut asks = Vec::new();
    for (mother, _) in of_age.take(DRAFTS) {
        let draft = begin(office, Seat::Registrar, form_named("birth")?, *mother)?;
        asks.extend(answered(office, &draft, &pages)?);
    }
    Ok(Stop::new("desk_birth_check", asks))
}

/// The check page of a death.
fn checked_death(office: &mut Office, story: &Story) -> anyhow::Result<Stop> {
    let today = office.state.register.today();
    let pages: [(&str, Vec<(&'static str, String)>); 2] = [
        ("deceased", Vec::new()),
        (
            "death",
            vec![
                ("on-day", today.day().to_string()),
                ("on-month", today.month().to_string()),
                ("on-year", today.year().to_string()),
                ("place", "Phường Ba Đình, Thành phố Hà Nội".to_owned()),
                ("declared", "seen".to_owned()),
            ],
        ),
    ];
    let mut asks = Vec::new();
    for (person, _) in story.persons.iter().take(DRAFTS) {
        let draft = begin(office, Seat::Registrar, form_named("death")?, *person)?;
        asks.extend(answered(office, &draft, &pages)?);
    }
    Ok(Stop::new("desk_death_check", asks))
}

/// Answers page after page; the check page, if the draft got so far.
fn answered(
    office: &mut Office,
    draft: &str,
    pages: &[(&str, Vec<(&'static str, String)>)],
) -> anyhow::Result<Option<Ask>> {
    for (page, fields) in pages {
        let address = format!("{draft}/{page}");
        let sent = office.ask(&Ask::form(Seat::Registrar, address, fields.clone()))?;
        if sent.location.is_none() {
            return Ok(None);
        }
    }
    let check = Ask::get(Seat::Registrar, format!("{draft}/check"));
    // Who had a child some months ago is rightly refused another: that is not the page that is meant.
    let is_refused = office.ask(&check)?.status == REFUSED;
    Ok((!is_refused).then_some(check))
}
