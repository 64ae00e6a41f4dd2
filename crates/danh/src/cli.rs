//! The command line.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use danh_directory::{AuthorityId, Role};
use danh_exchange::Purpose;
use danh_identity::Login;
use danh_ledger::note::VerifierKey;
use danh_register::import::ImportOptions;
use danh_sync::SyncDesk;
use danh_vocabulary::{Name, PersonalNumber, UnitCode};

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

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct LinkArguments {
    #[command(subcommand)]
    pub(crate) command: Option<LinkCommand>,
    #[command(flatten)]
    pub(crate) run: Option<LinkRunArguments>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LinkCommand {
    /// Say what each comparison of a record and a person weighs
    Explain(LinkExplainArguments),
    /// Make a page about a file of links: rules, weights, estimated precision and recall, calibration
    Report(LinkReportArguments),
    /// Print what became of Viet Nam's units, as `units.mapping` of LINK.toml takes it
    Units,
}

/// The files of a linkage.
#[derive(Debug, Args)]
pub(crate) struct LinkFileArguments {
    /// The file of persons: Parquet, or CSV by its name
    #[arg(long, value_name = "FILE")]
    pub(crate) register: PathBuf,
    /// The agency's file, likewise
    #[arg(long, value_name = "FILE")]
    pub(crate) records: PathBuf,
    /// Which columns are what, and from which probability on a link is one
    #[arg(long, value_name = "LINK.toml")]
    pub(crate) config: PathBuf,
    /// Threads; the answer is the same with any number
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(crate) struct LinkRunArguments {
    // Not flattened: what is itself flattened as an option cannot hold another group.
    /// The file of persons: Parquet, or CSV by its name
    #[arg(long, value_name = "FILE")]
    pub(crate) register: PathBuf,
    /// The agency's file, likewise
    #[arg(long, value_name = "FILE")]
    pub(crate) records: PathBuf,
    /// Which columns are what, and from which probability on a link is one
    #[arg(long, value_name = "LINK.toml")]
    pub(crate) config: PathBuf,
    /// Threads; the answer is the same with any number
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// The Parquet file to write: a row for every record
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Memory to use at most, about, such as `8GiB` or `800MiB`; half of the machine's without. What does not fit lies
    /// beside the answer meanwhile
    #[arg(long, value_name = "SIZE", value_parser = memory_size)]
    pub(crate) memory: Option<u64>,
    /// A model learnt earlier, to be used as it is
    #[arg(long, value_name = "MODEL.json")]
    pub(crate) model: Option<PathBuf>,
    /// Where to keep the model
    #[arg(long, value_name = "MODEL.json")]
    pub(crate) save_model: Option<PathBuf>,
}

/// `8GiB`, `800MiB`, `4096KiB`, or bytes.
fn memory_size(text: &str) -> Result<u64, String> {
    let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("", 0)];
    let found = units
        .iter()
        .find_map(|(unit, bits)| Some((text.strip_suffix(unit)?, bits)));
    let (number, bits) = found.unwrap_or((text, &0));
    let number: Option<u64> = number.trim().parse().ok();
    number
        .and_then(|number| number.checked_mul(1 << bits))
        .ok_or_else(|| "say how much as in `8GiB` or `800MiB`".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct LinkExplainArguments {
    #[command(flatten)]
    pub(crate) files: LinkFileArguments,
    /// The id of the record
    #[arg(long, value_name = "ID")]
    pub(crate) record: String,
    /// The id of the person
    #[arg(long, value_name = "ID")]
    pub(crate) person: String,
    /// The file of links, for the model that it was made with
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "model",
        conflicts_with = "model"
    )]
    pub(crate) links: Option<PathBuf>,
    /// The model, as `--save-model` kept it
    #[arg(long, value_name = "MODEL.json")]
    pub(crate) model: Option<PathBuf>,
    /// Also draw it
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) svg: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct LinkReportArguments {
    /// The file of links that `danh link` wrote
    #[arg(long, value_name = "FILE")]
    pub(crate) links: PathBuf,
    /// The page to write
    #[arg(long, value_name = "FILE.html")]
    pub(crate) out: PathBuf,
    /// What stands above it; without it, the name of the file of links
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SyncCommand {
    /// Link an agency's file of one day with the register and publish the links; killed, it goes on with the same files
    Run(SyncRunArguments),
    /// How the runs of an agency stand, the newest first
    Status(SyncStatusArguments),
    /// List the agencies, what is published of each, and when the next file is due
    List(SyncListArguments),
    /// Give up a run that is not finished, and take back what it put into the database
    GiveUp(SyncAgencyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct SyncRunArguments {
    /// Which agency, as `danh sync list` names it
    #[arg(value_name = "AGENCY")]
    pub(crate) agency: String,
    /// Its files, which together hold all its records of one day
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The day the files are of, where their names do not say it as eight digits
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<jiff::civil::Date>,
    /// Take the file although many published records are missing from it; somebody has asked the agency
    #[arg(long)]
    pub(crate) accept_shrinking: bool,
    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Threads that link; the answer is the same with any number
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Memory that linking uses at most, about, such as `8GiB`; half of the machine's without
    #[arg(long, value_name = "SIZE", value_parser = memory_size)]
    pub(crate) memory: Option<u64>,
    /// Records staged together; a run that is killed repeats so many
    #[arg(long, value_name = "N", default_value_t = SyncDesk::RECORDS_A_TRANSACTION)]
    pub(crate) records_a_transaction: NonZeroUsize,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Args)]
pub(crate) struct SyncStatusArguments {
    #[command(flatten)]
    pub(crate) agency: SyncAgencyArguments,
    /// Print the runs as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SyncListArguments {
    /// Print the agencies as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Args)]
pub(crate) struct SyncAgencyArguments {
    /// Which agency, as `danh sync list` names it
    #[arg(value_name = "AGENCY")]
    pub(crate) agency: String,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OfficerCommand {
    /// Add an officer with an account and an appointment; the password is asked for, or read from standard input
    Add(OfficerArguments),
    /// List every account and how it stands
    List(StoreArguments),
    /// Show an account: appointments, sessions, what became of it and by whom
    Show(AccountArguments),
    /// Let nobody sign in with an account any more, and end its sessions
    Disable(AccountArguments),
    /// Let an account be signed in with again
    Enable(AccountArguments),
    /// Give an account another password, which its owner must change at once; it is asked for, or read from standard input
    ResetPassword(AccountArguments),
    /// Take the second factor off an account whose owner lost it
    ResetSecondFactor(AccountArguments),
    /// End all sessions of an account
    EndSessions(AccountArguments),
    /// End an appointment of an officer
    EndAppointment(EndAppointmentArguments),
    /// Choose anew how much work checking a password is, by measuring this machine
    MeasurePasswords(StoreArguments),
}

#[derive(Debug, Args)]
pub(crate) struct AccountArguments {
    /// What they sign in with
    #[arg(long)]
    pub(crate) login: Login,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Args)]
pub(crate) struct EndAppointmentArguments {
    #[command(flatten)]
    pub(crate) account: AccountArguments,
    /// The role that ends, such as `registrar`
    #[arg(long)]
    pub(crate) role: Role,
    /// At which authority, where they hold it at several
    #[arg(long)]
    pub(crate) authority: Option<AuthorityId>,
    /// The last day on which it holds; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) last_day: Option<jiff::civil::Date>,
    /// The decision that ends it, such as `Quyết định 12/QĐ-UBND`
    #[arg(long, value_name = "WORDS")]
    pub(crate) basis: String,
}

#[derive(Debug, Args)]
pub(crate) struct OfficerArguments {
    /// What they sign in with
    #[arg(long)]
    pub(crate) login: Login,
    /// Their name
    #[arg(long)]
    pub(crate) name: Name,
    /// Their role, such as `registrar`
    #[arg(long)]
    pub(crate) role: Role,
    /// The authority that appoints them, such as `bca-c06` or `ubnd:00004@2025-07-01`
    #[arg(long)]
    pub(crate) authority: AuthorityId,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Args)]
pub(crate) struct AskArguments {
    /// Who asks: `ngan-hang-mau`, `benh-vien-mau` or `cong-dich-vu-cong-mau`
    #[arg(
        long = "as",
        value_name = "ORGANISATION",
        default_value = "ngan-hang-mau"
    )]
    pub(crate) organisation: String,
    /// The personal number of whom it asks about
    #[arg(long, value_name = "NUMBER")]
    pub(crate) number: PersonalNumber,
    /// The name on the papers before it
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The birth date, such as 1995-03-15
    #[arg(long)]
    pub(crate) born: Option<String>,
    /// M or F
    #[arg(long)]
    pub(crate) sex: Option<String>,
    /// The serial of the card
    #[arg(long)]
    pub(crate) card: Option<String>,
    /// Ask for these fields instead of verifying, such as name,sex
    #[arg(long, value_delimiter = ',', conflicts_with = "conclusions")]
    pub(crate) attributes: Vec<String>,
    /// Ask for these conclusions instead of verifying, such as of_age,alive
    #[arg(long, value_delimiter = ',')]
    pub(crate) conclusions: Vec<String>,
    /// The purpose; without it, the first of the agreement
    #[arg(long)]
    pub(crate) purpose: Option<String>,
    /// The number of the organisation's case
    #[arg(long)]
    pub(crate) case: Option<String>,
    /// Where to keep the receipt
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// The address of the server; without it, that of the demo in the data folder
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    #[command(flatten)]
    pub(crate) store: StoreArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReceiptCommand {
    /// Verify a receipt without asking any server
    Verify(ReceiptVerifyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ReceiptVerifyArguments {
    /// The receipt
    #[arg(value_name = "FILE")]
    pub(crate) receipt: PathBuf,
    /// The keys of the register, as `/api/v1/exchange/keys` gave them; without it, the key in the data folder
    #[arg(long, value_name = "FILE", conflicts_with_all = ["config", "data", "database"])]
    pub(crate) keys: Option<PathBuf>,
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
