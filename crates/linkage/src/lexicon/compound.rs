//! Surnames of several words (`data/vn/name_order.csv`), for names that stand in one column.

const TABLE: &str = include_str!("../../../../data/vn/name_order.csv");

/// No form of theirs has a larger number: they are met before any file is.
pub(super) const FORMS_MAX: u32 = 100;

/// The surnames as forms, also as they are typed without accents; the longest first.
pub(super) fn forms(form: impl Fn(&str) -> Vec<u32>) -> Vec<Vec<u32>> {
    let mut all = Vec::new();
    for surname in TABLE
        .lines()
        .filter_map(|line| line.strip_prefix("surname,"))
    {
        for spelling in [surname.to_owned(), danh_vocabulary::fold(surname)] {
            all.push(spelling.split(' ').flat_map(&form).collect::<Vec<u32>>());
        }
    }
    all.sort_by_key(|words| std::cmp::Reverse(words.len()));
    assert!(
        all.iter().flatten().all(|form| *form <= FORMS_MAX),
        "the table is short"
    );
    all
}
