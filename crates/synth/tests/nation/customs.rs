//! Whether people marry, die, are named and believe as those of Viet Nam do.

use std::collections::HashMap;

use danh_synth::{Household, MaritalStatus, Person};
use danh_vocabulary::{Abo, Ethnicity, Religion, Sex};
use jiff::civil::Date;

use crate::{TODAY, nation};

/// Of so many, so many are: a share that can be told from another by its standard error.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    of: f64,
    are: f64,
}

impl Share {
    fn add(&mut self, is: bool) {
        self.of += 1.0;
        self.are += f64::from(u8::from(is));
    }

    fn percent(self) -> f64 {
        self.are / self.of * 100.0
    }

    /// Within four standard errors, and `apart` points for what is not drawn but made to fit.
    fn is_near(self, percent: f64, apart: f64) -> bool {
        let p = (percent / 100.0).clamp(0.001, 0.999);
        let error = (p * (1.0 - p) / self.of).sqrt() * 100.0;
        (self.percent() - percent).abs() <= 4.0 * error + apart
    }
}

#[derive(Default)]
struct Customs {
    /// By status, sex and the age group of the table.
    marital: HashMap<(MaritalStatus, Sex, i16), Share>,
    household_sizes: HashMap<usize, f64>,
    households: f64,
    women_heads: Share,
    /// By what, of the Kinh of a sex born since a year.
    named: HashMap<&'static str, Share>,
    believers: HashMap<&'static str, Share>,
    blood: HashMap<Abo, Share>,
    first_of_january: HashMap<i16, Share>,
    deaths: HashMap<&'static str, f64>,
    brides: Vec<f64>,
    namesakes: Share,
}

fn age_on(born: Date, day: Date) -> i16 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!had_birthday)
}

impl Customs {
    fn household(&mut self, household: &Household) {
        let living: Vec<&Person> = household
            .persons
            .iter()
            .filter(|it| it.death.is_none())
            .collect();
        self.households += 1.0;
        *self.household_sizes.entry(living.len()).or_default() += 1.0;
        self.women_heads.add(living[0].sex == Sex::Female);
        for person in &living {
            self.living(person);
        }
        for dead in household.persons.iter().filter(|it| it.death.is_some()) {
            let on = dead.death.unwrap().on;
            let age = match age_on(dead.born.earliest(), on) {
                ..15 => "children",
                15..60 => "grown",
                60.. => "old",
            };
            if (TODAY.year() - 5..TODAY.year()).contains(&on.year()) {
                *self.deaths.entry(age).or_default() += 1.0;
            }
        }
        self.siblings(household);
    }

    fn living(&mut self, person: &Person) {
        use MaritalStatus::{Divorced, Married, Single, Widowed};
        let age = age_on(person.born.earliest(), TODAY);
        let group = match age {
            18..20 if person.sex == Sex::Female => 18,
            _ => age.min(80) / 5 * 5,
        };
        for status in [Single, Married, Widowed, Divorced] {
            let share = self.marital.entry((status, person.sex, group)).or_default();
            share.add(person.marital_status == status);
        }
        if let Some(marriage) = &person.marriage
            && person.sex == Sex::Female
            && (1955..1985).contains(&person.born.year())
        {
            self.brides
                .push(f64::from(age_on(person.born.earliest(), marriage.on)));
        }
        if person.ethnicity == Ethnicity::KINH && person.sex == Sex::Female {
            let thi = person.full_name.parts().middle.starts_with("Thị");
            let mut named = |what, is| self.named.entry(what).or_default().add(is);
            match person.born.year() {
                ..1960 => named("Thị until 1959", thi),
                1985..2005 => named("Thị since 1985", thi),
                2005.. => named("Thị since 2005", thi),
                _ => {}
            }
        }
        let catholic = person.religion.as_str() == "cong_giao";
        self.believers.entry("Catholic").or_default().add(catholic);
        let none = person.religion == Religion::NONE;
        self.believers.entry("none").or_default().add(none);
        if person.ethnicity.name() == "Khmer" {
            let buddhist = person.religion.as_str() == "phat_giao";
            self.believers
                .entry("Khmer Buddhists")
                .or_default()
                .add(buddhist);
        }
        if let Some(group) = person.blood_group {
            for abo in [Abo::A, Abo::B, Abo::Ab, Abo::O] {
                self.blood.entry(abo).or_default().add(group.abo == abo);
            }
        }
        if person.born.is_day() && person.ethnicity == Ethnicity::KINH {
            let born = person.born.earliest();
            let decade = born.year() / 10 * 10;
            let first = born.day_of_year() == 1;
            self.first_of_january.entry(decade).or_default().add(first);
        }
    }

    /// Brothers and sisters with one given name, and children with a parent's.
    fn siblings(&mut self, household: &Household) {
        for (index, one) in household.persons.iter().enumerate() {
            let later = &household.persons[index + 1..];
            let related = later.iter().filter(|other| {
                one.father.number.is_some() && one.father == other.father
                    || other.father.number == Some(one.number)
            });
            for other in related.filter(|it| it.ethnicity == Ethnicity::KINH) {
                let given = |person: &Person| person.full_name.parts().given.to_owned();
                self.namesakes.add(given(one) == given(other));
            }
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap())
}

#[test]
fn people_marry_die_are_named_and_believe_as_expected() {
    let nation = nation(100_000, 7, TODAY);
    let mut customs = Customs::default();
    for household in nation.households(0..nation.households_total()) {
        customs.household(&household);
    }
    marriages(&customs);
    households(&customs);
    names(&customs);
    for (what, percent) in [("Catholic", 6.1), ("none", 86.3), ("Khmer Buddhists", 82.0)] {
        // Families believe together: the standard error is that of a quarter as many.
        let mut share = customs.believers[what];
        (share.of, share.are) = (share.of / 4.0, share.are / 4.0);
        assert!(share.is_near(percent, 1.0), "{what}: {}", share.percent());
    }
    for (abo, percent) in [
        (Abo::O, 42.5),
        (Abo::B, 30.1),
        (Abo::A, 21.5),
        (Abo::Ab, 5.9),
    ] {
        let share = customs.blood[&abo];
        assert!(share.is_near(percent, 0.5), "{abo:?}: {}", share.percent());
    }
    let january = |decade| customs.first_of_january[&decade].percent();
    assert!(
        january(1940) > 10.0 && january(1950) > 7.0,
        "{}",
        january(1940)
    );
    assert!(
        january(1990) < 1.0 && january(2010) < 1.0,
        "{}",
        january(1990)
    );
    // The table's rates on the table's ages give 47 deaths in 1,000 below fifteen, 266 below sixty.
    let deaths: f64 = customs.deaths.values().sum();
    let share = |age| customs.deaths[age] / deaths * 100.0;
    assert!(
        (4.0..8.0).contains(&share("children")),
        "{}",
        share("children")
    );
    assert!((22.0..30.0).contains(&share("grown")), "{}", share("grown"));
    let rate = deaths / 5.0 / 100_000.0 * 1000.0;
    assert!((6.0..7.0).contains(&rate), "{rate} a thousand and year");
}

fn marriages(customs: &Customs) {
    use MaritalStatus::{Divorced, Married, Single, Widowed};
    let rows =
        csv::Reader::from_reader(include_str!("../../../../data/vn/marital_status.csv").as_bytes())
            .into_records();
    for row in rows.map(Result::unwrap) {
        let (sex, age): (Sex, i16) = (row[0].parse().unwrap(), row[1].parse().unwrap());
        for (status, cell) in [Single, Married, Widowed, Divorced].into_iter().zip(2..) {
            let Some(share) = customs.marital.get(&(status, sex, age)) else {
                continue;
            };
            let percent: f64 = row[cell].parse().unwrap();
            // Men are married to the women there are, and ages turned are not ages.
            let apart = match (sex, age) {
                (_, ..30) => 7.0,
                (Sex::Female, _) => 1.5,
                (Sex::Male, _) => 3.5,
            };
            assert!(
                share.is_near(percent, apart),
                "{sex} {age} {status}: {} for {percent}",
                share.percent()
            );
        }
    }
    let bride = mean(&customs.brides);
    assert!((21.5..23.5).contains(&bride), "married at {bride}");
}

/// Census 2019: one person 10.9 %, two to four 65.5 %; a woman at the head of 26 %.
fn households(customs: &Customs) {
    let share = |sizes: std::ops::RangeInclusive<usize>| {
        let of = customs.household_sizes.iter();
        let of = of.filter(|(size, _)| sizes.contains(size)).map(|it| it.1);
        of.sum::<f64>() / customs.households * 100.0
    };
    assert!((8.0..12.5).contains(&share(1..=1)), "{}", share(1..=1));
    assert!((62.5..68.5).contains(&share(2..=4)), "{}", share(2..=4));
    assert!((2.5..6.0).contains(&share(7..=20)), "{}", share(7..=20));
    assert!(
        customs.women_heads.is_near(24.0, 4.0),
        "{:?}",
        customs.women_heads
    );
}

fn names(customs: &Customs) {
    // The shares of the table of middle names.
    for (what, percent) in [
        ("Thị until 1959", 96.0),
        ("Thị since 1985", 75.1),
        ("Thị since 2005", 47.5),
    ] {
        let share = customs.named[what];
        assert!(share.is_near(percent, 2.0), "{what}: {}", share.percent());
    }
    let namesakes = customs.namesakes;
    assert!(namesakes.percent() < 0.1, "{namesakes:?}");
}
