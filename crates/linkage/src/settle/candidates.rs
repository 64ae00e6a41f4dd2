//! The compared pairs, record by record.

use crate::block::Found;

/// Pairs in the order of records, then persons, each once.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) pairs: Vec<Found>,
    /// Where each record's begin, and the end of the last.
    pub(crate) starts: Vec<u32>,
}

impl Candidates {
    /// From lists that together may have a pair twice; the earlier one stays.
    pub(crate) fn of(records: usize, lists: &[Vec<Found>]) -> Self {
        let mut starts = vec![0_u32; records + 1];
        for pair in lists.iter().flatten() {
            starts[pair.record as usize + 1] += 1;
        }
        for record in 0..records {
            starts[record + 1] += starts[record];
        }
        let Some(any) = lists.iter().flatten().next().copied() else {
            return Self {
                pairs: Vec::new(),
                starts,
            };
        };
        let mut pairs = vec![any; starts[records] as usize];
        let mut next = starts.clone();
        for pair in lists.iter().flatten() {
            let at = &mut next[pair.record as usize];
            pairs[*at as usize] = *pair;
            *at += 1;
        }
        drop(next);
        let mut kept = 0;
        let mut from = 0;
        for record in 0..records {
            let to = starts[record + 1] as usize;
            pairs[from..to].sort_by_key(|pair| pair.person);
            starts[record] = kept as u32;
            for at in from..to {
                let is_new =
                    kept == starts[record] as usize || pairs[kept - 1].person != pairs[at].person;
                if is_new {
                    pairs[kept] = pairs[at];
                    kept += 1;
                }
            }
            from = to;
        }
        starts[records] = kept as u32;
        pairs.truncate(kept);
        Self { pairs, starts }
    }

    pub(crate) fn records(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn range(&self, record: usize) -> std::ops::Range<usize> {
        self.starts[record] as usize..self.starts[record + 1] as usize
    }

    pub(crate) fn of_record(&self, record: usize) -> &[Found] {
        &self.pairs[self.range(record)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::level::Levels;

    fn pair(record: u32, person: u32, rule: u8) -> Found {
        Found {
            record,
            person,
            levels: Levels::ALL_NONE,
            rarity: 0.0,
            rule,
        }
    }

    #[test]
    fn pairs_come_by_record_and_once() {
        let lists = [
            vec![pair(2, 5, 0), pair(0, 9, 0)],
            vec![],
            vec![pair(0, 9, 1), pair(0, 1, 1), pair(2, 4, 1)],
        ];
        let candidates = Candidates::of(4, &lists);
        let of = |record| -> Vec<(u32, u8)> {
            let pairs = candidates.of_record(record).iter();
            pairs.map(|it| (it.person, it.rule)).collect()
        };
        assert_eq!(of(0), [(1, 1), (9, 0)]);
        assert_eq!(of(1), []);
        assert_eq!(of(2), [(4, 1), (5, 0)]);
        assert_eq!(of(3), []);
        assert_eq!(Candidates::of(2, &[]).of_record(1), []);
    }
}
