//! What a page of a form sends.

use std::collections::BTreeMap;

use crate::desk::{Answers, Kind, Step, code_of};
use crate::unit_choice::TypedUnit;

/// The fields of a form as they were sent.
#[derive(Clone, Debug)]
pub(crate) struct Posted(BTreeMap<String, String>);

/// What the officer asked for by the button pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted<'a> {
    /// To go on; whoever is named is looked for first.
    Next,
    /// To go on without naming anybody.
    Without,
    /// To name somebody else in a field.
    Other(&'a str),
    /// To go on with choosing in a field, and to stay on the page.
    Pick(&'a str),
}

impl Posted {
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    pub(crate) fn wanted(&self) -> Wanted<'_> {
        let pick = self.get("pick");
        match pick.strip_suffix("-again") {
            Some(field) => Wanted::Other(field),
            None if !pick.is_empty() => Wanted::Pick(pick),
            None if self.get("do") == "without" => Wanted::Without,
            None => Wanted::Next,
        }
    }

    /// What a unit picker sent.
    pub(crate) fn unit(&self, field: &str) -> TypedUnit {
        TypedUnit::of_fields(field, |name| self.0.get(name).map(String::as_str))
    }

    /// Takes over what the page's questions asked, and nothing else.
    pub(crate) fn fill(&self, step: &Step, answers: &mut Answers) {
        let before = answers.clone();
        for name in boxes(step) {
            if let Some(text) = self.0.get(&name) {
                answers.set(&name, text);
            }
        }
        for field in &step.fields {
            // Another name is another unit, until it was looked up.
            let is_unit = matches!(field.kind, Kind::Unit { .. });
            if is_unit && answers.text(field.id) != before.text(field.id) {
                answers.set(&code_of(field.id), "");
            }
        }
        if let Wanted::Other(field) = self.wanted()
            && step.fields.iter().any(|it| it.id == field)
        {
            answers.unchoose(field);
        }
    }
}

/// Appended to a field of a person: by what they are looked for.
pub(crate) const LOOKED_FOR_BY: [&str; 5] =
    ["-number", "-name", "-born-day", "-born-month", "-born-year"];

/// The names of everything that is typed on a page.
fn boxes(step: &Step) -> Vec<String> {
    let of_field = |field: &crate::desk::Field| -> Vec<String> {
        let with = |endings: &[&str]| {
            let names = endings.iter().map(|end| format!("{}{end}", field.id));
            names.collect()
        };
        match field.kind {
            Kind::Person => with(&LOOKED_FOR_BY),
            Kind::Day | Kind::PartialDay => with(&["-day", "-month", "-year"]),
            // The code of a unit is the server's to say.
            Kind::Unit { .. }
            | Kind::Name
            | Kind::Text(_)
            | Kind::Choice(_)
            | Kind::Select(_)
            | Kind::Offered => vec![field.id.to_owned()],
        }
    };
    step.fields.iter().flat_map(of_field).collect()
}

/// The name of the radios by which one of several units or persons is chosen.
pub(crate) fn choice_of(field: &str) -> String {
    format!("{field}-choice")
}

/// Writes a unit into its two boxes.
pub(crate) fn set_unit(answers: &mut Answers, field: &str, unit: Option<(&str, &str)>) {
    let (name, code) = unit.unwrap_or_default();
    if unit.is_some() {
        answers.set(field, name);
    }
    answers.set(&code_of(field), code);
}
