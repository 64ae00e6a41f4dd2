//! One household, from the template's families to persons with names, days and numbers.

mod addresses;
mod dates;
mod names;
mod numbers;

use danh_vocabulary::{Name, PersonalNumber};
use jiff::civil::Date;

use self::addresses::Places;
use self::dates::Dates;
use self::names::FamilyNames;
use self::numbers::Numbers;
use crate::dice::Dice;
use crate::nation::Nation;
use crate::permutation::{Permutation, mix};
use crate::person::{Death, Household, Marriage, Person, Relative};
use crate::template::{Member, NOBODY, Skeleton};

/// Makes the households of a nation.
pub(crate) struct Generator<'a> {
    nation: &'a Nation,
    as_of: Date,
}

impl<'a> Generator<'a> {
    pub(crate) fn new(nation: &'a Nation) -> Self {
        Self {
            nation,
            as_of: nation.options().as_of,
        }
    }

    /// The household at a place in the nation.
    pub(crate) fn household(&self, index: u64) -> Household {
        let seed = self.nation.options().seed;
        let (skeleton, repetition) = self.skeleton(index);
        let dice = &mut Dice::of_household(seed, index);
        let tables = self.nation.tables();
        let dates = Dates::draw(skeleton, self.as_of, dice);
        let names = FamilyNames::draw(skeleton, tables, dice);
        let places = Places::draw(skeleton, &dates, tables, dice);
        let numbers = Numbers {
            nation: self.nation,
            repetition,
        };
        let own: Vec<PersonalNumber> = skeleton
            .members
            .iter()
            .map(|member| numbers.personal(member))
            .collect();
        let made = Made {
            skeleton,
            dates,
            names,
            places,
            own,
        };
        let persons = (0..skeleton.members.len())
            .map(|member| {
                let old_cmnd = numbers.cmnd(&skeleton.members[member]);
                Person {
                    old_cmnd,
                    ..made.person(member)
                }
            })
            .collect();
        Household {
            index,
            residence_unit: made.places.residence.code_on(self.as_of),
            residence_detail: made.places.detail,
            persons,
        }
    }

    /// The family that stands at a place: each repetition has all families, in its own order.
    fn skeleton(&self, index: u64) -> (&'a Skeleton, u64) {
        let households = &self.nation.template().households;
        let count = households.len() as u64;
        let repetition = index / count;
        let key = mix(self.nation.options().seed ^ mix(repetition));
        let bound = u32::try_from(count).expect("a template has fewer than 2^32 households");
        let place = u32::try_from(index % count).expect("it is below the number of households");
        let family = Permutation::new(bound, key).apply(place);
        (&households[family as usize], repetition)
    }
}

/// All that was drawn for one household.
struct Made<'a> {
    skeleton: &'a Skeleton,
    dates: Dates,
    names: FamilyNames,
    places: Places,
    own: Vec<PersonalNumber>,
}

impl Made<'_> {
    fn person(&self, index: usize) -> Person {
        let member: &Member = &self.skeleton.members[index];
        let parents = usize::from(member.parents);
        let couple = &self.skeleton.parents[parents];
        let absent = self.names.parents(parents);
        let death = self.dates.died[index];
        Person {
            number: self.own[index],
            old_cmnd: None,
            full_name: self.names.of_member(index).clone(),
            sex: member.sex,
            born: self.dates.born[index],
            birth_unit: self.places.births[index],
            origin_unit: self.places.origins[index],
            ethnicity: couple.ethnicity,
            father: self.relative(couple.father, absent.0),
            mother: self.relative(couple.mother, absent.1),
            marital_status: member.marital,
            marriage: self.marriage(index),
            relationship: death.is_none().then_some(member.relationship),
            residence_since: self.dates.residence_since[index],
            death: death.map(|on| Death {
                on,
                unit: self.places.residence.code_on(on),
            }),
        }
    }

    fn relative(&self, member: u8, absent: Option<&Name>) -> Relative {
        if member == NOBODY {
            let name = absent
                .expect("whoever is not in the data was given a name")
                .clone();
            return Relative { number: None, name };
        }
        let index = usize::from(member);
        Relative {
            number: Some(self.own[index]),
            name: self.names.of_member(index).clone(),
        }
    }

    fn marriage(&self, index: usize) -> Option<Marriage> {
        let on = self.dates.married[index]?;
        let spouse = self.relative(self.skeleton.members[index].spouse, None);
        Some(Marriage { spouse, on })
    }
}
