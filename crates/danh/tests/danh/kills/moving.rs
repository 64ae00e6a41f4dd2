//! Killed while a register moves from one engine to the other, and back again.

use std::fs;

use danh_store::copy::closed_reason;
use danh_store::{Store, StoreConfig};
use postgres::{Client, NoTls};

use super::{duration_of, killed, kills_each, moments};
use crate::harness::{MIGRATIONS, Place, text};

#[derive(Debug, PartialEq, Eq)]
enum State {
    Absent,
    Closed,
    Open,
}

fn state(place: &Place) -> State {
    let Ok(store) = Store::open_read_only(&place.config(), &MIGRATIONS) else {
        return State::Absent;
    };
    match store.read(closed_reason).wait().unwrap() {
        Some(_) => State::Closed,
        None => State::Open,
    }
}

/// What an operator does before a register can come back to where it was.
fn empty(place: &Place) {
    match place.config() {
        StoreConfig::Sqlite { path, .. } => fs::remove_file(path).unwrap(),
        StoreConfig::Postgres { url, .. } => Client::connect(&url, NoTls)
            .unwrap()
            .batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            .unwrap(),
    }
}

fn words(target: &Place) -> [String; 3] {
    let to = match target.config() {
        StoreConfig::Sqlite { .. } => "sqlite".to_owned(),
        StoreConfig::Postgres { url, .. } => url,
    };
    ["migrate-store".to_owned(), "--to".to_owned(), to]
}

#[test]
fn a_move_that_is_killed_leaves_one_register_that_goes_on_and_can_be_finished() {
    let entropy = moments();
    Place::on_both_engines(|server| {
        if server.is_sqlite() {
            return;
        }
        let file = Place::sqlite();
        file.succeed(&["drill", "events", "--writers", "3", "--events", "90"]);
        let server = server.with_folder_of(&file);
        let (mut source, mut target) = (file, server);
        let move_on = |source: &Place, target: &Place| {
            let words = words(target);
            source.command(&words.each_ref().map(String::as_str))
        };
        let mut takes = duration_of(&mut move_on(&source, &target));
        let mut moves = 1;
        let mut kills = 0;
        std::mem::swap(&mut source, &mut target);
        empty(&target);
        // Both directions count: two scenes of two engines.
        while kills < 2 * kills_each() {
            source.verify();
            let sizes = source.succeed(&["ledger", "verify"]);
            kills += u32::from(killed(&mut move_on(&source, &target), &entropy, &mut takes));
            let states = (state(&source), state(&target));
            assert_ne!(states, (State::Open, State::Open));
            match states {
                // It was done, perhaps just before the kill; the next one goes the other way.
                (State::Closed, State::Open) => {}
                // Every other kill is tried again at once; else events come between, as when nobody looked.
                (State::Open, State::Absent) if kills % 2 == 0 => {
                    source.succeed(&["drill", "events", "--writers", "1", "--events", "9"]);
                    continue;
                }
                _ => finish(&source, &target),
            }
            assert_eq!(target.succeed(&["ledger", "verify"]), sizes);
            target.succeed(&["drill", "events", "--writers", "1", "--events", "9"]);
            std::mem::swap(&mut source, &mut target);
            empty(&target);
            moves += 1;
        }
        eprintln!("{kills} kills, {moves} moves");
        source.verify();
    });
}

/// The same command again. The server may not have noticed yet that the killed one is gone.
fn finish(source: &Place, target: &Place) {
    for _ in 0..100 {
        let words = words(target);
        let output = source.run(&words.each_ref().map(String::as_str));
        if output.status.success() {
            assert_eq!((state(source), state(target)), (State::Closed, State::Open));
            return;
        }
        assert_eq!(output.status.code(), Some(75), "{}", text(&output.stderr));
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("the move could not be finished");
}
