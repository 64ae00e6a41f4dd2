use std::fs;
use std::num::NonZeroUsize;

use danh_intake::{Format, Mapping, Source};
use danh_synth::{COLUMNS, WriteOptions, write};

use crate::{TODAY, nation};

fn options(format: Format, threads: usize) -> WriteOptions {
    WriteOptions {
        format,
        threads: NonZeroUsize::new(threads).unwrap(),
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = |format, threads, seed| {
        let nation = nation(6000, seed, TODAY);
        let path = write(&nation, folder.path(), options(format, threads), |_| ()).unwrap();
        fs::read(path).unwrap()
    };
    for format in [Format::Csv, Format::Parquet] {
        let one = bytes(format, 1, 3);
        assert!(one == bytes(format, 3, 3));
        assert!(one != bytes(format, 1, 4));
    }
}

#[test]
fn both_formats_hold_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let nation = nation(3000, 8, TODAY);
    let rows = |format| {
        let mut last = None;
        let remember = |progress| last = Some(progress);
        let path = write(&nation, folder.path(), options(format, 2), remember).unwrap();
        let last = last.unwrap();
        assert_eq!(
            (last.persons, last.persons_total),
            (nation.persons_total(), last.persons)
        );
        let source = Source::open(path).unwrap();
        assert_eq!(source.header(), COLUMNS);
        let binding = Mapping::same_names(&COLUMNS).bind(source.header()).unwrap();
        let mut reader = source.read(binding, source.start()).unwrap();
        let mut rows = Vec::new();
        while let Some(batch) = reader.next_batch(500).unwrap() {
            assert_eq!(batch.rejected, []);
            rows.extend(
                batch
                    .records
                    .into_iter()
                    .map(|record| record.source_row().clone()),
            );
        }
        rows
    };
    let from_csv = rows(Format::Csv);
    assert_eq!(from_csv.len() as u64, nation.persons_total());
    assert!(from_csv == rows(Format::Parquet));
}
