//! Giving a file, waiting for what is done with one, and knowing that what was typed is kept.

use super::question::Question;
use crate::messages::Message;

/// A file to be sent; its form has the encoding `multipart/form-data`.
#[derive(Clone, Debug)]
pub struct FileUpload {
    /// What is asked.
    pub question: Question,
    /// What may be chosen, as in the HTML `accept`: `.csv,.parquet`. The handler checks again.
    pub accept: &'static str,
}

/// How far a long job has come. The page asks again by a link, and by the script where it runs.
#[derive(Clone, Debug)]
pub struct Progress {
    /// What is being done.
    pub label: Message,
    /// What is done of how much, in words.
    pub said: Message,
    /// How much is done.
    pub done: u64,
    /// How much there is; nothing when nobody can know yet.
    pub total: Option<u64>,
    /// Where this page asks again; the same address that shows it.
    pub again: String,
}

impl Progress {
    pub(crate) fn is_running(&self) -> bool {
        self.total.is_none_or(|total| self.done < total)
    }
}

/// Says beside a form that keeps itself (`data-autosave`) when it was last kept. The script
/// writes here; without it the page says what it knew when it was made.
#[derive(Clone, Debug, Default)]
pub struct SavedDraft {
    /// When it was last kept, an instant in Vietnam's time; nothing before.
    pub at: Option<String>,
}
