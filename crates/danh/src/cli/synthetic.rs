//! Synthetic people and agencies.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use danh_vocabulary::UnitCode;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct SynthArguments {
    #[command(subcommand)]
    pub(crate) command: Option<SynthCommand>,
    #[command(flatten)]
    pub(crate) nation: Option<SynthNationArguments>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SynthCommand {
    /// Make a register, an agency's file about it and the truth, for trying and measuring record linkage
    Agency(SynthAgencyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct SynthAgencyArguments {
    /// How many living people the register has
    #[arg(long, value_name = "N", required_unless_present = "print_model")]
    pub(crate) population: Option<u64>,
    /// Folder for register.parquet, records.parquet and truth.parquet
    #[arg(long, value_name = "DIR", required_unless_present = "print_model")]
    pub(crate) out: Option<PathBuf>,
    /// How often the file errs, and in what way: clerks, hasty, scanned, or a file like theirs
    #[arg(long, value_name = "NAME|FILE.toml", default_value = "clerks")]
    pub(crate) model: String,
    /// Print one of the models, with what its shares mean
    #[arg(long, value_name = "NAME", exclusive = true)]
    pub(crate) print_model: Option<String>,
    /// The same seed, day and model give the same files
    #[arg(long, value_name = "S", default_value_t = 2026)]
    pub(crate) seed: u64,
    /// The day that ages and addresses are as of; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<jiff::civil::Date>,
}

#[derive(Debug, Args)]
pub(crate) struct SynthNationArguments {
    /// How many living people, 100 to 200 million; families look like families from 1,000 on
    #[arg(long, value_name = "N")]
    pub(crate) population: u64,
    /// The same seed, day and options give the same people
    #[arg(long, value_name = "S", default_value_t = 2026)]
    pub(crate) seed: u64,
    /// Folder for persons.csv and persons.parquet, and truth.csv and truth.parquet, which say whose the second records
    /// are
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Only this province, by its code before July 2025; without it, the whole nation
    #[arg(long, value_name = "CODE")]
    pub(crate) province: Option<UnitCode>,
    /// The day that ages, deaths and addresses are as of; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<jiff::civil::Date>,
    /// How many of a thousand adults have a second record, at most 50: with another number and often another spelling or
    /// birth date, which a search for duplicates must find
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) twice_per_thousand: u16,
}
