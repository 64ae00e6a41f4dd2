//! Listing and finding units. They are public knowledge, so nothing is recorded.

use std::collections::BTreeMap;

use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use danh_api::AppState;
use jiff::civil::Date;

use super::read::units;
use super::{Choice, UnitsOn};
use crate::moments::day_of_boxes;
use crate::page::{Page, Visit, respond};

/// `GET /units?on=&q=`
pub(crate) async fn list(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Query(mut query): Query<BTreeMap<String, String>>,
) -> Response {
    let today = state.register.today();
    let on = UnitsOn::of_query(&query, today);
    let view = units(
        &state.directory,
        today,
        on,
        query.remove("q").unwrap_or_default(),
    );
    respond(&visit, status_of(&view), &view)
}

/// The status of a page that may come back to be mended.
pub(crate) fn status_of(view: &impl Page) -> StatusCode {
    if view.has_errors() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

impl UnitsOn {
    /// The day that a query asks for, as an ISO day or in the boxes of the form. Asking for
    /// today is asking for nothing: tomorrow the same link shows tomorrow.
    pub(crate) fn of_query(query: &BTreeMap<String, String>, today: Date) -> Self {
        let given = |name: &str| query.get(name).map(|text| text.trim()).unwrap_or_default();
        let day = match given("on") {
            "" => {
                let typed = [given("on-day"), given("on-month"), given("on-year")];
                if typed == [""; 3] {
                    return Self::of(today);
                }
                day_of_boxes(typed).ok_or(typed)
            }
            iso => iso.parse().map_err(|_| ["", "", iso]),
        };
        match day {
            Ok(day) if day == today => Self::of(today),
            Ok(day) => Self::chosen(day),
            Err(typed) => Self {
                day: today,
                choice: Choice::Malformed(typed.map(str::to_owned)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn of(pairs: &[(&str, &str)]) -> UnitsOn {
        let query = pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect();
        UnitsOn::of_query(&query, TODAY)
    }

    #[test]
    fn a_day_is_asked_for_by_link_or_by_form() {
        for query in [
            &[("on", "2020-01-02")][..],
            &[("on-day", "2"), ("on-month", "1"), ("on-year", "2020")],
        ] {
            let on = of(query);
            assert_eq!((on.day, on.is_chosen()), (date(2020, 1, 2), true));
        }
        assert_eq!(of(&[("on", "2026-11-23")]).choice, Choice::Today);
        assert_eq!(of(&[]).choice, Choice::Today);
    }

    #[test]
    fn what_is_no_day_is_said_and_kept() {
        let on = of(&[("on-day", "31"), ("on-month", "6"), ("on-year", "2025")]);
        assert_eq!(
            on.choice,
            Choice::Malformed(["31", "6", "2025"].map(str::to_owned))
        );
        assert_eq!(on.day, TODAY);
    }
}
