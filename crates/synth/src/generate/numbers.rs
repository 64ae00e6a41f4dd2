//! Personal numbers (Circular 07/2016/TT-BCA) and old CMND numbers, each given once.

use danh_vocabulary::{Cmnd, PersonalNumber};

use crate::nation::Nation;
use crate::permutation::{Permutation, mix};
use crate::template::Member;

const SERIALS: u32 = 1_000_000;
/// What stands behind the first three digits of a CMND.
const CMND_SERIALS: u32 = 1_000_000;

/// Gives the numbers of one repetition of the template.
pub(super) struct Numbers<'a> {
    pub(super) nation: &'a Nation,
    pub(super) repetition: u64,
}

impl Numbers<'_> {
    /// The place of the member in his or her group follows from the template and the repetition;
    /// the serial is that place, permuted by a key of the group's own.
    pub(super) fn personal(&self, member: &Member) -> PersonalNumber {
        let ranks = &self.nation.template().ranks;
        let province = usize::from(member.birth_province);
        let group = ranks.number_group(member.birth_province, member.sex, member.born_year);
        let rank =
            self.repetition * u64::from(ranks.number_count(group)) + u64::from(member.number_rank);
        let rank = u32::try_from(rank).expect("the nation's size was checked against the serials");
        let serial = Permutation::new(SERIALS, self.key(1, group)).apply(rank);
        let prefix = self.nation.tables().provinces.provinces[province].prefix;
        PersonalNumber::compose(prefix, member.sex, member.born_year, serial)
            .expect("the serial has six digits, the year is of this century or the last")
    }

    /// Nobody has one when the area's numbers are used up.
    pub(super) fn cmnd(&self, member: &Member) -> Option<Cmnd> {
        let provinces = &self.nation.tables().provinces;
        let area = provinces.provinces[usize::from(member.birth_province)].cmnd_area;
        let count = self.nation.template().ranks.cmnd_count(area);
        let rank = self.repetition * u64::from(count) + u64::from(member.cmnd_rank?);
        let starts = &provinces.cmnd_areas[area];
        let capacity = CMND_SERIALS * u32::try_from(starts.len()).expect("at most ten");
        let rank = u32::try_from(rank).ok().filter(|rank| *rank < capacity)?;
        let drawn = Permutation::new(capacity, self.key(2, area)).apply(rank);
        let start = starts[(drawn / CMND_SERIALS) as usize];
        let number = format!("{start:03}{:06}", drawn % CMND_SERIALS);
        Some(number.parse().expect("nine digits"))
    }

    fn key(&self, kind: u64, group: usize) -> u64 {
        mix(self.nation.options().seed ^ mix(kind) ^ mix(group as u64 + 1000))
    }
}
