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
    /// The records' keys, by rule.
    pub(crate) tables: &'a [KeyTable],
    pub(crate) records: &'a Rows,
}

/// Rows of the register looked up at a time: one rule after the other, so that its filter stays in
/// the processor.
const BLOCK_ROWS: usize = 1 << 15;

/// The pairs of one chunk of the register whose first row is `first`, those that `keep` keeps.
pub(crate) fn search(
    search: &Search<'_>,
    chunk: &[u32],
    first: usize,
    keep: impl Fn(&Found) -> bool,
) -> Vec<Found> {
    let stride = search.comparer.layout.register.stride;
    let mut found = Vec::new();
    let mut keys: Vec<Vec<u64>> = vec![Vec::new(); search.rules.len()];
    let mut near: Vec<u64> = Vec::new();
    for (block, rows) in chunk.chunks(BLOCK_ROWS * stride).enumerate() {
        make_keys(search, rows, &mut keys);
        near.clear();
        for (rule, (keys, table)) in keys.iter().zip(search.tables).enumerate() {
            for (row, key) in keys.iter().enumerate() {
                if *key != 0 && table.may_have(*key) {
                    let records = table.get(*key);
                    near.extend(records.map(|record| packed(row, record, rule)));
                }
            }
        }
        near.sort_unstable();
        near.dedup_by_key(|pair| *pair >> RULE_BITS);
        for pair in &near {
            let (row, record, rule) = unpacked(*pair);
            let person = &rows[row * stride..][..stride];
            let compared = search
                .comparer
                .compare(search.records.row(record as usize), person);
            let mut pair = Found {
                record,
                person: (first + block * BLOCK_ROWS + row) as u32,
                levels: compared.levels,
                rarity: compared.rarity,
                rule,
            };
            if keep(&pair) {
                pair.rarity -= search.comparer.context_bits(pair.levels, person);
                found.push(pair);
            }
        }
    }
    found
}

const RULE_BITS: u32 = 8;

/// A row of the block, a record and the rule that found them, in the order they are looked at.
const fn packed(row: usize, record: u32, rule: usize) -> u64 {
    ((row as u64) << 32 | record as u64) << RULE_BITS | rule as u64
}

const fn unpacked(pair: u64) -> (usize, u32, u8) {
    let record = (pair >> RULE_BITS & 0xffff_ffff) as u32;
    (
        (pair >> (32 + RULE_BITS)) as usize,
        record,
        (pair & 0xff) as u8,
    )
}

/// The keys of some rows by each rule.
fn make_keys(search: &Search<'_>, rows: &[u32], keys: &mut [Vec<u64>]) {
    let layout = search.comparer.layout;
    keys.iter_mut().for_each(Vec::clear);
    let mut hashes = [0; MARKS_MAX];
    for row in rows.chunks_exact(layout.register.stride) {
        search.marks.hashes(
            layout,
            row,
            (layout.register.numbers, search.wanted),
            &mut hashes,
        );
        for (number, (rule, keys)) in search.rules.iter().zip(&mut *keys).enumerate() {
            keys.push(rule.key(number, &hashes));
        }
    }
}
