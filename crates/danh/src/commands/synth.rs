//! `danh synth`: a synthetic population in files.

mod agency;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use danh_intake::Format;
use danh_synth::{Nation, NationOptions, WriteOptions, write};
use danh_vocabulary::Clock;

use crate::cli::{SynthArguments, SynthCommand, SynthNationArguments};
use crate::progress;
use danh_ambient::SystemClock;

pub(crate) fn run(arguments: &SynthArguments) -> anyhow::Result<()> {
    match (&arguments.command, &arguments.nation) {
        (Some(SynthCommand::Agency(arguments)), _) => agency::run(arguments),
        (None, Some(arguments)) => nation(arguments),
        (None, None) => anyhow::bail!("say how many; `danh synth --help` tells how"),
    }
}

fn nation(arguments: &SynthNationArguments) -> anyhow::Result<()> {
    let options = NationOptions {
        population: arguments.population,
        seed: arguments.seed,
        province: arguments.province,
        as_of: arguments
            .as_of
            .unwrap_or_else(|| SystemClock.now().date_in_viet_nam()),
    };
    // Before the folder is made: what cannot be leaves nothing behind.
    let nation = Nation::new(options)?.with_duplicates(arguments.twice_per_thousand)?;
    make_folder(&arguments.out)?;
    println!("as of {}; nobody is real", options.as_of);
    for format in [Format::Csv, Format::Parquet] {
        let file = write_with_bar(&nation, &arguments.out, format)?;
        println!("{} persons in {}", nation.persons_total(), file.display());
    }
    Ok(())
}

/// Makes one province as a Parquet file and says where it is.
///
/// A file that is there is kept: a demo that was killed while it was being made goes on with the same people, also on
/// another day.
pub(super) fn province(
    folder: &Path,
    code: &str,
    population: u64,
    seed: u64,
) -> anyhow::Result<PathBuf> {
    let made = folder
        .join("persons")
        .with_extension(Format::Parquet.extension());
    if made.exists() {
        return Ok(made);
    }
    let today = SystemClock.now().date_in_viet_nam();
    let options = NationOptions {
        population,
        seed,
        province: Some(code.parse()?),
        as_of: today,
    };
    make_folder(folder)?;
    write_with_bar(&Nation::new(options)?, folder, Format::Parquet)
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make `{}`", folder.display()))
}

fn write_with_bar(nation: &Nation, folder: &Path, format: Format) -> anyhow::Result<PathBuf> {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let bar = progress::bar("making people", nation.persons_total(), "persons");
    let options = WriteOptions { format, threads };
    let file = write(nation, folder, options, |at| bar.set_position(at.persons))?;
    bar.finish_and_clear();
    Ok(file)
}
