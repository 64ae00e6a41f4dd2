//! What to do about a finding, in no language: faces have the words.

use std::path::PathBuf;

/// What to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Put a TLS proxy before it.
    PutProxyBefore,
    /// Set the clock.
    SetClock,
    /// Start the server, or look in its log.
    StartServer,
    /// Verify the ledger.
    VerifyLedger,
    /// Keep a copy, and restore a backup that verifies.
    KeepCopyAndRestore,
    /// Remove what is remembered of verifications.
    RemoveVerifications,
    /// Let the import end, or start it again.
    FinishImport,
    /// Let the import end, or start anything that writes.
    FinishIndex,
    /// Make room.
    MakeRoom,
    /// Look at the disk.
    LookAtDisk,
    /// Make a backup.
    MakeBackup,
    /// Prove the backup.
    ProveBackup(PathBuf),
    /// Remove what is remembered of backups, and make one.
    RemoveLastBackup,
    /// Make the key private, and consider it known.
    MakeKeyPrivate,
    /// Restore the keys.
    RestoreKeys,
    /// Look at the plan of the statement.
    LookAtStatement,
    /// Look at the list of emergency readings.
    LookAtBreakGlass,
    /// Look in the log who tries.
    LookAtSignIns,
}
