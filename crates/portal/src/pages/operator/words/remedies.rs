//! What to do.

use danh_operation::Remedy;

use crate::messages::{Key, Message};

/// What to do about a finding.
pub fn remedy(remedy: &Remedy) -> Message {
    let key = match remedy {
        Remedy::ProveBackup(folder) => {
            let folder = folder.display().to_string();
            return Message::new(Key("remedy-prove-backup")).with_text("folder", folder);
        }
        Remedy::PutProxyBefore => Key("remedy-proxy"),
        Remedy::SetClock => Key("remedy-clock"),
        Remedy::StartServer => Key("remedy-start-server"),
        Remedy::VerifyLedger => Key("remedy-verify"),
        Remedy::KeepCopyAndRestore => Key("remedy-keep-copy"),
        Remedy::RemoveVerifications => Key("remedy-remove-verifications"),
        Remedy::FinishImport => Key("remedy-import"),
        Remedy::FinishIndex => Key("remedy-index"),
        Remedy::MakeRoom => Key("remedy-room"),
        Remedy::LookAtDisk => Key("remedy-disk"),
        Remedy::MakeBackup => Key("remedy-backup"),
        Remedy::RemoveLastBackup => Key("remedy-remove-last-backup"),
        Remedy::MakeKeyPrivate => Key("remedy-key-private"),
        Remedy::RestoreKeys => Key("remedy-restore-keys"),
        Remedy::LookAtStatement => Key("remedy-statement"),
        Remedy::LookAtBreakGlass => Key("remedy-break-glass"),
        Remedy::LookAtSignIns => Key("remedy-sign-ins"),
    };
    key.into()
}
