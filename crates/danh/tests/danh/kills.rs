//! SIGKILL at random moments, during import and during event writing: nothing acknowledged is lost, nothing doubled.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use danh_register::event_by_id;
use danh_store::Store;
use danh_vocabulary::{Entropy, EventId, SeededEntropy};

use crate::harness::{MIGRATIONS, Place, population};

/// Half of them during import, half during event writing, on each engine.
const KILLS: u32 = 20;
/// Populations to import, so that there is always one left to kill.
const FILES: u64 = 6;

/// Moments to kill at. The seed is printed, so that a failure can be looked into with the same moments.
fn moments() -> SeededEntropy {
    let seed = u64::from(std::process::id());
    eprintln!("moments of seed {seed}");
    SeededEntropy::new(seed)
}

fn moment(entropy: &SeededEntropy, from: u64, until: u64) -> Duration {
    Duration::from_millis(from + entropy.below(until - from))
}

#[test]
fn an_import_that_is_killed_again_and_again_takes_every_row_once() {
    let entropy = moments();
    let shared = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (0..FILES)
        .map(|seed| population(&shared.path().join(seed.to_string()), 5_000, seed))
        .collect();
    Place::on_both_engines(|place| {
        place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
        let (mut kills, mut wanted) = (0, Vec::new());
        for file in &files {
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
            while kills < KILLS / 2 {
                let mut import = place.command(&words).stdout(Stdio::null()).spawn().unwrap();
                std::thread::sleep(moment(&entropy, 200, 1_200));
                let ended = import.try_wait().unwrap().is_some();
                import.kill().unwrap();
                import.wait().unwrap();
                if ended {
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
            KILLS / 2,
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

#[test]
fn events_that_were_acknowledged_survive_every_kill() {
    let entropy = moments();
    Place::on_both_engines(|place| {
        place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
        let mut acknowledged = BTreeSet::new();
        for _ in 0..KILLS / 2 {
            let mut drill = place
                .command(&["drill", "events"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let output = drill.stdout.take().unwrap();
            let reader = std::thread::spawn(move || acknowledged_events(BufReader::new(output)));
            std::thread::sleep(moment(&entropy, 300, 1_500));
            drill.kill().unwrap();
            drill.wait().unwrap();
            acknowledged.extend(reader.join().unwrap());
            place.verify();
        }
        assert!(!acknowledged.is_empty(), "the drill never came to write");
        let store = Store::open_read_only(&place.config(), &MIGRATIONS).unwrap();
        for event in acknowledged {
            let found = store.read(move |tx| event_by_id(tx, event)).wait().unwrap();
            assert!(
                found.is_some(),
                "event {event} was acknowledged and is lost"
            );
        }
    });
}

fn acknowledged_events(output: impl BufRead) -> Vec<EventId> {
    output
        .lines()
        .map_while(Result::ok)
        // The last line may be cut off by the kill, and then it is no whole id.
        .filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok())
        .collect()
}
