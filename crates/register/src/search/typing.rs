//! How many typing errors lie between two folded words.

/// Longer words are not compared letter by letter; no name has them.
const LETTERS_MAX: usize = 32;

/// How many typing errors may lie between two words, by the letters of the shorter one: in a word of two letters every
/// error makes another name.
pub(super) const fn errors_allowed(letters: usize) -> u8 {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// The errors between two words if they are few enough for one to be meant by the other.
///
/// Which of `i` and `y` a letter folds to depends on those before it, so they are one letter here; alone, they are an error.
pub(super) fn errors_between(one: &str, other: &str) -> Option<u8> {
    if one == other {
        return Some(0);
    }
    let allowed = errors_allowed(one.len().min(other.len()));
    // Most words that are compared have nothing to do with each other: their lengths say so first.
    if one.len().abs_diff(other.len()) > usize::from(allowed) {
        return None;
    }
    let (one, other) = without_common_ends(one.as_bytes(), other.as_bytes());
    let errors = match (one, other) {
        ([], []) => 1,
        _ if allowed == 0 => return None,
        ([], [_]) | ([_], [] | [_]) => 1,
        ([a, b], [c, d]) if is_same(*a, *d) && is_same(*b, *c) => 1,
        _ if allowed < 2 || one.len().max(other.len()) > LETTERS_MAX => return None,
        _ => distance(one, other),
    };
    (errors <= allowed.max(1)).then_some(errors)
}

/// Whether two letters are one, as far as typing goes.
const fn is_same(one: u8, other: u8) -> bool {
    with_one_i(one) == with_one_i(other)
}

const fn with_one_i(letter: u8) -> u8 {
    if letter == b'y' { b'i' } else { letter }
}

fn without_common_ends<'a>(mut one: &'a [u8], mut other: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    while let ([first, one_rest @ ..], [same, other_rest @ ..]) = (one, other)
        && is_same(*first, *same)
    {
        (one, other) = (one_rest, other_rest);
    }
    while let ([one_rest @ .., last], [other_rest @ .., same]) = (one, other)
        && is_same(*last, *same)
    {
        (one, other) = (one_rest, other_rest);
    }
    (one, other)
}

/// Optimal string alignment: letters too many, too few, wrong, and neighbours swapped.
fn distance(one: &[u8], other: &[u8]) -> u8 {
    let mut rows = [[0_u8; LETTERS_MAX + 1]; 3];
    for (cell, errors) in rows[1].iter_mut().zip(0..) {
        *cell = errors;
    }
    for (i, letter) in one.iter().enumerate() {
        let (above, row) = ((i + 1) % 3, (i + 2) % 3);
        rows[row][0] = rows[above][0] + 1;
        for (j, same) in other.iter().enumerate() {
            let wrong = rows[above][j] + u8::from(!is_same(*letter, *same));
            let missing = rows[above][j + 1].min(rows[row][j]) + 1;
            let mut errors = wrong.min(missing);
            if i > 0 && j > 0 && is_same(*letter, other[j - 1]) && is_same(one[i - 1], *same) {
                errors = errors.min(rows[i % 3][j - 1] + 1);
            }
            rows[row][j + 1] = errors;
        }
    }
    rows[(one.len() + 1) % 3][other.len()]
}

/// The word, and the word without each of its letters, all with one `i`. Two words with one error between them share one of these.
pub(crate) fn parts_of(word: &str) -> Vec<String> {
    let word = &word.replace('y', "i");
    let mut parts = vec![word.clone()];
    if word.len() > LETTERS_MAX {
        return parts;
    }
    for (at, letter) in word.char_indices() {
        let part = format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]);
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_words_forgive_less() {
        for (one, other, errors) in [
            ("hoa", "hoa", Some(0)),
            ("hoa", "hoan", Some(1)),
            ("hoa", "hao", Some(1)),
            ("hoa", "hong", None),
            ("an", "am", None),
            ("an", "anh", None),
            ("nguyen", "nguien", Some(1)),
            ("nguyen", "nguyne", Some(1)),
            ("nguyen", "ngueyn", Some(1)),
            ("nguyen", "nugyne", Some(2)),
            ("nguyen", "nguuyeen", Some(2)),
            ("nguyen", "guye", None),
            ("nguyen", "nugien", Some(1)),
            ("may", "mai", Some(1)),
            ("nguyen", "trinh", None),
        ] {
            assert_eq!(errors_between(one, other), errors, "{one} {other}");
            assert_eq!(errors_between(other, one), errors, "{other} {one}");
        }
    }

    /// The textbook's table, whole.
    fn slow(one: &[u8], other: &[u8]) -> usize {
        let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let wrong = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
                    let mut least = wrong.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                }
            }
        }
        table[one.len()][other.len()]
    }

    proptest! {
        #[test]
        fn errors_are_those_of_the_textbook(one in "[a-c]{1,9}", other in "[a-c]{1,9}") {
            let errors = slow(one.as_bytes(), other.as_bytes());
            let allowed = errors_allowed(one.len().min(other.len()));
            let wanted = u8::try_from(errors).ok().filter(|errors| *errors <= allowed);
            prop_assert_eq!(errors_between(&one, &other), wanted);
        }

        #[test]
        fn i_and_y_are_one_letter_and_an_error_by_themselves(one in "[aiy]{1,7}", other in "[aiy]{1,7}") {
            let with_one_i = |word: &str| word.replace('y', "i");
            let wanted = match errors_between(&with_one_i(&one), &with_one_i(&other)) {
                Some(0) if one != other => Some(1),
                otherwise => otherwise,
            };
            prop_assert_eq!(errors_between(&one, &other), wanted);
        }

        #[test]
        fn words_with_one_error_share_a_part(one in "[a-c]{2,8}", other in "[a-c]{2,8}") {
            let shared = parts_of(&one).iter().any(|part| parts_of(&other).contains(part));
            prop_assert!(slow(one.as_bytes(), other.as_bytes()) > 1 || shared);
        }
    }
}
