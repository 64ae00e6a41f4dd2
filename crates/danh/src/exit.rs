//! How the program ends: a sentence on standard error and a status that scripts can tell apart.
//!
//! The statuses are those of BSD's `sysexits.h`, which operators' tools know.

use std::io::ErrorKind;
use std::process::ExitCode;

use danh_directory::EndAppointmentError;
use danh_identity::{ChangeAccountError, CreateAccountError, PasswordError};
use danh_intake::{MappingError, ReadError};
use danh_keys::KeyRingError;
use danh_ledger::IntegrateError;
use danh_ledger::SourceError;
use danh_linkage::LinkError;
use danh_register::import::ImportError;
use danh_register::{ActError, SubjectError};
use danh_store::copy::CopyError;
use danh_store::{OpenError, StoreError};
use danh_sync::agency::AgencyError;
use danh_sync::{RefusalCode, SyncError};
use danh_synth::NationError;

use crate::backup::BackupError;
use crate::commands::demo::NoDemo;
use crate::commands::{EndError, MoveError, UnknownAgency};
use crate::config::ConfigError;
use crate::integration::SignerDiffers;
use crate::platform::NoRegister;
use crate::{restoring, upgrade};

/// Something was verified and does not hold.
const DISCREPANCY: u8 = 1;
/// Something was asked for that cannot be.
const USAGE: u8 = 64;
/// The data is damaged, or is not what it should be.
const DATA: u8 = 65;
/// A file that was named is not there.
const NO_INPUT: u8 = 66;
/// A server does not answer.
const UNAVAILABLE: u8 = 69;
/// What is to be made is there already.
const CANNOT_CREATE: u8 = 73;
/// Reading or writing failed; the disk may be full.
const IO: u8 = 74;
/// Somebody else is using it; try again.
const TRY_AGAIN: u8 = 75;
/// Not allowed.
const PERMISSION: u8 = 77;
/// The configuration, or the version of the program, is not right for this data.
const CONFIGURATION: u8 = 78;
/// Anything else.
const OTHER: u8 = 70;

/// A check ran to its end and its answer is no. The answer has been printed.
#[derive(Debug, thiserror::Error)]
#[error("the check found differences")]
pub(crate) struct DoesNotHold;

/// Says what went wrong, if anything did, and chooses the status.
pub(crate) fn report(outcome: anyhow::Result<()>) -> ExitCode {
    let Err(error) = outcome else {
        return ExitCode::SUCCESS;
    };
    if error.is::<DoesNotHold>() {
        return ExitCode::from(DISCREPANCY);
    }
    eprintln!("danh: {}", sentence(&error));
    ExitCode::from(error.chain().find_map(status_of).unwrap_or(OTHER))
}

/// Whether it is the data that is not what it should be, so that trying again leads to the same.
pub(crate) fn blames_data(error: &anyhow::Error) -> bool {
    error.is::<DoesNotHold>() || error.chain().find_map(status_of) == Some(DATA)
}

/// What went wrong and why; a cause that the sentence before it ends with is not said twice.
fn sentence(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |said, cause| {
        let cause = cause.to_string();
        match said.as_str() {
            "" => cause,
            said if said.ends_with(&cause) => said.to_owned(),
            said => format!("{said}: {cause}"),
        }
    })
}

fn status_of_link(error: &LinkError) -> u8 {
    use danh_linkage::ReadError::{Damaged, Spill, Unreadable};
    match error {
        LinkError::Read(Unreadable { source, .. }) => status_of_io(source),
        LinkError::Read(Damaged { .. }) | LinkError::Words(_) => DATA,
        LinkError::Output(_) | LinkError::Spill(_) | LinkError::Read(Spill(_)) => IO,
        // Columns that are not there, a model of something else: the configuration is of another file.
        LinkError::Config(_)
        | LinkError::OtherModel { .. }
        | LinkError::Memory { .. }
        | LinkError::Read(_) => CONFIGURATION,
    }
}

fn status_of_sync(error: &SyncError) -> u8 {
    match error {
        SyncError::Refused(refusal) if refusal.code == RefusalCode::Unfinished => TRY_AGAIN,
        SyncError::Refused(_)
        | SyncError::Damaged { .. }
        | SyncError::Journal(_)
        | SyncError::Person(_) => DATA,
        SyncError::Open(error) => status_of_file(error).unwrap_or(DATA),
        SyncError::Read(error) => status_of_file(error).unwrap_or(DATA),
        SyncError::Folder { source, .. } => status_of_io(source),
        SyncError::Reject(error) => status_of_io(&error.source),
        SyncError::Write(error) => status_of_io(&error.source),
        SyncError::Link(error) => status_of_link(error),
        SyncError::Config(_) => CONFIGURATION,
        SyncError::Store(error) => status_of_store(error),
    }
}

fn status_of(cause: &(dyn std::error::Error + 'static)) -> Option<u8> {
    if let Some(error) = cause.downcast_ref::<CopyError>() {
        return Some(status_of_copy(error));
    }
    if let Some(error) = cause.downcast_ref::<MoveError>() {
        return Some(match error {
            MoveError::Copy(error) => status_of_copy(error),
            MoveError::OthersConnected(_) => TRY_AGAIN,
            MoveError::TargetDiffers { .. } => CANNOT_CREATE,
            MoveError::NotAsWritten(_) => DATA,
            MoveError::SameDatabase | MoveError::UnknownTarget(_) => CONFIGURATION,
        });
    }
    if let Some(error) = cause.downcast_ref::<BackupError>() {
        return Some(match error {
            BackupError::Occupied(_) => CANNOT_CREATE,
            BackupError::AtWork(_) => TRY_AGAIN,
            BackupError::NoManifest(_) => NO_INPUT,
            BackupError::NewerForm { .. } => CONFIGURATION,
            BackupError::Manifest { .. }
            | BackupError::Damaged(_)
            | BackupError::TableMissing(_) => DATA,
        });
    }
    if let Some(error) = cause.downcast_ref::<OpenError>() {
        return Some(status_of_open(error));
    }
    if let Some(error) = store_error(cause) {
        return Some(status_of_store(error));
    }
    if let Some(status) = status_of_account(cause) {
        return Some(status);
    }
    if cause.is::<NationError>() || cause.is::<ActError>() || cause.is::<UnknownAgency>() {
        return Some(USAGE);
    }
    if let Some(error) = cause.downcast_ref::<LinkError>() {
        return Some(status_of_link(error));
    }
    if cause.is::<danh_linkage::ConfigError>() || cause.is::<AgencyError>() {
        return Some(CONFIGURATION);
    }
    if let Some(error) = cause.downcast_ref::<SyncError>() {
        return Some(status_of_sync(error));
    }
    if cause.is::<NoRegister>() {
        return Some(NO_INPUT);
    }
    if let Some(status) = status_of_file(cause) {
        return Some(status);
    }
    // Tiles of a folder fail as a database does, which the chain says further on.
    if let Some(SourceError { cause, .. }) = cause.downcast_ref()
        && cause.is::<ureq::Error>()
    {
        return Some(UNAVAILABLE);
    }
    let is_configuration = cause.is::<ConfigError>()
        || cause.is::<NoDemo>()
        || cause.is::<SignerDiffers>()
        || cause.is::<KeyRingError>()
        || cause.is::<upgrade::Unfinished>()
        || cause.is::<restoring::Unfinished>()
        || cause.is::<restoring::OtherKeys>();
    if is_configuration {
        return Some(CONFIGURATION);
    }
    cause.downcast_ref::<std::io::Error>().map(status_of_io)
}

/// An account, a password or an appointment that cannot be as it was asked for.
fn status_of_account(cause: &(dyn std::error::Error + 'static)) -> Option<u8> {
    let store = match cause.downcast_ref() {
        Some(
            EndError::End(EndAppointmentError::Store(error))
            | EndError::Account(ChangeAccountError::Store(error)),
        ) => Some(error),
        _ => None,
    };
    let store = store.or_else(|| match cause.downcast_ref()? {
        ChangeAccountError::Store(error) => Some(error),
        _ => None,
    });
    let store = store.or_else(|| match cause.downcast_ref()? {
        CreateAccountError::Store(error) => Some(error),
        _ => None,
    });
    if let Some(error) = store {
        return Some(status_of_store(error));
    }
    let is_usage = cause.is::<EndError>()
        || cause.is::<ChangeAccountError>()
        || cause.is::<CreateAccountError>()
        || cause.is::<PasswordError>();
    is_usage.then_some(USAGE)
}

/// A file to import, or its mapping, that cannot be used; also where an import's error stands for it word by word.
fn status_of_file(cause: &(dyn std::error::Error + 'static)) -> Option<u8> {
    let (mut open, mut read) = (
        cause.downcast_ref::<danh_intake::OpenError>(),
        cause.downcast_ref::<ReadError>(),
    );
    match cause.downcast_ref() {
        Some(ImportError::Open(error)) => open = Some(error),
        Some(ImportError::Read(error)) => read = Some(error),
        Some(ImportError::Bind { .. } | ImportError::FieldsMissing { .. }) => {
            return Some(CONFIGURATION);
        }
        _ => {}
    }
    if let Some(error) = open {
        return Some(match error {
            danh_intake::OpenError::Missing { .. } => NO_INPUT,
            danh_intake::OpenError::Unreadable { source, .. } => status_of_io(source),
            _ => DATA,
        });
    }
    if let Some(error) = read {
        return Some(match error {
            ReadError::Unreadable { source, .. } => status_of_io(source),
            _ => DATA,
        });
    }
    match cause.downcast_ref()? {
        MappingError::Unreadable { source, .. } if source.kind() == ErrorKind::NotFound => {
            Some(NO_INPUT)
        }
        MappingError::Unreadable { source, .. } => Some(status_of_io(source)),
        MappingError::NotToml { .. } | MappingError::Key { .. } => Some(CONFIGURATION),
    }
}

fn status_of_copy(error: &CopyError) -> u8 {
    match error {
        CopyError::Open(error) => status_of_open(error),
        CopyError::Store(error) => status_of_store(error),
        CopyError::Io(error) => status_of_io(error),
        CopyError::NotEmpty { .. } => CANNOT_CREATE,
        CopyError::Malformed { .. } | CopyError::UnknownTable { .. } => DATA,
        CopyError::UnknownKind { .. } => CONFIGURATION,
    }
}

fn status_of_open(error: &OpenError) -> u8 {
    match error {
        OpenError::Held { .. } => TRY_AGAIN,
        OpenError::NewerSchema { .. }
        | OpenError::EditedStep { .. }
        | OpenError::OlderSchema { .. }
        | OpenError::Closed { .. } => CONFIGURATION,
        OpenError::NotADatabase { .. } => DATA,
        OpenError::Io { source, .. } => status_of_io(source),
        OpenError::Unreachable { .. } => UNAVAILABLE,
        OpenError::Store(error) => status_of_store(error),
    }
}

/// The database's part in a failure, also where another error stands for it word by word.
fn store_error<'a>(cause: &'a (dyn std::error::Error + 'static)) -> Option<&'a StoreError> {
    if let Some(ImportError::Store(error)) = cause.downcast_ref() {
        return Some(error);
    }
    if let Some(SubjectError::Store(error)) = cause.downcast_ref() {
        return Some(error);
    }
    if let Some(IntegrateError::Store(error)) = cause.downcast_ref() {
        return Some(error);
    }
    cause.downcast_ref()
}

fn status_of_store(error: &StoreError) -> u8 {
    match error {
        StoreError::Corrupt { .. } => DATA,
        StoreError::ConnectionLost { .. } | StoreError::OutcomeUnknown { .. } => UNAVAILABLE,
        StoreError::Busy | StoreError::Contention => TRY_AGAIN,
        StoreError::DiskFull | StoreError::Io { .. } => IO,
        StoreError::ReadOnly => PERMISSION,
        _ => OTHER,
    }
}

fn status_of_io(error: &std::io::Error) -> u8 {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => PERMISSION,
        _ => IO,
    }
}
