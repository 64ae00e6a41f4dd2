//! Asking for the rows of many keys in one statement.

use danh_store::{Param, Row, StoreError, Tx};

/// How many keys a statement takes: a few texts, each of which is prepared once, whatever the number of keys.
const KEYS_A_STATEMENT: [usize; 3] = [8, 32, 64];
const KEYS_MAX: usize = KEYS_A_STATEMENT[KEYS_A_STATEMENT.len() - 1];

/// The rows of some keys, in no order. `sql` is given the places of the keys, to stand in an `IN`.
pub(crate) fn rows_of_keys(
    tx: &mut Tx<'_>,
    keys: &[i64],
    sql: impl Fn(&str) -> String,
) -> Result<Vec<Row>, StoreError> {
    let mut found = Vec::new();
    for chunk in keys.chunks(KEYS_MAX) {
        let fits = |count: &usize| *count >= chunk.len();
        let count = KEYS_A_STATEMENT.into_iter().find(fits).unwrap_or(KEYS_MAX);
        let places: Vec<String> = (1..=count).map(|place| format!("${place}")).collect();
        // The last key fills what is left.
        let filler = chunk.last().copied().unwrap_or_default();
        let padded = chunk.iter().copied().chain(std::iter::repeat(filler));
        let params: Vec<Param<'_>> = padded.take(count).map(Param::from).collect();
        found.extend(tx.query(&sql(&places.join(", ")), &params)?);
    }
    Ok(found)
}
