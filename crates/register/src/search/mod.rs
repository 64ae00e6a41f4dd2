//! Finding a person by a number held now or before, or by name and birth date typed without accents.

use std::collections::HashSet;

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{Cmnd, Name, PartialDate, PersonId, PersonalNumber, fold};

use crate::person::PersonState;
use crate::person_queries;

/// Rows looked at for one question at the most; a name without a date can have many thousands.
const CANDIDATES_MAX: i64 = 2_000;
/// Bytes of a folded name at the most: no name on record is longer, and nobody waits for the comparison of a book.
const NAME_BYTES_MAX: usize = 4 * Name::CHARS_MAX;

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// A personal number, in force or cancelled.
    Number(PersonalNumber),
    /// A 9-digit number of an earlier card.
    FormerCard(Cmnd),
    /// A name, with or without accents and in any case, and the birth date as far as it is known.
    Name {
        /// The name as it was typed.
        name: String,
        /// The birth date; a person on record by year only is found by a whole date of that year.
        born: Option<PartialDate>,
    },
}

/// Which part of the ranked answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchPage {
    /// How many better answers were seen already.
    pub offset: usize,
    /// How many are wanted at the most.
    pub size: usize,
}

/// What was found, the best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The persons of this page with their state now.
    pub persons: Vec<(PersonId, PersonState)>,
    /// Whether there are more.
    pub more: bool,
}

/// Searches the register as it is now.
pub fn search(tx: &mut Tx<'_>, wanted: &Search, page: SearchPage) -> Result<Found, StoreError> {
    let ranked = match wanted {
        Search::Number(number) => person_queries::person_id_by_number(tx, *number)?
            .into_iter()
            .collect(),
        Search::FormerCard(number) => person_queries::persons_by_former_card(tx, *number)?,
        Search::Name { name, born } => by_name(tx, &fold(name), *born)?,
    };
    let mut persons = Vec::new();
    for person in ranked.iter().skip(page.offset).take(page.size) {
        if let Some((_, state)) = person_queries::person_by_id(tx, *person)? {
            persons.push((*person, state));
        }
    }
    Ok(Found {
        persons,
        more: ranked.len() > page.offset.saturating_add(page.size),
    })
}

struct Candidate {
    folded_name: String,
    born: String,
    person: PersonId,
}

fn by_name(
    tx: &mut Tx<'_>,
    folded: &str,
    born: Option<PartialDate>,
) -> Result<Vec<PersonId>, StoreError> {
    if folded.is_empty() || folded.len() > NAME_BYTES_MAX {
        return Ok(Vec::new());
    }
    let mut candidates = exact_name(tx, folded, born)?;
    match born {
        Some(born) if born.is_day() => candidates.extend(near_name(tx, folded, born)?),
        _ => candidates.extend(name_beginning(tx, folded, born)?),
    }
    let mut ranked: Vec<(u32, Candidate)> = candidates
        .into_iter()
        .filter_map(|candidate| Some((rank(folded, born, &candidate)?, candidate)))
        .collect();
    ranked.sort_by(|(rank, one), (other_rank, other)| {
        (rank, &one.folded_name, &one.born, one.person).cmp(&(
            other_rank,
            &other.folded_name,
            &other.born,
            other.person,
        ))
    });
    let mut seen = HashSet::with_capacity(ranked.len());
    let persons = ranked.into_iter().map(|(_, candidate)| candidate.person);
    Ok(persons.filter(|person| seen.insert(*person)).collect())
}

/// Less is better; `None` is no match.
fn rank(folded: &str, born: Option<PartialDate>, candidate: &Candidate) -> Option<u32> {
    let name_rank = if candidate.folded_name == folded {
        0
    } else {
        words_apart(folded, &candidate.folded_name)?
    };
    let date_rank = match born {
        Some(born) if candidate.born != born.to_string() => {
            let on_record: PartialDate = candidate.born.parse().ok()?;
            if !on_record.matches(&born) {
                return None;
            }
            1
        }
        _ => 0,
    };
    Some(name_rank * 2 + date_rank)
}

/// How many words one of two names has more than the other, when it has all the other's: middle names are often dropped.
fn words_apart(wanted: &str, on_record: &str) -> Option<u32> {
    let (mut longer, mut shorter): (Vec<&str>, Vec<&str>) =
        (on_record.split(' ').collect(), wanted.split(' ').collect());
    if shorter.len() > longer.len() {
        std::mem::swap(&mut longer, &mut shorter);
    }
    // One word in common says nothing when it is the searcher who typed more.
    if shorter.len() < 2 && shorter.len() < wanted.split(' ').count() {
        return None;
    }
    for word in shorter {
        let place = longer.iter().position(|other| *other == word)?;
        longer.remove(place);
    }
    u32::try_from(longer.len()).ok()
}

fn exact_name(
    tx: &mut Tx<'_>,
    folded: &str,
    born: Option<PartialDate>,
) -> Result<Vec<Candidate>, StoreError> {
    let rows = match born {
        Some(born) if born.is_day() => {
            let [day, month, year] = [born.to_string(), month_of(born), year_of(born)];
            tx.query(
                "SELECT folded_name, born, person_id FROM person_name
                 WHERE folded_name = $1 AND born IN ($2, $3, $4) ORDER BY born DESC, person_id LIMIT $5",
                params![folded, &day, &month, &year, CANDIDATES_MAX],
            )?
        }
        _ => {
            let (from, until) = date_range(born);
            tx.query(
                "SELECT folded_name, born, person_id FROM person_name
                 WHERE folded_name = $1 AND born >= $2 AND born < $3 ORDER BY born, person_id LIMIT $4",
                params![folded, &from, &until, CANDIDATES_MAX],
            )?
        }
    };
    candidates(&rows)
}

/// Everyone who may be born on the day and whose name may be the one wanted with a word more or less.
fn near_name(
    tx: &mut Tx<'_>,
    folded: &str,
    born: PartialDate,
) -> Result<Vec<Candidate>, StoreError> {
    // Everyone born on the day, so that the words may stand in any order: a few hundred in a country of ten million.
    let mut candidates = born_as_written(tx, &born.to_string(), ("", "\u{10ffff}"))?;
    // The first word is the surname, which nobody drops. It keeps days on which very many are on record (1 January, or a
    // whole year) from hiding the names at the end of the alphabet.
    let surname = folded.split(' ').next().unwrap_or_default();
    let (first, last) = (format!("{surname} "), format!("{surname}!"));
    for written in [born.to_string(), month_of(born), year_of(born)] {
        candidates.extend(born_as_written(tx, &written, (&first, &last))?);
    }
    Ok(candidates)
}

/// Those with a birth date as written and a folded name in a half-open range.
fn born_as_written(
    tx: &mut Tx<'_>,
    born: &str,
    (first, last): (&str, &str),
) -> Result<Vec<Candidate>, StoreError> {
    let rows = tx.query(
        "SELECT folded_name, born, person_id FROM person_name
         WHERE born = $1 AND folded_name >= $2 AND folded_name < $3 ORDER BY folded_name, person_id LIMIT $4",
        params![born, first, last, CANDIDATES_MAX],
    )?;
    candidates(&rows)
}

fn name_beginning(
    tx: &mut Tx<'_>,
    folded: &str,
    born: Option<PartialDate>,
) -> Result<Vec<Candidate>, StoreError> {
    let (from, until) = date_range(born);
    // A blank after the words, so that `nguyen van an` does not bring every `nguyen van anh`.
    let (first, last) = (format!("{folded} "), format!("{folded}!"));
    let rows = tx.query(
        "SELECT folded_name, born, person_id FROM person_name
         WHERE folded_name > $1 AND folded_name < $2 AND born >= $3 AND born < $4
         ORDER BY folded_name, born, person_id LIMIT $5",
        params![&first, &last, &from, &until, CANDIDATES_MAX],
    )?;
    candidates(&rows)
}

/// All dates, or those that a year or a month of a year allows, as a half-open range of their texts.
fn date_range(born: Option<PartialDate>) -> (String, String) {
    match born {
        None => (String::new(), "~".to_owned()),
        // A person on record by year only is wanted too when a month is given.
        Some(born) => (year_of(born), format!("{born}~")),
    }
}

fn year_of(born: PartialDate) -> String {
    format!("{:04}", born.year())
}

fn month_of(born: PartialDate) -> String {
    format!("{:04}-{:02}", born.year(), born.month().unwrap_or(0))
}

fn candidates(rows: &[Row]) -> Result<Vec<Candidate>, StoreError> {
    rows.iter()
        .map(|row| {
            Ok(Candidate {
                folded_name: row.get(0)?,
                born: row.get(1)?,
                person: PersonId::from_i64(row.get(2)?),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_middle_name_is_one_word_apart() {
        assert_eq!(words_apart("nguyen hoa", "nguyen thi hoa"), Some(1));
        assert_eq!(words_apart("nguyen thi hoa", "nguyen hoa"), Some(1));
        assert_eq!(words_apart("hoa nguyen thi", "nguyen thi hoa"), Some(0));
        assert_eq!(words_apart("nguyen thi lan", "nguyen thi hoa"), None);
        assert_eq!(words_apart("nguyen thi hoa", "hoa"), None);
        assert_eq!(words_apart("hoa", "nguyen thi hoa"), Some(2));
    }
}
