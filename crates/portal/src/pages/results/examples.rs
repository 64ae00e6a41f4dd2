//! Examples of search results. Nobody in them exists.

use danh_vocabulary::Sex;

use super::{FoundBy, FoundPerson, ResultsView};
use crate::components::{MaskedNumber, TypedDate, TypedPerson};
use crate::examples::Example;
use crate::pages::search::TypedSearch;

/// Several people, one by number, more than are shown, nobody.
pub fn examples() -> Vec<Example> {
    let by_name = looked_for("", "nguyen thi hoa", "1958");
    let by_number = looked_for("001158000123", "", "");
    let mut by_home = looked_for("", "", "");
    by_home.home.choice = "00097".into();
    by_home.home_name = "hoa".into();
    vec![
        Example::new(
            "results",
            "/search",
            ResultsView {
                typed: by_name.clone(),
                found: people(),
                ..ResultsView::default()
            },
        ),
        Example::new(
            "results-by-number",
            "/search",
            ResultsView {
                typed: by_number.clone(),
                found: vec![FoundPerson {
                    found_by: vec![FoundBy::Number],
                    ..people().remove(0)
                }],
                ..ResultsView::default()
            },
        ),
        Example::new(
            "results-more",
            "/search",
            ResultsView {
                typed: by_name,
                found: people(),
                next: Some(4),
                ..ResultsView::default()
            },
        ),
        Example::new(
            "results-outside",
            "/search",
            ResultsView {
                found: vec![people().remove(0), outside()],
                ..ResultsView::default()
            },
        ),
        Example::new(
            "results-by-commune",
            "/search",
            ResultsView {
                typed: by_home,
                home: Some("Phường Hồng Hà, Thành phố Hà Nội".into()),
                found: vec![people().remove(0)],
                next: Some(1),
                ..ResultsView::default()
            },
        ),
        Example::new(
            "results-none",
            "/search",
            ResultsView {
                typed: by_number,
                ..ResultsView::default()
            },
        ),
    ]
}

fn looked_for(number: &str, name: &str, year: &str) -> TypedSearch {
    TypedSearch {
        person: TypedPerson {
            number: number.into(),
            name: name.into(),
            born: TypedDate::new(["", "", year]),
        },
        ..TypedSearch::default()
    }
}

/// Somebody who is at home elsewhere.
fn outside() -> FoundPerson {
    FoundPerson {
        sex: None,
        born: "1958".into(),
        number: None,
        residence: Some("Tỉnh Hưng Yên".into()),
        household: None,
        is_outside: true,
        ..people().remove(1)
    }
}

fn people() -> Vec<FoundPerson> {
    let rows = [
        (
            "Nguyễn Thị Hoa",
            "1958-03-15",
            None,
            "001158000123",
            "Phường Hồng Hà, Thành phố Hà Nội",
            vec![FoundBy::Name],
        ),
        (
            "Nguyễn Thị Hòa",
            "1958-11",
            None,
            "034158007214",
            "Xã Thái Thụy, Tỉnh Hưng Yên",
            vec![FoundBy::FoldedName, FoundBy::DayAndMonthSwapped],
        ),
        (
            "Nguyễn Thị Hoà",
            "1958",
            Some("2021-08-19"),
            "",
            "",
            vec![FoundBy::FoldedName, FoundBy::LessExactDate],
        ),
        (
            "Nguyễn Thị Ngọc Hoa",
            "1958-07-02",
            None,
            "079158011987",
            "Phường Bình Trưng, Thành phố Hồ Chí Minh",
            vec![FoundBy::LongerName],
        ),
    ];
    rows.into_iter()
        .enumerate()
        .map(
            |(index, (name, born, died, number, residence, found_by))| FoundPerson {
                handle: format!("k3v7q2m9x{index}dh5t8wzr4n6bfyc"),
                name: name.into(),
                sex: Some(Sex::Female),
                born: born.into(),
                died: died.map(Into::into),
                number: (!number.is_empty()).then(|| MaskedNumber::of(number)),
                residence: (!residence.is_empty()).then(|| residence.into()),
                household: (index == 0).then(|| "h3v7q2m9x0dh5t8wzr4n6bfyc".to_owned()),
                is_outside: false,
                found_by,
            },
        )
        .collect()
}
