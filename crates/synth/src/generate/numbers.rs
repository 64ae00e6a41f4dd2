//! Personal numbers (Circular 07/2016/TT-BCA) and old CMND numbers.
//!
//! A personal number comes once: the serials of a province, sex and year are divided among the
//! repetitions of the template, and a place among those of a repetition is permuted by a key of
//! the group's own. The last part of each share is kept for those who are on record twice.
//!
//! A CMND comes once in a province. One range was given out by two: that of
//! 271450001 to 271500000, by Dong Nai and by Ba Ria - Vung Tau.

use danh_vocabulary::{Cmnd, PersonalNumber};

use crate::nation::Nation;
use crate::permutation::{Permutation, mix};
use crate::template::{CmndRank, Member, number_group};

const SERIALS: u32 = 1_000_000;
/// What stands behind the first three digits of a CMND.
const CMND_SERIALS: u32 = 1_000_000;
const SHARED_FIRST: u32 = 271_450_001;
const SHARED_COUNT: u32 = 50_000;

/// The serials of a province, sex and year that one repetition of the template may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Serials {
    of_repetition: u32,
    /// For everybody's own number; the rest is for second numbers.
    pub(crate) own: u32,
}

impl Serials {
    pub(crate) fn new(repetitions: u64) -> Self {
        let of_repetition = u64::from(SERIALS) / repetitions;
        let of_repetition = u32::try_from(of_repetition).expect("a million at most");
        Self {
            of_repetition,
            own: of_repetition / 10 * 7,
        }
    }

    /// The room for second numbers: of those with the same year of birth in both records, and of
    /// those a year younger in the second.
    fn second(self) -> u32 {
        (self.of_repetition - self.own) / 2
    }
}

/// Gives the numbers of one repetition of the template.
pub(super) struct Numbers<'a> {
    pub(super) nation: &'a Nation,
    pub(super) repetition: u32,
}

impl Numbers<'_> {
    pub(super) fn personal(&self, member: &Member) -> PersonalNumber {
        let serials = self.nation.serials();
        assert!(
            member.number_rank < serials.own,
            "the nation's size was checked against the serials"
        );
        self.compose(member, member.born_year, member.number_rank)
    }

    /// The number of the second record, if there is room for one.
    pub(super) fn second(&self, member: &Member, born_year: i16) -> Option<PersonalNumber> {
        let serials = self.nation.serials();
        let rank = member.duplicate_rank.filter(|it| *it < serials.second())?;
        let band = u32::from(born_year != member.born_year);
        let place = serials.own + band * serials.second() + rank;
        Some(self.compose(member, born_year, place))
    }

    fn compose(&self, member: &Member, born_year: i16, place: u32) -> PersonalNumber {
        let group = number_group(member.number_province, member.sex, born_year);
        let rank = self.repetition * self.nation.serials().of_repetition + place;
        let serial = Permutation::new(SERIALS, self.key(1, group)).apply(rank);
        let province = usize::from(member.number_province);
        let prefix = self.nation.tables().provinces.provinces[province].prefix;
        PersonalNumber::compose(prefix, member.sex, born_year, serial)
            .expect("the serial has six digits, the year is of this century or the last")
    }

    /// Nobody has one when the area's numbers are used up.
    pub(super) fn cmnd(&self, rank: CmndRank) -> Option<Cmnd> {
        let area = usize::from(rank.area);
        let starts = &self.nation.tables().provinces.cmnd_areas[area];
        let number = if rank.shared {
            let drawn = self.of_range(SHARED_COUNT, rank.rank, self.key(3, 0))?;
            SHARED_FIRST + drawn
        } else {
            let hole = starts.contains(&(SHARED_FIRST / CMND_SERIALS).try_into().ok()?);
            let count = u32::try_from(starts.len()).expect("at most ten") * CMND_SERIALS;
            let capacity = count - if hole { SHARED_COUNT } else { 0 };
            let drawn = self.of_range(capacity, rank.rank, self.key(2, area))?;
            let number = numbered(starts, drawn);
            // What would stand in the range or past it stands so much further.
            if hole && number >= SHARED_FIRST {
                numbered(starts, drawn + SHARED_COUNT)
            } else {
                number
            }
        };
        Some(format!("{number:09}").parse().expect("nine digits"))
    }

    /// The permuted place of a rank of this repetition among `capacity` numbers.
    fn of_range(&self, capacity: u32, rank: u32, key: u64) -> Option<u32> {
        let repetitions = u32::try_from(self.nation.repetitions()).ok()?;
        let share = capacity / repetitions;
        let place = (rank < share).then_some(self.repetition * share + rank)?;
        Some(Permutation::new(capacity, key).apply(place))
    }

    fn key(&self, kind: u64, group: usize) -> u64 {
        mix(self.nation.options().seed ^ mix(kind) ^ mix(group as u64 + 1000))
    }
}

/// The number at a place of an area whose numbers begin with these digits.
fn numbered(starts: &[u16], place: u32) -> u32 {
    let start = starts[(place / CMND_SERIALS) as usize];
    u32::from(start) * CMND_SERIALS + place % CMND_SERIALS
}
