//! One file a command.

mod ask;
mod backup;
pub(crate) mod demo;
mod doctor;
mod drill;
mod export;
pub(crate) mod import;
mod journal;
pub(crate) mod ledger;
mod link;
mod migrate_store;
mod officer;
mod password;
mod receipt;
mod restore;
mod serve;
mod sync;
mod synth;

use std::path::PathBuf;

use danh_intake::OpenError;

use crate::cli::{
    Arguments, BackupCommand, Command, DrillCommand, ExportCommand, ImportCommand, JournalCommand,
    LedgerCommand, ReceiptCommand, SyncCommand,
};
use crate::config;
pub(crate) use migrate_store::MoveError;
pub(crate) use officer::EndError;
pub(crate) use sync::UnknownAgency;

/// Runs the command that was given, or the demo when there is none.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    match arguments.command.unwrap_or(Command::Demo(arguments.demo)) {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Backup(arguments) => match arguments.command {
            Some(BackupCommand::Verify(arguments)) => backup::verify(&arguments),
            None => backup::write(&arguments.write),
        },
        Command::Restore(arguments) => restore::run(&arguments),
        Command::MigrateStore(arguments) => migrate_store::run(&arguments),
        Command::Ledger(LedgerCommand::Verify(arguments)) => ledger::verify(&arguments),
        Command::Journal(JournalCommand::Rebuild(arguments)) => journal::rebuild(&arguments),
        Command::Import(ImportCommand::Persons(arguments)) => {
            expect_files(&arguments.files)?;
            import::persons(&arguments)
        }
        Command::Export(ExportCommand::Persons(arguments)) => export::persons(&arguments),
        Command::Export(ExportCommand::Duplicates(arguments)) => export::duplicates(&arguments),
        Command::Synth(arguments) => synth::run(&arguments),
        Command::Link(arguments) => link::run(&arguments),
        Command::Sync(command) => match command {
            SyncCommand::Run(arguments) => {
                expect_files(&arguments.files)?;
                sync::run(&arguments)
            }
            SyncCommand::Status(arguments) => sync::status(&arguments),
            SyncCommand::List(arguments) => sync::list(&arguments),
            SyncCommand::GiveUp(arguments) => sync::give_up(&arguments),
        },
        Command::Officer(command) => officer::run(&command),
        Command::Ask(arguments) => ask::run(&arguments),
        Command::Receipt(ReceiptCommand::Verify(arguments)) => receipt::verify(&arguments),
        Command::Drill(DrillCommand::Events(arguments)) => drill::events(&arguments),
        Command::Config => {
            print!("{}", config::DEFAULTS);
            Ok(())
        }
    }
}

/// A name mistyped does not make a data folder.
fn expect_files(files: &[PathBuf]) -> Result<(), OpenError> {
    match files.iter().find(|file| !file.exists()) {
        None => Ok(()),
        Some(file) => Err(OpenError::Missing { file: file.clone() }),
    }
}
