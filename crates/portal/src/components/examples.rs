//! Every component with data made up for it: what tests render, a browser checks and people
//! look at, in `/components` of the demo.

use std::sync::LazyLock;

use super::part::Part;
use crate::messages::Key;

mod answering;
mod choosing;
mod going;
mod picking;
mod saying;
mod typing;

/// A component in the states it can be in.
#[derive(Clone, Debug)]
pub struct Specimen {
    /// Its name, fit for an address.
    pub name: &'static str,
    /// What it is.
    pub title: Key,
    /// Its states, from top to bottom.
    pub parts: Vec<Part>,
}

impl Specimen {
    fn new(name: &'static str, title: Key, parts: impl IntoIterator<Item = Part>) -> Self {
        Self {
            name,
            title,
            parts: parts.into_iter().collect(),
        }
    }

    /// Whether one of them is the heading of its page.
    pub(crate) fn brings_heading(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::ConfirmationPanel(_)))
    }

    /// Whether one of them says that something must be mended.
    pub(crate) fn has_errors(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::ErrorSummary(summary) if !summary.errors.is_empty()))
    }
}

/// All components, made up once.
pub fn specimens() -> &'static [Specimen] {
    static SPECIMENS: LazyLock<Vec<Specimen>> = LazyLock::new(made_up);
    &SPECIMENS
}

fn made_up() -> Vec<Specimen> {
    vec![
        Specimen::new("text", Key("specimen-text"), typing::text()),
        Specimen::new("number", Key("specimen-number"), typing::number()),
        Specimen::new("date", Key("specimen-date"), typing::date()),
        Specimen::new("radios", Key("specimen-radios"), choosing::radios()),
        Specimen::new(
            "checkboxes",
            Key("specimen-checkboxes"),
            choosing::checkboxes(),
        ),
        Specimen::new("select", Key("specimen-select"), choosing::select()),
        Specimen::new("unit", Key("specimen-unit"), picking::unit()),
        Specimen::new("person", Key("specimen-person"), picking::person()),
        Specimen::new("file", Key("specimen-file"), picking::file()),
        Specimen::new("form", Key("specimen-form"), answering::form_to_mend()),
        Specimen::new("buttons", Key("specimen-buttons"), answering::buttons()),
        Specimen::new(
            "check-answers",
            Key("specimen-check-answers"),
            answering::check(),
        ),
        Specimen::new(
            "confirmation",
            Key("specimen-confirmation"),
            answering::confirmation(),
        ),
        Specimen::new("warnings", Key("specimen-warnings"), answering::warnings()),
        Specimen::new("notices", Key("specimen-notices"), saying::notices()),
        Specimen::new("facts", Key("specimen-facts"), saying::facts()),
        Specimen::new(
            "breadcrumbs",
            Key("specimen-breadcrumbs"),
            going::breadcrumbs(),
        ),
        Specimen::new("tabs", Key("specimen-tabs"), going::tabs()),
        Specimen::new("menu", Key("specimen-menu"), going::menu()),
        Specimen::new("table", Key("specimen-table"), going::table()),
        Specimen::new("timeline", Key("specimen-timeline"), saying::timeline()),
        Specimen::new("progress", Key("specimen-progress"), going::progress()),
    ]
}
