//! The one pass over an agency's rows: each is checked, compared with what is published, and put aside if it has to be linked.

use danh_directory::Directory;
use danh_intake::{Cells, CsvWriter, ParquetWriter, Record, RejectFile, Rejection};
use danh_vocabulary::UnitCode;
use jiff::civil::Date;

use crate::agency::{Agency, FIELDS, Field};
use crate::delivery::{Delivery, Opened, Shrinking, refused_in_reading};
use crate::desk::{Step, SyncDesk};
use crate::error::SyncError;
use crate::folder::{RunFolder, keep_to_the_owner};
use crate::published_keys::{Compared, PublishedKeys, each_published};
use crate::record::{AgencyRecord, Fault};
use crate::refusal::Refusal;
use crate::report::RunReport;
use crate::snapshot::unit_codes;

const BATCH: usize = 8_192;

/// The columns of the records that are put aside: the key, the fields, and where they live as it is called today.
pub(crate) fn record_columns() -> Vec<&'static str> {
    let mut columns = vec!["record_key"];
    columns.extend(FIELDS);
    columns.extend(["commune_today", "province_today"]);
    columns
}

/// What the pass works on.
pub(crate) struct Comparing<'a> {
    pub(crate) desk: &'a SyncDesk,
    pub(crate) delivery: &'a Delivery,
    pub(crate) opened: &'a Opened,
    pub(crate) folder: &'a RunFolder,
    pub(crate) published: PublishedKeys,
}

impl Comparing<'_> {
    /// Reads every row. A delivery that is too faulty or too small is refused.
    pub(crate) fn run(mut self, progress: &dyn Fn(Step)) -> Result<RunReport, SyncError> {
        let mut report = RunReport::default();
        let mut rejects = RejectFile::open(self.folder.rejects())?;
        rejects.truncate_to(0)?;
        let mut records = ParquetWriter::create(self.folder.records(), &record_columns())?;
        let bytes_total = self.opened.bytes_total();
        let mut bytes_before = 0;
        for (source, binding) in &self.opened.parts {
            let reading = |error| refused_in_reading(source.path(), error);
            let mut reader = source
                .read(binding.clone(), source.start())
                .map_err(reading)?;
            while let Some(batch) = reader.next_batch(BATCH).map_err(reading)? {
                for row in &batch.rejected {
                    report.rows_read += 1;
                    report.rows_rejected += 1;
                    let rejection = Rejection {
                        line: row.line,
                        field: "",
                        value: "",
                        reason: &row.reason,
                    };
                    rejects.write_text(rejection, &row.text)?;
                }
                for row in &batch.records {
                    self.row(row, &mut report, &mut rejects, &mut records)?;
                }
                let bytes = bytes_before + batch.next.byte;
                progress(Step::Comparing { bytes, bytes_total });
            }
            bytes_before += source.bytes_total();
        }
        rejects.sync()?;
        report.rejections = rejects.count_by_reason()?;
        records.finish()?;
        keep_to_the_owner(&self.folder.records())?;
        self.expect_enough(&report)?;
        report.ended = self.write_gone()?;
        Ok(report)
    }

    fn row(
        &mut self,
        row: &Record,
        report: &mut RunReport,
        rejects: &mut RejectFile,
        records: &mut ParquetWriter,
    ) -> Result<(), SyncError> {
        report.rows_read += 1;
        let record = match AgencyRecord::of_row(&self.delivery.agency, row) {
            Ok(record) => record,
            Err(faulty) => {
                report.rows_rejected += 1;
                if let Some(key) = &faulty.key {
                    self.published.see_faulty(key);
                }
                return reject(rejects, row, &faulty.faults);
            }
        };
        match self.published.see(&record.key, record.content()) {
            Compared::Unchanged => {
                report.unchanged += 1;
                return Ok(());
            }
            Compared::Twice => {
                report.rows_rejected += 1;
                let fault = Fault {
                    field: Field::Key,
                    value: record.key.clone(),
                    reason: "came before in this delivery".to_owned(),
                };
                return reject(rejects, row, &[fault]);
            }
            Compared::New => report.new += 1,
            Compared::Changed => report.changed += 1,
            Compared::Reconsidered => report.reconsidered += 1,
        }
        let mut cells = Cells::new();
        record.push_to(&mut cells);
        let (as_of, today) = (self.opened.as_of, self.desk.today());
        let (commune, province) = home_today(&self.desk.directory, &record, (as_of, today));
        cells.push(&commune);
        cells.push(&province);
        Ok(records.write_row(&cells)?)
    }

    fn expect_enough(&self, report: &RunReport) -> Result<(), Refusal> {
        let rules = &self.delivery.agency.delivery;
        let percent =
            |part: u64, whole: u64| part > whole * u64::from(rules.reject_percent_max) / 100;
        if report.rows_rejected > 0 && percent(report.rows_rejected, report.rows_read) {
            let most = rules.reject_percent_max;
            return Err(Refusal::too_faulty(
                report.rows_rejected,
                report.rows_read,
                most,
            ));
        }
        let (missing, published) = (self.published.unseen(), self.published.len());
        let most = rules.shrink_percent_max;
        let too_few = missing * 100 > published * u64::from(most);
        if too_few && self.delivery.shrinking == Shrinking::Refused {
            return Err(Refusal::too_small(missing, published, most));
        }
        Ok(())
    }

    /// Writes down which published records are in the file no more; how many there are.
    fn write_gone(&mut self) -> Result<u64, SyncError> {
        let mut gone = CsvWriter::create(self.folder.gone(), &["record_key"])?;
        if self.published.unseen() > 0 {
            let agency = &self.delivery.agency.id;
            let published = &mut self.published;
            each_published(&self.desk.store, agency, |link| {
                if published.is_unseen(&link.key) {
                    let cells: Cells = [link.key.as_str()].into_iter().collect();
                    gone.write_row(&cells)?;
                }
                Ok(())
            })?;
        }
        let rows = gone.finish()?;
        keep_to_the_owner(&self.folder.gone())?;
        Ok(rows)
    }
}

fn reject(rejects: &mut RejectFile, row: &Record, faults: &[Fault]) -> Result<(), SyncError> {
    for fault in faults {
        let reason = format!("{}: {}", fault.field.name(), fault.reason);
        let rejection = Rejection {
            line: row.line,
            field: fault.field.name(),
            value: &fault.value,
            reason: &reason,
        };
        rejects.write(rejection, row.source_row())?;
    }
    Ok(())
}

/// Where a record says its person lives, as it is called today: agencies keep codes of units that are no more.
fn home_today(
    directory: &Directory,
    record: &AgencyRecord,
    (as_of, today): (Date, Date),
) -> (String, String) {
    let written = |field| {
        let text: &str = record.get(field);
        text.parse::<UnitCode>().ok()
    };
    let found = |code: UnitCode| {
        let units = directory.units_with_code(code);
        let unit = units.iter().find(|unit| unit.life.contains(as_of));
        unit.or(units.last())
            .map(|unit| directory.today_of_unit(unit, today))
    };
    let commune = written(Field::Commune);
    let province = written(Field::Province).and_then(|code| found(code)?.default_unit());
    let (commune, its_province) = commune.map_or((None, None), |code| {
        unit_codes(directory, found(code), code)
    });
    let province = its_province.or(province.map(|unit| unit.code));
    let text = |code: Option<UnitCode>, field| match code {
        Some(code) => code.to_string(),
        None => record.get(field).to_owned(),
    };
    (
        text(commune, Field::Commune),
        text(province, Field::Province),
    )
}

/// Reads a record that was put aside.
pub(crate) fn record_put_aside(row: &Record) -> AgencyRecord {
    let values = (1..=FIELDS.len()).map(|column| row.field(column).to_owned());
    AgencyRecord::of_values(row.field(0), values.collect())
}

/// Whether an agency compares a field.
pub(crate) fn compares(agency: &Agency, field: Field) -> bool {
    agency.link.compare.contains(&field)
}
