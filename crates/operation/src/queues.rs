//! What waits.

use std::path::Path;

use danh_desk::Desk;
use danh_register::import::{UnfinishedImport, imports_unfinished};
use danh_register::indexing;
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::{Fact, Finding, QueueSays, Remedy};

pub(crate) fn index(tx: &mut Tx<'_>) -> Result<Finding, StoreError> {
    let is_behind = indexing::backlog(tx)?.is_some();
    let finding = if is_behind {
        Finding::note(Fact::Index, QueueSays::IndexBehind, Remedy::FinishIndex)
    } else {
        Finding::fine(Fact::Index, QueueSays::IndexComplete)
    };
    Ok(finding.with_count("danh_index_behind", is_behind.into()))
}

/// An import that was killed leaves no mark but in the database, and whoever started it may have thought that it was done.
pub(crate) fn imports(tx: &mut Tx<'_>, folder: &Path) -> Result<Vec<Finding>, StoreError> {
    let unfinished = imports_unfinished(tx)?;
    if unfinished.is_empty() {
        return Ok(vec![Finding::fine(Fact::Import, QueueSays::ImportsDone)]);
    }
    let each = unfinished.into_iter().map(|import| {
        let fingerprint = import.fingerprint.clone();
        let sentence = QueueSays::ImportUnfinished {
            file: file_of(folder, &import),
            fingerprint: fingerprint.clone(),
            rows_read: import.rows_read,
            rows_rejected: import.rows_rejected,
        };
        Finding::note(Fact::Import, sentence, Remedy::FinishImport)
            .of(fingerprint)
            .with_count("danh_import_rows_read", import.rows_read)
            .with_count("danh_import_rows_rejected", import.rows_rejected)
    });
    Ok(each.collect())
}

/// The database knows the file by its content alone; its name is in that of its reject file.
fn file_of(folder: &Path, import: &UnfinishedImport) -> Option<String> {
    let ending = format!(".{}.rejects.csv", import.fingerprint);
    let rejects = std::fs::read_dir(folder.join("rejects"));
    let names = rejects.into_iter().flatten().flatten();
    let mut names = names.map(|file| file.file_name().to_string_lossy().into_owned());
    names.find_map(|name| Some(name.strip_suffix(&ending)?.to_owned()))
}

pub(crate) fn kept(tx: &mut Tx<'_>, now: Timestamp) -> Result<Finding, StoreError> {
    let kept = Desk::kept(tx, now)?;
    let sentence = QueueSays::Kept {
        drafts: kept.drafts,
        proposals: kept.proposals,
        replies: kept.replies,
    };
    Ok(Finding::fine(Fact::Kept, sentence)
        .with_count("danh_drafts", kept.drafts)
        .with_count("danh_proposals_waiting", kept.proposals)
        .with_count("danh_replies", kept.replies))
}

/// Nothing is delivered to organisations outside the register yet, so nothing can fail.
pub(crate) fn deliveries() -> Finding {
    Finding::fine(Fact::Deliveries, QueueSays::NoDeliveries)
}
