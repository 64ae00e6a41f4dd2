//! An import that puts the index off until its file has been read.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::PersonId;

use crate::enrol::{PreparedEnrolment, without};
use crate::indexing::{self, Sorter};
use crate::numbers::Numbers;
use crate::person_queries::person_id_last;

/// Chunks whose rows may wait for being sorted.
const CHUNKS_AHEAD: usize = 1;

/// What is kept aside while an import puts the index off.
pub(super) struct Deferred {
    /// Every number that is given: the table of numbers does not have those of this import yet.
    numbers: Numbers,
    /// The first person whose rows are put off.
    first: PersonId,
    sorting: Sorting,
}

/// A thread that sorts rows while others are read and written.
struct Sorting {
    people: SyncSender<Enrolled>,
    thread: JoinHandle<Result<Sorter, StoreError>>,
}

/// The people of a chunk, and the places of those who were refused.
type Enrolled = (Arc<Vec<PreparedEnrolment>>, Vec<usize>);

impl Deferred {
    /// Begins with some people, unless their ids come before those of somebody who is in the register: then what is put off could
    /// not be told by its ids.
    pub(super) fn begin(store: &Store, first: PersonId) -> Result<Option<Self>, StoreError> {
        let last = store.read(person_id_last).wait()?;
        if last.is_some_and(|last| last >= first) {
            return Ok(None);
        }
        let numbers = store.read(Numbers::of_register).wait()?;
        let sorter = Sorter::new(store.scratch_folder());
        let (people, enrolled) = sync_channel(CHUNKS_AHEAD);
        let thread = std::thread::Builder::new()
            .name("import-sorter".to_owned())
            .spawn(move || sort(sorter, &enrolled))
            .map_err(|error| StoreError::Io {
                detail: error.to_string(),
            })?;
        Ok(Some(Self {
            numbers,
            first,
            sorting: Sorting { people, thread },
        }))
    }

    pub(super) fn refusals(&self, prepared: &[PreparedEnrolment]) -> Vec<usize> {
        self.numbers.refusals(prepared)
    }

    /// What to do in the transaction that writes some people.
    pub(super) fn note(
        &self,
        people: &[&PreparedEnrolment],
    ) -> impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + use<> {
        let first = self.first;
        let last = people.iter().map(|person| person.person().person).max();
        move |tx| last.map_or(Ok(()), |last| indexing::backlog_extend(tx, first, last))
    }

    /// Some people are in the register now.
    pub(super) fn enrolled(&mut self, prepared: Arc<Vec<PreparedEnrolment>>, refused: Vec<usize>) {
        for person in without(&prepared, &refused) {
            if let Some(number) = person.number() {
                self.numbers.insert(number);
            }
        }
        // A thread that failed says why at the end.
        self.sorting.people.send((prepared, refused)).ok();
    }

    /// Writes what was put off. `progress` is told the rows done and how many there are.
    pub(super) fn finish(
        self,
        store: &Store,
        rows_a_transaction: usize,
        progress: impl FnMut(u64, u64),
    ) -> Result<(), StoreError> {
        drop(self.numbers);
        let Sorting { people, thread } = self.sorting;
        drop(people);
        let sorter = thread.join().expect("sorting does not panic")?;
        indexing::finish(store, sorter, rows_a_transaction, progress)
    }
}

fn sort(mut sorter: Sorter, people: &Receiver<Enrolled>) -> Result<Sorter, StoreError> {
    for (prepared, refused) in people {
        for person in without(&prepared, &refused) {
            sorter.push_all(person.rows())?;
        }
    }
    Ok(sorter)
}
