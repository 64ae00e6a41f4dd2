//! Examples of the search form.

use danh_directory::Directory;
use jiff::civil::date;

use super::{SearchError, SearchView, TypedSearch};
use crate::components::{Choice, TypedDate, TypedPerson};
use crate::examples::Example;

/// Empty, with nothing given, with every field to be mended, with a commune still to be chosen.
pub fn examples() -> Vec<Example> {
    let typed = |number: &str, name: &str, born: [&str; 3]| TypedSearch {
        person: TypedPerson {
            number: number.into(),
            name: name.into(),
            born: TypedDate::new(born),
        },
        ..TypedSearch::default()
    };
    let directory = Directory::embedded();
    let view = |typed, errors| SearchView::new((&directory, date(2026, 11, 23)), typed, errors);
    let example = |name, view| Example::new(name, "/search", view);
    let impossible = SearchError::DateImpossible {
        proposal: "1985-03-02".into(),
    };
    let mut which = typed("", "", [""; 3]);
    which.home.text = "tân lập".into();
    which.home_name = "hoa".into();
    let communes = vec![
        Choice::new("01234", "Xã Tân Lập, Tỉnh Lào Cai"),
        Choice::new("05678", "Xã Tân Lập, Tỉnh Tây Ninh"),
    ];
    let mut lists = typed("", "", [""; 3]);
    lists.home.province = "01".into();
    lists.home.is_picking = true;
    vec![
        example("search", view(typed("", "", [""; 3]), Vec::new())),
        example(
            "search-nothing-given",
            view(typed("", "", [""; 3]), vec![SearchError::NothingGiven]),
        ),
        example(
            "search-to-mend",
            view(
                typed("00108501", "Nguyễn V4n An", ["30", "2", "1985"]),
                vec![
                    SearchError::NumberMalformed,
                    SearchError::NameMalformed,
                    impossible,
                ],
            ),
        ),
        example(
            "search-date-malformed",
            view(
                typed("", "", ["15", "", "1985"]),
                vec![SearchError::NameMissing, SearchError::DateMalformed],
            ),
        ),
        example(
            "search-year-missing",
            view(
                typed("", "nguyen van an", ["", "", ""]),
                vec![SearchError::YearMissing],
            ),
        ),
        example(
            "search-which-commune",
            view(which, vec![SearchError::WhichCommune]).which_commune(communes),
        ),
        example("search-lists", view(lists, Vec::new())),
    ]
}
