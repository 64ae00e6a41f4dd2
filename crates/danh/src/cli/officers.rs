//! Officers, their accounts and appointments.

use clap::{Args, Subcommand};
use danh_directory::{AuthorityId, Role};
use danh_identity::Login;
use danh_vocabulary::Name;

use super::StoreArguments;

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
