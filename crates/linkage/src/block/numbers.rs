//! The exact pass: pairs that share a number, current or former.

use super::search::{BY_NUMBER, Found};
use super::table::KeyTable;
use crate::compare::Comparer;
use crate::layout::Layout;
use crate::mix::mix;
use crate::read::Rows;

/// The table of all numbers of the records.
pub(crate) fn number_table(layout: &Layout, records: &Rows) -> KeyTable {
    let stride = records.stride;
    let mut keys = Vec::with_capacity(records.len() * layout.records.numbers);
    let rows = records.chunks.iter().flat_map(|it| it.chunks_exact(stride));
    for (record, row) in rows.enumerate() {
        for index in 0..layout.records.numbers {
            let number = layout.number(row, index);
            if number.is_some() {
                keys.push((mix(number.0), record as u32));
            }
        }
    }
    KeyTable::new(&keys)
}

/// Rows of the register looked up at a time.
const BLOCK_ROWS: usize = 1024;

/// The pairs of one chunk of the register, whose first row is `first`, that share a number.
pub(crate) fn search_numbers(
    comparer: &Comparer<'_>,
    table: &KeyTable,
    records: &Rows,
    (chunk, first): (&[u32], usize),
) -> Vec<Found> {
    let layout = comparer.layout;
    let stride = layout.register.stride;
    let numbers = layout.register.numbers;
    let mut found: Vec<Found> = Vec::new();
    let mut hits: Vec<(usize, u64)> = Vec::new();
    for (block, rows) in chunk.chunks(BLOCK_ROWS * stride).enumerate() {
        hits.clear();
        for (at, row) in rows.chunks_exact(stride).enumerate() {
            for index in 0..numbers {
                let number = layout.number(row, index);
                let key = mix(number.0);
                if number.is_some() && table.may_have(key) {
                    hits.push((at, key));
                }
            }
        }
        for (at, key) in &hits {
            let person = (first + block * BLOCK_ROWS + at) as u32;
            let row = &rows[at * stride..][..stride];
            for record in table.get(*key) {
                let is_known = |it: &Found| it.person == person && it.record == record;
                if found.iter().rev().take(4).any(is_known) {
                    continue;
                }
                let pair = comparer.compare(records.row(record as usize), row);
                // Where name and date agree as well, nothing hangs on it.
                let bits = if comparer.agrees_in_all(pair.levels) {
                    0.0
                } else {
                    comparer.context_bits(pair.levels, row)
                };
                found.push(Found {
                    record,
                    person,
                    levels: pair.levels,
                    rarity: pair.rarity - bits,
                    rule: BY_NUMBER,
                });
            }
        }
    }
    found
}
