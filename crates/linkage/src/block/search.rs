//! The register streams past the table of keys.

use super::fetch::{FETCH, Fetched};
use super::marks::{MARKS_MAX, Marks};
use super::rule::Rule;
use super::table::KeyTable;
use crate::compare::Comparer;
use crate::compare::level::Levels;
use crate::parallel;

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
    comparer: &'a Comparer<'a>,
    marks: &'a Marks,
    rules: &'a [Rule],
    /// The marks that rules ask, as bits.
    wanted: u32,
    /// The records' keys, by rule: places in the two following.
    tables: Vec<KeyTable>,
    /// The rows of the records that are searched for, one behind the other, and their numbers.
    rows: &'a [u32],
    records: &'a [u32],
}

/// Rows of the register looked up at a time: one rule after the other, so that its filter stays in
/// the processor.
const BLOCK_ROWS: usize = 1 << 16;

/// What one thread keeps between blocks.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    keys: Vec<Vec<u64>>,
    hits: Vec<(u32, u64)>,
    buckets: Vec<(u32, u32)>,
    near: Vec<u64>,
    fetched: Fetched,
}

impl<'a> Search<'a> {
    pub(crate) fn new(
        comparer: &'a Comparer<'a>,
        (marks, rules): (&'a Marks, &'a [Rule]),
        (rows, records): (&'a [u32], &'a [u32]),
        threads: std::num::NonZeroUsize,
    ) -> Self {
        let layout = comparer.layout;
        let tables = parallel::run(threads, rules.len(), |number| {
            let rule = &rules[number];
            let mut hashes = [0; MARKS_MAX];
            let mut keys = Vec::with_capacity(records.len());
            for (place, row) in rows.chunks_exact(layout.records.stride).enumerate() {
                let of = (layout.records.numbers, rule.bits());
                marks.hashes(layout, row, of, &mut hashes);
                let key = rule.key(number, &hashes);
                if key != 0 {
                    keys.push((key, place as u32));
                }
            }
            KeyTable::new(&keys)
        });
        Self {
            comparer,
            marks,
            rules,
            wanted: rules.iter().fold(0, |bits, rule| bits | rule.bits()),
            tables,
            rows,
            records,
        }
    }

    /// The pairs of some rows of the register whose first row is `first`, those that `keep` keeps.
    pub(crate) fn search(
        &self,
        scratch: &mut Scratch,
        (persons, first): (&[u32], usize),
        keep: impl Fn(&Found) -> bool,
    ) -> Vec<Found> {
        let stride = self.comparer.layout.register.stride;
        let of = self.comparer.layout.records.stride;
        let mut found = Vec::new();
        for (block, rows) in persons.chunks(BLOCK_ROWS * stride).enumerate() {
            self.find_near(rows, scratch);
            for near in scratch.near.chunks(FETCH) {
                let places = near.iter().map(|pair| unpacked(*pair).1);
                scratch.fetched.fetch(self.rows, of, places);
                for (pair, record) in near.iter().zip(scratch.fetched.rows(of)) {
                    let (row, place, rule) = unpacked(*pair);
                    let person = &rows[row * stride..][..stride];
                    let compared = self.comparer.compare(record, person);
                    let mut pair = Found {
                        record: place,
                        person: (first + block * BLOCK_ROWS + row) as u32,
                        levels: compared.levels,
                        rarity: compared.rarity,
                        rule,
                    };
                    if keep(&pair) {
                        pair.record = self.records[place as usize];
                        pair.rarity -= self.comparer.context_bits(pair.levels, person);
                        found.push(pair);
                    }
                }
            }
        }
        found
    }

    /// The pairs of a block that agree by any rule, each once with the first rule.
    fn find_near(&self, rows: &[u32], scratch: &mut Scratch) {
        self.make_keys(rows, &mut scratch.keys);
        scratch.near.clear();
        for (rule, (keys, table)) in scratch.keys.iter().zip(&self.tables).enumerate() {
            let (hits, buckets) = (&mut scratch.hits, &mut scratch.buckets);
            passing(keys, table, hits);
            buckets.clear();
            buckets.extend(hits.iter().map(|(_, key)| table.bucket(*key)));
            for ((row, key), bucket) in hits.iter().zip(&*buckets) {
                let places = table.in_bucket(*bucket, *key);
                scratch
                    .near
                    .extend(places.map(|place| packed(*row, place, rule)));
            }
        }
        scratch.near.sort_unstable();
        scratch.near.dedup_by_key(|pair| *pair >> RULE_BITS);
    }

    /// The keys of some rows by each rule.
    fn make_keys(&self, rows: &[u32], keys: &mut Vec<Vec<u64>>) {
        let layout = self.comparer.layout;
        keys.resize_with(self.rules.len(), Vec::new);
        keys.iter_mut().for_each(Vec::clear);
        let mut hashes = [0; MARKS_MAX];
        let of = (layout.register.numbers, self.wanted);
        for row in rows.chunks_exact(layout.register.stride) {
            self.marks.hashes(layout, row, of, &mut hashes);
            for (number, (rule, keys)) in self.rules.iter().zip(&mut *keys).enumerate() {
                keys.push(rule.key(number, &hashes));
            }
        }
    }
}

/// The rows whose key may be in a table, and their keys. Each is written down before it is known whether
/// it stays: a guess that is wrong one time in ten would cost more.
fn passing(keys: &[u64], table: &KeyTable, hits: &mut Vec<(u32, u64)>) {
    hits.clear();
    hits.resize(keys.len(), (0, 0));
    let mut count = 0;
    for (row, key) in keys.iter().enumerate() {
        hits[count] = (row as u32, *key);
        count += usize::from((*key != 0) & table.may_have(*key));
    }
    hits.truncate(count);
}

const RULE_BITS: u32 = 8;

/// A row of the block, the place of a record and the rule that found them, in the order they are looked at.
const fn packed(row: u32, place: u32, rule: usize) -> u64 {
    ((row as u64) << 32 | place as u64) << RULE_BITS | rule as u64
}

const fn unpacked(pair: u64) -> (usize, u32, u8) {
    let place = (pair >> RULE_BITS & 0xffff_ffff) as u32;
    (
        (pair >> (32 + RULE_BITS)) as usize,
        place,
        (pair & 0xff) as u8,
    )
}
