//! Examples of search results. Nobody in them exists.

use danh_vocabulary::Sex;

use super::{FoundBy, FoundPerson, ResultsView};
use crate::components::MaskedNumber;
use crate::examples::Example;
use crate::pages::search::TypedSearch;

/// Several people, one by number, more than are shown, nobody.
pub fn examples() -> Vec<Example> {
    let by_name = TypedSearch {
        name: "nguyen thi hoa".into(),
        year: "1958".into(),
        ..TypedSearch::default()
    };
    let by_number = TypedSearch {
        number: "001158000123".into(),
        ..TypedSearch::default()
    };
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
            "results-none",
            "/search",
            ResultsView {
                typed: by_number,
                ..ResultsView::default()
            },
        ),
    ]
}

/// Somebody who is at home elsewhere.
fn outside() -> FoundPerson {
    FoundPerson {
        sex: None,
        born: "1958".into(),
        number: None,
        residence: Some("Tỉnh Hưng Yên".into()),
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
                is_outside: false,
                found_by,
            },
        )
        .collect()
}
