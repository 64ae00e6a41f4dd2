//! The side that reads: rows become enrolments, with everything that needs no database.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use danh_intake::{Binding, Mapping, Position, ReadError, Record, Source};
use danh_vocabulary::NumberFinding;
use jiff::civil::Date;

use super::FIELDS;
use super::row::{self, Fault, RowContext};
use crate::Register;
use crate::act::Act;
use crate::enrol::PreparedEnrolment;
use crate::event::EnrolmentError;

/// Rows that are written in one transaction.
pub(super) struct Chunk {
    pub(super) prepared: Arc<Vec<PreparedEnrolment>>,
    /// The rows of `prepared`, for the case that the register refuses them.
    pub(super) records: Vec<Record>,
    pub(super) rejected: Vec<(Record, Vec<Fault>)>,
    pub(super) malformed: Vec<danh_intake::RejectedRow>,
    pub(super) findings: BTreeMap<String, u64>,
    pub(super) next: Position,
}

/// What reading needs.
pub(super) struct Preparation<'a> {
    pub(super) register: &'a Register,
    pub(super) act: &'a Act,
    pub(super) mapping: &'a Mapping,
    pub(super) today: Date,
    pub(super) rows_a_transaction: usize,
}

impl Preparation<'_> {
    pub(super) fn read_all(
        &self,
        source: &Source,
        binding: Binding,
        from: Position,
        chunks: &SyncSender<Result<Chunk, ReadError>>,
    ) {
        let name = source_name(self.mapping, source.path());
        let context = RowContext {
            register: self.register,
            source: &name,
            dates: self.mapping.date_order(),
            today: self.today,
        };
        let mut reader = match source.read(binding, from) {
            Ok(reader) => reader,
            Err(error) => {
                // The other side may have stopped already; then nobody wants to know.
                drop(chunks.send(Err(error)));
                return;
            }
        };
        while let Some(batch) = reader.next_batch(self.rows_a_transaction).transpose() {
            let chunk = batch.map(|batch| self.prepare(&context, batch));
            let failed = chunk.is_err();
            if chunks.send(chunk).is_err() || failed {
                return;
            }
        }
    }

    fn prepare(&self, context: &RowContext<'_>, batch: danh_intake::Batch) -> Chunk {
        let mut prepared = Vec::with_capacity(batch.records.len());
        let (mut records, mut rejected) = (Vec::with_capacity(batch.records.len()), Vec::new());
        let mut findings = BTreeMap::new();
        let mut enrolling = self.register.enrolling(self.act, batch.records.len());
        for record in batch.records {
            let read = row::enrolment_of(context, &record).and_then(|enrolment| {
                let identity = &enrolment.identity;
                let found = enrolment
                    .number
                    .map(|number| number.check_against(identity.born, identity.sex))
                    .unwrap_or_default();
                let prepared = enrolling
                    .prepare(enrolment)
                    .map_err(|error| vec![fault_of(&error, &record)])?;
                Ok((prepared, found))
            });
            match read {
                Ok((person, found)) => {
                    for finding in found {
                        *findings
                            .entry(finding_name(finding).to_owned())
                            .or_default() += 1;
                    }
                    prepared.push(person);
                    records.push(record);
                }
                Err(faults) => rejected.push((record, faults)),
            }
        }
        Chunk {
            prepared: Arc::new(prepared),
            records,
            rejected,
            malformed: batch.rejected,
            findings,
            next: batch.next,
        }
    }
}

fn finding_name(finding: NumberFinding) -> &'static str {
    match finding {
        NumberFinding::Sex { .. } => "number: says another sex",
        NumberFinding::BirthYear { .. } => "number: says another birth year",
    }
}

fn source_name(mapping: &Mapping, file: &Path) -> String {
    if mapping.name().is_empty() {
        file.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    } else {
        mapping.name().to_owned()
    }
}

/// A refusal as a line of the reject file.
pub(super) fn fault_of(error: &EnrolmentError, record: &Record) -> Fault {
    let field = FIELDS.iter().position(|name| *name == error.field());
    let value = field.map_or("", |field| record.field(field)).to_owned();
    Fault {
        field: error.field(),
        value,
        reason: error.to_string(),
    }
}
