//! Writing a backup.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use danh_ledger::Log;
use danh_register::person_queries::person_count;
use danh_store::Tx;
use danh_store::copy::{self, CopyError, Table};

use super::BackupError;
use super::building::Building;
use super::manifest::{About, KEYS, LedgerHead, Manifest, TABLES, TableFile, file_name};
use crate::platform::{Platform, keys_folder};
use crate::{files, integration, progress};

/// Whether the private keys go into the backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// They do: whoever has the backup can sign as this register.
    With,
    /// They are kept elsewhere.
    Without,
}

/// Writes a backup of one moment of the database; others may go on writing to it.
///
/// Until it is whole it is called `FOLDER.unfinished`; one that a killed process left is thrown away, and one that another process
/// is at work on is left alone.
pub(crate) fn write(platform: &Platform, folder: &Path, keys: Keys) -> anyhow::Result<Manifest> {
    if !files::is_free(folder) {
        return Err(BackupError::Occupied(folder.to_owned()).into());
    }
    let building = Building::begin(folder)?;
    let written = fill(platform, &building.path, keys).and_then(|manifest| {
        manifest.write(&building.path)?;
        Ok(manifest)
    });
    match written {
        Ok(manifest) => {
            let cannot_make = || format!("cannot make `{}`", folder.display());
            building.finish(folder).with_context(cannot_make)?;
            Ok(manifest)
        }
        Err(error) => {
            building.give_up();
            Err(error)
        }
    }
}

fn fill(platform: &Platform, building: &Path, keys: Keys) -> anyhow::Result<Manifest> {
    let cannot_make = || format!("cannot make `{}`", building.display());
    files::make_folder(&building.join(TABLES)).with_context(cannot_make)?;
    let public_keys: Vec<(Log, Option<String>)> = integration::LOGS
        .iter()
        .map(|log| {
            // A folder that lost its keys is all the more in need of a backup.
            let key = integration::stored_verifier_key(platform, *log).ok();
            (*log, key.map(|key| key.to_string()))
        })
        .collect();
    let (made_at, origin) = (platform.clock.now().to_string(), platform.origin.clone());
    let bar = progress::counter("backing up", "rows");
    let (tables_folder, counting) = (building.join(TABLES), bar.clone());
    let manifest = platform.store.read(move |tx| {
        let mut tables = Vec::new();
        let mut rows_before = 0;
        for table in copy::tables(tx)? {
            let file = table_out(tx, &table, &tables_folder, &mut |rows| {
                counting.set_position(rows_before + rows);
            })?;
            rows_before += file.rows;
            tables.push(file);
        }
        let about = About {
            made_at: made_at.clone(),
            origin: origin.clone(),
            schema: copy::schema(tx)?,
            persons: person_count(tx)?,
            ledgers: heads(tx, &public_keys)?,
            with_keys: keys == Keys::With,
        };
        Ok::<_, CopyError>(Manifest::new(about, tables))
    });
    let manifest = manifest
        .wait()
        .with_context(|| format!("no backup was made in `{}`", building.display()))?;
    bar.finish_and_clear();
    if keys == Keys::With {
        copy_keys(&keys_folder(&platform.folder), &building.join(KEYS))?;
    }
    files::sync_folder(&building.join(TABLES))?;
    Ok(manifest)
}

fn table_out(
    tx: &mut Tx<'_>,
    table: &Table,
    folder: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<TableFile, CopyError> {
    let path: PathBuf = folder.join(file_name(&table.name));
    let mut file = BufWriter::with_capacity(1 << 16, File::create(&path)?);
    let digest = copy::table_out_with(tx, table, &mut file, progress)?;
    file.flush()?;
    file.get_ref().sync_all()?;
    Ok(TableFile::new(table, &digest))
}

fn heads(
    tx: &mut Tx<'_>,
    public_keys: &[(Log, Option<String>)],
) -> Result<Vec<LedgerHead>, CopyError> {
    let mut heads = Vec::new();
    for (log, key) in public_keys {
        let status = danh_ledger::status(tx, *log)?;
        let checkpoint = danh_ledger::checkpoint(tx, *log)?;
        heads.push(LedgerHead {
            log: log.to_string(),
            size: status.size,
            root: status.root.map(|root| root.to_string()),
            pending: status.pending,
            checkpoint: checkpoint.map(|head| head.note),
            key: key.clone(),
        });
    }
    Ok(heads)
}

/// Copies a folder of keys, file by file, for their owner alone.
pub(crate) fn copy_keys(from: &Path, to: &Path) -> anyhow::Result<()> {
    let copy = || -> std::io::Result<()> {
        files::make_folder(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            files::write_whole(&to.join(entry.file_name()), &fs::read(entry.path())?)?;
        }
        Ok(())
    };
    copy().with_context(|| {
        format!(
            "cannot copy the keys of `{}` to `{}`",
            from.display(),
            to.display()
        )
    })
}
