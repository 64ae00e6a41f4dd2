//! Blood groups: alleles handed down from parents, so that no child has a group its parents cannot
//! have.

use danh_vocabulary::{Abo, BloodGroup, Rhesus};

use crate::dice::Dice;
use crate::template::Skeleton;

/// How frequent the alleles A and B are; the rest is O. They give 42 % O, 30 % B, 22 % A, 6 % AB.
const ALLELE_A: f64 = 0.148;
const ALLELE_B: f64 = 0.20;
/// How frequent the recessive Rh allele is: seven in ten thousand are negative.
const ALLELE_NEGATIVE: f64 = 0.0265;
/// How many of the grown and of the children have their group on record, and how many of those
/// their Rh factor.
const RECORDED: f64 = 0.35;
const RECORDED_CHILD: f64 = 0.08;
const CHILD_AGE_MAX: i16 = 13;
const RHESUS_RECORDED: f64 = 0.7;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Allele {
    A,
    B,
    O,
}

/// One of the two halves of what decides about a blood group.
#[derive(Clone, Copy, Debug)]
struct Half {
    abo: Allele,
    is_negative: bool,
}

type Genotype = [Half; 2];

/// The blood group of each member, of those on record.
pub(super) fn draw(skeleton: &Skeleton, year: i16, dice: &mut Dice) -> Vec<Option<BloodGroup>> {
    let mut genotypes: Vec<Option<Genotype>> = vec![None; skeleton.members.len()];
    for (line, parents) in skeleton.parents.iter().enumerate() {
        // Ancestors stand before descendants; who is not a member is drawn.
        let of = |member: u8, dice: &mut Dice| {
            let known = genotypes.get(usize::from(member)).copied().flatten();
            known.unwrap_or_else(|| [half(dice), half(dice)])
        };
        let (father, mother) = (of(parents.father, dice), of(parents.mother, dice));
        for (member, genotype) in skeleton.members.iter().zip(&mut genotypes) {
            if usize::from(member.parents) == line {
                *genotype = Some([*dice.one_of(&father), *dice.one_of(&mother)]);
            }
        }
    }
    let members = skeleton.members.iter().zip(genotypes);
    members
        .map(|(member, genotype)| {
            let is_child = year - member.born_year <= CHILD_AGE_MAX;
            let recorded = if is_child { RECORDED_CHILD } else { RECORDED };
            let rhesus_recorded = dice.chance(RHESUS_RECORDED);
            let group = group(genotype?, rhesus_recorded);
            dice.chance(recorded).then_some(group)
        })
        .collect()
}

fn half(dice: &mut Dice) -> Half {
    let drawn = dice.unit();
    let abo = if drawn < ALLELE_A {
        Allele::A
    } else if drawn < ALLELE_A + ALLELE_B {
        Allele::B
    } else {
        Allele::O
    };
    Half {
        abo,
        is_negative: dice.chance(ALLELE_NEGATIVE),
    }
}

fn group([one, other]: Genotype, rhesus_recorded: bool) -> BloodGroup {
    let has = |allele| one.abo == allele || other.abo == allele;
    let abo = match (has(Allele::A), has(Allele::B)) {
        (true, true) => Abo::Ab,
        (true, false) => Abo::A,
        (false, true) => Abo::B,
        (false, false) => Abo::O,
    };
    let rhesus = if one.is_negative && other.is_negative {
        Rhesus::Negative
    } else {
        Rhesus::Positive
    };
    BloodGroup {
        abo,
        rhesus: rhesus_recorded.then_some(rhesus),
    }
}
