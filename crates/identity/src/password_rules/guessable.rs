//! What is guessed first, with the lists of `data/passwords` (their sources stand beside them).

use std::collections::HashSet;
use std::sync::LazyLock;

use super::PasswordError;

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lists = [
        include_str!("../../../../data/passwords/common_long.txt"),
        include_str!("../../../../data/passwords/common_words.txt"),
        include_str!("../../../../data/passwords/vietnamese_words.txt"),
    ];
    lists.into_iter().flat_map(str::lines).collect()
});

/// What stands beside each other on a keyboard, or in the order that everybody knows.
const WALKS: [&str; 9] = [
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujm",
    "!@#$%^&*()",
];
/// So many characters in the order of a walk are no chance.
const WALK_CHARACTERS_MIN: usize = 4;
/// So many characters must be left that nobody guesses.
const OWN_CHARACTERS_MIN: usize = 6;

/// Refuses a folded password that is guessed first.
pub(super) fn check(password: &str, account: &[String]) -> Result<(), PasswordError> {
    if is_common(password) {
        return Err(PasswordError::Common);
    }
    if is_repetition(password) || without_walks(password).len() < OWN_CHARACTERS_MIN {
        return Err(PasswordError::Pattern);
    }
    if own_letters(password, account) < OWN_CHARACTERS_MIN {
        return Err(PasswordError::AboutAccount);
    }
    Ok(())
}

/// On the list as it is, without its spaces and signs, or without the digits and signs around it.
fn is_common(password: &str) -> bool {
    let plain: String = password.chars().filter(|it| it.is_alphanumeric()).collect();
    let core = plain.trim_matches(|it: char| it.is_ascii_digit());
    let undisguised: String = core.chars().map(undisguised).collect();
    [password, &plain, core, &undisguised]
        .iter()
        .any(|it| COMMON.contains(*it))
}

/// The letter that a digit or sign is written for.
const fn undisguised(it: char) -> char {
    match it {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// One piece at least twice, and nothing else.
fn is_repetition(password: &str) -> bool {
    let letters: Vec<char> = password.chars().collect();
    let is_period = |length: usize| {
        letters.len().is_multiple_of(length)
            && letters
                .chunks(length)
                .all(|piece| piece == &letters[..length])
    };
    (1..=letters.len() / 2).any(is_period)
}

/// What is left when walks over the keyboard and runs of one character are taken out.
fn without_walks(password: &str) -> Vec<char> {
    let letters: Vec<char> = password.chars().collect();
    let mut left = Vec::new();
    let mut place = 0;
    while place < letters.len() {
        let walked = walk_length(&letters[place..]);
        if walked >= WALK_CHARACTERS_MIN {
            place += walked;
        } else {
            left.push(letters[place]);
            place += 1;
        }
    }
    left
}

/// How many characters from the first on follow one walk, in either direction, or are the same.
fn walk_length(letters: &[char]) -> usize {
    let same = letters.iter().take_while(|it| **it == letters[0]).count();
    let along = WALKS.iter().flat_map(|walk| {
        let forwards: Vec<char> = walk.chars().collect();
        let backwards: Vec<char> = walk.chars().rev().collect();
        [forwards, backwards].map(|walk| common_prefix(&walk, letters))
    });
    along.fold(same, usize::max)
}

/// How many characters follow the walk from where it has the first of them.
fn common_prefix(walk: &[char], letters: &[char]) -> usize {
    let starts = (0..walk.len()).filter(|start| walk[*start] == letters[0]);
    let lengths = starts.map(|start| {
        let pairs = walk[start..].iter().zip(letters);
        pairs
            .take_while(|(on_walk, typed)| on_walk == typed)
            .count()
    });
    lengths.max().unwrap_or(0)
}

/// Letters that are no part of a word of the account's; digits and signs around such words are guessed with them.
fn own_letters(password: &str, account: &[String]) -> usize {
    let rest = account
        .iter()
        .fold(password.to_owned(), |rest, word| rest.replace(&**word, " "));
    if rest == password {
        return usize::MAX;
    }
    rest.chars().filter(|it| it.is_alphabetic()).count()
}
