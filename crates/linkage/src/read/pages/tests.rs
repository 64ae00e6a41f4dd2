//! Pages against the `arrow` reader, which reads the same files in its own way.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::{WriterProperties, WriterVersion};

use super::*;
use crate::mix::Draws;
use crate::read::cells::ArrayCells;

const ROWS: usize = 5_000;

fn batch(draws: &mut Draws, distinct: usize) -> RecordBatch {
    let mut column = |absent: bool| -> Vec<Option<usize>> {
        let mut cell = || (!absent || draws.below(5) > 0).then(|| draws.below(distinct));
        (0..ROWS).map(|_| cell()).collect()
    };
    let names = column(true)
        .into_iter()
        .map(|it| it.map(|it| format!("Nguyễn Văn {it}")));
    let names: StringArray = names.collect();
    let codes: StringArray = column(false)
        .into_iter()
        .map(|it| it.map(|it| format!("{it:05}")))
        .collect();
    let numbers: Int64Array = column(true)
        .into_iter()
        .map(|it| it.map(|it| it as i64 - 9))
        .collect();
    let days: Date32Array = column(true)
        .into_iter()
        .map(|it| it.map(|it| it as i32 - 4_000))
        .collect();
    let years: Float64Array = column(false)
        .into_iter()
        .map(|it| it.map(|it| it as f64))
        .collect();
    let columns: [(&str, ArrayRef); 5] = [
        ("name", Arc::new(names)),
        ("code", Arc::new(codes)),
        ("number", Arc::new(numbers)),
        ("born", Arc::new(days)),
        ("year", Arc::new(years)),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

/// What a value is, so that two readers can be compared.
fn words(value: Value<'_>) -> Words {
    match value {
        Value::Absent => [9, 9, 9, 9],
        Value::Text(text) => {
            let hash = crate::mix::text(text);
            [1, hash as u32, (hash >> 32) as u32, text.len() as u32]
        }
        Value::Integer(value) => [2, value as u32, (value >> 32) as u32, 0],
        Value::Days(value) => [3, value as u32, (value >> 32) as u32, 0],
    }
}

fn all(cells: &mut impl Cells, steps: &[usize]) -> Vec<(usize, Words)> {
    let mut found = Vec::new();
    let mut first = 0;
    for step in steps {
        let mut set = |row: usize, words| found.push((first + row, words));
        cells.next(*step, &mut words, &mut set).unwrap();
        first += step;
    }
    found
}

fn check(properties: WriterProperties, distinct: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.parquet");
    let batch = batch(&mut Draws::new(distinct as u64), distinct);
    let file = File::create(&path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let file = Arc::new(File::open(&path).unwrap());
    let builder = ParquetRecordBatchReaderBuilder::try_new(file.try_clone().unwrap()).unwrap();
    let metadata = Arc::clone(builder.metadata());
    let columns = metadata.row_group(0).columns();
    for (column, field) in columns.iter().zip(batch.schema().fields()) {
        assert!(is_readable(column, field.data_type()), "{field}");
        let of = (field.data_type(), ROWS);
        let array = Arc::clone(batch.column_by_name(field.name()).unwrap());
        let steps = [1, 0, 4_000, 7, 992];
        let expected = all(&mut ArrayCells(Arc::clone(&array)), &steps);
        assert_eq!(expected.len(), ROWS - array.null_count());
        let mut cells = PageCells::open(&path, &file, column, of).unwrap();
        assert_eq!(all(&mut cells, &steps), expected, "{field}");
        let mut cells = PageCells::open(&path, &file, column, of).unwrap();
        let (mut place, mut present) = (0, Vec::new());
        let take = |value: Value<'_>| {
            if value != Value::Absent {
                present.push((place, words(value)));
            }
            place += 1;
        };
        cells.each_value(ROWS, take).unwrap();
        assert_eq!((place, present), (ROWS, expected), "{field}");
        let mut cells = PageCells::open(&path, &file, column, of).unwrap();
        let too_many = cells.next(ROWS + 1, &mut words, &mut |_, _| {});
        assert!(
            matches!(too_many, Err(ReadError::Damaged { .. })),
            "{field}"
        );
    }
}

#[test]
fn pages_are_what_the_other_reader_says() {
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for dictionary in [true, false] {
            let properties = WriterProperties::builder()
                .set_writer_version(version)
                .set_dictionary_enabled(dictionary)
                .set_encoding(Encoding::PLAIN)
                .set_data_page_row_count_limit(700)
                .set_write_batch_size(100)
                // Dictionaries overflow where there are many values, so that plain pages follow.
                .set_dictionary_page_size_limit(2_000)
                .set_compression(Compression::SNAPPY);
            let properties = properties.build();
            for distinct in [3, 100, 4_000] {
                check(properties.clone(), distinct);
            }
        }
    }
}
