//! The persons' table as a file: households made by several threads, written in their order.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use danh_intake::{Cells, Format, TableWriter, WriteError};

use crate::columns::{COLUMNS, TRUTH_COLUMNS, fill_row, fill_truth};
use crate::nation::Nation;

/// Households that a thread makes at a time.
const BLOCK_HOUSEHOLDS: u64 = 512;
/// Blocks that may wait for the writer, for each thread: what bounds the memory.
const BLOCKS_WAITING: usize = 2;

/// How the table is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// CSV or Parquet.
    pub format: Format,
    /// Threads that make people, beside the one that writes. The file is the same with any number.
    pub threads: NonZeroUsize,
}

/// How far the writing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Persons written.
    pub persons: u64,
    /// Persons there will be.
    pub persons_total: u64,
}

/// Writes `persons.csv` or `persons.parquet` into a folder, and says where. Beside it, when
/// people are on record twice, `truth.csv` or `truth.parquet` says which rows are one person.
/// `progress` is called after every few thousand persons.
///
/// # Errors
///
/// When the file cannot be written; what was written goes by another name then.
pub fn write(
    nation: &Nation,
    folder: &Path,
    options: WriteOptions,
    mut progress: impl FnMut(Progress),
) -> Result<PathBuf, WriteError> {
    let path = |name: &str| folder.join(name).with_extension(options.format.extension());
    let persons_path = path("persons");
    let mut writer = TableWriter::create(options.format, &persons_path, &COLUMNS)?;
    let truth = || TableWriter::create(options.format, path("truth"), &TRUTH_COLUMNS);
    let mut truth = nation.has_duplicates().then(truth).transpose()?;
    let persons_total = nation.persons_total();
    thread::scope(|scope| {
        let threads = options.threads.get() as u64;
        let receivers: Vec<Receiver<Block>> = (0..threads)
            .map(|thread| {
                let (sender, receiver) = sync_channel(BLOCKS_WAITING);
                scope.spawn(move || make_blocks(nation, thread, threads, &sender));
                receiver
            })
            .collect();
        let mut persons = 0;
        // Block by block in turn: block n comes from thread n modulo their number.
        for receiver in receivers.iter().cycle() {
            let Ok(block) = receiver.recv() else { break };
            for row in &block.persons {
                writer.write_row(row)?;
            }
            if let Some(truth) = &mut truth {
                for row in &block.truth {
                    truth.write_row(row)?;
                }
            }
            persons += (block.persons.len() - block.truth.len()) as u64;
            progress(Progress {
                persons,
                persons_total,
            });
        }
        Ok::<(), WriteError>(())
    })?;
    writer.finish()?;
    if let Some(truth) = truth {
        truth.finish()?;
    }
    Ok(persons_path)
}

/// Rows of some households.
#[derive(Default)]
struct Block {
    persons: Vec<Cells>,
    truth: Vec<Cells>,
}

/// Makes every block whose number is `first` modulo `step`, until there is no more or nobody
/// takes them any longer.
fn make_blocks(nation: &Nation, first: u64, step: u64, sender: &SyncSender<Block>) {
    let total = nation.households_total();
    let mut begin = first * BLOCK_HOUSEHOLDS;
    while begin < total {
        let end = total.min(begin + BLOCK_HOUSEHOLDS);
        if sender.send(block(nation, begin, end)).is_err() {
            return;
        }
        begin += step * BLOCK_HOUSEHOLDS;
    }
}

fn block(nation: &Nation, begin: u64, end: u64) -> Block {
    let mut block = Block::default();
    for household in nation.households(begin..end) {
        for (residence, person) in household.rows() {
            let mut row = Cells::new();
            fill_row(&mut row, residence, person);
            block.persons.push(row);
        }
        for duplicate in &household.duplicates {
            let mut row = Cells::new();
            fill_truth(&mut row, &household, duplicate);
            block.truth.push(row);
        }
    }
    block
}
