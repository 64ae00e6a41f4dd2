//! How near the nation is to the tables it is made from.

use std::collections::HashMap;

use danh_synth::{Household, Person};
use danh_vocabulary::{Ethnicity, Sex};
use jiff::civil::{Date, date};

use crate::{nation, province_of_commune};

/// The last day on which residence was written with the codes of the 63 provinces.
const LAST_DAY_OF_63: Date = date(2025, 6, 30);

/// Everything the tests below look at, counted in one pass over 100,000 persons.
#[derive(Default)]
struct Counts {
    living: f64,
    dead: f64,
    households: f64,
    by_sex_and_age_group: HashMap<(Sex, i16), f64>,
    by_province: HashMap<String, f64>,
    by_ethnicity: HashMap<&'static str, f64>,
    with: HashMap<&'static str, f64>,
}

fn count() -> Counts {
    let nation = nation(100_000, 2026, LAST_DAY_OF_63);
    let provinces = province_of_commune();
    let mut counts = Counts::default();
    for household in nation.households(0..nation.households_total()) {
        counts.households += 1.0;
        for person in &household.persons {
            counts.person(&household, person, &provinces);
        }
    }
    counts
}

impl Counts {
    fn person(
        &mut self,
        household: &Household,
        person: &Person,
        provinces: &HashMap<String, String>,
    ) {
        if person.death.is_some() {
            self.dead += 1.0;
            return;
        }
        self.living += 1.0;
        let age = age_on(person.born.earliest(), LAST_DAY_OF_63);
        *self
            .by_sex_and_age_group
            .entry((person.sex, age.min(99) / 5))
            .or_default() += 1.0;
        let province = &provinces[household.residence_unit.as_str()];
        *self.by_province.entry(province.clone()).or_default() += 1.0;
        *self
            .by_ethnicity
            .entry(person.ethnicity.name())
            .or_default() += 1.0;
        let mut with = |what, is| *self.with.entry(what).or_default() += f64::from(u8::from(is));
        with("a CMND", !person.old_cmnds.is_empty());
        with("only a year of birth", person.born.month().is_none());
        with("a move", person.residence_since > person.born.latest());
        with("a mother on record", person.mother.number.is_some());
        with("Thị", person.full_name.parts().middle.starts_with("Thị"));
        with("Nguyễn", person.full_name.parts().surname == "Nguyễn");
    }
}

fn age_on(born: Date, day: Date) -> i16 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!had_birthday)
}

/// Rows of a table of the project: the first column as text, the others as numbers.
fn table(text: &'static str, columns: [usize; 3]) -> Vec<(String, f64, f64)> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records();
    let number = |cell: &str| cell.parse().unwrap_or(0.0);
    rows.map(|row| {
        let row = row.unwrap();
        let [a, b, c] = columns.map(|column| row[column].to_owned());
        (a, number(&b), number(&c))
    })
    .collect()
}

#[test]
fn the_nation_is_like_its_tables() {
    let counts = count();
    ages_and_sexes(&counts);
    provinces_and_peoples(&counts);
    let share = |what| counts.with[what] / counts.living * 100.0;
    let size = counts.living / counts.households;
    assert!(
        (3.59..3.61).contains(&size),
        "{size} persons to a household"
    );
    for (what, percent, found) in [
        (
            "dead on record",
            4.5..7.0,
            counts.dead / counts.living * 100.0,
        ),
        ("with a CMND", 55.0..75.0, share("a CMND")),
        (
            "with only a year of birth",
            1.0..5.0,
            share("only a year of birth"),
        ),
        ("who moved", 20.0..60.0, share("a move")),
        (
            "with the mother on record",
            35.0..60.0,
            share("a mother on record"),
        ),
        ("called Thị", 30.0..38.0, share("Thị")),
        ("called Nguyễn", 31.0..35.0, share("Nguyễn")),
    ] {
        assert!(percent.contains(&found), "{found} % {what}");
    }
}

/// The table's population is that of the ages 0 to 100, and the nation has as many who turn each
/// age this year. Who has had the birthday is drawn: of the two years of birth at a group's
/// borders, a tenth of it together, half either way. And of some of the old only the year of birth
/// is known, who are taken for born on its first day.
fn ages_and_sexes(counts: &Counts) {
    let text = include_str!("../../../../data/vn/population_by_age.csv");
    let rows = table(text, [0, 1, 2]);
    let total: f64 = rows.iter().map(|(_, male, female)| male + female).sum();
    for sex in [Sex::Male, Sex::Female] {
        for group in 0..20 {
            let of_group = rows
                .iter()
                .enumerate()
                .filter(|(age, _)| age.min(&99) / 5 == group);
            let expected: f64 = of_group
                .map(|(_, (_, male, female))| if sex == Sex::Male { male } else { female })
                .sum::<f64>()
                / total
                * counts.living;
            let key = (sex, i16::try_from(group).unwrap());
            let found = counts
                .by_sex_and_age_group
                .get(&key)
                .copied()
                .unwrap_or(0.0);
            let known_by_year = if group < 9 { 0.003 } else { 0.05 };
            let tolerance = expected * known_by_year + 4.0 * (expected * 0.1).sqrt() + 2.0;
            assert!(
                (found - expected).abs() <= tolerance,
                "{key:?}: {found} for {expected}"
            );
        }
    }
    let men: f64 = rows.iter().map(|row| row.1).sum();
    let found: f64 = counts
        .by_sex_and_age_group
        .iter()
        .filter(|(key, _)| key.0 == Sex::Male)
        .map(|it| it.1)
        .sum();
    assert!((found / counts.living - men / total).abs() < 0.0005);
}

fn provinces_and_peoples(counts: &Counts) {
    let text = include_str!("../../../../data/vn/province_people.csv");
    let provinces = table(text, [0, 2, 2]);
    let total: f64 = provinces.iter().map(|province| province.1).sum();
    assert_eq!(provinces.len(), 63);
    for (code, population, _) in provinces {
        let expected = population / total * counts.living;
        let found = counts.by_province.get(&code).copied().unwrap_or(0.0);
        // To the household, and three of them come last.
        assert!(
            (found - expected).abs() <= 30.0,
            "{code}: {found} for {expected}"
        );
    }
    // Households are drawn, of 3.6 mostly of one people: the variance of a count is that many times
    // larger. One marriage in ten is made to anybody of the province.
    let mut census: HashMap<&'static str, f64> = HashMap::new();
    for (_, people, persons) in table(
        include_str!("../../../../data/vn/ethnicity_by_province.csv"),
        [0, 1, 2],
    ) {
        let code = format!("{people:02}");
        let ethnicity: Ethnicity = code.parse().unwrap();
        *census.entry(ethnicity.name()).or_default() += persons;
    }
    let all: f64 = census.values().sum();
    for (people, persons) in census {
        let expected = persons / all * counts.living;
        let found = counts.by_ethnicity.get(people).copied().unwrap_or(0.0);
        let rarer = expected.min(counts.living - expected);
        let tolerance = rarer * 0.03 + 4.0 * (4.5 * rarer).sqrt() + 5.0;
        assert!(
            (found - expected).abs() <= tolerance,
            "{people}: {found} for {expected}"
        );
    }
    assert!(counts.by_ethnicity.len() > 45);
}
