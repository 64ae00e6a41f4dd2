//! Who shares a household: parents with a married child, brothers and sisters, other relatives;
//! as many as make households as large as they are.

use super::family::{Bond, Family, Side, Single};
use super::stock::{Stock, whole};
use crate::dice::Dice;

const ELDER_TURNING_MIN: i16 = 55;
const HOUSEHOLD_MAX: usize = 9;
/// How likely the widowed or divorced, and couples, live with a married child.
const ALONE_WITH_CHILD: f64 = 0.92;
const COUPLE_WITH_CHILD: f64 = 0.75;
/// How likely somebody without family shares a household, while there are too many.
const SINGLE_WITH_OTHERS: f64 = 0.4;
const SIBLINGS_APART_MAX: u16 = 8;
/// How many of the groups made last somebody's brothers and sisters are looked for in.
const GROUPS_TRIED: usize = 32;

/// Families, some of which live with others of them, and the groups of those without family.
pub(super) struct Units {
    pub(super) families: Vec<Family>,
    /// Each a person alone, or brothers and sisters.
    pub(super) singles: Vec<Vec<Single>>,
}

/// Joins until there are `target` households. `mother_age` draws how many years before somebody
/// (given the age turned this year) the mother was born.
pub(super) fn gather(
    families: Vec<Family>,
    stock: &Stock,
    orphans: Vec<Single>,
    target: f64,
    mother_age: impl Fn(i16, &mut Dice) -> i16,
    dice: &mut Dice,
) -> Units {
    let mut singles: Vec<Single> = stock
        .everybody_from(0)
        .into_iter()
        .map(|(sex, turning)| Single::living(sex, turning))
        .collect();
    dice.shuffle(&mut singles);
    let mut joining = Joining {
        too_many: (families.iter().filter(|it| it.is_alive()).count() + singles.len())
            .saturating_sub(whole(target.round()) as usize),
        by_husband: by_turning(&families, |family| family.husband),
        by_wife: by_turning(&families, |family| family.wife),
        families,
    };
    joining.elders(&mother_age, dice);
    let singles = joining.singles(singles, dice);
    for orphan in orphans {
        joining.take_in(orphan, dice);
    }
    Units {
        families: joining.families,
        singles,
    }
}

fn by_turning(families: &[Family], turning: impl Fn(&Family) -> Option<i16>) -> Vec<Vec<usize>> {
    let mut lists = vec![Vec::new(); 128];
    for (index, family) in families.iter().enumerate() {
        if let Some(turning) = turning(family) {
            lists[usize::from(turning.unsigned_abs())].push(index);
        }
    }
    lists
}

struct Joining {
    families: Vec<Family>,
    by_husband: Vec<Vec<usize>>,
    by_wife: Vec<Vec<usize>>,
    /// Households that are still too many.
    too_many: usize,
}

impl Joining {
    fn elders(&mut self, mother_age: &impl Fn(i16, &mut Dice) -> i16, dice: &mut Dice) {
        let is_elder = |index: &usize| {
            let family = &self.families[*index];
            family.is_alive() && family.mother_turning() >= ELDER_TURNING_MIN
        };
        let mut elders: Vec<usize> = (0..self.families.len()).filter(is_elder).collect();
        dice.shuffle(&mut elders);
        for elder in elders {
            if self.too_many == 0 {
                return;
            }
            let probability = match self.families[elder].bond {
                Bond::Married => COUPLE_WITH_CHILD,
                Bond::Widowed | Bond::Divorced => ALONE_WITH_CHILD,
            };
            if dice.chance(probability) {
                self.join_elder(elder, mother_age, dice);
            }
        }
    }

    fn join_elder(
        &mut self,
        elder: usize,
        mother_age: &impl Fn(i16, &mut Dice) -> i16,
        dice: &mut Dice,
    ) {
        let mother = self.families[elder].mother_turning();
        for _ in 0..40 {
            // Sons stay, daughters move to their husband's.
            let side = if dice.chance(0.8) {
                Side::Husband
            } else {
                Side::Wife
            };
            let child = mother - mother_age(mother - 26, dice);
            let lists = match side {
                Side::Husband => &self.by_husband,
                Side::Wife => &self.by_wife,
            };
            let candidates = lists.get(usize::from(child.max(0).unsigned_abs()));
            let Some(candidates) = candidates.filter(|list| !list.is_empty()) else {
                continue;
            };
            let family = *dice.one_of(candidates);
            if self.may_join(elder, family, child) {
                self.families[family].elders = Some((elder, side));
                self.families[elder].lives_with_another = true;
                self.too_many -= 1;
                return;
            }
        }
    }

    fn may_join(&self, elder: usize, family: usize, child: i16) -> bool {
        let (old, young) = (&self.families[elder], &self.families[family]);
        elder != family
            && old.elders.is_none()
            && young.elders.is_none()
            && !young.lives_with_another
            && old.size() + young.size() <= HOUSEHOLD_MAX
            && old.may_have(child)
    }

    /// Brothers and sisters who live together, singles who live with relatives, the rest alone.
    fn singles(&mut self, singles: Vec<Single>, dice: &mut Dice) -> Vec<Vec<Single>> {
        let mut groups: Vec<Vec<Single>> = Vec::new();
        for single in singles {
            if self.too_many == 0 || !dice.chance(SINGLE_WITH_OTHERS) {
                groups.push(vec![single]);
            } else if dice.chance(0.5) {
                let mut near_the_end = groups.iter_mut().rev().take(GROUPS_TRIED);
                match near_the_end.find(|group| are_siblings(group, single)) {
                    Some(group) => {
                        group.push(single);
                        self.too_many -= 1;
                    }
                    None => groups.push(vec![single]),
                }
            } else {
                self.take_in(single, dice);
                self.too_many -= 1;
            }
        }
        groups
    }

    /// Gives somebody a place with a family that has one.
    fn take_in(&mut self, single: Single, dice: &mut Dice) {
        let count = u32::try_from(self.families.len()).expect("a template has fewer than 2^32");
        let mut family = dice.below(count) as usize;
        for _ in 0..20 {
            let fits = !self.families[family].lives_with_another
                && self.families[family].elders.is_none()
                && self.families[family].size() < 6;
            if fits {
                break;
            }
            family = dice.below(count) as usize;
        }
        self.families[family].others.push(single);
    }
}

fn are_siblings(group: &[Single], single: Single) -> bool {
    let near =
        |other: &Single| (1..=SIBLINGS_APART_MAX).contains(&other.turning.abs_diff(single.turning));
    group.len() < 3 && group.iter().all(near)
}
