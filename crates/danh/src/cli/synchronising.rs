//! Agencies' files.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use danh_sync::SyncDesk;

use super::StoreArguments;
use super::linking::memory_size;

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
