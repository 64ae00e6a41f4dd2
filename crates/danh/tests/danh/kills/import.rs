//! Killed while it imports.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use super::{killed, kills_each, moments};
use crate::harness::{Place, population};

/// Populations to import at most, so that there is always one left to kill.
const FILES_MAX: u64 = 6;

#[test]
fn an_import_that_is_killed_again_and_again_takes_every_row_once() {
    let entropy = moments();
    let shared = tempfile::tempdir().unwrap();
    let made = |seed: u64| shared.path().join(seed.to_string());
    let mut files = Vec::new();
    Place::on_both_engines(|place| {
        place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
        let (mut kills, mut wanted) = (0, Vec::new());
        let mut takes = Duration::from_millis(1_200);
        for seed in 0..FILES_MAX {
            if kills == kills_each() {
                break;
            }
            if files.len() as u64 == seed {
                files.push(population(&made(seed), 5_000, seed));
            }
            let file = &files[usize::try_from(seed).unwrap()];
            wanted.extend(numbers(file));
            let file_name = file.to_str().unwrap();
            let words = [
                "import",
                "persons",
                file_name,
                "--rows-a-transaction",
                "1500",
            ];
            // Until enough kills met an import that was still running.
            while kills < kills_each() {
                if !killed(&mut place.command(&words), &entropy, &mut takes) {
                    break;
                }
                kills += 1;
                place.verify();
            }
            let said = place.succeed(&words);
            assert!(
                said.contains("0 rejected") || said.contains("imported before"),
                "{said}"
            );
        }
        assert_eq!(
            kills,
            kills_each(),
            "the imports ended too soon to be killed so often"
        );
        place.verify();
        let exported = place.file("exported.csv");
        place.succeed(&[
            "export",
            "persons",
            "--purpose",
            "test",
            "--out",
            exported.to_str().unwrap(),
        ]);
        let wanted: BTreeSet<String> = wanted.into_iter().collect();
        let mut there = numbers(&exported);
        // Apart from the one birth of the drill that came first.
        there.retain(|number| wanted.contains(number));
        assert_eq!(there.len(), wanted.len(), "rows are missing or doubled");
        assert_eq!(there.into_iter().collect::<BTreeSet<_>>(), wanted);
    });
}

/// The first column of a CSV.
fn numbers(file: &Path) -> Vec<String> {
    let mut rows = csv::Reader::from_path(file).unwrap();
    rows.records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect()
}
