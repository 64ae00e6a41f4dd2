//! Killed while events are written.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use danh_register::event_by_id;
use danh_store::Store;
use danh_vocabulary::EventId;

use super::{kills_each, moment, moments};
use crate::harness::{MIGRATIONS, Place};

const KILLS_MAX: u32 = 60;

#[test]
fn events_that_were_acknowledged_survive_every_kill() {
    let entropy = moments();
    Place::on_both_engines(|place| {
        place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
        let mut acknowledged = BTreeSet::new();
        let mut kills = 0;
        // On a busy machine the first ones may all meet a drill that has just started.
        while kills < kills_each() || (acknowledged.is_empty() && kills < KILLS_MAX) {
            kills += 1;
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
