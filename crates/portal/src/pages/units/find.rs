//! `GET /units/find?level=&on=&q=`: communes, or units of any level, by any name they bear or bore, for the unit picker's
//! script. Units are public knowledge: they may stand in an address, and nothing is recorded.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use danh_api::AppState;
use danh_directory::{Directory, FoundUnit, Today, Unit, UnitSearch};
use danh_vocabulary::UnitLevel;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How many communes a picker offers; whoever wants another types more of its name.
const OFFERED_MAX: usize = 8;

/// How much somebody types before it means anything, in characters.
const QUERY_CHARS_MAX: usize = 100;

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    /// The day on which the unit exists.
    on: Date,
    /// Any part of a name, of today or before, and perhaps of what the unit lies in.
    q: String,
    /// Which units.
    #[serde(default)]
    level: Level,
}

/// Which units are looked for.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    #[default]
    Commune,
    Any,
}

impl Level {
    const fn only(self) -> Option<UnitLevel> {
        match self {
            Self::Commune => Some(UnitLevel::Commune),
            Self::Any => None,
        }
    }
}

/// A unit that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Offered {
    code: String,
    /// Its name, with what it lies in.
    name: String,
    /// By which former name it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
}

/// `GET /units/find?level=&on=&q=`
pub(crate) async fn find(State(state): State<AppState>, Query(wanted): Query<Wanted>) -> Response {
    if wanted.q.chars().count() > QUERY_CHARS_MAX {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    let headers: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "private, max-age=3600")];
    let found = offered(&state.directory, &wanted);
    (headers, Json(found)).into_response()
}

/// The units of a day that a name leads to, best first: those that bear it, then those that
/// have the ground of one that bore it.
fn offered(directory: &Directory, wanted: &Wanted) -> Vec<Offered> {
    let (on, level) = (wanted.on, wanted.level.only());
    let search = UnitSearch {
        text: &wanted.q,
        on: Some(on),
        level,
        limit: OFFERED_MAX,
    };
    let of_the_day = directory.search(search).into_iter();
    let mut offered: Vec<Offered> = of_the_day
        .map(|unit| offer(directory, unit, None))
        .collect();
    for found in directory.find(UnitSearch { on: None, ..search }, on) {
        for unit in on_the_day(&found, (on, level)) {
            let offer = offer(directory, unit, Some(directory.full_name(found.unit)));
            if !offered.iter().any(|other| other.code == offer.code) {
                offered.push(offer);
            }
        }
    }
    offered.truncate(OFFERED_MAX);
    offered
}

fn on_the_day<'a>(found: &FoundUnit<'a>, (on, level): (Date, Option<UnitLevel>)) -> Vec<&'a Unit> {
    let units = match &found.today {
        Today::Unchanged(unit) | Today::Whole(unit) => vec![*unit],
        Today::Split { default, others } => std::iter::once(*default)
            .chain(others.iter().copied())
            .collect(),
        // Only the province is known; a commune must be chosen otherwise.
        Today::Unrecorded { .. } => Vec::new(),
    };
    units
        .into_iter()
        .filter(|unit| unit.life.contains(on) && level.is_none_or(|level| unit.level() == level))
        .collect()
}

fn offer(directory: &Directory, unit: &Unit, was: Option<String>) -> Offered {
    Offered {
        code: unit.code.to_string(),
        name: directory.full_name(unit),
        was,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const NOW: Date = date(2026, 11, 23);
    const BEFORE: Date = date(2020, 1, 1);

    fn of(text: &str, on: Date, level: Level) -> Vec<Offered> {
        let q = text.to_owned();
        offered(&Directory::embedded(), &Wanted { on, q, level })
    }

    fn names(text: &str, on: Date) -> Vec<(String, Option<String>)> {
        let found = of(text, on, Level::Commune);
        found.into_iter().map(|it| (it.name, it.was)).collect()
    }

    #[test]
    fn a_former_name_leads_to_the_commune_of_the_day() {
        let former = "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội".to_owned();
        let now = "Phường Ba Đình, Thành phố Hà Nội".to_owned();
        assert_eq!(names("truc bach", NOW), [(now, Some(former.clone()))]);
        assert_eq!(names("truc bach", BEFORE), [(former, None)]);
    }

    #[test]
    fn a_province_is_found_where_any_unit_will_do() {
        let any = of("thanh pho ha noi", NOW, Level::Any);
        assert_eq!((&*any[0].code, &*any[0].name), ("01", "Thành phố Hà Nội"));
        let communes = of("thanh pho ha noi", NOW, Level::Commune);
        assert!(communes.iter().all(|unit| unit.code != "01"));
    }

    #[test]
    fn only_communes_of_the_day_are_offered() {
        for (text, on) in [
            ("hong ha", NOW),
            ("hong ha", BEFORE),
            ("tan lap", NOW),
            ("phu", BEFORE),
        ] {
            let directory = Directory::embedded();
            let found = of(text, on, Level::Commune);
            assert!(
                !found.is_empty() && found.len() <= OFFERED_MAX,
                "{text} on {on}"
            );
            for it in found {
                let unit = directory.unit(it.code.parse().unwrap(), on).unwrap();
                assert_eq!(unit.level(), UnitLevel::Commune);
            }
        }
        assert_eq!(names("", NOW), []);
        assert_eq!(names("không có nơi nào tên này", NOW), []);
    }
}
