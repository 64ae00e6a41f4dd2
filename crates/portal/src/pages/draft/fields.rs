//! From a form's fields and a draft's answers to what is drawn.

use danh_store::{StoreError, Tx};

use super::find::{self, FoundPersons};
use super::people;
use super::units::{Unclear, day_of};
use crate::components::{
    Choice, DateField, Field as Widget, FormError, PersonPicked, PersonPicker, Question, Radios,
    Select, TextField, TypedDate, UnitWanted,
};
use crate::desk::{Answers, AnyForm, Field, Kind, Office, Step, Told};
use crate::unit_choice::{TypedUnit, unit_picker};

/// What drawing a page needs beside the transaction.
pub(super) struct Drawing<'a> {
    pub(super) form: &'static dyn AnyForm,
    pub(super) office: &'a Office,
    pub(super) answers: &'a Answers,
    pub(super) errors: &'a [FormError],
    pub(super) candidates: &'a [FoundPersons],
    pub(super) unclear: &'a [Unclear],
}

impl Drawing<'_> {
    /// The questions of a page.
    pub(super) fn questions(
        &self,
        tx: &mut Tx<'_>,
        step: &Step,
        told: &mut Told,
    ) -> Result<Vec<Widget>, StoreError> {
        step.fields
            .iter()
            .map(|field| self.question_of(tx, field, told))
            .collect()
    }

    fn question_of(
        &self,
        tx: &mut Tx<'_>,
        field: &Field,
        told: &mut Told,
    ) -> Result<Widget, StoreError> {
        let text = self.answers.text(field.id).to_owned();
        let question = self.question(field);
        Ok(match &field.kind {
            Kind::Person => return self.person(tx, field, told),
            Kind::Unit { on, wanted } => self.unit(field, question, (*on, *wanted)),
            Kind::Name => {
                // A surname filled in is gone on with behind its blank.
                let name = if self.answers.is_suggested(field.id) && !text.is_empty() {
                    format!("{text} ")
                } else {
                    text
                };
                TextField::new(question, name).into()
            }
            Kind::Text(_) => TextField::new(question, text).into(),
            Kind::Day | Kind::PartialDay => {
                let part = |part| self.answers.text(&format!("{}-{part}", field.id));
                let boxes = [part("day"), part("month"), part("year")];
                DateField::new(question, TypedDate::new(boxes)).into()
            }
            Kind::Choice(choices) => radios(question, choices.clone(), text).into(),
            Kind::Select(choices) => Select::new(question, choices.clone(), text).into(),
            Kind::Offered => {
                let offers = self.form.offers(self.office, tx, self.answers, field.id)?;
                Radios::new(question, offers, text).into()
            }
        })
    }

    fn question(&self, field: &Field) -> Question {
        let mut question = Question::new(field.id, field.term()).error_of(self.errors);
        question.hint = field.hint.map(Into::into);
        if field.required {
            question
        } else {
            question.optional()
        }
    }

    fn unit(
        &self,
        field: &Field,
        question: Question,
        wanted: (Option<&'static str>, UnitWanted),
    ) -> Widget {
        let (on, wanted) = wanted;
        let directory = &self.office.directory;
        let unclear = self.unclear.iter().find(|it| it.field == field.id);
        let typed = unclear.map_or_else(
            || TypedUnit {
                text: self.answers.text(field.id).to_owned(),
                ..TypedUnit::default()
            },
            |unclear| unclear.typed.clone(),
        );
        let day = day_of(self.office, self.answers, on);
        let picker = unit_picker(directory, question, &typed, (day, wanted));
        let meant = unclear.map_or(Vec::new(), |unclear| unclear.meant.clone());
        picker.meant(meant).day_of(on).into()
    }

    fn person(
        &self,
        tx: &mut Tx<'_>,
        field: &Field,
        told: &mut Told,
    ) -> Result<Widget, StoreError> {
        let found = self.candidates.iter().find(|found| found.field == field.id);
        let chosen = people::chosen(self.office, tx, (self.answers, field.id), told)?;
        let typed = find::typed(field.id, self.answers);
        let state = match (chosen, found) {
            (Some(person), _) => PersonPicked::Chosen(Box::new(person)),
            (None, Some(found)) => PersonPicked::Found {
                typed,
                persons: found.persons.clone(),
                has_more: found.has_more,
            },
            (None, None) => PersonPicked::Asking(typed),
        };
        let question = self.question(field);
        Ok(PersonPicker::new(question, state, self.errors.to_vec())
            .alone()
            .into())
    }
}

/// Two or three short choices stand beside each other.
fn radios(question: Question, choices: Vec<Choice>, chosen: String) -> Radios {
    let is_short = choices.len() <= 3 && choices.iter().all(|choice| choice.hint.is_none());
    let radios = Radios::new(question, choices, chosen);
    if is_short { radios.beside() } else { radios }
}
