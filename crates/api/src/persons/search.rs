//! `POST /api/v1/persons/search`: find a person by a number or card held now or before, by household, by commune, or by name and
//! birth date typed without accents. What is searched for travels in the body.

use axum::Json;
use axum::extract::State;
use danh_directory::AddressedUnit;
use danh_exchange::{Purpose, Told};
use danh_register::{
    PersonState, Residents, Search, SearchPage, Viewer, search as register_search,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Name, PartialDate, PersonId, Sex};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::found_why::FoundWhy;
use super::place::Place;
use crate::access::{Reach, Work};
use crate::body::JsonBody;
use crate::disclose::{About, Disclosure, Reading, disclose};
use crate::problem::{Fault, FieldFault, Problem, ProblemDocument};
use crate::signed_in::SignedIn;
use crate::state::AppState;

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
        "handle": "wpokv3q4ubeotmodupi3qhlxwu", "name": "Nguyễn Thị Mai", "sex": "F",
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
    "handle": "wpokv3q4ubeotmodupi3qhlxwu", "name": "Nguyễn Thị Mai", "sex": "F",
    "born": "2024-05-20", "number_ending": "017",
        "found_by": {"by": "name", "differences": ["accents"]},
}))]
pub(crate) struct FoundPerson {
    /// The handle that names the person to officers.
    handle: String,
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
        (status = 403, description = "No appointment that allows it.", body = ProblemDocument,
         content_type = "application/problem+json"),
        (status = 422, description = "A field is not what it should be.", body = ProblemDocument,
         content_type = "application/problem+json"),
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
        purpose,
    } = question.parse(&state)?;
    let finding = Finding {
        state: state.clone(),
        viewer: reader.viewer(),
        reach: reader.reach(&state, Work::ReadPersons),
    };
    let read = move |tx: &mut Tx<'_>| finding.read(tx, &wanted, page);
    let reading = Reading::of(about).with_purpose(purpose);
    Ok(Json(disclose(&state, &reader, reading, read).await?))
}

struct Parsed {
    wanted: Search,
    about: About,
    page: SearchPage,
    purpose: Option<Purpose>,
}

impl SearchQuestion {
    fn parse(self, state: &AppState) -> Result<Parsed, Problem> {
        let mut faults = Vec::new();
        let wanted = self.wanted(state, &mut faults);
        let size = self.page_size.unwrap_or(PAGE_SIZE);
        if !(1..=PAGE_SIZE_MAX).contains(&size) {
            faults.push(Fault::PageSize.of("/page_size"));
        }
        let offset = self
            .cursor
            .as_deref()
            .map_or(Some(0), |text| offset_in(state, text));
        if offset.is_none() {
            faults.push(Fault::Cursor.of("/cursor"));
        }
        let purpose = self.purpose.as_deref().map(str::parse).transpose();
        if purpose.is_err() {
            faults.push(Fault::Purpose.of("/purpose"));
        }
        match (wanted, offset, purpose) {
            (Some((wanted, about)), Some(offset), Ok(purpose)) if faults.is_empty() => Ok(Parsed {
                wanted,
                about,
                page: SearchPage {
                    offset,
                    size: size as usize,
                },
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
        page: SearchPage,
    ) -> Result<Disclosure<SearchAnswer>, StoreError> {
        let found = register_search(tx, self.viewer, wanted, page)?;
        let next = found
            .more
            .then(|| cursor(&self.state, page.offset + page.size));
        let persons = found.persons.iter().map(|found| found.person).collect();
        let told = found.persons.into_iter().map(|found| {
            if self.reach.includes(&found.state) {
                let why = FoundWhy::from(&found.found_by);
                self.reached(found.person, found.state, why)
            } else {
                self.outside(found.person, found.state)
            }
        });
        Ok(Disclosure {
            value: SearchAnswer {
                persons: told.collect(),
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

/// A cursor is sealed as handles are, with a negative number, which no person has.
fn cursor(state: &AppState, offset: usize) -> String {
    state
        .handles
        .seal(-i64::try_from(offset).unwrap_or(i64::MAX))
}

fn offset_in(state: &AppState, cursor: &str) -> Option<usize> {
    let sealed = state.handles.open(cursor).filter(|sealed| *sealed < 0)?;
    usize::try_from(sealed.checked_neg()?).ok()
}

#[cfg(test)]
mod tests;
