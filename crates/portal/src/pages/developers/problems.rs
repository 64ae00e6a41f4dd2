//! `GET /developers/problems?status=`: the codes of problems that an answer of the API may carry, status by status.

use crate::bilingual::Bilingual;
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

/// The codes of problems of one status.
#[derive(Clone, Debug)]
pub struct ProblemsView {
    /// The HTTP statuses that problems have.
    pub statuses: Vec<u16>,
    /// The one shown.
    pub status: Option<u16>,
    /// Its codes.
    pub problems: Vec<ProblemLine>,
}

/// A code of a problem.
#[derive(Clone, Debug)]
pub struct ProblemLine {
    /// The code, which never changes.
    pub code: String,
    /// The HTTP status.
    pub status: u16,
    /// What it is called.
    pub title: Bilingual,
    /// What to do about it.
    pub detail: Bilingual,
}

crate::pages::template!(ProblemsView, "pages/problems.html");

impl Page for ProblemsView {
    fn title(&self) -> Message {
        Key("developers-problems").into()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
