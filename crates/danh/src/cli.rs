//! The command line.

mod asking;
mod linking;
mod officers;
mod synchronising;
mod synthetic;

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use danh_directory::AuthorityId;
use danh_exchange::Purpose;
use danh_ledger::note::VerifierKey;
use danh_register::import::ImportOptions;

pub(crate) use asking::*;
pub(crate) use linking::*;
pub(crate) use officers::*;
pub(crate) use synchronising::*;
pub(crate) use synthetic::*;

/// The department that keeps the national population database (Law on Identification 2023, art. 38).
pub(crate) const KEEPER: &str = "bca-c06";

/// What an import does when it is not told.
const ROWS_A_TRANSACTION: NonZeroUsize =
    NonZeroUsize::new(ImportOptions::ROWS_A_TRANSACTION).expect("not zero");

/// A national population register in one program.
///
/// Without a command it is `danh demo`: a synthetic province in ./danh-data, served on loopback.
#[derive(Debug, Parser)]
#[command(
    name = "danh",
    version,
    about,
    long_about,
    args_conflicts_with_subcommands = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) demo: DemoArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a synthetic province, fill the register with it, and serve it
    Demo(DemoArguments),
    /// Serve a register
    Serve(StoreArguments),
    /// Look for what is wrong with a data folder, and say what to do
    Doctor(StoreArguments),
    /// Back up a register while it runs, and prove the backup by restoring it
    Backup(BackupArguments),
    /// Make a register from a backup, in an empty data folder and an empty database
    Restore(RestoreArguments),
    /// Move a register from SQLite to PostgreSQL or back, with equal ledgers before and after
    MigrateStore(MigrateStoreArguments),
    /// The tamper-evident ledgers
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// The journal of civil events
    #[command(subcommand)]
    Journal(JournalCommand),
    /// Take over data from files
    #[command(subcommand)]
    Import(ImportCommand),
    /// Write data to files
    #[command(subcommand)]
    Export(ExportCommand),
    /// Make a synthetic population and write it to files
    Synth(SynthArguments),
    /// Find whose record each line of an agency's file is, and how sure that is
    Link(LinkArguments),
    /// Keep agencies' files in step with the register
    #[command(subcommand)]
    Sync(SyncCommand),
    /// Officers and their accounts
    #[command(subcommand)]
    Officer(OfficerCommand),
    /// Ask the demo as one of its organisations, and verify the receipt of the answer
    Ask(AskArguments),
    /// Receipts of what organisations were told
    #[command(subcommand)]
    Receipt(ReceiptCommand),
    /// Exercises for finding faults
    #[command(subcommand)]
    Drill(DrillCommand),
    /// Print the default configuration with its comments
    Config,
}

/// Where the data is. What stands here outweighs the configuration.
#[derive(Debug, Clone, Args)]
pub(crate) struct StoreArguments {
    /// A configuration file; `danh config` prints one with all defaults
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The data folder; without it, that of the configuration, which is `danh-data` by default
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL URL; without it, that of the configuration, and by default SQLite in the folder.
    /// One with a password belongs in the configuration: everyone on a machine can see arguments
    #[arg(long, value_name = "URL")]
    pub(crate) database: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    #[command(flatten)]
    pub(crate) store: StoreArguments,
    /// Address to serve on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// How many people the synthetic province has; only the first start makes them
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1_000..=10_000_000))]
    pub(crate) population: u64,
    /// The same seed gives the same people
    #[arg(long, value_name = "S", default_value_t = 2026)]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct BackupArguments {
    #[command(subcommand)]
    pub(crate) command: Option<BackupCommand>,
    #[command(flatten)]
    pub(crate) write: BackupWriteArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// Restore a backup into a scratch folder, verify its ledgers and rebuild its state, and remove the folder again
    Verify(BackupVerifyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct BackupWriteArguments {
    /// The folder of the backup, which does not exist yet
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) to: Option<PathBuf>,
    /// Put the private keys into it too: whoever has the backup can then sign as this register
    #[arg(long)]
    pub(crate) with_keys: bool,
    /// Do not restore it to prove it; `danh backup verify DIR` can do that elsewhere
    #[arg(long)]
    pub(crate) no_verify: bool,
    /// Folder to restore it into for the proof; without it, beside the backup
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Args)]
pub(crate) struct BackupVerifyArguments {
    /// The folder of the backup
    #[arg(value_name = "DIR")]
    pub(crate) backup: PathBuf,
    /// Folder to restore it into; without it, beside the backup
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// The folder of the backup
    #[arg(long, value_name = "DIR")]
    pub(crate) from: PathBuf,
    /// The folder of the keys; without it, they are taken from the backup if it has them
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Args)]
pub(crate) struct MigrateStoreArguments {
    /// Where to: `sqlite` for a file in the data folder, or the URL of an empty PostgreSQL database
    #[arg(long, value_name = "URL", required_unless_present = "to_config")]
    pub(crate) to: Option<String>,
    /// Where to, as the configuration that will be used afterwards says it; for a URL with a password
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    pub(crate) to_config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// Walk a ledger and name the first entry that does not fit
    Verify(VerifyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    pub(crate) store: StoreArguments,
    /// Verify the tiles served at this address instead, such as http://127.0.0.1:8080
    #[arg(long, value_name = "URL", conflicts_with_all = ["config", "data", "database"])]
    pub(crate) url: Option<String>,
    /// Which ledger
    #[arg(long, value_enum, default_value_t = LogName::Journal)]
    pub(crate) log: LogName,
    /// The public key to trust (`name+hash+key`); without it the key is taken from where the ledger is
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Option<VerifierKey>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LogName {
    /// Civil events
    Journal,
    /// Who was told what about whom
    Access,
}

#[derive(Debug, Subcommand)]
pub(crate) enum JournalCommand {
    /// Make the state anew from the journal, or prove that it equals the folded journal
    Rebuild(RebuildArguments),
}

#[derive(Debug, Args)]
pub(crate) struct RebuildArguments {
    #[command(flatten)]
    pub(crate) store: StoreArguments,
    /// Change nothing; compare, and end with status 1 when anything differs
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Enrol persons from CSV or Parquet files
    Persons(ImportArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// CSV (UTF-8) or Parquet
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Which column is which field; without it, columns are called like the fields
    #[arg(long, value_name = "MAP.toml")]
    pub(crate) mapping: Option<PathBuf>,
    /// Read and check everything, write nothing but the reject files
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Rows written together; more are faster, and a killed import repeats more
    #[arg(long, value_name = "N", default_value_t = ROWS_A_TRANSACTION)]
    pub(crate) rows_a_transaction: NonZeroUsize,
    /// The authority in whose name the persons are enrolled, such as the police of the province whose file it is; by default
    /// the department that keeps the register
    #[arg(long, value_name = "ID", default_value = KEEPER)]
    pub(crate) authority: AuthorityId,
    /// Folder for reject files; without it, `rejects` in the data folder
    #[arg(long, value_name = "DIR")]
    pub(crate) rejects: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// Write all persons as they are now, with the columns that `import persons` reads
    Persons(ExportArguments),
    /// Write the pairs of records that may be of one person twice, by name and birthday, for somebody to look at
    Duplicates(ExportArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The file to write; `.parquet` for Parquet, CSV otherwise
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Why; it stands in the access records
    #[arg(long, value_name = "WORDS")]
    pub(crate) purpose: Purpose,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DrillCommand {
    /// Write births, marriages, moves and corrections of invented people until stopped, printing each event once it is
    /// acknowledged; never for a register of real people
    Events(DrillArguments),
}

#[derive(Debug, Args)]
pub(crate) struct DrillArguments {
    /// Writers at the same time
    #[arg(long, default_value_t = 8)]
    pub(crate) writers: u32,
    /// Stop after so many events of each writer
    #[arg(long, default_value_t = u64::MAX, hide_default_value = true)]
    pub(crate) events: u64,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
