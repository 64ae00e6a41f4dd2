use std::collections::{HashMap, HashSet};
use std::fs;
use std::num::NonZeroUsize;

use danh_intake::Format;
use danh_synth::{Difference, TRUTH_COLUMNS, WriteOptions, write};

use crate::{TODAY, nation};

#[test]
fn second_records_are_of_somebody_and_differ_as_they_say() {
    // Two repetitions, so that second numbers could meet.
    let nation = nation(201_000, 9, TODAY).with_duplicates(20).unwrap();
    let mut numbers = HashSet::new();
    let mut kinds: HashMap<Difference, u32> = HashMap::new();
    let (mut adults, mut second) = (0.0_f64, 0.0_f64);
    for household in nation.households(0..nation.households_total()) {
        for (_, person) in household.rows() {
            assert!(numbers.insert(person.number), "a number comes twice");
            assert_eq!(person.number.check_against(person.born, person.sex), []);
        }
        let living = household.persons.iter().filter(|it| it.death.is_none());
        let grown = living.filter(|it| TODAY.year() - it.born.year() > 18);
        adults += f64::from(u32::try_from(grown.count()).unwrap());
        for duplicate in &household.duplicates {
            second += 1.0;
            let (first, other) = (&household.persons[duplicate.of], &duplicate.person);
            assert_eq!((first.sex, first.birth_unit), (other.sex, other.birth_unit));
            assert!(other.relationship.is_none() && other.marriage.is_none());
            let name_differs = first.full_name != other.full_name;
            let date_differs = first.born != other.born;
            let told = duplicate.differences.len();
            assert_eq!(told, usize::from(name_differs) + usize::from(date_differs));
            let years_apart = other.born.year() - first.born.year();
            let later = duplicate.differences.contains(&Difference::YearLater);
            assert_eq!(years_apart, i16::from(later));
            for difference in &duplicate.differences {
                *kinds.entry(*difference).or_default() += 1;
            }
        }
    }
    // A draw for each adult: within four standard errors of 2 %.
    let expected = adults * 0.02;
    assert!(
        (second - expected).abs() < 4.0 * expected.sqrt(),
        "{second} for {expected}"
    );
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    assert!(kinds.values().all(|count| *count > 50), "{kinds:?}");
}

#[test]
fn the_table_of_truth_names_rows_of_the_persons_table() {
    let folder = tempfile::tempdir().unwrap();
    let nation = nation(5000, 4, TODAY).with_duplicates(50).unwrap();
    let options = WriteOptions {
        format: Format::Csv,
        threads: NonZeroUsize::new(2).unwrap(),
    };
    let persons = write(&nation, folder.path(), options, |_| ()).unwrap();
    let numbers: Vec<String> = csv::Reader::from_path(persons)
        .unwrap()
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    let all: HashSet<&String> = numbers.iter().collect();
    assert_eq!(all.len(), numbers.len());
    let mut truth = csv::Reader::from_path(folder.path().join("truth.csv")).unwrap();
    assert_eq!(truth.headers().unwrap(), TRUTH_COLUMNS.as_slice());
    let mut pairs = 0;
    for row in truth.records().map(Result::unwrap) {
        pairs += 1;
        assert_ne!(row[0], row[1]);
        assert!(
            [&row[0], &row[1]]
                .iter()
                .all(|it| all.contains(&(*it).to_owned()))
        );
    }
    assert!(pairs > 100);
    assert_eq!(numbers.len() as u64, nation.persons_total() + pairs);
}

#[test]
fn without_second_records_there_is_no_table_of_truth() {
    let folder = tempfile::tempdir().unwrap();
    let nation = nation(1000, 4, TODAY);
    assert!(nation.persons().count() as u64 == nation.persons_total());
    let options = WriteOptions {
        format: Format::Csv,
        threads: NonZeroUsize::MIN,
    };
    write(&nation, folder.path(), options, |_| ()).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let error = nation.with_duplicates(51).unwrap_err().to_string();
    assert_eq!(
        error,
        "at most 50 of a thousand persons can be on record twice, not `51`"
    );
}
