//! `danh export persons`: the register as a file. Telling everything about everyone is a disclosure too, and is recorded.

use danh_exchange::{AccessRecord, Purpose, Told, access_record_append};
use danh_intake::{Cells, Format, TableWriter};
use danh_ledger::Log;
use danh_register::person_queries::persons_after;
use danh_register::{PersonState, export};
use danh_vocabulary::{AccessRecordId, PersonId};

use crate::cli::ExportArguments;
use crate::commands::import;
use crate::platform::Platform;
use crate::{config, process, progress};

/// Persons of one access record.
const PAGE: u32 = 2_000;

pub(crate) fn persons(arguments: &ExportArguments) -> anyhow::Result<()> {
    let purpose = &arguments.purpose;
    let platform = Platform::open_existing(&config::of_arguments(&arguments.store)?)?;
    let format = match arguments.out.extension() {
        Some(extension) if extension == Format::Parquet.extension() => Format::Parquet,
        _ => Format::Csv,
    };
    let mut file = TableWriter::create(format, &arguments.out, export::COLUMNS)?;
    let bar = progress::counter("exporting", "persons");
    let (mut after, mut cells) = (None, Cells::new());
    loop {
        let page = platform
            .store
            .read(move |tx| persons_after(tx, after, PAGE))
            .wait()?;
        let Some((last, _, _)) = page.last() else {
            break;
        };
        after = Some(*last);
        // The record is on the disk before the rows leave.
        record(&platform, purpose, &page)?;
        for (_, _, state) in &page {
            export::row_of(state, &mut cells);
            file.write_row(&cells)?;
        }
        bar.inc(page.len() as u64);
    }
    let rows = file.finish()?;
    bar.finish_and_clear();
    import::integrate(&platform)?;
    println!("{rows} persons in {}", arguments.out.display());
    println!("the disclosure stands in the ledger `{}`", Log::ACCESS);
    Ok(())
}

fn record(
    platform: &Platform,
    purpose: &Purpose,
    page: &[(PersonId, u32, PersonState)],
) -> anyhow::Result<()> {
    let record = AccessRecord {
        id: AccessRecordId::from_i64(platform.ids.next()),
        at: platform.clock.now(),
        actor: process::actor("export"),
        authority: import::AUTHORITY.to_owned(),
        purpose: purpose.clone(),
        basis: AccessRecord::BASIS_OF_KEEPERS.to_owned(),
        told: vec![Told::Export],
        persons: page.iter().map(|(person, _, _)| *person).collect(),
    };
    let mut salt = [0; 16];
    platform.entropy.fill(&mut salt);
    platform
        .store
        .write(move |tx| access_record_append(tx, &record, &salt))
        .wait()?;
    Ok(())
}
