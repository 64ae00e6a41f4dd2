//! `ledger_tile`: tiles and entry bundles.

use danh_store::{Param, StoreError, Tx, params};

use super::to_bigint;
use crate::log::Log;
use crate::tile::{TileKind, TilePath};

/// The bytes of a tile or an entry bundle at exactly the width that `path` names; `None` if the
/// log has no such tile, or not yet that wide.
pub fn tile(tx: &mut Tx<'_>, log: Log, path: TilePath) -> Result<Option<Vec<u8>>, StoreError> {
    let Ok(index) = i64::try_from(path.index()) else {
        return Ok(None);
    };
    let row = tx.query_opt(
        "SELECT data FROM ledger_tile WHERE log = $1 AND level = $2 AND tile_index = $3",
        params![log.name(), level(path), index],
    )?;
    let stored: Option<Vec<u8>> = row.map(|row| row.get(0)).transpose()?;
    Ok(stored.and_then(|bytes| path.cut(&bytes)))
}

/// Stores tiles that the log did not have at any width.
pub(crate) fn tile_insert(
    tx: &mut Tx<'_>,
    log: Log,
    tiles: &[&(TilePath, Vec<u8>)],
) -> Result<(), StoreError> {
    let rows = tiles.iter().map(|(path, data)| -> [Param<'_>; 4] {
        let index = to_bigint(path.index());
        [
            log.name().into(),
            level(*path).into(),
            index.into(),
            data.into(),
        ]
    });
    tx.bulk_insert("ledger_tile", &["log", "level", "tile_index", "data"], rows)?;
    Ok(())
}

/// Replaces a tile by what it has grown into, and tells whether there was one.
pub(crate) fn tile_widen(
    tx: &mut Tx<'_>,
    log: Log,
    path: TilePath,
    data: &[u8],
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE ledger_tile SET data = $1 WHERE log = $2 AND level = $3 AND tile_index = $4",
        params![data, log.name(), level(path), to_bigint(path.index())],
    )?;
    Ok(changed == 1)
}

/// Entry bundles stand below the leaves.
fn level(path: TilePath) -> i64 {
    match path.kind() {
        TileKind::Entries => -1,
        TileKind::Hashes { level } => i64::from(level),
    }
}
