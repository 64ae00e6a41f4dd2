//! The last backup: whether there is one, how old it is, whether it was proved.

use std::io;
use std::path::{Path, PathBuf};

use danh_vocabulary::Timestamp;
use serde::{Deserialize, Serialize};

use crate::installation::Installation;
use crate::verification::Unreadable;
use crate::{DiskSays, Fact, Finding, Remedy};

const NAME: &str = "last-backup.json";
const VERIFIED: &str = "verified";
const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;

/// What a data folder remembers of the last backup that was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// Where it is.
    pub folder: PathBuf,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether it has been restored and found whole.
    pub verified: bool,
}

impl LastBackup {
    /// Where it is kept in a data folder.
    pub fn file(data: &Path) -> PathBuf {
        data.join(NAME)
    }

    /// The file that says in a backup that it was restored and found whole.
    pub fn proof(backup: &Path) -> PathBuf {
        backup.join(VERIFIED)
    }

    fn of(data: &Path) -> Result<Option<Self>, Unreadable> {
        match std::fs::read_to_string(Self::file(data)) {
            Ok(text) => {
                let mut last: Self = serde_json::from_str(&text)?;
                last.verified |= Self::proof(&last.folder).exists();
                Ok(Some(last))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

pub(crate) fn find(installation: &Installation, now: Timestamp) -> Finding {
    let days_max = installation.limits.backup_days_max;
    if installation.is_demo {
        return Finding::fine(Fact::Backup, DiskSays::DemoNeedsNone);
    }
    if days_max == 0 {
        return Finding::fine(Fact::Backup, DiskSays::BackupsNotAskedFor);
    }
    match LastBackup::of(&installation.folder) {
        Ok(Some(last)) => found(last, days_max, now),
        Ok(None) => Finding::note(Fact::Backup, DiskSays::NoBackup, Remedy::MakeBackup),
        Err(error) => {
            let why = error.to_string();
            Finding::wrong(
                Fact::Backup,
                DiskSays::BackupsUnreadable { why },
                Remedy::RemoveLastBackup,
            )
        }
    }
}

fn found(last: LastBackup, days_max: u32, now: Timestamp) -> Finding {
    let (made_at, folder) = (last.made_at, last.folder);
    let age = now.micros().saturating_sub(made_at.micros());
    let finding = if age > i64::from(days_max) * DAY_MICROS {
        let sentence = DiskSays::BackupOld {
            made_at,
            folder,
            days_max,
        };
        Finding::wrong(Fact::Backup, sentence, Remedy::MakeBackup)
    } else if !last.verified {
        let remedy = Remedy::ProveBackup(folder.clone());
        Finding::wrong(
            Fact::Backup,
            DiskSays::BackupUnproved { made_at, folder },
            remedy,
        )
    } else {
        Finding::fine(Fact::Backup, DiskSays::Backup { made_at, folder })
    };
    finding.with_instant("danh_backup_time_seconds", made_at)
}
