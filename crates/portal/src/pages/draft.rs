//! A form that is being filled in: one page a step, saved at each.

use crate::components::{
    ErrorSummary, Field, FormError, Need, PersonPicked, PersonPicker, SavedDraft,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

pub mod begin;
pub mod check;
pub mod conflict;
pub mod examples;
mod fields;
mod find;
pub(crate) mod handlers;
mod opened;
mod people;
mod posted;
mod rows;
pub(crate) mod send;
mod units;

/// One page of a form.
#[derive(Clone, Debug)]
pub struct StepView {
    /// The form.
    pub form: Key,
    /// The address of the draft, which those of its pages begin with.
    pub draft: String,
    /// The part of the address that is this page's.
    pub step: &'static str,
    /// Its heading.
    pub title: Key,
    /// What is to be known before answering.
    pub lead: Option<Key>,
    /// Which page this is, counted from 1, and of how many.
    pub place: (usize, usize),
    /// The page before, if there is one.
    pub before: Option<String>,
    /// What is asked.
    pub questions: Vec<Field>,
    /// What must be mended, in the order of the questions.
    pub errors: Vec<FormError>,
    /// Whether something on the page was filled in by the register.
    pub is_prefilled: bool,
    /// Whether it is a page of an earlier session, and so nothing was saved.
    pub is_of_earlier_session: bool,
    /// When the draft was last saved, an instant in Vietnam's time.
    pub saved_at: Option<String>,
}

impl StepView {
    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.errors.clone(),
        }
    }

    fn saved(&self) -> SavedDraft {
        SavedDraft {
            at: self.saved_at.clone(),
        }
    }

    fn progress(&self) -> Message {
        Message::new(Key("desk-progress"))
            .with_count("place", self.place.0 as u64)
            .with_count("steps", self.place.1 as u64)
    }

    fn address(&self) -> String {
        format!("{}/{}", self.draft, self.step)
    }

    /// The person that is still to be looked for; the page then is for finding one.
    fn looks_for(&self) -> Option<&PersonPicker> {
        self.questions.iter().find_map(|asked| match asked {
            Field::Person(picker) if !matches!(picker.state, PersonPicked::Chosen(_)) => {
                Some(picker)
            }
            _ => None,
        })
    }

    /// Whether the page may be left without the person it asks for.
    fn may_go_without(&self) -> bool {
        let wanted = self.looks_for();
        wanted.is_some_and(|picker| picker.question.need == Need::Optional)
    }

    /// What the button of the page says, where it is not the person's own.
    fn act(&self) -> Option<Key> {
        match self.looks_for() {
            None => Some(Key("desk-next")),
            Some(picker) if !picker.finds_first() => Some(Key("desk-choose")),
            Some(_) => None,
        }
    }
}

super::template!(StepView, "desk/step.html");

impl Page for StepView {
    fn title(&self) -> Message {
        self.title.into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
