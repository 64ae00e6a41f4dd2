//! `POST /api/v1/persons/search`: find a person by a number or card held now or before, by household, by commune, or by name and
//! birth date typed without accents. What is searched for travels in the body.

mod paging;

use axum::Json;
use axum::extract::State;
use danh_directory::AddressedUnit;
use danh_exchange::{Purpose, Told};
use danh_register::{PersonState, Residents, Search, Seen, Viewer, search as register_search};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Name, PartialDate, PersonId, Sex};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::paging::{Ended, Wanted};
use super::found_why::FoundWhy;
use super::place::Place;
use crate::access::{Reach, Work};
use crate::body::JsonBody;
use crate::disclose::{About, Disclosure, Reading, disclose};
use crate::problem::{Fault, FieldFault, Problem};
use crate::signed_in::SignedIn;
use crate::state::AppState;
use crate::write::entity_tag;

const PAGE_SIZE: u32 = 20;
const PAGE_SIZE_MAX: u32 = 100;

/// What is searched for, in one way: by number, by card, by household, by commune, or by name and perhaps birth date.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "nguyen thi mai", "born": "2024", "purpose": "Đăng ký kết hôn"}))]
pub(crate) struct SearchQuestion {
    /// A personal number of 12 digits, or the 9 digits of an earlier card.
    #[schema(nullable = false)]
    number: Option<String>,
    /// A name, with or without accents, in any case.
    #[schema(nullable = false, max_length = 128)]
    name: Option<String>,
    /// The birth date as far as it is known: `1950`, `1950-03` or `1950-03-15`.
    #[schema(nullable = false)]
    born: Option<String>,
    /// The serial of a card, in force or not.
    #[schema(nullable = false)]
    card: Option<String>,
    /// The `household` of somebody's residence: who lives in it, and who died as its member.
    #[schema(nullable = false)]
    household: Option<String>,
    /// The code of a commune: who lives there, in the order of their names; with `name`, only who may be meant by it.
    #[schema(nullable = false)]
    unit: Option<String>,
    /// The day on which `unit` meant the commune, today if it is left out.
    #[schema(nullable = false)]
    unit_on: Option<String>,
    /// What it is for; without it, the officer's duty. It stands in the access record.
    #[schema(nullable = false, max_length = 200)]
    purpose: Option<String>,
    /// How many persons at the most: 1 to 100, otherwise 20.
    #[schema(nullable = false, minimum = 1, maximum = 100)]
    page_size: Option<u32>,
    /// The `next` of the page before.
    #[schema(nullable = false)]
    cursor: Option<String>,
}

/// Who was found, the best match first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "persons": [{
        "handle": "wpokv3q4ubeotmodupi3qhlxwu", "etag": "\"k6x2zq3vd5ttg4w7yb5pnh7c3e\"",
        "name": "Nguyễn Thị Mai", "sex": "F",
        "born": "2024-05-20", "number_ending": "017",
        "found_by": {"by": "name", "differences": ["accents"]},
    }],
}))]
pub(crate) struct SearchAnswer {
    /// The persons of this page.
    persons: Vec<FoundPerson>,
    /// The cursor of the next page, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// What tells two people apart, and no more. Of who is not at home in the officer's jurisdiction: name, year of birth, province.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "handle": "wpokv3q4ubeotmodupi3qhlxwu", "etag": "\"k6x2zq3vd5ttg4w7yb5pnh7c3e\"",
        "name": "Nguyễn Thị Mai", "sex": "F",
    "born": "2024-05-20", "number_ending": "017",
        "found_by": {"by": "name", "differences": ["accents"]},
}))]
pub(crate) struct FoundPerson {
    /// The handle that names the person to officers.
    handle: String,
    /// The `ETag` of the person, for the `If-Match` of a write that names them.
    etag: String,
    /// The full name.
    #[schema(value_type = String)]
    name: Name,
    /// The sex on record: `M` or `F`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    sex: Option<Sex>,
    /// The birth date as exactly as it is known; outside the jurisdiction the year.
    #[schema(value_type = String)]
    born: PartialDate,
    /// The death date as exactly as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    died: Option<PartialDate>,
    /// The last three digits of the personal number in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    number_ending: Option<String>,
    /// The commune of residence.
    #[serde(skip_serializing_if = "Option::is_none")]
    residence: Option<Place>,
    /// Whether the person is at home outside the officer's jurisdiction: their page is refused.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    outside_jurisdiction: bool,
    /// The name of the province where they are at home, of who is outside the jurisdiction.
    #[serde(skip_serializing_if = "Option::is_none")]
    province: Option<String>,
    /// Why they were found; of who is outside the jurisdiction it is not told, for it tells of the birth date too.
    #[serde(skip_serializing_if = "Option::is_none")]
    found_by: Option<FoundWhy>,
}

/// Find persons.
#[utoipa::path(
    post,
    path = "/api/v1/persons/search",
    tag = "persons",
    operation_id = "person_search",
    request_body = SearchQuestion,
    responses(
        (status = 200, description = "Who was found; perhaps nobody. The search is on record.", body = SearchAnswer),
    ),
)]
pub(crate) async fn search(
    State(state): State<AppState>,
    reader: SignedIn,
    JsonBody(question): JsonBody<SearchQuestion>,
) -> Result<Json<SearchAnswer>, Problem> {
    let Parsed {
        wanted,
        about,
        page,
        list,
        purpose,
    } = question.parse(&state, &reader)?;
    let finding = Finding {
        state: state.clone(),
        viewer: reader.viewer(),
        reach: reader.reach(&state, Work::ReadPersons),
    };
    let read = move |tx: &mut Tx<'_>| finding.read(tx, &wanted, page, &list);
    let reading = Reading::of(about).with_purpose(purpose);
    Ok(Json(disclose(&state, &reader, reading, read).await?))
}

struct Parsed {
    wanted: Search,
    about: About,
    page: Wanted,
    list: Vec<u8>,
    purpose: Option<Purpose>,
}

impl SearchQuestion {
    /// What a cursor of this list is sealed for: the question and who asks it.
    fn list(&self, reader: &SignedIn) -> Vec<u8> {
        let asked = [
            &self.number,
            &self.card,
            &self.household,
            &self.unit,
            &self.unit_on,
            &self.name,
            &self.born,
        ];
        serde_json::to_vec(&("persons", reader.officer, asked)).expect("words are JSON")
    }

    fn parse(self, state: &AppState, reader: &SignedIn) -> Result<Parsed, Problem> {
        let mut faults = Vec::new();
        let wanted = self.wanted(state, &mut faults);
        let size = self.page_size.unwrap_or(PAGE_SIZE);
        if !(1..=PAGE_SIZE_MAX).contains(&size) {
            faults.push(Fault::PageSize.of("/page_size"));
        }
        let list = self.list(reader);
        let after = self.cursor.as_deref().map(|cursor| {
            let place = state.desk.cursor_open(&list, cursor).ok()?;
            serde_json::from_slice::<Ended>(&place).ok()
        });
        if after == Some(None) {
            faults.push(Fault::Cursor.of("/cursor"));
        }
        let purpose = self.purpose.as_deref().map(str::parse).transpose();
        if purpose.is_err() {
            faults.push(Fault::Purpose.of("/purpose"));
        }
        match (wanted, purpose) {
            (Some((wanted, about)), Ok(purpose)) if faults.is_empty() => Ok(Parsed {
                wanted,
                about,
                page: Wanted::new(after.flatten(), size as usize),
                list,
                purpose,
            }),
            _ => Err(Problem::in_fields(faults)),
        }
    }

    /// What is searched for, and about whom that is: of who lives together or in one place only those are told who reach them.
    fn wanted(&self, state: &AppState, faults: &mut Vec<FieldFault>) -> Option<(Search, About)> {
        if let Some(field) = self.field_too_many() {
            faults.push(Fault::OneWay.of(field));
            return None;
        }
        let (wanted, field) = match (&self.number, &self.card, &self.household, &self.unit) {
            (Some(number), ..) => (by_number(number), "/number"),
            (_, Some(card), ..) => (by_card(card), "/card"),
            (_, _, Some(household), _) => (by_household(state, household), "/household"),
            (.., Some(unit)) => (self.by_unit(state, unit, faults), "/unit"),
            _ => match &self.name {
                None => (Err(Fault::Missing), "/name"),
                Some(name) => (by_name(name, self.born.as_deref(), faults), "/name"),
            },
        };
        wanted.map_err(|fault| faults.push(fault.of(field))).ok()
    }

    /// A field that cannot stand beside the others.
    fn field_too_many(&self) -> Option<&'static str> {
        let ways = [
            ("/number", self.number.is_some()),
            ("/card", self.card.is_some()),
            ("/household", self.household.is_some()),
            ("/unit", self.unit.is_some()),
        ];
        let given: Vec<&str> = ways.iter().filter(|way| way.1).map(|way| way.0).collect();
        match given[..] {
            [_, second, ..] => Some(second),
            [way] if way != "/unit" && self.name.is_some() => Some(way),
            [_] if self.born.is_some() => Some("/born"),
            _ if self.unit.is_none() && self.unit_on.is_some() => Some("/unit_on"),
            _ => None,
        }
    }

    fn by_unit(
        &self,
        state: &AppState,
        unit: &str,
        faults: &mut Vec<FieldFault>,
    ) -> Result<(Search, About), Fault> {
        let on = self.unit_on.as_deref().map(str::parse).transpose();
        if on.is_err() {
            faults.push(Fault::Date.of("/unit_on"));
        }
        if let Some(name) = &self.name
            && let Err(fault) = expect_name(name)
        {
            faults.push(fault.of("/name"));
        }
        let code = unit.parse().map_err(|_| Fault::Unit)?;
        let written_on = on.ok().flatten().unwrap_or_else(|| state.register.today());
        let residents = Residents::of(&state.directory, code, written_on).ok_or(Fault::Unit)?;
        let name = self.name.clone();
        let about = About::Unit(AddressedUnit { code, written_on });
        Ok((Search::Unit { residents, name }, about))
    }
}

fn by_number(number: &str) -> Result<(Search, About), Fault> {
    let number = number.trim();
    let personal = number.parse().map(Search::Number);
    let wanted = personal.or_else(|_| number.parse().map(Search::FormerCard));
    let wanted = wanted.map_err(|_| Fault::PersonalNumber)?;
    Ok((wanted, About::Whoever))
}

fn by_card(serial: &str) -> Result<(Search, About), Fault> {
    let serial = serial.trim().parse().map_err(|_| Fault::Card)?;
    Ok((Search::Card(serial), About::Whoever))
}

fn by_household(state: &AppState, handle: &str) -> Result<(Search, About), Fault> {
    let household = state.household_of(handle).ok_or(Fault::Handle)?;
    Ok((Search::Household(household), About::Household(household)))
}

fn expect_name(name: &str) -> Result<(), Fault> {
    if name.trim().is_empty() || name.chars().count() > Name::CHARS_MAX {
        return Err(Fault::Name);
    }
    Ok(())
}

fn by_name(
    name: &str,
    born: Option<&str>,
    faults: &mut Vec<FieldFault>,
) -> Result<(Search, About), Fault> {
    let born = born.map(str::parse).transpose();
    if born.is_err() {
        faults.push(Fault::PartialDate.of("/born"));
    }
    expect_name(name)?;
    let wanted = Search::Name {
        name: name.to_owned(),
        born: born.ok().flatten(),
    };
    Ok((wanted, About::Whoever))
}

/// For whom is searched.
struct Finding {
    state: AppState,
    viewer: Viewer,
    reach: Reach,
}

impl Finding {
    fn read(
        &self,
        tx: &mut Tx<'_>,
        wanted: &Search,
        page: Wanted,
        list: &[u8],
    ) -> Result<Disclosure<SearchAnswer>, StoreError> {
        let found = register_search(tx, self.viewer, wanted, page.window())?;
        let (found, ended) = page.page(found);
        let next = ended.map(|ended| {
            let place = serde_json::to_vec(&ended).expect("numbers are JSON");
            self.state.desk.cursor_seal(list, &place)
        });
        let persons = found.iter().map(|found| found.person).collect();
        let mut told = Vec::with_capacity(found.len());
        for found in found {
            let (person, version) = (found.person, found.version);
            let etag = entity_tag(&self.state, Seen { person, version });
            let told_of = if self.reach.includes(&found.state) {
                let why = FoundWhy::from(&found.found_by);
                self.reached(person, found.state, why)
            } else {
                self.outside(person, found.state)
            };
            told.push(FoundPerson { etag, ..told_of });
        }
        Ok(Disclosure {
            value: SearchAnswer {
                persons: told,
                next,
            },
            told: vec![Told::SearchResult],
            persons,
        })
    }

    fn reached(&self, person: PersonId, found: PersonState, found_by: FoundWhy) -> FoundPerson {
        let number = found.number();
        let (directory, today) = (&self.state.directory, self.state.register.today());
        let residence = found.residence.as_ref();
        FoundPerson {
            handle: self.state.handle_of(person),
            etag: String::new(),
            sex: Some(found.identity.sex),
            born: found.identity.born,
            died: found.death.as_ref().map(|death| death.on),
            number_ending: number.map(|number| number.as_str()[9..].to_owned()),
            residence: residence.map(|home| Place::of(directory, home.place, today)),
            outside_jurisdiction: false,
            province: None,
            name: found.identity.name,
            found_by: Some(found_by),
        }
    }

    fn outside(&self, person: PersonId, found: PersonState) -> FoundPerson {
        let province = self.reach.province_of(&found);
        let province = province.map(|unit| self.state.directory.full_name(unit));
        FoundPerson {
            handle: self.state.handle_of(person),
            etag: String::new(),
            sex: None,
            born: found.identity.born.to_year(),
            died: None,
            number_ending: None,
            residence: None,
            outside_jurisdiction: true,
            province,
            name: found.identity.name,
            found_by: None,
        }
    }
}

#[cfg(test)]
mod tests;
