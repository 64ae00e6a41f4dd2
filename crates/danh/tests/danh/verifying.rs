//! The server verifies its ledgers by itself, and says what it found where the operator looks.

use std::time::{Duration, Instant};

use danh_store::{Store, StoreError, params};
use serde_json::Value;

use crate::harness::{MIGRATIONS, Place, population, text};
use crate::served::Served;

/// Long, because debug builds of several tests share the machine.
const SECONDS_MAX: u64 = 60;

/// What the folder remembers of the journal, once it remembers anything.
fn remembered(place: &Place) -> Value {
    let file = place.data().join("last-verification.json");
    let until = Instant::now() + Duration::from_secs(SECONDS_MAX);
    while Instant::now() < until {
        // Written whole, so what can be read is complete.
        if let Ok(text) = std::fs::read_to_string(&file) {
            let all: Value = serde_json::from_str(&text).unwrap();
            return all["journal"]["outcome"].clone();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!(
        "the server verified nothing: {}",
        std::fs::read_to_string(place.file("served.log")).unwrap()
    );
}

#[test]
fn what_a_server_finds_by_itself_stands_in_the_doctors_report() {
    Place::on_both_engines(|place| {
        let file = population(&place.file("synth"), 400, 0);
        // Every event has its position when it ends.
        place.succeed(&["import", "persons", file.to_str().unwrap()]);
        let server = Served::start(place);
        let size = remembered(place)["holds"]["size"].as_u64();
        assert!(size.is_some_and(|size| size >= 400), "{size:?}");
        server.kill();
        assert!(place.succeed(&["doctor"]).contains("verified"));

        let store = Store::open(&place.config(), &MIGRATIONS).unwrap();
        let changed = store.write::<_, StoreError, _>(|tx| {
            let row = tx.query_one(
                "SELECT entry_id FROM ledger_entry WHERE log = $1 AND position = $2",
                params!["journal", 270],
            )?;
            let id: i64 = row.get(0)?;
            let change = "UPDATE journal SET document = document || ' ' WHERE event_id = $1";
            tx.execute(change, params![id])
        });
        assert_eq!(changed.wait().unwrap(), 1);
        drop(store);

        // As if it were a day ago.
        std::fs::remove_file(place.data().join("last-verification.json")).unwrap();
        let server = Served::start(place);
        let what = remembered(place)["does-not-hold"]["what"].clone();
        assert!(what.as_str().unwrap().contains("270"), "{what}");
        server.kill();
        let doctor = place.run(&["doctor"]);
        assert!(!doctor.status.success());
        assert!(
            text(&doctor.stdout).contains("270"),
            "{}",
            text(&doctor.stdout)
        );
    });
}
