//! The disk, backups, keys.

use std::path::Path;

use danh_operation::{DiskSays, KeySays};
use danh_vocabulary::Timestamp;

use super::moment;
use crate::messages::{Key, Message};

pub(super) fn words(says: &DiskSays) -> Message {
    match says {
        DiskSays::DiskFree { free_mib, size_mib } => Message::new(Key("fact-disk"))
            .with_count("free", *free_mib)
            .with_count("size", *size_mib),
        DiskSays::DiskUnknown { why } => {
            Message::new(Key("fact-disk-unknown")).with_text("why", why)
        }
        DiskSays::DatabaseSize { mib, log_mib } => match log_mib {
            Some(log) => Message::new(Key("fact-database-and-log")).with_count("log", *log),
            None => Message::new(Key("fact-database")),
        }
        .with_count("size", *mib),
        DiskSays::DemoNeedsNone => Key("fact-backup-of-demo").into(),
        DiskSays::BackupsNotAskedFor => Key("fact-backups-not-asked-for").into(),
        DiskSays::NoBackup => Key("fact-no-backup").into(),
        DiskSays::Backup { made_at, folder } => backup(Key("fact-backup"), *made_at, folder),
        DiskSays::BackupOld {
            made_at,
            folder,
            days_max,
        } => backup(Key("fact-backup-old"), *made_at, folder)
            .with_count("days", u64::from(*days_max)),
        DiskSays::BackupUnproved { made_at, folder } => {
            backup(Key("fact-backup-unproved"), *made_at, folder)
        }
        DiskSays::BackupsUnreadable { why } => {
            Message::new(Key("fact-backups-unreadable")).with_text("why", why)
        }
    }
}

fn backup(key: Key, made_at: Timestamp, folder: &Path) -> Message {
    Message::new(key)
        .with_text("at", moment(made_at))
        .with_text("folder", folder.display().to_string())
}

pub(super) fn key_words(says: &KeySays) -> Message {
    match says {
        KeySays::Key { file, age_days } => Message::new(Key("fact-key"))
            .with_text("file", file)
            .with_count("days", *age_days),
        KeySays::KeyOpen { file } => Message::new(Key("fact-key-open")).with_text("file", file),
        KeySays::KeysUnreadable { why } => {
            Message::new(Key("fact-keys-unreadable")).with_text("why", why)
        }
    }
}
