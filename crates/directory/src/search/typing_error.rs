//! Words that differ by one slip of the fingers.

/// Whether the words differ by exactly one letter: another one, one missing, one too many, or two
/// neighbours swapped.
pub(super) fn is_one_slip_away(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if long.len() - short.len() > 1 {
        return false;
    }
    let Some(first) = std::iter::zip(short, long).position(|(a, b)| a != b) else {
        return long.len() > short.len();
    };
    if long.len() > short.len() {
        return short[first..] == long[first + 1..];
    }
    let replaced = short[first + 1..] == long[first + 1..];
    let swapped = || {
        short.len() > first + 1
            && (short[first], short[first + 1]) == (long[first + 1], long[first])
            && short[first + 2..] == long[first + 2..]
    };
    replaced || swapped()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Every word that one slip can make of this one.
    fn slips(word: &str) -> BTreeSet<String> {
        let letters: Vec<char> = word.chars().collect();
        let mut all = BTreeSet::new();
        for at in 0..=letters.len() {
            for letter in 'a'..='d' {
                let mut longer = letters.clone();
                longer.insert(at, letter);
                all.insert(longer.iter().collect());
                if at < letters.len() {
                    let mut other = letters.clone();
                    other[at] = letter;
                    all.insert(other.iter().collect());
                }
            }
            if at < letters.len() {
                let mut shorter = letters.clone();
                shorter.remove(at);
                all.insert(shorter.iter().collect());
            }
            if at + 1 < letters.len() {
                let mut swapped = letters.clone();
                swapped.swap(at, at + 1);
                all.insert(swapped.iter().collect());
            }
        }
        all.remove(word);
        all
    }

    proptest! {
        #[test]
        fn it_is_what_one_slip_makes(one in "[a-d]{0,5}", other in "[a-d]{0,5}") {
            prop_assert_eq!(is_one_slip_away(&one, &other), slips(&one).contains(&other));
        }

        #[test]
        fn every_slip_is_one(word in "[a-d]{1,6}") {
            for slip in slips(&word) {
                prop_assert!(is_one_slip_away(&word, &slip));
                prop_assert!(is_one_slip_away(&slip, &word));
            }
            prop_assert!(!is_one_slip_away(&word, &word));
        }
    }
}
