//! One household, from the template's families to persons with names, days and numbers.

mod addresses;
mod beliefs;
mod blood;
mod dates;
mod duplicates;
mod names;
mod numbers;
pub(crate) mod spelling;

use std::sync::Arc;

use danh_vocabulary::{BloodGroup, Cmnd, Name, PersonalNumber, Religion};
use jiff::civil::Date;

use self::addresses::Places;
use self::dates::Dates;
use self::names::FamilyNames;
use self::numbers::Numbers;
use crate::dice::Dice;
use crate::nation::Nation;
use crate::person::{Death, Household, Marriage, Person, Relative};
use crate::template::{Member, NOBODY, Settled, Skeleton};

pub(crate) use self::numbers::Serials;

/// Makes the households of a nation, best one after the other.
pub(crate) struct Generator<'a> {
    nation: &'a Nation,
    as_of: Date,
    /// The repetition of the last household.
    settled: Option<(u64, Arc<Settled>)>,
}

impl<'a> Generator<'a> {
    pub(crate) fn new(nation: &'a Nation) -> Self {
        Self {
            nation,
            as_of: nation.options().as_of,
            settled: None,
        }
    }

    /// The household at a place in the nation.
    pub(crate) fn household(&mut self, index: u64) -> Household {
        let seed = self.nation.options().seed;
        let (repetition, place) = (
            index / self.nation.families(),
            index % self.nation.families(),
        );
        let settled = self.settled(repetition);
        let place = usize::try_from(place).expect("a template has fewer than 2^32 households");
        let skeleton = &settled.households[place];
        let dice = &mut Dice::of_household(seed, index);
        let tables = self.nation.tables();
        let dates = Dates::draw(skeleton, self.as_of, dice);
        let names = FamilyNames::draw(skeleton, tables, dice);
        let places = Places::draw(skeleton, &dates, tables, dice);
        let numbers = Numbers {
            nation: self.nation,
            repetition: u32::try_from(repetition).expect("there are a thousand at most"),
        };
        let made = Made {
            skeleton,
            numbers: skeleton
                .members
                .iter()
                .map(|member| numbers.personal(member))
                .collect(),
            cmnds: skeleton
                .members
                .iter()
                .map(|member| {
                    let ranks = member.cmnds.iter().flatten();
                    ranks.filter_map(|rank| numbers.cmnd(*rank)).collect()
                })
                .collect(),
            dates,
            names,
            places,
            religions: beliefs::draw(skeleton, tables, dice),
            blood_groups: blood::draw(skeleton, self.as_of.year(), dice),
        };
        let members = 0..skeleton.members.len();
        let persons: Vec<Person> = members.map(|member| made.person(member)).collect();
        let facts = (tables, self.as_of);
        Household {
            index,
            as_of: self.as_of,
            residence_unit: made.places.residence.code_on(self.as_of),
            duplicates: duplicates::draw(skeleton, &persons, &numbers, facts, dice),
            residence_detail: made.places.detail,
            persons,
        }
    }

    fn settled(&mut self, repetition: u64) -> Arc<Settled> {
        match &self.settled {
            Some((number, settled)) if *number == repetition => Arc::clone(settled),
            _ => {
                let settled = self.nation.settled(repetition);
                self.settled = Some((repetition, Arc::clone(&settled)));
                settled
            }
        }
    }
}

/// All that was drawn for one household.
struct Made<'a> {
    skeleton: &'a Skeleton,
    dates: Dates,
    names: FamilyNames,
    places: Places,
    numbers: Vec<PersonalNumber>,
    cmnds: Vec<Vec<Cmnd>>,
    religions: Vec<Religion>,
    blood_groups: Vec<Option<BloodGroup>>,
}

impl Made<'_> {
    fn person(&self, index: usize) -> Person {
        let member: &Member = &self.skeleton.members[index];
        let parents = usize::from(member.parents);
        let couple = &self.skeleton.parents[parents];
        let absent = self.names.parents(parents);
        let death = self.dates.died[index];
        Person {
            number: self.numbers[index],
            old_cmnds: self.cmnds[index].clone(),
            full_name: self.names.of_member(index).clone(),
            sex: member.sex,
            born: self.dates.born[index],
            birth_unit: self.places.births[index],
            origin_unit: self.places.origins[index],
            ethnicity: couple.ethnicity,
            religion: self.religions[index],
            blood_group: self.blood_groups[index],
            father: self.relative(couple.father, absent.0),
            mother: self.relative(couple.mother, absent.1),
            marital_status: member.marital,
            marriage: self.marriage(index),
            relationship: death.is_none().then_some(member.relationship),
            birth_reregistered_on: self.dates.reregistered[index],
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
            number: Some(self.numbers[index]),
            name: self.names.of_member(index).clone(),
        }
    }

    fn marriage(&self, index: usize) -> Option<Marriage> {
        let on = self.dates.married[index]?;
        let spouse = self.relative(self.skeleton.members[index].spouse, None);
        Some(Marriage { spouse, on })
    }
}
