use std::collections::{HashMap, HashSet};

use danh_synth::{Household, MaritalStatus, Nation, NationOptions, Person, Relationship, Relative};
use danh_vocabulary::{Abo, Cmnd, PersonalNumber, Sex};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::{TODAY, communes_of_2025, nation, province_of_commune};

type ByNumber<'a> = HashMap<PersonalNumber, &'a Person>;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_family_fits(
        population in 100_u64..2500,
        seed: u64,
        days in 0_i64..10_900,
        province in prop::option::of(prop::sample::select(vec!["01", "12", "64", "79", "84"])),
    ) {
        let as_of = date(2010, 1, 1).saturating_add(days.days());
        let province = province.map(|code| code.parse().unwrap());
        let options = NationOptions { population, seed, province, as_of };
        let nation = Nation::new(options).unwrap();
        let households: Vec<Household> = nation.households(0..nation.households_total()).collect();
        let persons: Vec<&Person> = households.iter().flat_map(|it| &it.persons).collect();
        let by_number: ByNumber = persons.iter().map(|it| (it.number, *it)).collect();

        prop_assert_eq!(by_number.len() as u64, nation.persons_total());
        let living = persons.iter().filter(|it| it.death.is_none()).count() as u64;
        prop_assert_eq!((living, nation.living_total()), (population, population));
        for household in &households {
            check_household(household);
            for person in &household.persons {
                check_person(person, as_of);
                check_parents(person, &by_number);
                check_marriage(person, &by_number, as_of);
                check_blood(person, &by_number);
            }
        }
        check_births_apart(&persons);
    }
}

fn check_household(household: &Household) {
    let living = household
        .persons
        .iter()
        .take_while(|person| person.death.is_none());
    let living: Vec<Relationship> = living.map(|person| person.relationship.unwrap()).collect();
    assert_eq!(living[0], Relationship::Head);
    let others = &living[1..];
    assert!(!others.contains(&Relationship::Head));
    assert!(
        others
            .iter()
            .filter(|it| **it == Relationship::Spouse)
            .count()
            <= 1
    );
    assert!(living.len() <= 14, "{living:?}");
    let dead = &household.persons[living.len()..];
    assert!(
        dead.iter()
            .all(|person| person.relationship.is_none() && person.death.is_some())
    );
}

fn check_person(person: &Person, as_of: Date) {
    assert_eq!(person.number.check_against(person.born, person.sex), []);
    let born = person.born.earliest();
    assert!(born <= person.residence_since && person.residence_since <= as_of);
    if let Some(death) = person.death {
        assert!(person.residence_since <= death.on && death.on <= as_of);
    }
    for cmnd in &person.old_cmnds {
        assert!(person.born.year() <= 2002, "{}", cmnd.as_str());
    }
}

fn person<'a>(relative: &Relative, by_number: &ByNumber<'a>) -> Option<&'a Person> {
    let found = by_number[&relative.number?];
    assert_eq!(found.full_name, relative.name);
    Some(found)
}

fn check_parents(child: &Person, by_number: &ByNumber<'_>) {
    if let Some(mother) = person(&child.mother, by_number) {
        assert_eq!(mother.sex, Sex::Female);
        let years = child.born.year() - mother.born.year();
        assert!((17..=44).contains(&years), "born when she turned {years}");
        assert!(
            mother
                .death
                .is_none_or(|death| death.on > child.born.latest())
        );
    }
    if let Some(father) = person(&child.father, by_number) {
        assert_eq!(father.sex, Sex::Male);
        let years = child.born.year() - father.born.year();
        assert!((19..=64).contains(&years), "born when he turned {years}");
        assert!(
            father
                .death
                .is_none_or(|death| death.on > child.born.latest())
        );
        assert_eq!(father.ethnicity, child.ethnicity);
    }
    if child.ethnicity.name() == "Kinh" {
        assert_eq!(
            child.full_name.parts().surname,
            child.father.name.parts().surname
        );
    }
}

fn check_marriage(one: &Person, by_number: &ByNumber<'_>, as_of: Date) {
    let Some(marriage) = &one.marriage else {
        let alone = one.death.is_some() || one.marital_status != MaritalStatus::Married;
        return assert!(alone, "the married have a marriage");
    };
    let other = person(&marriage.spouse, by_number).unwrap();
    let theirs = other.marriage.as_ref().unwrap();
    assert_eq!(
        (theirs.spouse.number, theirs.on),
        (Some(one.number), marriage.on)
    );
    assert_ne!(one.sex, other.sex);
    let legal_age = if one.sex == Sex::Male { 20 } else { 18 };
    assert!(marriage.on >= one.born.latest().saturating_add(legal_age.years()));
    assert!(marriage.on <= one.death.map_or(as_of, |death| death.on));
    let status = match (one.death, other.death) {
        (None, Some(_)) => MaritalStatus::Widowed,
        _ => MaritalStatus::Married,
    };
    assert_eq!(one.marital_status, status);
}

/// A and B come from a parent, O from both; who is Rh negative has it from both.
fn check_blood(child: &Person, by_number: &ByNumber<'_>) {
    let group = |relative: &Relative| person(relative, by_number)?.blood_group;
    let (Some(own), Some(mother)) = (child.blood_group, group(&child.mother)) else {
        return;
    };
    let impossible = [(Abo::O, Abo::Ab), (Abo::Ab, Abo::O)];
    assert!(!impossible.contains(&(own.abo, mother.abo)));
    let Some(father) = group(&child.father) else {
        return;
    };
    let has_a = |abo| matches!(abo, Abo::A | Abo::Ab);
    let has_b = |abo| matches!(abo, Abo::B | Abo::Ab);
    assert!(!has_a(own.abo) || has_a(mother.abo) || has_a(father.abo));
    assert!(!has_b(own.abo) || has_b(mother.abo) || has_b(father.abo));
}

/// Nine months lie between the children of one mother, unless they are twins.
fn check_births_apart(persons: &[&Person]) {
    let mut births: HashMap<PersonalNumber, Vec<Date>> = HashMap::new();
    for child in persons.iter().filter(|child| child.born.is_day()) {
        if let Some(mother) = child.mother.number {
            births
                .entry(mother)
                .or_default()
                .push(child.born.earliest());
        }
    }
    for days in births.values_mut() {
        days.sort_unstable();
        days.dedup();
        assert!(
            days.windows(2)
                .all(|pair| pair[0].saturating_add(270.days()) < pair[1])
        );
    }
}

#[test]
fn no_number_comes_twice_and_each_tells_the_province_of_birth() {
    // More than one template holds, so that the families repeat.
    let nation = nation(201_000, 17, TODAY);
    let provinces = province_of_commune();
    let mut numbers = HashSet::new();
    let mut cmnds: HashMap<Cmnd, u32> = HashMap::new();
    let mut persons = 0_u64;
    for person in nation.persons() {
        persons += 1;
        assert!(
            numbers.insert(person.number),
            "{} comes twice",
            person.number.as_str()
        );
        for cmnd in person.old_cmnds {
            *cmnds.entry(cmnd).or_insert(0) += 1;
        }
        let by_residence = person.birth_reregistered_on.is_some();
        if !by_residence && person.born.latest() < date(2025, 7, 1) {
            let province = &provinces[person.birth_unit.as_str()];
            assert_eq!(person.number.prefix().as_str(), format!("0{province}"));
        }
    }
    assert_eq!(persons, nation.persons_total());
    assert!((201_000..=201_001).contains(&nation.living_total()));
    assert!(cmnds.len() > 100_000);
    // Dong Nai and Ba Ria - Vung Tau gave out the same range; nobody else gave a number twice.
    let twice: Vec<&Cmnd> = cmnds.iter().filter(|it| *it.1 > 1).map(|it| it.0).collect();
    assert!(
        twice.len() > 5 && cmnds.values().all(|count| *count <= 2),
        "{}",
        twice.len()
    );
    let range = 271_450_001..=271_500_000;
    assert!(
        twice
            .iter()
            .all(|it| range.contains(&it.as_str().parse::<u32>().unwrap()))
    );
}

#[test]
fn units_are_those_of_the_day() {
    let nation = nation(20_000, 3, TODAY);
    let (before, since) = (province_of_commune(), communes_of_2025());
    for household in nation.households(0..nation.households_total()) {
        assert!(since.contains(household.residence_unit.as_str()));
        for person in &household.persons {
            for unit in [person.birth_unit, person.origin_unit] {
                let reorganised = person.born.latest() >= date(2025, 7, 1);
                let exists = if reorganised {
                    since.contains(unit.as_str())
                } else {
                    before.contains_key(unit.as_str())
                };
                assert!(exists, "{unit} of somebody born {}", person.born);
            }
        }
    }
}

#[test]
fn a_hundred_million_have_numbers_enough_and_more_are_refused() {
    let nation = nation(100_000_000, 5, TODAY);
    assert!(nation.living_total().abs_diff(100_000_000) <= 500);
    let last = nation.households_total();
    let people = |range| {
        nation
            .households(range)
            .flat_map(|it| it.persons)
            .map(|it| it.number)
    };
    let far: HashSet<PersonalNumber> = people(last - 500..last).collect();
    assert!(far.len() > 1500);
    assert!(people(0..500).all(|number| !far.contains(&number)));

    let province = Some("06".parse().unwrap());
    let options = NationOptions {
        population: 200_000_000,
        seed: 5,
        province,
        as_of: TODAY,
    };
    let error = Nation::new(options).unwrap_err().to_string();
    assert_eq!(
        error,
        "200000000 persons born in so few provinces need more personal numbers than there are"
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let options = NationOptions {
        population: 1000,
        seed: 1,
        province: None,
        as_of: TODAY,
    };
    let error = |options| Nation::new(options).unwrap_err().to_string();
    assert_eq!(
        error(NationOptions {
            population: 99,
            ..options
        }),
        "a nation has 100 to 200000000 persons, not `99`"
    );
    assert_eq!(
        error(NationOptions {
            province: Some("03".parse().unwrap()),
            ..options
        }),
        "there was no province `03` on 30 June 2025; a province is named by the code it had then, \
         from `01` (Hà Nội) to `96` (Cà Mau)"
    );
    assert_eq!(
        error(NationOptions {
            as_of: date(2009, 12, 31),
            ..options
        }),
        "a nation can be seen on a day from 2010-01-01 to 2039-12-31, not on `2009-12-31`"
    );
}
