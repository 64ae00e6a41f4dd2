//! The slips themselves: a text or a date as somebody else wrote it down.

use danh_vocabulary::Name;
use jiff::civil::Date;

use super::model::ErrorModel;
use crate::dice::Dice;
use crate::generate::spelling;

/// Which of some errors that exclude each other happens, by their shares; nothing if none does.
pub(super) fn one_of(shares: &[f64], factor: f64, dice: &mut Dice) -> Option<usize> {
    let mut drawn = dice.unit();
    for (index, share) in shares.iter().enumerate() {
        drawn -= share * factor;
        if drawn < 0.0 {
            return Some(index);
        }
    }
    None
}

pub(super) fn digit_wrong(number: &str, dice: &mut Dice) -> String {
    let at = below(number.len(), dice);
    let change = |(place, c): (usize, char)| match c.to_digit(10) {
        Some(digit) if place == at => {
            char::from_digit((digit + 1 + dice.below(9)) % 10, 10).unwrap_or(c)
        }
        _ => c,
    };
    number.chars().enumerate().map(change).collect()
}

pub(super) fn digits_transposed(number: &str, dice: &mut Dice) -> String {
    let mut digits: Vec<char> = number.chars().collect();
    let at = below(digits.len() - 1, dice);
    digits.swap(at, at + 1);
    digits.into_iter().collect()
}

/// The name as the agency has it.
pub(super) fn name(name: &Name, model: &ErrorModel, factor: f64, dice: &mut Dice) -> String {
    let shares = [
        model.name_accents,
        model.name_one_word,
        model.name_respelt,
        model.name_no_middle,
        model.name_initials,
        model.name_swapped,
        model.name_typo,
        model.name_misread,
    ];
    let other = match one_of(&shares[..4], factor.min(3.0), dice) {
        Some(0) => spelling::without_accents(name),
        Some(1) => spelling::one_word_without_accents(name, dice),
        Some(2) => spelling::respelt(name),
        Some(3) => spelling::without_middle(name),
        _ => None,
    };
    let other = other.unwrap_or_else(|| name.clone());
    let text = match one_of(&shares[4..], factor, dice) {
        Some(0) => initials(&other),
        Some(1) => swapped(&other),
        Some(2) => typo(other.as_str(), dice),
        Some(3) => misread(other.as_str(), dice),
        _ => other.as_str().to_owned(),
    };
    let cut: String = text.chars().take(model.name_length_max).collect();
    let cut = cut.trim();
    if dice.chance(model.name_capitals) {
        cut.to_uppercase()
    } else {
        cut.to_owned()
    }
}

fn initials(name: &Name) -> String {
    let parts = name.parts();
    let first = |word: &str| word.chars().next().map(|c| format!("{c}."));
    let middle: Vec<String> = parts.middle.split(' ').filter_map(first).collect();
    [parts.surname, &middle.join(" "), parts.given]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn swapped(name: &Name) -> String {
    let words: Vec<&str> = name.as_str().split(' ').collect();
    match words.split_last() {
        Some((given, before)) if !before.is_empty() => format!("{given} {}", before.join(" ")),
        _ => name.as_str().to_owned(),
    }
}

/// A letter left out, doubled, replaced, or exchanged with the next.
fn typo(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = below(letters.len(), dice);
    if letters[at] == ' ' {
        return text.to_owned();
    }
    match dice.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = char::from(b'a' + u8::try_from(dice.below(26)).unwrap_or(0)),
        _ if at + 1 < letters.len() && letters[at + 1] != ' ' => letters.swap(at, at + 1),
        _ => drop(letters.remove(at)),
    }
    letters.into_iter().collect()
}

/// What a scanner takes for each other.
const LOOKALIKES: [(char, char); 8] = [
    ('i', 'l'),
    ('l', 'i'),
    ('o', 'c'),
    ('c', 'o'),
    ('n', 'm'),
    ('u', 'v'),
    ('h', 'b'),
    ('g', 'q'),
];

/// A letter taken for one that looks like it; the text as it is, if it has none.
fn misread(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let other = |c: char| {
        let pair = LOOKALIKES.iter().find(|(from, _)| *from == c);
        pair.map(|(_, to)| *to)
    };
    let places: Vec<usize> = (0..letters.len())
        .filter(|at| other(letters[*at]).is_some())
        .collect();
    if !places.is_empty() {
        let at = *dice.one_of(&places);
        letters[at] = other(letters[at]).unwrap_or(letters[at]);
    }
    letters.into_iter().collect()
}

/// Year, month and day as the agency has them; month and day may be unknown, or all of it.
pub(super) fn date(
    born: Date,
    model: &ErrorModel,
    factor: f64,
    dice: &mut Dice,
) -> Option<(i16, Option<(i8, i8)>)> {
    let shares = [
        model.date_swapped,
        model.date_january,
        model.date_year_only,
        model.date_day,
        model.date_month,
        model.date_year_near,
        model.date_year,
        model.date_missing,
    ];
    let (year, month, day) = (born.year(), born.month(), born.day());
    let another = |last: i16, dice: &mut Dice| i8::try_from(dice.between(1, last)).unwrap_or(1);
    Some(match one_of(&shares, factor, dice) {
        Some(7) => return None,
        Some(0) if day <= 12 => (year, Some((day, month))),
        Some(1) => (year, Some((1, 1))),
        Some(2) => (year, None),
        Some(3) => (year, Some((month, another(28, dice)))),
        Some(4) => (year, Some((another(12, dice), day.min(28)))),
        Some(5) => {
            let year = if dice.chance(0.5) { year - 1 } else { year + 1 };
            (year, Some((month, day.min(28))))
        }
        Some(6) => (
            year - year % 10 + dice.between(0, 9),
            Some((month, day.min(28))),
        ),
        _ => (year, Some((month, day))),
    })
}

pub(super) fn below(bound: usize, dice: &mut Dice) -> usize {
    dice.below(u32::try_from(bound).expect("texts are shorter than 2^32")) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_slips() {
        let mut dice = Dice::of_template(3);
        for _ in 0..200 {
            let wrong = digit_wrong("001096000123", &mut dice);
            let differing = wrong.chars().zip("001096000123".chars());
            assert_eq!(differing.filter(|(one, other)| one != other).count(), 1);
            assert_eq!(digits_transposed("123456789", &mut dice).len(), 9);
        }
        let name: Name = "Nguyễn Thị Minh Khai".parse().unwrap();
        assert_eq!(initials(&name), "Nguyễn T. M. Khai");
        assert_eq!(swapped(&name), "Khai Nguyễn Thị Minh");
        assert_eq!(one_of(&[0.0, 1.0], 1.0, &mut dice), Some(1));
        assert_eq!(one_of(&[0.0, 0.0], 9.0, &mut dice), None);
    }
}
