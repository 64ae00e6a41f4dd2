//! What the facts of an installation say, and what to do: for the page, and in English for `danh doctor`.

mod disk;
mod ledgers;
mod program;
mod queues;
mod remedies;
mod watch;

pub use remedies::remedy;

use danh_operation::{Finding, Sentence};
use danh_vocabulary::Timestamp;

use crate::language::Language;
use crate::locale::Locale;
use crate::messages::Message;
use crate::moments::in_viet_nam;

/// What a finding says.
pub fn sentence(finding: &Finding) -> Message {
    match &finding.sentence {
        Sentence::Program(says) => program::words(says),
        Sentence::Ledger(says) => ledgers::words(says, finding.of.as_deref()),
        Sentence::Queue(says) => queues::words(says),
        Sentence::Disk(says) => disk::words(says),
        Sentence::Key(says) => disk::key_words(says),
        Sentence::Watch(says) => watch::words(says),
    }
}

/// An instant as both languages write it, on the clock of Vietnam.
fn moment(at: Timestamp) -> String {
    Locale::of(Language::Vietnamese).instant(&in_viet_nam(at))
}
