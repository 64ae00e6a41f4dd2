//! What organisations ask and are answered.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use danh_vocabulary::PersonalNumber;

use super::StoreArguments;

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
