//! The keys of records, to be asked for by a hundred million persons: a small filter in front, then buckets
//! of short entries.

/// Records by key.
#[derive(Debug)]
pub(crate) struct KeyTable {
    filter: Vec<u64>,
    filter_shift: u32,
    bucket_shift: u32,
    /// Where each bucket begins, and the end of the last.
    starts: Vec<u32>,
    /// The lower half of a key, which is told from others of its bucket by it, and the record.
    entries: Vec<(u32, u32)>,
}

/// Bits of the filter for each key.
const FILTER_BITS: usize = 16;

impl KeyTable {
    /// From keys, none of them 0, and records.
    pub(crate) fn new(keys: &[(u64, u32)]) -> Self {
        let count = keys.len().max(64);
        let bucket_bits = (count / 2).next_power_of_two().trailing_zeros();
        let filter_bits = (count * FILTER_BITS / 2)
            .next_power_of_two()
            .trailing_zeros();
        let bucket_shift = 64 - bucket_bits;
        let mut table = Self {
            filter: vec![0; 1 << (filter_bits - 6)],
            filter_shift: 64 - (filter_bits - 6),
            bucket_shift,
            starts: vec![0; (1 << bucket_bits) + 1],
            entries: vec![(0, 0); keys.len()],
        };
        for (key, _) in keys {
            table.starts[(key >> bucket_shift) as usize + 1] += 1;
            let (word, bits) = table.filter_bits(*key);
            table.filter[word] |= bits;
        }
        for bucket in 1..table.starts.len() {
            table.starts[bucket] += table.starts[bucket - 1];
        }
        let mut next = table.starts.clone();
        for (key, record) in keys {
            let at = &mut next[(key >> bucket_shift) as usize];
            table.entries[*at as usize] = ((key & 0xffff_ffff) as u32, *record);
            *at += 1;
        }
        table
    }

    /// The word of the filter that tells of a key, and its two bits in it.
    #[inline]
    fn filter_bits(&self, key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // From middle bits of the hash; the highest choose the word.
        let bits = 1 << (hash >> 20 & 63) | 1 << (hash >> 26 & 63);
        ((hash >> self.filter_shift) as usize, bits)
    }

    /// Whether the key may be there; of those that are not, one in thirty to a hundred passes.
    #[inline]
    pub(crate) fn may_have(&self, key: u64) -> bool {
        let (word, bits) = self.filter_bits(key);
        self.filter[word] & bits == bits
    }

    /// The records with a key; rarely another one, which agrees in most of its bits.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        self.in_bucket(self.bucket(key), key)
    }

    /// Where the records with a key may stand. Asked for many keys before any record, the
    /// processor fetches several at a time.
    #[inline]
    pub(crate) fn bucket(&self, key: u64) -> (u32, u32) {
        let bucket = (key >> self.bucket_shift) as usize;
        (self.starts[bucket], self.starts[bucket + 1])
    }

    /// Those of a bucket that have a key.
    #[inline]
    pub(crate) fn in_bucket(
        &self,
        (begin, end): (u32, u32),
        key: u64,
    ) -> impl Iterator<Item = u32> + '_ {
        let tag = (key & 0xffff_ffff) as u32;
        let entries = self.entries[begin as usize..end as usize].iter();
        entries
            .filter(move |(of, _)| *of == tag)
            .map(|(_, record)| *record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mix::mix;

    #[test]
    fn every_key_is_found_and_hardly_any_other() {
        let keys: Vec<(u64, u32)> = (0..10_000).map(|it| (mix(u64::from(it / 2)), it)).collect();
        let table = KeyTable::new(&keys);
        for (key, record) in &keys {
            assert!(table.may_have(*key));
            assert!(table.get(*key).any(|it| it == *record));
            assert_eq!(table.get(*key).count(), 2);
        }
        let others = (10_000_u64..20_000).map(mix);
        let (mut passing, mut found) = (0, 0);
        for key in others {
            passing += usize::from(table.may_have(key));
            found += table.get(key).count();
        }
        assert!(passing < 500, "{passing}");
        assert_eq!(found, 0);
        assert_eq!(KeyTable::new(&[]).get(5).count(), 0);
    }
}
