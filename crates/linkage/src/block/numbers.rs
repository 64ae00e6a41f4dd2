//! The exact pass: pairs that share a number, current or former.

use super::fetch::{FETCH, Fetched};
use super::search::{BY_NUMBER, Found};
use super::table::KeyTable;
use crate::compare::Comparer;
use crate::layout::Layout;
use crate::mix::spread;

/// Some records and the table of all their numbers.
pub(crate) struct Numbers<'a> {
    /// Rows one behind the other, and the number of the first.
    rows: &'a [u32],
    first: usize,
    table: KeyTable,
}

/// Rows of the register looked up at a time.
const BLOCK_ROWS: usize = 4096;

impl<'a> Numbers<'a> {
    pub(crate) fn of(layout: &Layout, rows: &'a [u32], first: usize) -> Self {
        let mut keys = Vec::with_capacity(rows.len() / layout.records.stride);
        for (record, row) in rows.chunks_exact(layout.records.stride).enumerate() {
            for index in 0..layout.records.numbers {
                let number = layout.number(row, index);
                if number.is_some() {
                    keys.push((spread(number.0), record as u32));
                }
            }
        }
        Self {
            rows,
            first,
            table: KeyTable::new(&keys),
        }
    }

    /// The pairs of rows of the register, the first of which has a number, that share a number.
    pub(crate) fn search(
        &self,
        comparer: &Comparer<'_>,
        (persons, first): (&[u32], usize),
    ) -> Vec<Found> {
        let stride = comparer.layout.register.stride;
        let mut found: Vec<Found> = Vec::new();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut fetched = Fetched::default();
        for (block, rows) in persons.chunks(BLOCK_ROWS * stride).enumerate() {
            self.pairs(comparer.layout, rows, &mut pairs);
            let first = first + block * BLOCK_ROWS;
            for pairs in pairs.chunks(FETCH) {
                let of = comparer.layout.records.stride;
                fetched.fetch(self.rows, of, pairs.iter().map(|(_, record)| *record));
                for ((at, record), row) in pairs.iter().zip(fetched.rows(of)) {
                    let person = &rows[*at as usize * stride..][..stride];
                    let pair = comparer.compare(row, person);
                    // Where name and date agree as well, nothing hangs on it.
                    let bits = if comparer.agrees_in_all(pair.levels) {
                        0.0
                    } else {
                        comparer.context_bits(pair.levels, person)
                    };
                    found.push(Found {
                        record: self.first as u32 + record,
                        person: first as u32 + at,
                        levels: pair.levels,
                        rarity: pair.rarity - bits,
                        rule: BY_NUMBER,
                    });
                }
            }
        }
        found
    }

    /// Persons, by their places, and the records they share a number with, each once.
    fn pairs(&self, layout: &Layout, rows: &[u32], pairs: &mut Vec<(u32, u32)>) {
        let mut hits: Vec<(u32, u64)> = Vec::with_capacity(BLOCK_ROWS);
        for (at, row) in rows.chunks_exact(layout.register.stride).enumerate() {
            for index in 0..layout.register.numbers {
                let number = layout.number(row, index);
                let key = spread(number.0);
                if number.is_some() && self.table.may_have(key) {
                    hits.push((at as u32, key));
                }
            }
        }
        let buckets: Vec<(u32, u32)> = hits
            .iter()
            .map(|(_, key)| self.table.bucket(*key))
            .collect();
        pairs.clear();
        for ((at, key), bucket) in hits.iter().zip(buckets) {
            for record in self.table.in_bucket(bucket, *key) {
                // A person's numbers may both be a record's; what else has its number was pushed just now.
                let of_person = pairs.iter().rev().take_while(|(of, _)| of == at);
                if of_person.into_iter().all(|(_, it)| *it != record) {
                    pairs.push((*at, record));
                }
            }
        }
    }
}
