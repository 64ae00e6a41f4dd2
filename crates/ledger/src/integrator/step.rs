//! One step, inside its transaction.

use std::ops::RangeInclusive;

use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use super::{IntegrateError, IntegratorOptions, Step};
use crate::checkpoint::Checkpoint;
use crate::commitment::Commitment;
use crate::edge::RightEdge;
use crate::growth::Growth;
use crate::log::Log;
use crate::queries::entry::{entry_count, entry_place};
use crate::queries::head::{self, Head, head_insert, head_remove};
use crate::queries::lease::{Lease, lease_current, lease_take};
use crate::queries::pending::{pending_behind, pending_in, pending_remove};
use crate::queries::tile::{self, tile_insert, tile_widen};
use crate::tile::{TILE_WIDTH, TileKind, TilePath, decode_hashes};

const MICROS_PER_HOUR: i64 = 3_600_000_000;

/// Which pending entries a step takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Batch {
    /// Those with the lowest ids.
    Lowest,
    /// A full batch that was seen to have these ids, or none if that is no longer so.
    Seen(RangeInclusive<i64>),
}

/// Everything or, with an error, nothing.
pub(super) fn step(
    tx: &mut Tx<'_>,
    options: &IntegratorOptions,
    batch: &Batch,
) -> Result<Step, IntegrateError> {
    let now = options.clock.now();
    lead(tx, options, now)?;
    let log = options.log;
    let head = head::checkpoint(tx, log)?;
    let pending = take(tx, options, batch)?;
    let integrated = pending.len() as u64;
    let mut growth = match &head {
        Some(head) if pending.is_empty() => {
            return Ok(Step {
                integrated,
                size: head.size,
                has_more: *batch != Batch::Lowest,
            });
        }
        Some(head) => resume(tx, options, head)?,
        None => Growth::default(),
    };
    let size_before = growth.size();
    expect_positions(tx, log, size_before)?;

    entry_place(tx, log, size_before, pending.iter().map(|(id, _)| *id))?;
    for (_, commitment) in &pending {
        growth.append(commitment);
    }
    let size = growth.size();
    assert_eq!(
        size,
        size_before + integrated,
        "the tree grows by the batch"
    );
    let checkpoint = Checkpoint {
        origin: options.signer.verifier_key().name().clone(),
        size,
        root: growth.root(),
    };
    store_tiles(tx, log, size_before, &growth.changed_tiles())?;
    store_head(
        tx,
        log,
        head.as_ref(),
        &Head {
            size,
            root: checkpoint.root,
            note: checkpoint.sign(&options.signer),
            at: now,
        },
    )?;
    if let (Some((first, _)), Some((last, _))) = (pending.first(), pending.last()) {
        let removed = pending_remove(tx, log, *first..=*last)?;
        if removed != integrated {
            return Err(IntegrateError::PendingDiffers {
                log,
                read: integrated,
                removed,
            });
        }
    }
    expect_positions(tx, log, size)?;
    Ok(Step {
        integrated,
        size,
        has_more: integrated == options.batch_size.get(),
    })
}

/// The ranges of ids of the full batches that are pending at this moment, at most `count`.
pub(super) fn full_batches(
    tx: &mut Tx<'_>,
    options: &IntegratorOptions,
    count: usize,
) -> Result<Vec<Batch>, StoreError> {
    let mut batches = Vec::new();
    let mut from = Some(i64::MIN);
    while let Some(first) = from
        && batches.len() < count
        && let Some(last) = pending_behind(tx, options.log, first, options.batch_size.get() - 1)?
    {
        batches.push(Batch::Seen(first..=last));
        from = last.checked_add(1);
    }
    Ok(batches)
}

fn take(
    tx: &mut Tx<'_>,
    options: &IntegratorOptions,
    batch: &Batch,
) -> Result<Vec<(i64, Commitment)>, StoreError> {
    let (log, size) = (options.log, options.batch_size.get());
    match batch {
        Batch::Lowest => pending_in(tx, log, i64::MIN..=i64::MAX, size),
        Batch::Seen(ids) => {
            let mut found = pending_in(tx, log, ids.clone(), size + 1)?;
            if found.len() as u64 != size {
                found.clear();
            }
            Ok(found)
        }
    }
}

/// Takes or renews the lease.
fn lead(
    tx: &mut Tx<'_>,
    options: &IntegratorOptions,
    now: Timestamp,
) -> Result<(), IntegrateError> {
    let duration = i64::try_from(options.lease_duration.as_micros()).unwrap_or(i64::MAX);
    let expires_at = Timestamp::from_micros(now.micros().saturating_add(duration));
    let lease = Lease {
        holder: options.holder.clone(),
        expires_at,
    };
    if lease_take(tx, options.log, &lease, now)? {
        return Ok(());
    }
    let Lease { holder, expires_at } =
        lease_current(tx, options.log)?.ok_or(StoreError::MissingRow)?;
    Err(IntegrateError::NotLeader { holder, expires_at })
}

/// The tree as it stands, if it is the one that was signed.
fn resume(
    tx: &mut Tx<'_>,
    options: &IntegratorOptions,
    head: &Head,
) -> Result<Growth, IntegrateError> {
    let log = options.log;
    let signed = Checkpoint::open(&head.note, options.signer.verifier_key())
        .map_err(|source| IntegrateError::Checkpoint { log, source })?;
    let differs = || IntegrateError::TreeDiffers {
        log,
        size: signed.size,
    };
    if signed.size != head.size || signed.root != head.root {
        return Err(differs());
    }
    let edge = RightEdge::load(head.size, |path| {
        let bytes = tile::tile(tx, log, path)?;
        bytes
            .and_then(|bytes| decode_hashes(&bytes))
            .ok_or(IntegrateError::TileMissing { log, path })
    })?;
    if edge.root() != signed.root {
        return Err(differs());
    }
    let index = head.size / u64::from(TILE_WIDTH);
    let bundle = match TilePath::in_tree(TileKind::Entries, index, head.size) {
        None => Vec::new(),
        Some(path) => {
            tile::tile(tx, log, path)?.ok_or(IntegrateError::TileMissing { log, path })?
        }
    };
    Ok(Growth::resume(edge, bundle))
}

fn expect_positions(tx: &mut Tx<'_>, log: Log, expected: u64) -> Result<(), IntegrateError> {
    let found = entry_count(tx, log)?;
    if found == expected {
        Ok(())
    } else {
        Err(IntegrateError::PositionsDiffer {
            log,
            expected,
            found,
        })
    }
}

fn store_tiles(
    tx: &mut Tx<'_>,
    log: Log,
    size_before: u64,
    changed: &[(TilePath, Vec<u8>)],
) -> Result<(), IntegrateError> {
    let (grown, new): (Vec<_>, Vec<_>) = changed
        .iter()
        .partition(|(path, _)| TilePath::in_tree(path.kind(), path.index(), size_before).is_some());
    for (path, data) in grown {
        if !tile_widen(tx, log, *path, data)? {
            return Err(IntegrateError::TileMissing { log, path: *path });
        }
    }
    tile_insert(tx, log, &new)?;
    Ok(())
}

/// Puts the new head beside the last one of each earlier hour; the others need not be kept, as
/// their trees can be proven to be beginnings of this one.
fn store_head(
    tx: &mut Tx<'_>,
    log: Log,
    previous: Option<&Head>,
    new: &Head,
) -> Result<(), StoreError> {
    let hour = |head: &Head| head.at.micros().div_euclid(MICROS_PER_HOUR);
    if let Some(previous) = previous
        && hour(previous) == hour(new)
    {
        head_remove(tx, log, previous.size)?;
    }
    head_insert(tx, log, new)
}
