//! CSV in any encoding `intake` knows, as rows and as a column of ids.

use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef};
use danh_intake::{Mapping, Source, SourceOptions};

use super::cells::ArrayCells;
use super::{Encoder, Piece, ReadError, Reading};

const PIECE_ROWS: usize = 1 << 16;
const BATCH_ROWS: usize = 4096;

/// Reads the planned columns.
pub(super) fn read(
    path: &Path,
    reading: &Reading<'_>,
) -> Result<(Vec<Piece>, Vec<Encoder>), ReadError> {
    let mut encoder = reading.encoder();
    let columns: Vec<String> = encoder.plan.iter().map(|(_, name)| name.clone()).collect();
    let stride = encoder.side.stride;
    let mut pieces = Vec::new();
    let mut rows = Vec::new();
    each_batch(path, &columns, |arrays| {
        let count = arrays[0].len();
        let mut cells: Vec<ArrayCells> = arrays.iter().cloned().map(ArrayCells).collect();
        encoder.add(reading.lexicon, &mut cells, count, &mut rows)?;
        reading.progress.add(count as u64, 0);
        if rows.len() >= PIECE_ROWS * stride {
            pieces.push(reading.spill.keep(std::mem::take(&mut rows))?);
        }
        Ok(())
    })?;
    if !rows.is_empty() {
        pieces.push(reading.spill.keep(rows)?);
    }
    Ok((pieces, vec![encoder]))
}

/// Hands over the wanted columns, some thousand rows at a time.
pub(crate) fn each_batch(
    path: &Path,
    columns: &[String],
    mut take: impl FnMut(&[ArrayRef]) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let damaged = |reason: String| ReadError::Damaged {
        file: path.to_owned(),
        reason,
    };
    let source = Source::open_with(path, SourceOptions::default());
    let source = source.map_err(|error| damaged(error.to_string()))?;
    for column in columns {
        if !source.header().iter().any(|it| it == column) {
            return Err(ReadError::NoSuchColumn {
                file: path.to_owned(),
                column: column.clone(),
                present: source.header().to_vec(),
            });
        }
    }
    let fields: Vec<&str> = columns.iter().map(String::as_str).collect();
    let binding = Mapping::same_names(&fields)
        .bind(source.header())
        .map_err(|error| damaged(error.to_string()))?;
    let mut reader = source
        .read(binding, source.start())
        .map_err(|error| damaged(error.to_string()))?;
    let next = |reader: &mut danh_intake::Reader| {
        let batch = reader.next_batch(BATCH_ROWS);
        batch.map_err(|error| damaged(error.to_string()))
    };
    while let Some(batch) = next(&mut reader)? {
        if let Some(row) = batch.rejected.first() {
            return Err(ReadError::BadRow {
                file: path.to_owned(),
                line: row.line,
                reason: row.reason.clone(),
            });
        }
        let mut builders: Vec<StringBuilder> =
            fields.iter().map(|_| StringBuilder::new()).collect();
        for record in &batch.records {
            for (index, builder) in builders.iter_mut().enumerate() {
                builder.append_value(record.field(index).trim());
            }
        }
        let arrays: Vec<ArrayRef> = builders
            .iter_mut()
            .map(|builder| Arc::new(builder.finish()) as ArrayRef)
            .collect();
        if arrays.first().is_some_and(|array| !array.is_empty()) {
            take(&arrays)?;
        }
    }
    Ok(())
}
