//! From a unit's name as it was typed to the unit.

use danh_directory::{Unit, UnitSearch};
use danh_vocabulary::{UnitCode, UnitLevel, fold};
use jiff::civil::Date;

use super::posted::{Posted, choice_of, set_unit};
use crate::components::{Choice, FormError};
use crate::desk::{Answers, Kind, Office, Step, code_of, typed_date};
use crate::messages::{Key, Message};

/// Of so many units one is chosen; more are no list but another question.
const OFFERED_MAX: usize = 8;

/// A unit that was typed and may mean several.
pub(crate) struct Unclear {
    /// The field.
    pub(crate) field: &'static str,
    /// What may be meant; nothing when nothing fits.
    pub(crate) choices: Vec<Choice>,
}

impl Unclear {
    pub(crate) fn error(&self) -> FormError {
        let message: Message = if self.choices.is_empty() {
            Key("desk-error-unit").into()
        } else {
            Key("desk-error-unit-which").into()
        };
        FormError::new(self.field, message.with_key("label", Key("desk-unit")))
    }
}

/// Looks up the units typed on a page, and writes their codes beside them where there is no doubt.
pub(crate) fn look_up(
    office: &Office,
    step: &Step,
    posted: &Posted,
    answers: &mut Answers,
) -> Vec<Unclear> {
    let mut unclear = Vec::new();
    for field in &step.fields {
        if let Kind::Unit { on, commune } = field.kind {
            let day = on.and_then(|it| typed_date(answers, it).ok().flatten());
            let day = day.map_or(office.today, |date| date.earliest());
            let level = commune.then_some(UnitLevel::Commune);
            let choices = resolve(office, (field.id, day, level), posted, answers);
            unclear.extend(choices.map(|choices| Unclear {
                field: field.id,
                choices,
            }));
        }
    }
    unclear
}

/// The units that may be meant, unless it is clear.
fn resolve(
    office: &Office,
    (field, day, level): (&str, Date, Option<UnitLevel>),
    posted: &Posted,
    answers: &mut Answers,
) -> Option<Vec<Choice>> {
    let of_code = |code: &str| -> Option<&Unit> {
        let code: UnitCode = code.parse().ok()?;
        let unit = office.directory.unit(code, day)?;
        level
            .is_none_or(|level| unit.level() == level)
            .then_some(unit)
    };
    let found = |unit: &Unit| (office.directory.full_name(unit), unit.code.to_string());
    if let Some(unit) = of_code(posted.get(&choice_of(field))) {
        let (name, code) = found(unit);
        set_unit(answers, field, Some((&name, &code)));
        return None;
    }
    let typed = answers.text(field).to_owned();
    if typed.is_empty() {
        set_unit(answers, field, None);
        return None;
    }
    let is_same = |unit: &Unit| fold(&office.directory.full_name(unit)) == fold(&typed);
    if of_code(answers.text(&code_of(field))).is_some_and(is_same) {
        return None;
    }
    let fitting = office.directory.search(UnitSearch {
        text: &typed,
        on: Some(day),
        level,
        limit: OFFERED_MAX,
    });
    let clear = match fitting.as_slice() {
        [only] => Some(*only),
        several => several.iter().copied().find(|unit| is_same(unit)),
    };
    if let Some(unit) = clear {
        let (name, code) = found(unit);
        set_unit(answers, field, Some((&name, &code)));
        return None;
    }
    set_unit(answers, field, None);
    answers.set(field, &typed);
    let choices = fitting.into_iter().map(|unit| {
        let (name, code) = found(unit);
        Choice::new(code, name)
    });
    Some(choices.collect())
}
