//! Room on the disk, and what takes it.

use std::path::Path;

use danh_store::{StoreError, Tx};

use crate::installation::View;
use crate::{DiskSays, Fact, Finding, Remedy};

pub(crate) fn room(folder: &Path, free_bytes_min: u64) -> Finding {
    let disk = match rustix::fs::statvfs(folder) {
        Ok(disk) => disk,
        Err(error) => {
            let why = error.to_string();
            return Finding::wrong(
                Fact::Disk,
                DiskSays::DiskUnknown { why },
                Remedy::LookAtDisk,
            );
        }
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let size = disk.f_blocks.saturating_mul(disk.f_frsize);
    let sentence = DiskSays::DiskFree {
        free_mib: free >> 20,
        size_mib: size >> 20,
    };
    let finding = if free < free_bytes_min {
        Finding::wrong(Fact::Disk, sentence, Remedy::MakeRoom)
    } else {
        Finding::fine(Fact::Disk, sentence)
    };
    finding
        .with_count("danh_disk_free_bytes", free)
        .with_count("danh_disk_size_bytes", size)
}

pub(crate) fn database(tx: &mut Tx<'_>, view: &View<'_>) -> Result<Finding, StoreError> {
    let bytes = tx.database_bytes()?;
    let log = std::fs::metadata(view.installation.folder.join("danh.db-wal"));
    let log_bytes = log.map(|file| file.len()).ok();
    let sentence = DiskSays::DatabaseSize {
        mib: bytes >> 20,
        log_mib: log_bytes.map(|bytes| bytes >> 20),
    };
    let finding = Finding::fine(Fact::Database, sentence).with_count("danh_database_bytes", bytes);
    Ok(match log_bytes {
        Some(bytes) => finding.with_count("danh_database_log_bytes", bytes),
        None => finding,
    })
}
