//! From a form's fields and a draft's answers to what is drawn.

use danh_store::{StoreError, Tx};

use super::posted::choice_of;
use super::units::Unclear;
use super::{Asked, AskedPerson, PersonAnswer, PersonCard, people};
use crate::components::{
    Choice, DateField, Field as Widget, FormError, InputKind, Question, Radios, Select, TextField,
    TypedDate, Width,
};
use crate::desk::{Answers, AnyForm, Field, Kind, Office, Step, Told};
use crate::messages::Key;

/// What drawing a page needs beside the transaction.
pub(super) struct Drawing<'a> {
    pub(super) form: &'static dyn AnyForm,
    pub(super) office: &'a Office,
    pub(super) answers: &'a Answers,
    pub(super) errors: &'a [FormError],
    pub(super) candidates: &'a [(&'static str, Vec<PersonCard>)],
    pub(super) unclear: &'a [Unclear],
}

impl Drawing<'_> {
    /// The questions of a page.
    pub(super) fn questions(
        &self,
        tx: &mut Tx<'_>,
        step: &Step,
        told: &mut Told,
    ) -> Result<Vec<Asked>, StoreError> {
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
    ) -> Result<Asked, StoreError> {
        let text = self.answers.text(field.id).to_owned();
        let question = self.question(field);
        let widget: Widget = match &field.kind {
            Kind::Person => return self.person(tx, field, told),
            Kind::Unit { .. } => return Ok(self.unit(field, question)),
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
        };
        Ok(Asked::Plain(Box::new(widget)))
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

    fn unit(&self, field: &Field, question: Question) -> Asked {
        let text = self.answers.text(field.id);
        let unclear = self.unclear.iter().find(|it| it.field == field.id);
        let choices = unclear.map_or(Vec::new(), |it| it.choices.clone());
        let radios = (!choices.is_empty()).then(|| {
            let question = Question::new(choice_of(field.id), Key("desk-unit-which"));
            Box::new(Radios::new(question, choices, ""))
        });
        Asked::Unit(Box::new(TextField::new(question, text)), radios)
    }

    fn person(&self, tx: &mut Tx<'_>, field: &Field, told: &mut Told) -> Result<Asked, StoreError> {
        let candidates = self.candidates.iter().find(|(id, _)| *id == field.id);
        let chosen = people::chosen(self.office, tx, (self.answers, field.id), told)?;
        let answer = match (chosen, candidates) {
            (Some(card), _) => PersonAnswer::Chosen(Box::new(card)),
            (None, Some((_, cards))) => {
                let choices = cards.iter().map(PersonCard::to_choice).collect();
                let question = Question::new(choice_of(field.id), Key("desk-person-which"));
                PersonAnswer::OneOf(Radios::new(question, choices, ""))
            }
            (None, None) => PersonAnswer::Nobody,
        };
        Ok(Asked::Person(Box::new(AskedPerson {
            id: field.id,
            label: field.label,
            wanted: self.wanted(field),
            answer,
            is_optional: !field.required,
        })))
    }

    /// Number, name and birth date by which somebody is looked for.
    fn wanted(&self, field: &Field) -> Vec<Widget> {
        let id = |end: &str| format!("{}-{end}", field.id);
        let question = |end: &str, label: Key| Question::new(id(end), label).error_of(self.errors);
        let text = |end: &str| self.answers.text(&id(end));
        let number = question("number", Key("search-number")).hint(Key("search-number-hint"));
        let born = [text("born-day"), text("born-month"), text("born-year")];
        vec![
            TextField::new(number, text("number"))
                .kind(InputKind::Digits)
                .width(Width::Twenty)
                .into(),
            TextField::new(
                question("name", Key("search-name")).hint(Key("search-name-hint")),
                text("name"),
            )
            .into(),
            DateField::new(
                question("born", Key("search-born")).hint(Key("search-born-hint")),
                TypedDate::new(born),
            )
            .into(),
        ]
    }
}

/// Two or three short choices stand beside each other.
fn radios(question: Question, choices: Vec<Choice>, chosen: String) -> Radios {
    let is_short = choices.len() <= 3 && choices.iter().all(|choice| choice.hint.is_none());
    let radios = Radios::new(question, choices, chosen);
    if is_short { radios.beside() } else { radios }
}
