//! From a draft's answers to the rows of the check page.

use danh_store::{StoreError, Tx};

use super::people;
use crate::components::{Answer, AnswerSection, Choice, Value, Wording};
use crate::desk::{Answers, AnyForm, Field, Kind, Office, Told, typed_date};

/// Every answer, in the order in which it was asked, a section a page.
pub(super) fn sections(
    (form, draft): (&'static dyn AnyForm, &str),
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &Answers,
    told: &mut Told,
) -> Result<Vec<AnswerSection>, StoreError> {
    let mut sections = Vec::new();
    for step in form.steps(answers) {
        let mut rows = Vec::new();
        for field in &step.fields {
            let value = value(form, office, tx, (answers, field), told)?;
            rows.push(Answer::new(field.term(), value));
        }
        sections.push(AnswerSection {
            title: step.title.into(),
            change: Some(format!("{draft}/{}", step.id)),
            answers: rows,
        });
    }
    Ok(sections)
}

fn value(
    form: &'static dyn AnyForm,
    office: &Office,
    tx: &mut Tx<'_>,
    (answers, field): (&Answers, &Field),
    told: &mut Told,
) -> Result<Value, StoreError> {
    let text = answers.text(field.id);
    Ok(match &field.kind {
        Kind::Person => match people::chosen(office, tx, (answers, field.id), told)? {
            Some(card) => card.in_short(),
            None => Value::Missing,
        },
        Kind::Day | Kind::PartialDay => match typed_date(answers, field.id) {
            Ok(Some(date)) => Value::Date(date.to_string()),
            Ok(None) | Err(_) => Value::Missing,
        },
        Kind::Choice(choices) | Kind::Select(choices) => of_choice(choices, text),
        Kind::Offered => of_choice(&form.offers(office, tx, answers, field.id)?, text),
        Kind::Name | Kind::Text(_) | Kind::Unit { .. } if text.is_empty() => Value::Missing,
        Kind::Name | Kind::Text(_) | Kind::Unit { .. } => Value::Text(text.to_owned()),
    })
}

fn of_choice(choices: &[Choice], chosen: &str) -> Value {
    let choice = choices.iter().find(|choice| choice.value == chosen);
    match choice.map(|choice| &choice.label) {
        None => Value::Missing,
        Some(Wording::Say(message)) => Value::Say(message.clone()),
        Some(Wording::Named(name)) => Value::Named(name.clone()),
        Some(Wording::Text(text)) => Value::Text(text.clone()),
    }
}
