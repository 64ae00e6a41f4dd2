//! How people are searched for by those who do not have the papers before them.

use danh_vocabulary::PartialDate;

use crate::reads::Sample;

/// The name with two letters of its longest word swapped, as fingers do.
pub(crate) fn with_swapped_letters(name: &str) -> String {
    let longest = name
        .split(' ')
        .max_by_key(|word| word.len())
        .unwrap_or_default();
    let mut letters: Vec<char> = longest.chars().collect();
    if letters.len() > 2 {
        let place = letters.len() - 2;
        letters.swap(place, place - 1);
    }
    let slipped: String = letters.into_iter().collect();
    name.replacen(longest, &slipped, 1)
}

/// Day and month the wrong way round, where that is a date too.
pub(crate) fn with_swapped_date(sample: &Sample) -> PartialDate {
    let born = sample.born;
    let (Some(month), Some(day)) = (born.month(), born.day()) else {
        return born;
    };
    PartialDate::from_ymd(born.year(), Some(day), Some(month)).unwrap_or(born)
}

/// The year alone.
pub(crate) fn year_only(sample: &Sample) -> PartialDate {
    PartialDate::of_year(sample.born.year()).unwrap_or(sample.born)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_gets_the_slip() {
        assert_eq!(with_swapped_letters("le thi huong"), "le thi hunog");
        assert_eq!(with_swapped_letters("a y"), "a y");
    }
}
