//! Households from families: members, whose parents and spouses they are, what they are to the
//! head.

use danh_vocabulary::{Ethnicity, Sex};

use super::family::{Bond, Family, Late, Side, Single};
use super::together::Units;
use super::{Member, NOBODY, Parents, Skeleton};
use crate::dice::Dice;
use crate::person::{MaritalStatus, Relationship};

/// Every household, its places and ranks still to be settled.
pub(super) fn households(units: &Units, year: i16, dice: &mut Dice) -> Vec<Skeleton> {
    let of_families = (0..units.families.len())
        .filter(|index| !units.families[*index].lives_with_another)
        .map(|index| {
            let wife_heads = dice.chance(WIFE_HEADS);
            Assembly::new(year).family(index, wife_heads, &units.families)
        });
    let of_singles = units
        .singles
        .iter()
        .map(|group| Assembly::new(year).siblings(group));
    of_families.chain(of_singles).collect()
}

struct Assembly {
    year: i16,
    members: Vec<Member>,
    parents: Vec<Parents>,
}

/// What the members of three generations are to the head: the old while they are not too old,
/// then the child who stayed.
#[derive(Clone, Copy)]
struct Roles {
    elders: [Relationship; 2],
    couple: [Relationship; 2],
    siblings: Relationship,
    children: Relationship,
}

const HEAD_TURNING_MAX: i16 = 67;
/// How often the wife of a couple is the head: with the women who live without a husband, one
/// household in four has a woman at its head (census 2019).
const WIFE_HEADS: f64 = 0.12;

impl Roles {
    fn of(family: &Family, elders: &Family, side: Side) -> Self {
        use Relationship::{Child, Head, Other, Parent, Sibling, Spouse};
        let head_is_their_child = match side {
            Side::Husband => family.husband.is_some(),
            Side::Wife => family.husband.is_none(),
        };
        if elders.is_alive() && elders.mother_turning() <= HEAD_TURNING_MAX {
            let couple = match side {
                Side::Wife if family.husband.is_some() => [Other, Child],
                Side::Husband | Side::Wife => [Child, Other],
            };
            Self {
                elders: [Head, Spouse],
                couple,
                siblings: Child,
                children: Other,
            }
        } else if head_is_their_child {
            let couple = [Head, Spouse];
            Self {
                elders: [Parent, Parent],
                couple,
                siblings: Sibling,
                children: Child,
            }
        } else {
            let couple = [Head, Spouse];
            Self {
                elders: [Other, Other],
                couple,
                siblings: Other,
                children: Child,
            }
        }
    }
}

/// The husband and wife of a family, as members; the dead among them.
#[derive(Clone, Copy)]
struct Couple {
    husband: u8,
    wife: u8,
}

impl Assembly {
    fn new(year: i16) -> Self {
        Self {
            year,
            members: Vec::new(),
            parents: Vec::new(),
        }
    }

    fn family(mut self, index: usize, wife_heads: bool, families: &[Family]) -> Skeleton {
        let family = &families[index];
        let (own, child) = match family.elders {
            None => {
                let (his, hers) = (self.strangers(), self.strangers());
                let roles = if wife_heads && family.husband.is_some() && family.wife.is_some() {
                    [Relationship::Spouse, Relationship::Head]
                } else {
                    [Relationship::Head, Relationship::Spouse]
                };
                (self.couple(family, his, hers, roles), Relationship::Child)
            }
            Some((elders, side)) => {
                let elders = &families[elders];
                let roles = Roles::of(family, elders, side);
                (
                    self.with_elders(family, elders, side, roles),
                    roles.children,
                )
            }
        };
        let of_them = self.descendants_of(own);
        self.children(&family.children, of_them, child);
        for other in &family.others {
            let parents = self.strangers();
            self.single(*other, parents, Relationship::Other);
        }
        self.finish()
    }

    /// Adds the couple, the parents of one of the two, and those of the parents' children who
    /// have no family of their own.
    fn with_elders(
        &mut self,
        family: &Family,
        elders: &Family,
        side: Side,
        roles: Roles,
    ) -> Couple {
        let (his, hers) = (self.strangers(), self.strangers());
        let old = self.couple(elders, his, hers, roles.elders);
        let of_elders = self.descendants_of(old);
        let in_law = self.strangers();
        let (husbands, wifes) = match side {
            Side::Husband => (of_elders, in_law),
            Side::Wife => (in_law, of_elders),
        };
        let own = self.couple(family, husbands, wifes, roles.couple);
        self.children(&elders.children, of_elders, roles.siblings);
        own
    }

    fn siblings(mut self, group: &[Single]) -> Skeleton {
        let parents = self.strangers();
        for (index, single) in group.iter().enumerate() {
            let relationship = if index == 0 {
                Relationship::Head
            } else {
                Relationship::Sibling
            };
            self.single(*single, parents, relationship);
        }
        self.finish()
    }

    /// Parents who are not in the data.
    fn strangers(&mut self) -> u8 {
        self.add_parents(NOBODY, NOBODY)
    }

    fn descendants_of(&mut self, couple: Couple) -> u8 {
        self.add_parents(couple.husband, couple.wife)
    }

    fn add_parents(&mut self, father: u8, mother: u8) -> u8 {
        // Both are settled with the places.
        let (home_province, ethnicity) = (0, Ethnicity::all().next().expect("there are 54"));
        self.parents.push(Parents {
            father,
            mother,
            home_province,
            ethnicity,
        });
        place(self.parents.len() - 1)
    }

    /// Adds husband and wife; the first relationship is his, or hers when she is alone.
    fn couple(
        &mut self,
        family: &Family,
        his_parents: u8,
        her_parents: u8,
        [first, second]: [Relationship; 2],
    ) -> Couple {
        let marital = match family.bond {
            Bond::Married => MaritalStatus::Married,
            Bond::Widowed => MaritalStatus::Widowed,
            Bond::Divorced => MaritalStatus::Divorced,
        };
        let mut couple = Couple {
            husband: NOBODY,
            wife: NOBODY,
        };
        if let Some(turning) = family.husband {
            let husband = Single::living(Sex::Male, turning);
            couple.husband = self.add(husband, his_parents, first, marital);
        }
        if let Some(turning) = family.wife {
            let wife = Single::living(Sex::Female, turning);
            let relationship = if family.husband.is_some() {
                second
            } else {
                first
            };
            couple.wife = self.add(wife, her_parents, relationship, marital);
        }
        if let Some(late) = family.late {
            let marital = if family.is_alive() {
                MaritalStatus::Married
            } else {
                MaritalStatus::Widowed
            };
            match late.sex {
                Sex::Male => couple.husband = self.late(late, his_parents, marital),
                Sex::Female => couple.wife = self.late(late, her_parents, marital),
            }
        }
        if couple.husband != NOBODY && couple.wife != NOBODY {
            self.members[usize::from(couple.husband)].spouse = couple.wife;
            self.members[usize::from(couple.wife)].spouse = couple.husband;
        }
        couple
    }

    fn late(&mut self, late: Late, parents: u8, marital: MaritalStatus) -> u8 {
        let person = Single {
            sex: late.sex,
            turning: late.turning,
            died_years_ago: Some(late.years_ago),
        };
        self.add(person, parents, Relationship::Spouse, marital)
    }

    fn children(&mut self, children: &[Single], parents: u8, relationship: Relationship) {
        let mut oldest_first = children.to_vec();
        oldest_first.sort_by_key(|child| -child.turning);
        for child in oldest_first {
            self.single(child, parents, relationship);
        }
    }

    fn single(&mut self, person: Single, parents: u8, relationship: Relationship) {
        self.add(person, parents, relationship, MaritalStatus::Single);
    }

    fn add(
        &mut self,
        person: Single,
        parents: u8,
        relationship: Relationship,
        marital: MaritalStatus,
    ) -> u8 {
        self.members.push(Member {
            sex: person.sex,
            born_year: self.year - person.turning,
            died_year: person.died_years_ago.map(|years| self.year - years),
            had_birthday: None,
            relationship,
            marital,
            parents,
            spouse: NOBODY,
            birth_province: 0,
            number_province: 0,
            reregistered: false,
            number_rank: 0,
            duplicate_rank: None,
            cmnds: [None, None],
        });
        place(self.members.len() - 1)
    }

    /// Brings the head to the front and the dead to the end.
    fn finish(self) -> Skeleton {
        let Self {
            members,
            mut parents,
            ..
        } = self;
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by_key(|index| {
            let member = &members[*index];
            (
                member.died_year.is_some(),
                member.relationship != Relationship::Head,
            )
        });
        let mut moved_to = vec![NOBODY; members.len()];
        for (new, old) in order.iter().enumerate() {
            moved_to[*old] = place(new);
        }
        let moved = |member: u8| moved_to.get(usize::from(member)).copied().unwrap_or(NOBODY);
        for couple in &mut parents {
            (couple.father, couple.mother) = (moved(couple.father), moved(couple.mother));
        }
        let members = order.into_iter().map(|index| {
            let member = members[index].clone();
            Member {
                spouse: moved(member.spouse),
                ..member
            }
        });
        Skeleton {
            members: members.collect(),
            parents,
            province: 0,
            moved_year: None,
        }
    }
}

fn place(index: usize) -> u8 {
    let place = u8::try_from(index).ok().filter(|place| *place != NOBODY);
    place.expect("a household has a dozen members, not hundreds")
}
