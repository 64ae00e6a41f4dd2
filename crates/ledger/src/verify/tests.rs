use danh_keys::Signer;
use danh_store::testing::on_both_engines;
use danh_store::{Migrations, Store, StoreError, Tx, params};
use proptest::prelude::*;

use super::*;
use crate::database::DatabaseSource;
use crate::integrator::Integrator;
use crate::log::Log;
use crate::note::{NoteError, NoteSigner};
use crate::queries::MIGRATIONS;
use crate::queries::entry::PlacedEntry;
use crate::testing::{
    MemoryTiles, append_ids, clock, commitment_of, entries, integrator, note_signer,
};

fn walked(source: &mut dyn TileSource) -> Result<Verified, Discrepancy> {
    walk(source, note_signer().verifier_key(), &mut |_| ())
}

fn fault(source: &mut dyn TileSource) -> String {
    walked(source).unwrap_err().to_string()
}

/// Changes one byte of entry or hash number `slot` of a tile.
fn flip(tiles: &mut MemoryTiles, path: &str, slot: usize) {
    let length = if path.starts_with("tile/entries") {
        34
    } else {
        32
    };
    tiles.change(path, |bytes| bytes[slot * length + 10] ^= 1);
}

#[test]
fn sound_logs_of_every_shape_verify() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 700] {
        let mut tiles = MemoryTiles::of_entries(&entries(size));
        let mut last = 0;
        let verified = walk(
            &mut tiles,
            note_signer().verifier_key(),
            &mut |progress: Progress| {
                assert!(progress.verified > last && progress.size == size);
                last = progress.verified;
            },
        )
        .unwrap();
        assert_eq!((verified.checkpoint.size, last), (size, size));
    }
}

#[test]
fn a_changed_entry_is_named() {
    for (position, path) in [
        (0, "tile/0/000"),
        (300, "tile/0/001"),
        (699, "tile/0/002.p/188"),
    ] {
        let mut tiles = MemoryTiles::of_entries(&entries(700));
        let bundle = format!("tile/entries/{:03}", position / 256);
        flip(&mut tiles, &bundle, position % 256);
        assert_eq!(
            fault(&mut tiles),
            format!(
                "entry {position} is not the one that was signed: its hash does not fit `{path}`"
            )
        );
    }
}

#[test]
fn of_two_changed_entries_the_first_is_named() {
    let mut tiles = MemoryTiles::of_entries(&entries(700));
    flip(&mut tiles, "tile/entries/002", 5);
    flip(&mut tiles, "tile/entries/001", 9);
    flip(&mut tiles, "tile/entries/001", 8);
    let fault = walked(&mut tiles).unwrap_err();
    assert!(
        matches!(fault, Discrepancy::EntryChanged { position: 264, .. }),
        "{fault}"
    );
}

#[test]
fn a_changed_tile_is_told_from_a_changed_entry() {
    let mut tiles = MemoryTiles::of_entries(&entries(700));
    flip(&mut tiles, "tile/0/001", 44);
    flip(&mut tiles, "tile/0/001", 45);
    assert_eq!(
        fault(&mut tiles),
        "`tile/0/001` was changed: its hash for entry 300 is not theirs, though they are as signed"
    );
    let mut tiles = MemoryTiles::of_entries(&entries(700));
    flip(&mut tiles, "tile/1/000", 1);
    assert_eq!(
        fault(&mut tiles),
        "`tile/1/000.p/2` was changed: its hash for entries 256 to 511 is not theirs, though they \
         are as signed"
    );
}

#[test]
fn an_entry_changed_together_with_its_tile_is_found_one_level_up() {
    let mut changed = entries(700);
    changed[300] = entries(701)[700];
    let mut forged = MemoryTiles::of_entries(&changed);
    let mut tiles = MemoryTiles::of_entries(&entries(700));
    for path in ["tile/entries/001", "tile/0/001"] {
        let bytes = forged.tile(path.parse().unwrap()).unwrap().unwrap();
        tiles.change(path, |stored| *stored = bytes);
    }
    // A fault further on does not hide it.
    flip(&mut tiles, "tile/entries/002", 5);
    assert_eq!(
        fault(&mut tiles),
        "an entry between 256 and 511 is not the one that was signed: their hash does not fit \
         `tile/1/000.p/2`"
    );
    // With the whole tree rewritten, only the signature is left to tell.
    forged.checkpoint.clone_from(&tiles.checkpoint);
    assert_eq!(
        fault(&mut forged),
        "the 700 entries and their tiles fit each other but not the root that was signed"
    );
}

#[test]
fn a_changed_tile_of_the_third_level_is_named() {
    let mut tiles = MemoryTiles::of_entries(&entries(70_000));
    walked(&mut tiles).unwrap();
    flip(&mut tiles, "tile/2/000", 0);
    assert_eq!(
        fault(&mut tiles),
        "`tile/2/000.p/1` was changed: its hash for entries 0 to 65535 is not theirs, though they \
         are as signed"
    );
}

#[test]
fn what_is_missing_or_damaged_is_named() {
    for (path, named, first) in [
        ("tile/entries/001", "tile/entries/001", 256),
        ("tile/0/002", "tile/0/002.p/188", 512),
        ("tile/1/000", "tile/1/000.p/2", 0),
    ] {
        let mut tiles = MemoryTiles::of_entries(&entries(700));
        tiles.remove(path);
        assert_eq!(
            fault(&mut tiles),
            format!("`{named}` is missing; it covers the entries from {first} on")
        );
    }
    let mut tiles = MemoryTiles::of_entries(&entries(700));
    tiles.change("tile/entries/001", |bytes| bytes[34] = 1);
    assert_eq!(
        fault(&mut tiles),
        "`tile/entries/001` is damaged; it covers the entries from 256 on"
    );
}

#[test]
fn the_checkpoint_must_be_there_and_signed() {
    let mut tiles = MemoryTiles::of_entries(&entries(3));
    let stranger = NoteSigner::new("stranger".parse().unwrap(), Signer::from_seed(&[1; 32]));
    assert!(matches!(
        walk(&mut tiles, stranger.verifier_key(), &mut |_| ()),
        Err(Discrepancy::Checkpoint(CheckpointError::Note(
            NoteError::Unsigned { .. }
        )))
    ));
    let note = tiles.checkpoint.clone().unwrap();
    tiles.checkpoint = Some(note.replace("\n3\n", "\n2\n"));
    assert!(matches!(
        walked(&mut tiles),
        Err(Discrepancy::Checkpoint(CheckpointError::Note(
            NoteError::Forged { .. }
        )))
    ));
    tiles.checkpoint = None;
    assert!(matches!(
        walked(&mut tiles),
        Err(Discrepancy::CheckpointMissing)
    ));
}

#[test]
fn a_source_that_fails_is_no_discrepancy_of_the_log() {
    struct Failing;
    impl TileSource for Failing {
        fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
            Err(SourceError::new("checkpoint", "the line is dead"))
        }
        fn tile(&mut self, _: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
            unreachable!("there was no checkpoint")
        }
    }
    let fault = walked(&mut Failing).unwrap_err();
    assert_eq!(fault.to_string(), "cannot read `checkpoint` of the ledger");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_changed_bit_is_found_where_it_is(
        (size, position) in (1_usize..900).prop_flat_map(|size| (Just(size), 0..size)),
        byte in 0_usize..32,
        bit in 0_u8..8,
        in_entry: bool,
    ) {
        let mut tiles = MemoryTiles::of_entries(&entries(size as u64));
        let (kind, offset) = if in_entry {
            ("entries", position % 256 * 34 + 2 + byte)
        } else {
            ("0", position % 256 * 32 + byte)
        };
        tiles.change(&format!("tile/{kind}/{:03}", position / 256), |bytes| {
            bytes[offset] ^= 1_u8 << bit;
        });
        let named = match walked(&mut tiles) {
            Err(Discrepancy::EntryChanged { position, .. }) if in_entry => position,
            Err(Discrepancy::TileChanged { first, .. }) if !in_entry => first,
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(named, position as u64);
    }
}

/// A journal of a sort: its rows are what the entries commit to.
const RECORDS: Migrations = Migrations {
    capability: "records",
    steps: &["CREATE TABLE record (id BIGINT PRIMARY KEY, number BIGINT NOT NULL);"],
};

/// A log of 600 entries with ids 1000 to 1599 and a record for each.
fn log_with_records(store: &Store) {
    append_ids(store, 1000..1600);
    integrator(store, "one", &clock()).drain().unwrap();
    store
        .write(|tx| {
            let rows: Vec<_> = (1000..1600).map(|id| vec![id.into(), id.into()]).collect();
            tx.bulk_insert("record", &["id", "number"], &rows)
        })
        .wait()
        .unwrap();
}

fn recompute(
    tx: &mut Tx<'_>,
    placed: &[PlacedEntry],
) -> Result<Vec<Option<Commitment>>, StoreError> {
    placed
        .iter()
        .map(|entry| {
            let row = tx.query_opt(
                "SELECT number FROM record WHERE id = $1",
                params![entry.entry_id],
            )?;
            row.map(|row| Ok(commitment_of(row.get(0)?))).transpose()
        })
        .collect()
}

fn fault_in_database(store: &Store) -> Option<String> {
    let mut source = DatabaseSource::new(store.clone(), Log::JOURNAL);
    let mut records = DatabaseEntries::new(store.clone(), Log::JOURNAL, recompute);
    let key = note_signer();
    walk_with_records(&mut source, key.verifier_key(), &mut records, &mut |_| ())
        .err()
        .map(|fault| fault.to_string())
}

#[test]
fn a_changed_database_is_found_out() {
    let cases = [
        (
            "UPDATE record SET number = 7 WHERE id >= 1234",
            "the record behind entry 234 was changed: it does not fit its commitment",
        ),
        (
            "DELETE FROM record WHERE id = 1599",
            "the record behind entry 599 is missing",
        ),
        (
            "DELETE FROM ledger_entry WHERE position = 256",
            "the record behind entry 256 is missing",
        ),
        (
            "UPDATE ledger_entry SET entry_id = 7 WHERE position = 3",
            "the record behind entry 3 is missing",
        ),
        (
            "DELETE FROM ledger_tile WHERE level = 0 AND tile_index = 1",
            "`tile/0/001` is missing; it covers the entries from 256 on",
        ),
        (
            "DELETE FROM ledger_checkpoint",
            "the ledger has no checkpoint yet",
        ),
        (
            "UPDATE ledger_checkpoint SET note = REPLACE(note, '600', '599')",
            "the signature of `danh.example/journal` is forged, or the text was changed after \
             signing",
        ),
    ];
    for (sql, expected) in cases {
        on_both_engines(&[MIGRATIONS, RECORDS], |store| {
            log_with_records(store);
            assert_eq!(fault_in_database(store), None);
            store
                .write(move |tx| tx.execute(sql, params![]))
                .wait()
                .unwrap();
            assert_eq!(fault_in_database(store).as_deref(), Some(expected));
        });
    }
}

/// A log that grows between any two reads.
struct Growing {
    source: DatabaseSource,
    store: Store,
    integrator: Integrator,
    next_id: i64,
}

impl TileSource for Growing {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        self.source.checkpoint()
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        append_ids(&self.store, self.next_id..self.next_id + 100);
        self.next_id += 100;
        self.integrator.step().unwrap();
        self.source.tile(path)
    }
}

#[test]
fn a_log_that_grows_meanwhile_verifies_as_it_was() {
    on_both_engines(&[MIGRATIONS, RECORDS], |store| {
        log_with_records(store);
        let mut growing = Growing {
            source: DatabaseSource::new(store.clone(), Log::JOURNAL),
            store: store.clone(),
            integrator: integrator(store, "one", &clock()),
            next_id: 5000,
        };
        assert_eq!(walked(&mut growing).unwrap().checkpoint.size, 600);
        let grown = walked(&mut growing.source).unwrap().checkpoint.size;
        assert!(grown > 1000, "{grown}");
    });
}

#[test]
fn a_changed_tile_in_the_database_is_found_out() {
    on_both_engines(&[MIGRATIONS, RECORDS], |store| {
        log_with_records(store);
        let change = |level: i64, offset: usize| {
            store
                .write(move |tx| {
                    let row = tx.query_one(
                        "SELECT data FROM ledger_tile WHERE level = $1 AND tile_index = 1",
                        params![level],
                    )?;
                    let mut data: Vec<u8> = row.get(0)?;
                    data[offset] ^= 1;
                    tx.execute(
                        "UPDATE ledger_tile SET data = $1 WHERE level = $2 AND tile_index = 1",
                        params![&data, level],
                    )
                })
                .wait()
                .unwrap();
        };
        change(0, 32 * 20);
        assert!(
            fault_in_database(store)
                .unwrap()
                .starts_with("`tile/0/001` was changed")
        );
        change(0, 32 * 20);
        change(-1, 34 * 20 + 2);
        assert!(
            fault_in_database(store)
                .unwrap()
                .starts_with("entry 276 is not the one")
        );
    });
}
