//! What follows from an upgrade of the tables: rows that are found by, and states that are folded, are made anew from the journal.
//!
//! A migration step is SQL and cannot fold a journal. So whenever the register's tables were changed under rows that were
//! there, all that follows from the journal is made again before anybody is served. A release that changes only what the
//! journal folds to has a step too, which may be a comment.

use anyhow::Context as _;
use danh_register::rebuild;
use danh_store::{Store, StoreError, upgrade_done, upgrades_pending};

use crate::commands::import;
use crate::progress;

/// The tables are up to date and the rows in them are not yet.
#[derive(Debug, thiserror::Error)]
#[error(
    "the database was upgraded and its state has yet to be made anew; run `danh journal rebuild` once"
)]
pub(crate) struct Unfinished;

/// Does what has yet to be done before anybody is served. Killed meanwhile, the next opening begins it again.
pub(crate) fn follow(store: &Store) -> anyhow::Result<()> {
    for capability in store.read(upgrades_pending).wait()? {
        if capability == danh_register::MIGRATIONS.capability {
            eprintln!("danh: the tables were upgraded; making the state anew from the journal");
            let bar = progress::counter("rebuilding", "persons");
            let counting = bar.clone();
            rebuild::rebuild(store, move |persons| counting.set_position(persons))
                .context("the upgrade could not be finished; nothing is lost, try again")?;
            bar.finish_and_clear();
        }
        store
            .write::<_, StoreError, _>(move |tx| upgrade_done(tx, &capability))
            .wait()?;
    }
    // A backup of a register that is being imported into, too, has people whose rows were put off.
    import::finish_interrupted(store)
}

/// Refuses to look at rows that are yet to be made anew.
pub(crate) fn expect_finished(store: &Store) -> anyhow::Result<()> {
    let pending = store.read(upgrades_pending).wait()?;
    if pending.is_empty() {
        return Ok(());
    }
    Err(Unfinished.into())
}
