//! What search asks of the tables by which persons are found.

use std::sync::LazyLock;

use danh_store::{Param, Row, StoreError, Tx, params};
use danh_vocabulary::PersonId;

/// Spans asked about in one statement.
const SPANS_A_QUERY: usize = 16;
/// Keys asked about in one statement.
const KEYS_A_QUERY: usize = 64;

static ONE_SPAN: LazyLock<String> = LazyLock::new(|| spans_sql(1));
static MANY_SPANS: LazyLock<String> = LazyLock::new(|| spans_sql(SPANS_A_QUERY));

/// Everybody of a folded name whose birth date, as it is written, is not before `from` nor after `until`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'a> {
    pub(super) name: &'a str,
    pub(super) from: &'a str,
    pub(super) until: &'a str,
}

/// A row by which a person is found by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameRow {
    pub(super) folded_name: String,
    pub(super) born: String,
    pub(super) person: PersonId,
}

/// The rows of each span, the earliest born first, at most `limit` each.
pub(super) fn names_in_spans(
    tx: &mut Tx<'_>,
    spans: &[Span<'_>],
    limit: i64,
) -> Result<Vec<NameRow>, StoreError> {
    let mut found = Vec::new();
    for chunk in spans.chunks(SPANS_A_QUERY) {
        // One text for every number of spans but one, so that it is prepared once. Nobody has an empty name.
        let (sql, arms) = match chunk.len() {
            1 => (&*ONE_SPAN, 1),
            _ => (&*MANY_SPANS, SPANS_A_QUERY),
        };
        let nobody = Span {
            name: "",
            from: "",
            until: "",
        };
        let padded = chunk.iter().copied().chain(std::iter::repeat(nobody));
        let mut params: Vec<Param<'_>> = padded
            .take(arms)
            .flat_map(|span| [span.name, span.from, span.until].map(Param::from))
            .collect();
        params.insert(3, limit.into());
        found.extend(name_rows(&tx.query(sql, &params)?)?);
    }
    Ok(found)
}

fn spans_sql(spans: usize) -> String {
    // Each arm enters the index at its own place and leaves it after so many rows. All share the limit, placeholder 4.
    let arms: Vec<String> = (0..spans)
        .map(|arm| {
            let first = 3 * arm + 1 + usize::from(arm > 0);
            format!(
                "SELECT * FROM (SELECT folded_name, born, person_id FROM person_name
                 WHERE folded_name = ${first} AND born >= ${} AND born <= ${}
                 ORDER BY born, person_id LIMIT $4) AS span_{arm}",
                first + 1,
                first + 2
            )
        })
        .collect();
    arms.join(" UNION ALL ")
}

/// Everybody whose birth date is written so, unless they are more than `most`.
pub(super) fn names_born(
    tx: &mut Tx<'_>,
    born: &str,
    most: usize,
) -> Result<Option<Vec<NameRow>>, StoreError> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let rows = tx.query(
        "SELECT folded_name, born, person_id FROM person_born WHERE born = $1 LIMIT $2",
        params![born, limit],
    )?;
    (rows.len() <= most).then(|| name_rows(&rows)).transpose()
}

/// Names that begin with `beginning`, in the order of the alphabet, each once.
pub(super) fn names_beginning(
    tx: &mut Tx<'_>,
    beginning: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    // From each name the index is entered again behind it: a name that thousands bear costs one step.
    let rows = tx.query(
        "WITH RECURSIVE known (name) AS (
             SELECT * FROM (SELECT folded_name FROM person_name
                 WHERE folded_name >= $1 AND folded_name < $2 ORDER BY folded_name LIMIT 1) AS first
             UNION ALL
             SELECT (SELECT folded_name FROM person_name
                 WHERE folded_name > known.name AND folded_name < $2 ORDER BY folded_name LIMIT 1)
             FROM known WHERE known.name IS NOT NULL
         )
         SELECT name FROM known WHERE name IS NOT NULL LIMIT $3",
        params![&format!("{beginning} "), &format!("{beginning}!"), limit],
    )?;
    texts(&rows)
}

/// Names of which only the first and the last word are known.
pub(super) fn names_of_short(
    tx: &mut Tx<'_>,
    short_names: &[String],
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = |places: &str, next: usize| {
        format!(
            "SELECT folded_name FROM known_name WHERE short_name IN ({places})
             ORDER BY short_name, folded_name LIMIT ${next}"
        )
    };
    by_keys(tx, short_names, Some(limit), sql)
}

/// Known words that share a part with a word: see [`parts_of`](super::parts_of).
pub(super) fn words_of_parts(tx: &mut Tx<'_>, parts: &[String]) -> Result<Vec<String>, StoreError> {
    by_keys(tx, parts, None, |places, _| {
        format!("SELECT word FROM known_word WHERE part IN ({places})")
    })
}

fn by_keys(
    tx: &mut Tx<'_>,
    keys: &[String],
    limit: Option<i64>,
    sql: impl Fn(&str, usize) -> String,
) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for chunk in keys.chunks(KEYS_A_QUERY) {
        // One text for all but a single key; the last key fills what is left.
        let count = if chunk.len() == 1 { 1 } else { KEYS_A_QUERY };
        let places: Vec<String> = (1..=count).map(|place| format!("${place}")).collect();
        let filler = chunk.last().map_or("", String::as_str);
        let padded = chunk.iter().map(String::as_str);
        let mut params: Vec<Param<'_>> = padded
            .chain(std::iter::repeat(filler))
            .take(count)
            .map(Param::from)
            .collect();
        params.extend(limit.map(Param::from));
        found.extend(texts(
            &tx.query(&sql(&places.join(", "), count + 1), &params)?,
        )?);
    }
    Ok(found)
}

/// How many persons are protected.
pub(super) fn protected_count(tx: &mut Tx<'_>) -> Result<usize, StoreError> {
    let row = tx.query_one("SELECT COUNT(*) FROM protected_person", params![])?;
    Ok(usize::try_from(row.get::<i64>(0)?).unwrap_or(usize::MAX))
}

/// Addresses with one code, written on days between two, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Addresses {
    pub(super) code: String,
    pub(super) from: String,
    pub(super) until: String,
}

/// The first residents in the order of their folded names.
pub(super) fn first_residents(
    tx: &mut Tx<'_>,
    at: &Addresses,
    limit: i64,
) -> Result<Vec<(String, PersonId)>, StoreError> {
    let rows = tx.query(
        "SELECT folded_name, person_id FROM resident
         WHERE unit_code = $1 AND written_on >= $2 AND written_on <= $3
         ORDER BY folded_name, person_id LIMIT $4",
        params![&at.code, &at.from, &at.until, limit],
    )?;
    residents(&rows)
}

/// The residents whose folded name is like a pattern, in which `%` stands for anything.
pub(super) fn residents_like(
    tx: &mut Tx<'_>,
    at: &Addresses,
    pattern: &str,
) -> Result<Vec<(String, PersonId)>, StoreError> {
    let rows = tx.query(
        "SELECT folded_name, person_id FROM resident
         WHERE unit_code = $1 AND written_on >= $2 AND written_on <= $3 AND folded_name LIKE $4",
        params![&at.code, &at.from, &at.until, pattern],
    )?;
    residents(&rows)
}

/// The residents with one of the folded names.
pub(super) fn residents_named(
    tx: &mut Tx<'_>,
    at: &Addresses,
    names: &[&str],
) -> Result<Vec<(String, PersonId)>, StoreError> {
    let places: Vec<String> = (4..KEYS_A_QUERY + 4)
        .map(|place| format!("${place}"))
        .collect();
    let sql = format!(
        "SELECT folded_name, person_id FROM resident
         WHERE unit_code = $1 AND written_on >= $2 AND written_on <= $3 AND folded_name IN ({})",
        places.join(", ")
    );
    let mut found = Vec::new();
    for chunk in names.chunks(KEYS_A_QUERY) {
        let mut params = params![&at.code, &at.from, &at.until].to_vec();
        let filler = chunk.last().copied().unwrap_or_default();
        let padded = chunk.iter().copied().chain(std::iter::repeat(filler));
        params.extend(padded.take(KEYS_A_QUERY).map(Param::from));
        found.extend(residents(&tx.query(&sql, &params)?)?);
    }
    Ok(found)
}

fn residents(rows: &[Row]) -> Result<Vec<(String, PersonId)>, StoreError> {
    rows.iter()
        .map(|row| Ok((row.get(0)?, PersonId::from_i64(row.get(1)?))))
        .collect()
}

fn name_rows(rows: &[Row]) -> Result<Vec<NameRow>, StoreError> {
    rows.iter()
        .map(|row| {
            Ok(NameRow {
                folded_name: row.get(0)?,
                born: row.get(1)?,
                person: PersonId::from_i64(row.get(2)?),
            })
        })
        .collect()
}

fn texts(rows: &[Row]) -> Result<Vec<String>, StoreError> {
    rows.iter().map(|row| row.get(0)).collect()
}
