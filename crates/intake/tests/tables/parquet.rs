use std::fs::File;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray,
};
use danh_intake::{Mapping, Source};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

const COLUMNS: [&str; 6] = ["text", "count", "share", "known", "day", "instant"];

/// Ten rows in row groups of three; the last row is empty.
fn typed_table() -> (tempfile::TempDir, Source) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.parquet");
    let rows = || (0..10_i32).map(|row| (row < 9).then_some(row));
    let text = rows().map(|row| row.map(|row| format!("dòng {row}")));
    let columns: [ArrayRef; 6] = [
        Arc::new(text.collect::<StringArray>()),
        Arc::new(rows().map(|row| row.map(i64::from)).collect::<Int64Array>()),
        Arc::new(
            rows()
                .map(|row| row.map(|row| f64::from(row) / 2.0))
                .collect::<Float64Array>(),
        ),
        Arc::new(
            rows()
                .map(|row| row.map(|row| row % 2 == 0))
                .collect::<BooleanArray>(),
        ),
        Arc::new(
            rows()
                .map(|row| row.map(|row| row - 1))
                .collect::<Date32Array>(),
        ),
        Arc::new(
            rows()
                .map(|row| row.map(i64::from))
                .collect::<TimestampMicrosecondArray>(),
        ),
    ];
    let batch = RecordBatch::try_from_iter(COLUMNS.into_iter().zip(columns)).unwrap();
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(3))
        .build();
    let file = File::create(&path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let source = Source::open(path).unwrap();
    (folder, source)
}

#[test]
fn typed_columns_come_as_text() {
    let (_folder, source) = typed_table();
    assert_eq!(source.header(), COLUMNS);
    assert_eq!(source.rows_total(), Some(10));
    let binding = Mapping::same_names(&COLUMNS[..5])
        .bind(source.header())
        .unwrap();
    let mut reader = source.read(binding, source.start()).unwrap();
    let batch = reader.next_batch(100).unwrap().unwrap();
    let row = |index: usize| -> Vec<&str> {
        (0..5)
            .map(|field| batch.records[index].field(field))
            .collect()
    };
    assert_eq!(row(0), ["dòng 0", "0", "0", "true", "1969-12-31"]);
    assert_eq!(row(3), ["dòng 3", "3", "1.5", "false", "1970-01-03"]);
    assert_eq!(row(9), [""; 5]);
    assert!(reader.next_batch(100).unwrap().is_none());
}

#[test]
fn a_run_goes_on_in_the_middle_of_a_row_group() {
    let (_folder, source) = typed_table();
    for rows_before in 0..=10 {
        let binding = Mapping::same_names(&["count"])
            .bind(source.header())
            .unwrap();
        let position = format!("{rows_before}:{}:0", rows_before + 1)
            .parse()
            .unwrap();
        let mut reader = source.read(binding, position).unwrap();
        let records = reader.next_batch(100).unwrap().map(|batch| batch.records);
        let records = records.unwrap_or_default();
        assert_eq!(records.len(), 10 - rows_before);
        if rows_before < 9 {
            assert_eq!(records[0].field(0), rows_before.to_string());
            assert_eq!(records[0].line, rows_before as u64 + 1);
        }
    }
    let binding = Mapping::same_names(&["count"])
        .bind(source.header())
        .unwrap();
    assert!(source.read(binding, "11:12:0".parse().unwrap()).is_err());
}

#[test]
fn a_mapped_column_without_text_form_is_named() {
    let (_folder, source) = typed_table();
    let binding = Mapping::same_names(&["instant"])
        .bind(source.header())
        .unwrap();
    let error = source
        .read(binding, source.start())
        .err()
        .unwrap()
        .to_string();
    assert!(error.starts_with("column `instant` of `"), "{error}");
    assert!(error.contains("holds Timestamp"), "{error}");
}
