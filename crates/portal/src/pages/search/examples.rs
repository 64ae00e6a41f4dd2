//! Examples of the search form.

use super::{SearchError, SearchView, TypedSearch};
use crate::examples::Example;

/// Empty, with nothing given, and with every field to be mended.
pub fn examples() -> Vec<Example> {
    let typed = |number: &str, name: &str, [day, month, year]: [&str; 3]| TypedSearch {
        number: number.into(),
        name: name.into(),
        day: day.into(),
        month: month.into(),
        year: year.into(),
    };
    vec![
        Example::new("search", "/search", SearchView::default()),
        Example::new(
            "search-nothing-given",
            "/search",
            SearchView {
                errors: vec![SearchError::NothingGiven],
                ..SearchView::default()
            },
        ),
        Example::new(
            "search-to-mend",
            "/search",
            SearchView {
                typed: typed("00108501", "Nguyễn V4n An", ["30", "2", "1985"]),
                errors: vec![
                    SearchError::NumberMalformed,
                    SearchError::NameMalformed,
                    SearchError::DateImpossible {
                        proposal: "1985-03-02".into(),
                    },
                ],
            },
        ),
        Example::new(
            "search-date-malformed",
            "/search",
            SearchView {
                typed: typed("", "", ["15", "", "1985"]),
                errors: vec![SearchError::NameMissing, SearchError::DateMalformed],
            },
        ),
        Example::new(
            "search-year-missing",
            "/search",
            SearchView {
                typed: typed("", "nguyen van an", ["", "", ""]),
                errors: vec![SearchError::YearMissing],
            },
        ),
    ]
}
