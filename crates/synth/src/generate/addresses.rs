//! The communes of a household: where it lives, where its people were born and are from.

use danh_vocabulary::UnitCode;

use super::dates::Dates;
use crate::dice::Dice;
use crate::tables::{Commune, CommuneKind, Tables};
use crate::template::{NOBODY, Skeleton};

/// The share of people born in the commune they live in or are from, of those of its province.
const BORN_AT_HOME: f64 = 0.85;

/// Communes and address of a household.
pub(super) struct Places {
    pub(super) residence: Commune,
    /// The address below the commune.
    pub(super) detail: String,
    /// By member: the commune of birth, and that of the father's family.
    pub(super) births: Vec<UnitCode>,
    pub(super) origins: Vec<UnitCode>,
}

impl Places {
    pub(super) fn draw(
        skeleton: &Skeleton,
        dates: &Dates,
        tables: &Tables,
        dice: &mut Dice,
    ) -> Self {
        let province = usize::from(skeleton.province);
        let residence = tables.units.draw(province, dice);
        let homes = homes(skeleton, residence, tables, dice);
        let born = |index: usize, dice: &mut Dice| {
            let member = &skeleton.members[index];
            let parents = usize::from(member.parents);
            let home_province = skeleton.parents[parents].home_province;
            let stayed = skeleton
                .moved_year
                .is_none_or(|moved| member.born_year > moved);
            let commune = if !dice.chance(BORN_AT_HOME) {
                tables.units.draw(usize::from(member.birth_province), dice)
            } else if stayed && member.birth_province == skeleton.province {
                residence
            } else if member.birth_province == home_province {
                homes[parents]
            } else {
                tables.units.draw(usize::from(member.birth_province), dice)
            };
            commune.code_on(dates.born[index].latest())
        };
        let count = skeleton.members.len();
        let births = (0..count).map(|index| born(index, dice)).collect();
        let origins = (0..count).map(|index| {
            let home = homes[usize::from(skeleton.members[index].parents)];
            home.code_on(dates.born[index].latest())
        });
        let origins = origins.collect();
        let detail = detail(residence.kind, province, tables, dice);
        Self {
            residence,
            detail,
            births,
            origins,
        }
    }
}

/// The commune that each pair of parents is from, the father's.
fn homes(
    skeleton: &Skeleton,
    residence: Commune,
    tables: &Tables,
    dice: &mut Dice,
) -> Vec<Commune> {
    let mut homes: Vec<Commune> = Vec::with_capacity(skeleton.parents.len());
    for parents in &skeleton.parents {
        let home = if parents.father != NOBODY {
            homes[usize::from(skeleton.members[usize::from(parents.father)].parents)]
        } else if parents.home_province == skeleton.province
            && skeleton.moved_year.is_none()
            && dice.chance(BORN_AT_HOME)
        {
            residence
        } else {
            tables.units.draw(usize::from(parents.home_province), dice)
        };
        homes.push(home);
    }
    homes
}

/// An address below the commune.
pub(super) fn detail(
    kind: CommuneKind,
    province: usize,
    tables: &Tables,
    dice: &mut Dice,
) -> String {
    let area = tables.provinces.provinces[province].name_area;
    match kind {
        CommuneKind::Ward => {
            let street = dice.one_of(&tables.address.streets);
            let (house, block) = (dice.between(1, 399), dice.between(1, 25));
            format!("Số {house} đường {street}, tổ dân phố {block}")
        }
        CommuneKind::Town => format!("Tổ dân phố {}", dice.between(1, 15)),
        CommuneKind::Rural if dice.chance(0.3) => {
            let kind = dice.one_of(tables.address.hamlets(area)).split(' ').next();
            capitalised(&format!(
                "{} {}",
                kind.unwrap_or_default(),
                dice.between(1, 14)
            ))
        }
        CommuneKind::Rural => capitalised(dice.one_of::<String>(tables.address.hamlets(area))),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
