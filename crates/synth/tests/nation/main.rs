//! Nations made and looked at as their users will see them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod customs;
mod duplicates;
mod families;
mod files;
mod sameness;
mod statistics;

use std::collections::{HashMap, HashSet};

use danh_synth::{Nation, NationOptions};
use jiff::civil::{Date, date};

fn nation(population: u64, seed: u64, as_of: Date) -> Nation {
    Nation::new(NationOptions {
        population,
        seed,
        province: None,
        as_of,
    })
    .unwrap()
}

/// The day most tests look at.
const TODAY: Date = date(2026, 7, 1);

/// The codes of the communes since 1 July 2025.
fn communes_of_2025() -> HashSet<String> {
    let table = include_str!("../../../../data/vn/administrative_units.csv");
    let rows = csv::Reader::from_reader(table.as_bytes()).into_records();
    let rows = rows
        .map(Result::unwrap)
        .filter(|row| &row[4] == "2025-07-01");
    rows.map(|row| row[0].to_owned())
        .filter(|code| code.len() == 5)
        .collect()
}

/// The province (its code of before 1 July 2025) of each commune of that time.
fn province_of_commune() -> HashMap<String, String> {
    let table = include_str!("../../../../data/vn/administrative_units.csv");
    let mut parents = HashMap::new();
    for row in csv::Reader::from_reader(table.as_bytes()).records() {
        let row = row.unwrap();
        if &row[5] == "2025-06-30" {
            parents.insert(row[0].to_owned(), row[3].to_owned());
        }
    }
    let communes = parents.iter().filter(|(code, _)| code.len() == 5);
    communes
        .map(|(code, district)| (code.clone(), parents[district].clone()))
        .collect()
}
