//! `danh export`: the register, or what in it may be one person twice, as a file. Telling everything about everyone is a disclosure
//! too, and is recorded.

use std::collections::BTreeSet;

use danh_exchange::{AccessKind, AccessRecord, Purpose, Told, access_record_append};
use danh_intake::{Cells, Format, TableWriter};
use danh_ledger::Log;
use danh_register::person_queries::person_by_id;
use danh_register::{NameOnADay, PersonState, Viewer, export, suspected_pairs};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AccessRecordId, PersonId};

use crate::cli::{ExportArguments, KEEPER};
use crate::commands::import;
use crate::platform::Platform;
use crate::{config, process, progress};

/// Persons of one access record.
const PAGE: u32 = 2_000;

pub(crate) fn persons(arguments: &ExportArguments) -> anyhow::Result<()> {
    let purpose = &arguments.purpose;
    let platform = Platform::open_existing(&config::of_arguments(&arguments.store)?)?;
    // Who cannot sign that they told something is told so before anything is.
    import::integrate(&platform)?;
    let mut file = TableWriter::create(format_of(arguments), &arguments.out, export::COLUMNS)?;
    let bar = progress::counter("exporting", "persons");
    let (mut after, mut cells) = (None, Cells::new());
    let (mut protected, mut second_records) = (0, 0);
    while let Some(page) = platform
        .store
        .read(move |tx| export::page_after(tx, after, PAGE))
        .wait()?
    {
        after = Some(page.last);
        (protected, second_records) = (
            protected + page.protected,
            second_records + page.second_records,
        );
        // The record is on the disk before the rows leave.
        let persons = page.persons.iter().map(|(person, _)| *person).collect();
        record(&platform, purpose, persons)?;
        for (_, state) in &page.persons {
            export::row_of(state, &mut cells);
            file.write_row(&cells)?;
        }
        bar.inc(page.persons.len() as u64);
    }
    let rows = file.finish()?;
    bar.finish_and_clear();
    import::integrate(&platform)?;
    println!("{rows} persons in {}", arguments.out.display());
    if protected > 0 {
        println!(
            "{protected} protected persons are not in it, nor their names beside those of their relatives"
        );
    }
    if second_records > 0 {
        println!("{second_records} second records of persons are not in it");
    }
    println!("the disclosure stands in the ledger `{}`", Log::ACCESS);
    Ok(())
}

/// `danh export duplicates`: pairs of records that may be of one person, for somebody to look at.
pub(crate) fn duplicates(arguments: &ExportArguments) -> anyhow::Result<()> {
    let purpose = &arguments.purpose;
    let platform = Platform::open_existing(&config::of_arguments(&arguments.store)?)?;
    // Who cannot sign that they told something is told so before anything is.
    import::integrate(&platform)?;
    let mut file = TableWriter::create(format_of(arguments), &arguments.out, &PAIR_COLUMNS)?;
    let (mut after, mut cells) = (None, Cells::new());
    loop {
        let from = after.take();
        let (pairs, next) = platform
            .store
            .read(move |tx| readable_pairs(tx, from.as_ref()))
            .wait()?;
        let persons: BTreeSet<PersonId> = pairs.iter().flat_map(ReadablePair::persons).collect();
        if !persons.is_empty() {
            record(&platform, purpose, persons.into_iter().collect())?;
        }
        for pair in &pairs {
            pair.write(&mut cells);
            file.write_row(&cells)?;
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    let rows = file.finish()?;
    import::integrate(&platform)?;
    println!("{rows} pairs of records in {}", arguments.out.display());
    println!("the disclosure stands in the ledger `{}`", Log::ACCESS);
    Ok(())
}

const PAIR_COLUMNS: [&str; 7] = [
    "score",
    "number",
    "full_name",
    "born",
    "other_number",
    "other_full_name",
    "other_born",
];

/// Two records as they may stand in a file.
struct ReadablePair {
    score: u16,
    records: [(PersonId, PersonState); 2],
}

impl ReadablePair {
    fn persons(&self) -> [PersonId; 2] {
        self.records.each_ref().map(|(person, _)| *person)
    }

    fn write(&self, cells: &mut Cells) {
        cells.clear();
        cells.push_display(self.score);
        for (_, state) in &self.records {
            cells.push_option(state.number());
            cells.push(state.identity.name.as_str());
            cells.push_display(state.identity.born);
        }
    }
}

fn readable_pairs(
    tx: &mut Tx<'_>,
    after: Option<&NameOnADay>,
) -> Result<(Vec<ReadablePair>, Option<NameOnADay>), StoreError> {
    let (pairs, next) = suspected_pairs(tx, after, PAGE)?;
    let mut readable = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let one = person_by_id(tx, pair.person)?;
        let other = person_by_id(tx, pair.suspect.person)?;
        if let (Some((_, one)), Some((_, other))) = (one, other)
            && one.is_visible_to(Viewer::Outsider)
            && other.is_visible_to(Viewer::Outsider)
        {
            readable.push(ReadablePair {
                score: pair.suspect.score,
                records: [(pair.person, one), (pair.suspect.person, other)],
            });
        }
    }
    Ok((readable, next))
}

fn format_of(arguments: &ExportArguments) -> Format {
    match arguments.out.extension() {
        Some(extension) if extension == Format::Parquet.extension() => Format::Parquet,
        _ => Format::Csv,
    }
}

fn record(platform: &Platform, purpose: &Purpose, persons: Vec<PersonId>) -> anyhow::Result<()> {
    let record = AccessRecord {
        id: AccessRecordId::from_i64(platform.ids.next()),
        at: platform.clock.now(),
        actor: process::actor("export"),
        authority: KEEPER.to_owned(),
        appointment: None,
        kind: AccessKind::Disclosure,
        purpose: purpose.clone(),
        basis: AccessRecord::BASIS_OF_KEEPERS.to_owned(),
        told: vec![Told::Export],
        persons,
        organisation: None,
    };
    let mut salt = [0; 16];
    platform.entropy.fill(&mut salt);
    platform
        .store
        .write(move |tx| access_record_append(tx, &record, &salt))
        .wait()?;
    Ok(())
}
