//! Making the population and importing it.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use danh_intake::{Format, Mapping, Source};
use danh_ledger::Bell;
use danh_register::Actor;
use danh_register::import::{FIELDS, ImportOptions, Indexing, run};
use danh_synth::{Nation, NationOptions, WriteOptions, write};
use danh_vocabulary::Clock;

use crate::fixture::Fixture;
use crate::machine;
use danh_ambient::SystemClock;

/// How long each part of filling the register took.
pub(crate) struct Filled {
    pub(crate) rows: u64,
    pub(crate) rejected: u64,
    /// Until every person is in the register and in the ledger's tree.
    pub(crate) import_seconds: f64,
    /// What of it the ledger took when everything else was done.
    pub(crate) ledger_left_seconds: f64,
    /// Of all threads, for import and integration.
    pub(crate) cpu_seconds: f64,
    /// Of everybody else on the machine, meanwhile.
    pub(crate) cpu_seconds_of_others: f64,
    /// Reading the file and nothing else.
    pub(crate) source_seconds: f64,
}

/// Writes the population to a Parquet file.
pub(crate) fn make_file(folder: &Path, persons: u64, seed: u64) -> anyhow::Result<PathBuf> {
    let options = NationOptions {
        population: persons,
        seed,
        province: None,
        as_of: SystemClock.now().date_in_viet_nam(),
    };
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let nation = Nation::new(options)?;
    Ok(write(
        &nation,
        folder,
        WriteOptions {
            format: Format::Parquet,
            threads,
        },
        |_| {},
    )?)
}

/// Imports the file as `danh import` does: an integrator gives events their positions meanwhile, and those left over at the end.
pub(crate) fn import(fixture: &Fixture, file: &Path) -> anyhow::Result<Filled> {
    let options = ImportOptions {
        file: file.to_owned(),
        mapping: Mapping::same_names(&FIELDS),
        rejects: file.with_extension("rejects.csv"),
        dry_run: false,
        rows_a_transaction: ImportOptions::ROWS_A_TRANSACTION,
        indexing: Indexing::of(&fixture.store),
    };
    let source_seconds = read_through(&options)?;
    let (cpu_before, all_before) = (machine::cpu_seconds()?, machine::cpu_seconds_of_all()?);
    let program = Actor::Program("bench".to_owned());
    let act = fixture.register.act(program, "bca-c06")?;
    let (began, bell) = (Instant::now(), Bell::new());
    let report = std::thread::scope(|scope| {
        let integrating = scope.spawn(|| fixture.integrator.run(&bell));
        let report = run(&fixture.store, &fixture.register, &act, &options, |_| {});
        bell.stop();
        integrating.join().expect("integrating does not panic")?;
        anyhow::Ok(report?)
    })?;
    let imported = Instant::now();
    fixture.integrator.drain()?;
    let ledger_left_seconds = imported.elapsed().as_secs_f64();
    let import_seconds = began.elapsed().as_secs_f64();
    let cpu_seconds = machine::cpu_seconds()? - cpu_before;
    Ok(Filled {
        cpu_seconds_of_others: machine::cpu_seconds_of_all()? - all_before - cpu_seconds,
        rows: report.rows_read,
        rejected: report.rows_rejected,
        import_seconds,
        ledger_left_seconds,
        cpu_seconds,
        source_seconds,
    })
}

/// How long the source alone takes, so that an import that waits for it is not taken for a slow one.
fn read_through(options: &ImportOptions) -> anyhow::Result<f64> {
    let began = Instant::now();
    let source = Source::open_with(&options.file, options.mapping.source_options())?;
    let binding = options.mapping.bind(source.header())?;
    let mut reader = source.read(binding, source.start())?;
    while let Some(batch) = reader.next_batch(options.rows_a_transaction)? {
        std::hint::black_box(batch);
    }
    Ok(began.elapsed().as_secs_f64())
}
