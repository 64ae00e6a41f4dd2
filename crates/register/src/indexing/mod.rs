//! Writing many persons' index rows at once, in the order of their keys.
//!
//! A person is found by half a dozen rows, each at a random place of its table. Written as the persons come, every row dirties
//! a page of its own, and the larger the register, the more of them: that is what bounds a bulk load. Sorted, each page is
//! written once. So a long import puts the rows off: it keeps them aside in sorted runs, notes in `index_backlog` whose rows
//! are missing, in the transaction that writes those persons, and writes them all when the file has been read.
//!
//! Whatever is put off follows from the states; if a process is killed meanwhile, [`catch_up`] derives it again.

mod backlog;
mod row;
mod sorter;
mod write;

pub use backlog::{Backlog, backlog, catch_up};
pub(crate) use backlog::{backlog_extend, finish};
pub(crate) use row::IndexRows;
pub(crate) use sorter::Sorter;
pub(crate) use write::{insert_people, insert_sorted};
