//! Every page of every form of the desk: each form is filled in to its end, of several people.

use danh_api::Work;
use danh_portal::desk::{AnyForm, FORMS};
use danh_register::PersonState;
use danh_vocabulary::PersonId;
use jiff::civil::Date;

use super::ask::{Ask, Asking as _};
use super::filling::{Typing, filled};
use super::office::{Office, Seat};
use super::story::Story;
use super::tour::Stop;

/// So many drafts of each form are made.
const DRAFTS: usize = 10;
/// More pages than any form has, those that are shown again included.
const PAGES_MAX: usize = 24;
/// So many people are tried where a page asks for one and refuses another.
const TRIED_MAX: usize = 4;
const OK: u16 = 200;
const UNPROCESSABLE: u16 = 422;

/// The stops of all forms.
pub(super) fn stops(office: &mut Office, story: &Story) -> anyhow::Result<Vec<Stop>> {
    let mut stops = Vec::new();
    for form in FORMS {
        let about = form.about();
        let seat = seat_of(*form);
        let name = about.name.replace('-', "_");
        let new = format!("/desk/{}/new", about.name);
        stops.push(Stop::one(&format!("desk_{name}_new"), seat, &new));
        let mut pages = Pages::default();
        let mut begun = 0;
        for (place, person) in of_age(story, office.state.register.today()) {
            if begun == DRAFTS {
                break;
            }
            let others = others(story, place);
            begun += usize::from(walk(office, (seat, *form), person, &others, &mut pages)?);
        }
        for page in pages.0 {
            stops.push(page.stop(&name));
        }
        stops.extend(unanswered(office, (seat, *form))?);
    }
    stops.extend(chosen_by_name(office, story)?);
    Ok(stops)
}

/// The first page of a form, sent as it came: what is missing is said at its fields.
fn unanswered(
    office: &mut Office,
    (seat, form): (Seat, &'static dyn AnyForm),
) -> anyhow::Result<Option<Stop>> {
    let new = format!("/desk/{}/new", form.about().name);
    let begun = office.ask(&Ask::form::<String>(seat, &new, Vec::new()))?;
    let Some(first) = begun.location else {
        return Ok(None);
    };
    let ask = Ask::form::<String>(seat, first, Vec::new());
    let has_errors = office.ask(&ask)?.status == UNPROCESSABLE;
    let name = format!("desk_{}_unanswered", form.about().name.replace('-', "_"));
    Ok(has_errors.then(|| Stop::new(name, vec![ask]).answers(UNPROCESSABLE)))
}

/// Somebody asked for by name, and those who may be meant.
fn chosen_by_name(office: &mut Office, story: &Story) -> anyhow::Result<Option<Stop>> {
    let seat = Seat::Registrar;
    let new = Ask::form::<String>(seat, "/desk/birth/new", Vec::new());
    let Some(first) = office.ask(&new)?.location else {
        return Ok(None);
    };
    let asks = story.persons.iter().map(|(_, state)| {
        let name = state.identity.name.to_string();
        let year = state.identity.born.year().to_string();
        let fields = vec![("mother-name", name), ("mother-born-year", year)];
        Ask::form(seat, &first, fields)
    });
    Ok(Some(Stop::new("desk_birth_mother_found", asks.collect())))
}

fn seat_of(form: &dyn AnyForm) -> Seat {
    if form.about().work == Work::RegisterResidence {
        Seat::Residence
    } else {
        Seat::Registrar
    }
}

/// Who can be named by most forms, with their place among all.
fn of_age(story: &Story, today: Date) -> impl Iterator<Item = (usize, PersonId)> {
    let born = move |state: &PersonState| today.year() - state.identity.born.year();
    let persons = story.persons.iter().enumerate();
    persons
        .filter(move |(_, (_, state))| (25..=45).contains(&born(state)))
        .map(|(place, (person, _))| (place, *person))
}

/// Numbers of other people: of the other sex first.
fn others(story: &Story, place: usize) -> Vec<String> {
    let sex = story.persons[place].1.identity.sex;
    let later = story.persons.iter().cycle().skip(place + 1);
    let mut numbers: Vec<(bool, String)> = later
        .take(40)
        .filter_map(|(_, state)| Some((state.identity.sex == sex, state.number()?.to_string())))
        .collect();
    numbers.sort_by_key(|(is_same, _)| *is_same);
    let half = TRIED_MAX / 2;
    let (first, last) = (numbers.iter().take(half), numbers.iter().rev().take(half));
    first
        .chain(last)
        .map(|(_, number)| number.clone())
        .collect()
}

/// One page of a form, of several drafts.
struct Page {
    step: String,
    status: u16,
    asks: Vec<Ask>,
}

#[derive(Default)]
struct Pages(Vec<Page>);

impl Pages {
    fn add(&mut self, step: &str, status: u16, ask: Ask) {
        let known = self
            .0
            .iter_mut()
            .find(|it| it.step == step && it.status == status);
        match known {
            Some(page) => page.asks.push(ask),
            None => self.0.push(Page {
                step: step.to_owned(),
                status,
                asks: vec![ask],
            }),
        }
    }
}

impl Page {
    fn stop(self, form: &str) -> Stop {
        let step = self.step.replace('-', "_");
        let name = match self.status {
            OK => format!("desk_{form}_{step}"),
            _ => format!("desk_{form}_{step}_refused"),
        };
        Stop::new(name, self.asks).answers(self.status)
    }
}

/// Fills a form in, page after page, and notes them all. Whether it got as far as its check page.
fn walk(
    office: &mut Office,
    (seat, form): (Seat, &'static dyn AnyForm),
    person: PersonId,
    others: &[String],
    pages: &mut Pages,
) -> anyhow::Result<bool> {
    let Some(mut here) = begin(office, seat, form, person)? else {
        return Ok(false);
    };
    for _ in 0..PAGES_MAX {
        let step = here.rsplit('/').next().unwrap_or_default().to_owned();
        let ask = Ask::get(seat, &here);
        let shown = office.ask(&ask)?;
        if step == "check" {
            if matches!(shown.status, OK | UNPROCESSABLE) {
                pages.add(&step, shown.status, ask);
            }
            return Ok(true);
        }
        if shown.status != OK {
            return Ok(false);
        }
        pages.add(&step, OK, ask);
        let html = String::from_utf8_lossy(&shown.body);
        let Some(next) = answer(office, (seat, &here, &html), others)? else {
            return Ok(false);
        };
        here = next;
    }
    Ok(false)
}

/// Answers a page in one way or another; where it leads.
fn answer(
    office: &mut Office,
    (seat, address, html): (Seat, &str, &str),
    others: &[String],
) -> anyhow::Result<Option<String>> {
    let day = office.state.register.today();
    for fills_texts in [true, false] {
        for person in others {
            let typing = Typing {
                number: person,
                day,
                fills_texts,
            };
            let answered = office.ask(&Ask::form(seat, address, filled(html, typing)))?;
            if answered.location.is_some() {
                return Ok(answered.location);
            }
        }
    }
    Ok(None)
}

/// The first page of a new draft; none where the form does not take the person.
fn begin(
    office: &mut Office,
    seat: Seat,
    form: &dyn AnyForm,
    person: PersonId,
) -> anyhow::Result<Option<String>> {
    let handle = office.state.handle_of(person);
    let new = format!("/desk/{}/new", form.about().name);
    let begun = office.ask(&Ask::form(seat, &new, vec![("person", handle)]))?;
    Ok(begun.location)
}
