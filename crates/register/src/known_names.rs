//! The names and words that anybody in the register bears: what a typing error can have been meant for.
//!
//! There are a few thousand words in ten million names and not a tenth as many names as people, so these tables stay small, and a
//! name that is known costs one look. They only grow: a name nobody bears any more finds nobody.

use std::collections::BTreeSet;

use danh_store::{Param, StoreError, Tx, params};

use crate::search::parts_of;

/// Rows of one statement when there are many.
const ROWS_A_STATEMENT: usize = 100;

/// The first and the last word of a folded name: what is left when the names between are forgotten.
pub(crate) fn short_name(folded: &str) -> String {
    match (folded.split_once(' '), folded.rsplit_once(' ')) {
        (Some((first, _)), Some((_, last))) => format!("{first} {last}"),
        _ => folded.to_owned(),
    }
}

/// Keeps those folded names that are not known yet, with their words.
pub(crate) fn keep(tx: &mut Tx<'_>, folded: &BTreeSet<&str>) -> Result<(), StoreError> {
    let rows: Vec<(String, &str)> = folded
        .iter()
        .map(|folded| (short_name(folded), *folded))
        .collect();
    let mut new_names = 0;
    let (whole, rest) = rows.as_chunks::<ROWS_A_STATEMENT>();
    for chunk in whole {
        new_names += insert_names(tx, chunk)?;
    }
    for (short, folded) in rest {
        if is_known(tx, short, folded)? {
            continue;
        }
        new_names += tx.execute(
            "INSERT INTO known_name (short_name, folded_name) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            params![short, *folded],
        )?;
    }
    if new_names == 0 {
        return Ok(());
    }
    let words: BTreeSet<&str> = folded.iter().flat_map(|name| name.split(' ')).collect();
    for word in words {
        keep_word(tx, word)?;
    }
    Ok(())
}

/// Nearly every name is, and to ask takes no turn of the writer.
fn is_known(tx: &mut Tx<'_>, short: &str, folded: &str) -> Result<bool, StoreError> {
    let row = tx.query_lasting(
        "SELECT 1 FROM known_name WHERE short_name = $1 AND folded_name = $2",
        params![short, folded],
    )?;
    Ok(row.is_some())
}

fn insert_names(tx: &mut Tx<'_>, rows: &[(String, &str)]) -> Result<u64, StoreError> {
    let places: Vec<String> = (0..rows.len())
        .map(|row| format!("(${}, ${})", 2 * row + 1, 2 * row + 2))
        .collect();
    let sql = format!(
        "INSERT INTO known_name (short_name, folded_name) VALUES {} ON CONFLICT DO NOTHING",
        places.join(", ")
    );
    let params: Vec<Param<'_>> = rows
        .iter()
        .flat_map(|(short, folded)| [short.into(), (*folded).into()])
        .collect();
    tx.execute(&sql, &params)
}

fn keep_word(tx: &mut Tx<'_>, word: &str) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO known_word (part, word) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    // The first part is that of the whole word: who kept it kept the others.
    for (place, part) in parts_of(word).iter().enumerate() {
        if tx.execute(SQL, params![part, word])? == 0 && place == 0 {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_the_first_and_the_last_word() {
        for (folded, short) in [
            ("nguyen thi thanh hoa", "nguyen hoa"),
            ("nguyen hoa", "nguyen hoa"),
            ("hoa", "hoa"),
        ] {
            assert_eq!(short_name(folded), short);
        }
    }
}
