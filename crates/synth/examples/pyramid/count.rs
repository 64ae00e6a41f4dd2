//! One pass over everybody.

use std::collections::{BTreeMap, HashMap};

use danh_synth::{Household, MaritalStatus, Person, Relationship};
use danh_vocabulary::Sex;
use jiff::civil::Date;

/// What is counted.
pub(crate) struct Counts {
    as_of: Date,
    province_of_commune: HashMap<String, String>,
    pub(crate) living: f64,
    pub(crate) dead: f64,
    pub(crate) households: f64,
    /// By age, men and women.
    pub(crate) ages: BTreeMap<i16, [f64; 2]>,
    pub(crate) household_sizes: BTreeMap<usize, f64>,
    pub(crate) headed_by_women: f64,
    /// By sex and five years of age: single, married, widowed, divorced.
    pub(crate) marital: BTreeMap<(Sex, i16), [f64; 4]>,
    /// By the wife's decade of birth: sums of her and his age at marriage, marriages.
    pub(crate) marriages: BTreeMap<i16, [f64; 3]>,
    /// By mother's age at the birth of children below five.
    pub(crate) mothers: BTreeMap<i16, f64>,
    /// By age at death, of the last five years.
    pub(crate) deaths: BTreeMap<i16, f64>,
    /// By province: persons, of whom born elsewhere, below fifteen, sixty and over.
    pub(crate) provinces: BTreeMap<String, [f64; 4]>,
    /// By name of the ethnic group.
    pub(crate) peoples: BTreeMap<&'static str, f64>,
}

impl Counts {
    pub(crate) fn new(as_of: Date) -> Self {
        Self {
            as_of,
            province_of_commune: province_of_commune(),
            living: 0.0,
            dead: 0.0,
            households: 0.0,
            ages: BTreeMap::new(),
            household_sizes: BTreeMap::new(),
            headed_by_women: 0.0,
            marital: BTreeMap::new(),
            marriages: BTreeMap::new(),
            mothers: BTreeMap::new(),
            deaths: BTreeMap::new(),
            provinces: BTreeMap::new(),
            peoples: BTreeMap::new(),
        }
    }

    pub(crate) fn household(&mut self, household: &Household) {
        let living = || household.persons.iter().filter(|it| it.death.is_none());
        self.households += 1.0;
        *self.household_sizes.entry(living().count()).or_default() += 1.0;
        let headed =
            |it: &Person| it.sex == Sex::Female && it.relationship == Some(Relationship::Head);
        self.headed_by_women += f64::from(u8::from(living().any(headed)));
        for person in living() {
            self.living(household, person);
        }
        for person in household.persons.iter().filter(|it| it.death.is_some()) {
            self.dead += 1.0;
            let on = person.death.map_or(self.as_of, |death| death.on);
            if on.year() >= self.as_of.year() - 5 {
                let age = age_on(person.born.earliest(), on);
                *self.deaths.entry(age).or_default() += 1.0;
            }
        }
        self.marriages(household);
        self.births(household);
    }

    fn living(&mut self, household: &Household, person: &Person) {
        self.living += 1.0;
        let age = age_on(person.born.earliest(), self.as_of);
        self.ages.entry(age.min(100)).or_default()[person.sex as usize] += 1.0;
        let status = match person.marital_status {
            MaritalStatus::Single => 0,
            MaritalStatus::Married => 1,
            MaritalStatus::Widowed => 2,
            MaritalStatus::Divorced => 3,
        };
        let group = (person.sex, age.min(80) / 5 * 5);
        self.marital.entry(group).or_default()[status] += 1.0;
        let province = |unit: &str| self.province_of_commune.get(unit).cloned();
        let residence = province(household.residence_unit.as_str());
        let is_from_elsewhere = province(person.birth_unit.as_str()) != residence;
        let counts = self
            .provinces
            .entry(residence.unwrap_or_default())
            .or_default();
        let facts = [true, is_from_elsewhere, age < 15, age >= 60];
        for (count, fact) in counts.iter_mut().zip(facts) {
            *count += f64::from(u8::from(fact));
        }
        *self.peoples.entry(person.ethnicity.name()).or_default() += 1.0;
    }

    fn marriages(&mut self, household: &Household) {
        for wife in household.persons.iter().filter(|it| it.sex == Sex::Female) {
            let Some(marriage) = &wife.marriage else {
                continue;
            };
            let husband = household.persons.iter();
            let husband = husband.filter(|it| Some(it.number) == marriage.spouse.number);
            for husband in husband {
                let sums = self
                    .marriages
                    .entry(wife.born.year() / 10 * 10)
                    .or_default();
                let ages = [wife, husband].map(|it| age_on(it.born.earliest(), marriage.on));
                for (sum, years) in sums.iter_mut().zip([ages[0], ages[1], 1]) {
                    *sum += f64::from(years);
                }
            }
        }
    }

    fn births(&mut self, household: &Household) {
        for child in &household.persons {
            let mother = household.persons.iter();
            let mut mother = mother.filter(|it| Some(it.number) == child.mother.number);
            if child.born.year() + 5 > self.as_of.year()
                && let Some(mother) = mother.next()
            {
                let age = age_on(mother.born.earliest(), child.born.earliest());
                *self.mothers.entry(age / 5 * 5).or_default() += 1.0;
            }
        }
    }
}

fn age_on(born: Date, day: Date) -> i16 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!had_birthday)
}

/// The code of the province of before 1 July 2025, by commune of that time.
fn province_of_commune() -> HashMap<String, String> {
    let mut parents = HashMap::new();
    for row in crate::print::table(include_str!("../../../../data/vn/administrative_units.csv")) {
        if row[5] == "2025-06-30" {
            parents.insert(row[0].clone(), row[3].clone());
        }
    }
    let communes = parents.iter().filter(|(code, _)| code.len() == 5);
    communes
        .map(|(code, district)| (code.clone(), parents[district].clone()))
        .collect()
}
