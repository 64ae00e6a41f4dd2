//! The register streams past the table of keys.

use super::marks::{MARKS_MAX, Marks};
use super::rule::Rule;
use super::table::KeyTable;
use crate::compare::Comparer;
use crate::compare::level::Levels;
use crate::read::Rows;

/// A pair that was compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) record: u32,
    pub(crate) person: u32,
    pub(crate) levels: Levels,
    pub(crate) rarity: f32,
    /// The first rule that found it; [`BY_NUMBER`] for none.
    pub(crate) rule: u8,
}

/// Stands for a number in the place of a rule.
pub(crate) const BY_NUMBER: u8 = u8::MAX;

/// What is searched for.
pub(crate) struct Search<'a> {
    pub(crate) comparer: &'a Comparer<'a>,
    pub(crate) marks: &'a Marks,
    pub(crate) rules: &'a [Rule],
    /// The marks that rules ask, as bits.
    pub(crate) wanted: u32,
    pub(crate) table: &'a KeyTable,
    pub(crate) records: &'a Rows,
}

/// Rows of the register looked up at a time: their keys stay in the processor.
const BLOCK_ROWS: usize = 512;

/// The pairs of one chunk of the register whose first row is `first`, those that `keep` keeps.
pub(crate) fn search(
    search: &Search<'_>,
    chunk: &[u32],
    first: usize,
    keep: impl Fn(&Found) -> bool,
) -> Vec<Found> {
    let layout = search.comparer.layout;
    let stride = layout.register.stride;
    let mut found = Vec::new();
    let mut keys = Vec::new();
    let mut hits: Vec<(u16, u8, u64)> = Vec::new();
    let mut near: Vec<(u32, u8)> = Vec::new();
    for (block, rows) in chunk.chunks(BLOCK_ROWS * stride).enumerate() {
        keys.clear();
        for row in rows.chunks_exact(stride) {
            add_keys(search, row, &mut keys);
        }
        hits.clear();
        let rules = search.rules.len();
        for (at, key) in keys.iter().enumerate() {
            if *key != 0 && search.table.may_have(*key) {
                hits.push(((at / rules) as u16, (at % rules) as u8, *key));
            }
        }
        let mut rest = hits.as_slice();
        while let [(row, ..), ..] = rest {
            let same = rest.iter().take_while(|(it, ..)| it == row).count();
            near.clear();
            for (_, rule, key) in &rest[..same] {
                near.extend(search.table.get(*key).map(|record| (record, *rule)));
            }
            rest = &rest[same..];
            near.sort_unstable();
            near.dedup_by_key(|(record, _)| *record);
            let at = usize::from(*row);
            let person = &rows[at * stride..][..stride];
            for (record, rule) in &near {
                let compared = search
                    .comparer
                    .compare(search.records.row(*record as usize), person);
                let mut pair = Found {
                    record: *record,
                    person: (first + block * BLOCK_ROWS + at) as u32,
                    levels: compared.levels,
                    rarity: compared.rarity,
                    rule: *rule,
                };
                if keep(&pair) {
                    pair.rarity -= search.comparer.context_bits(pair.levels, person);
                    found.push(pair);
                }
            }
        }
    }
    found
}

#[inline]
fn add_keys(search: &Search<'_>, row: &[u32], keys: &mut Vec<u64>) {
    let layout = search.comparer.layout;
    let mut hashes = [0; MARKS_MAX];
    search.marks.hashes(
        layout,
        row,
        (layout.register.numbers, search.wanted),
        &mut hashes,
    );
    for (number, rule) in search.rules.iter().enumerate() {
        keys.push(rule.key(number, &hashes));
    }
}
