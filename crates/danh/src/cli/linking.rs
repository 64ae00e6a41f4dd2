//! Record linkage.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Subcommand};

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
pub(super) fn memory_size(text: &str) -> Result<u64, String> {
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
