//! A backup into a new database.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use danh_store::StoreConfig;
use danh_store::copy::{CopyError, NewDatabase, Opened};

use super::{BackupError, Manifest};
use crate::{migrations, progress};

/// Makes a database of a backup's tables, with the schema it was made with: all of it or nothing.
pub(crate) fn pour(backup: &Path, manifest: &Manifest, target: &StoreConfig) -> anyhow::Result<()> {
    let mut new = NewDatabase::begin(target, &migrations::ALL, &manifest.schema())?;
    let total = manifest.tables.iter().map(|table| table.rows).sum();
    let bar = progress::bar("restoring", total, "rows");
    let names: Vec<String> = new
        .tables()
        .iter()
        .map(|table| table.name.clone())
        .collect();
    for kept in &manifest.tables {
        if !names.contains(&kept.table) {
            return Err(CopyError::UnknownTable {
                table: kept.table.clone(),
            }
            .into());
        }
    }
    for name in names {
        let kept = manifest.tables.iter().find(|kept| kept.table == name);
        let Some(kept) = kept else {
            // What the store keeps of itself came later than some backups, and begins empty.
            if name.starts_with("danh_") {
                continue;
            }
            return Err(BackupError::TableMissing(name).into());
        };
        let path = kept.path(backup);
        let filled = new.fill(&name, |sink| {
            let file = File::open(&path)?;
            Ok(io::copy(
                &mut BufReader::with_capacity(1 << 16, file),
                sink,
            )?)
        });
        let digest = match filled {
            // Whatever stands there instead, the file is not the one that was written.
            Err(CopyError::Malformed { .. }) => return Err(BackupError::Damaged(path).into()),
            Err(CopyError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupError::TableMissing(name).into());
            }
            filled => filled?,
        };
        if !kept.fits(&digest) {
            return Err(BackupError::Damaged(path).into());
        }
        bar.inc(kept.rows);
    }
    new.finish(&Opened::ToAll)?;
    bar.finish_and_clear();
    Ok(())
}
