//! The religions of a household: from father to child, shared by most couples.

use danh_vocabulary::{Religion, Sex};

use crate::dice::Dice;
use crate::tables::Tables;
use crate::template::{NOBODY, Skeleton};

/// How often somebody who marries a believer takes on the belief, or brought the same.
const SHARED_WITH_SPOUSE: f64 = 0.7;

/// The religion of each member.
pub(super) fn draw(skeleton: &Skeleton, tables: &Tables, dice: &mut Dice) -> Vec<Religion> {
    let mut of_lines: Vec<Religion> = Vec::with_capacity(skeleton.parents.len());
    for parents in &skeleton.parents {
        // Ancestors stand before descendants.
        let father = skeleton.members.get(usize::from(parents.father));
        let religion = if let Some(father) = father {
            of_lines[usize::from(father.parents)]
        } else {
            let province = &tables.provinces.provinces[usize::from(parents.home_province)];
            tables
                .religions
                .draw(parents.ethnicity, province.code, dice)
        };
        of_lines.push(religion);
    }
    let of_member = |index: usize| of_lines[usize::from(skeleton.members[index].parents)];
    (0..skeleton.members.len())
        .map(|index| {
            let member = &skeleton.members[index];
            let is_wife = member.sex == Sex::Female && member.spouse != NOBODY;
            if is_wife {
                let his = of_member(usize::from(member.spouse));
                if his != Religion::NONE && dice.chance(SHARED_WITH_SPOUSE) {
                    return his;
                }
            }
            of_member(index)
        })
        .collect()
}
