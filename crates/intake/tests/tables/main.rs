//! Tables written, opened, read, and read again from the middle.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod csv;
mod encodings;
mod opening;
mod parquet;

use danh_intake::{
    Cells, Format, Mapping, NamedEncoding, Position, Record, RejectedRow, Source, SourceOptions,
    TableWriter,
};
use danh_vocabulary::TextForm;
use proptest::prelude::*;

const FIELDS: [&str; 3] = ["name", "born", "place"];

/// Everything a file holds, read in batches of `rows_max` from `from`; the last is where it ended.
fn read(
    source: &Source,
    from: Position,
    rows_max: usize,
) -> (Vec<Record>, Vec<RejectedRow>, Vec<Position>) {
    let binding = Mapping::same_names(&FIELDS).bind(source.header()).unwrap();
    let mut reader = source.read(binding, from).unwrap();
    let (mut records, mut rejected, mut positions) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(batch) = reader.next_batch(rows_max).unwrap() {
        records.extend(batch.records);
        rejected.extend(batch.rejected);
        positions.push(batch.next);
    }
    (records, rejected, positions)
}

fn values(record: &Record) -> [&str; 3] {
    [record.field(0), record.field(1), record.field(2)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_written_table_reads_back_from_every_place(
        rows in prop::collection::vec(["[!-~à-\u{167f}\u{1681}-ỹ]{1,9}", "([0-9][0-9;,\"\n]{0,5}[0-9])?", "[a-z]{0,3}"], 1..60),
        batch in 1_usize..20,
        parquet: bool,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let format = if parquet { Format::Parquet } else { Format::Csv };
        let path = folder.path().join("table").with_extension(format.extension());
        let mut writer = TableWriter::create(format, &path, &FIELDS).unwrap();
        for row in &rows {
            let cells: Cells = row.iter().map(String::as_str).collect();
            writer.write_row(&cells).unwrap();
        }
        prop_assert_eq!(writer.finish().unwrap(), rows.len() as u64);

        // Letters whose marks stand apart are composed when a CSV file is read.
        let composed = |cell: &String| TextForm::Unicode.to_unicode(cell).into_owned();
        let rows: Vec<[String; 3]> = match format {
            Format::Csv => rows.iter().map(|row| row.each_ref().map(composed)).collect(),
            Format::Parquet => rows,
        };

        // Chance letters could be words of an older encoding.
        let encoding = Some(NamedEncoding::Utf8);
        let source = Source::open_with(&path, SourceOptions { encoding, ..SourceOptions::default() }).unwrap();
        prop_assert_eq!(source.format(), format);
        prop_assert_eq!(source.rows_total(), parquet.then_some(rows.len() as u64));
        let (records, rejected, positions) = read(&source, source.start(), batch);
        prop_assert!(rejected.is_empty());
        prop_assert_eq!(records.iter().map(values).collect::<Vec<_>>(), &rows[..]);

        for (index, position) in positions.into_iter().enumerate() {
            let position: Position = position.to_string().parse().unwrap();
            let (rest, _, _) = read(&source, position, 7);
            let seen = rows.len().min((index + 1) * batch);
            prop_assert_eq!(rest.iter().map(values).collect::<Vec<_>>(), &rows[seen..]);
            if let Some(record) = rest.first() {
                prop_assert_eq!(record.position, seen as u64 + 1);
                prop_assert_eq!(record.line, records[seen].line);
            }
        }
    }
}

#[test]
fn an_unfinished_table_has_no_name_yet() {
    let folder = tempfile::tempdir().unwrap();
    for format in [Format::Csv, Format::Parquet] {
        let path = folder
            .path()
            .join("table")
            .with_extension(format.extension());
        let writer = TableWriter::create(format, &path, &FIELDS).unwrap();
        assert!(!path.exists());
        writer.finish().unwrap();
        assert!(path.exists());
        let source = Source::open(&path).unwrap();
        assert_eq!(source.header(), FIELDS);
        assert!(read(&source, source.start(), 5).0.is_empty());
    }
}
