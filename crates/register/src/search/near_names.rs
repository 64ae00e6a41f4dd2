//! The names on record that a typed one may have been meant for.
//!
//! With these, people are looked up by their exact names, however many bear names that are spelt alike: what is near is found among
//! the names, of which there are few, and not among the people.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use danh_store::{StoreError, Tx};
use danh_vocabulary::fold;

use super::asked_name::AskedName;
use super::matched::{DateFit, Match};
use super::queries;
use super::typing::{errors_between, parts_of};
use crate::known_names::short_name;

/// Names looked up for one question at the most, the nearest first.
const NAMES_MAX: usize = 200;
/// Names with the same first and last word that are looked at.
const SHORT_NAMES_MAX: i64 = 3_000;
/// Names looked at whose first or last word is near the one typed.
const NEAR_SHORT_NAMES_MAX: i64 = 600;
/// Names looked at that go on after what was typed.
const LONGER_NAMES_MAX: i64 = 32;
/// Letters of the longest syllable: `nghieng`.
const SYLLABLE_MAX: usize = 7;
/// Words that letters without spaces are cut into at the most, and ways to cut them.
const CUT_WORDS_MAX: usize = 6;
const CUTS_MAX: usize = 24;

/// The names that may be meant, the nearest first; the one that was typed is the first of them, whether anybody bears it or not.
pub(super) fn near_names(tx: &mut Tx<'_>, asked: &AskedName) -> Result<Vec<String>, StoreError> {
    let mut near = Nearest::to(asked);
    near.propose([asked.folded().to_owned()]);
    let same_ends: BTreeSet<String> = asked.orders().iter().map(|order| ends(order)).collect();
    let same_ends: Vec<String> = same_ends.into_iter().collect();
    near.propose(queries::names_of_short(tx, &same_ends, SHORT_NAMES_MAX)?);
    let near_ends = near_ends(asked.words(), &near_words(tx, asked.words())?);
    near.propose(queries::names_of_short(
        tx,
        &near_ends,
        NEAR_SHORT_NAMES_MAX,
    )?);
    near.propose(queries::names_beginning(
        tx,
        asked.folded(),
        LONGER_NAMES_MAX,
    )?);
    near.propose(cut_into_words(tx, asked)?);
    Ok(near.into_names())
}

/// Of thousands of names the few that may be meant.
struct Nearest<'asked> {
    asked: &'asked AskedName,
    /// How good a match each is, and the name.
    names: Vec<(Reverse<u16>, String)>,
}

impl<'asked> Nearest<'asked> {
    const fn to(asked: &'asked AskedName) -> Self {
        Self {
            asked,
            names: Vec::new(),
        }
    }

    fn propose(&mut self, names: impl IntoIterator<Item = String>) {
        for name in names {
            let Some(differences) = self.asked.differences(&name) else {
                continue;
            };
            let matched = Match {
                name: differences,
                date: DateFit::Fits,
            };
            let score = matched.score();
            if score >= Match::SCORE_MIN {
                self.names.push((Reverse(score), name));
            }
        }
    }

    /// Each once; names that are equally near in the order of the alphabet.
    fn into_names(mut self) -> Vec<String> {
        self.names.sort_unstable();
        self.names.dedup();
        self.names.truncate(NAMES_MAX);
        self.names.into_iter().map(|(_, name)| name).collect()
    }
}

/// For the first and the last word the known words that each may be a typing error of. Errors in between are found among the names
/// with the same ends.
fn near_words(
    tx: &mut Tx<'_>,
    words: &[String],
) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
    let ends = [words.first(), words.last()].into_iter().flatten();
    let parts: BTreeSet<String> = ends.clone().flat_map(|word| parts_of(word)).collect();
    let parts: Vec<String> = parts.into_iter().collect();
    let known: BTreeSet<String> = queries::words_of_parts(tx, &parts)?.into_iter().collect();
    let near = ends.map(|word| {
        let near = known.iter().filter(|known| {
            *known != word && errors_between(word, known).is_some_and(|errors| errors > 0)
        });
        (word.clone(), near.cloned().collect())
    });
    Ok(near.collect())
}

fn ends(words: &[String]) -> String {
    short_name(&words.join(" "))
}

/// First and last words of which one may be a typing error.
fn near_ends(words: &[String], near_words: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let [first, .., last] = words else {
        return Vec::new();
    };
    let near = |word| near_words.get(word).into_iter().flatten();
    let firsts = near(first).map(|near| format!("{near} {last}"));
    let lasts = near(last).map(|near| format!("{first} {near}"));
    firsts.chain(lasts).collect()
}

/// Names of known words whose letters, without spaces, are those typed. Only asked for when words were run together or apart: a
/// name of which each word is known has its spaces where they belong.
fn cut_into_words(tx: &mut Tx<'_>, asked: &AskedName) -> Result<Vec<String>, StoreError> {
    let letters = asked.letters();
    let runs_together = asked.words().iter().any(|word| word.len() > SYLLABLE_MAX);
    let known = words_known(tx, asked.words())?;
    let all_known = asked.words().iter().all(|word| known.contains(word));
    if !letters.is_ascii() || letters.len() > CUT_WORDS_MAX * SYLLABLE_MAX {
        return Ok(Vec::new());
    }
    if all_known || (!runs_together && asked.words().len() < 2) {
        return Ok(Vec::new());
    }
    let pieces: BTreeSet<String> = (0..letters.len())
        .flat_map(|from| {
            (from + 1..=letters.len().min(from + SYLLABLE_MAX)).map(move |to| (from, to))
        })
        .map(|(from, to)| fold(&letters[from..to]))
        .collect();
    let pieces: Vec<String> = pieces.into_iter().collect();
    let known = words_known(tx, &pieces)?;
    let mut cuts = Vec::new();
    cut(letters, &known, &mut Vec::new(), &mut cuts);
    Ok(cuts)
}

/// Those of the words that are known.
fn words_known(tx: &mut Tx<'_>, words: &[String]) -> Result<BTreeSet<String>, StoreError> {
    let whole: BTreeSet<String> = words
        .iter()
        .filter_map(|word| parts_of(word).into_iter().next())
        .collect();
    let whole: Vec<String> = whole.into_iter().collect();
    let wanted: BTreeSet<&String> = words.iter().collect();
    let sharing_a_part = queries::words_of_parts(tx, &whole)?.into_iter();
    Ok(sharing_a_part
        .filter(|word| wanted.contains(word))
        .collect())
}

/// Long words first: `nguyen van an` before `nguyen va nan`.
fn cut(letters: &str, known: &BTreeSet<String>, words: &mut Vec<String>, cuts: &mut Vec<String>) {
    if letters.is_empty() {
        cuts.push(words.join(" "));
        return;
    }
    for to in (1..=letters.len().min(SYLLABLE_MAX)).rev() {
        if cuts.len() == CUTS_MAX || words.len() == CUT_WORDS_MAX {
            return;
        }
        let word = fold(&letters[..to]);
        if known.contains(&word) {
            words.push(word);
            cut(&letters[to..], known, words, cuts);
            words.pop();
        }
    }
}
