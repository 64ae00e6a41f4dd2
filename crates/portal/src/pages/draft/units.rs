//! From what a unit picker sent to the unit.

use danh_vocabulary::fold;
use jiff::civil::Date;

use super::posted::{Posted, set_unit};
use crate::components::{Choice, FormError, UnitWanted};
use crate::desk::{Answers, Kind, Office, Step, code_of, typed_date};
use crate::messages::{Key, Message};
use crate::unit_choice::{TypedUnit, UnitAnswer, meant};

/// A unit that is not clear yet.
pub(crate) struct Unclear {
    /// The field.
    pub(crate) field: &'static str,
    /// What its picker sent.
    pub(crate) typed: TypedUnit,
    /// What may be meant; nothing when nothing fits.
    pub(crate) meant: Vec<Choice>,
}

impl Unclear {
    /// What is to be mended; nothing, where the next list is what was asked for.
    pub(crate) fn error(&self) -> Option<FormError> {
        let message: Message = if !self.meant.is_empty() {
            Key("desk-error-unit-which").into()
        } else if self.typed.is_picking {
            return None;
        } else {
            Key("desk-error-unit").into()
        };
        Some(FormError::new(
            self.field,
            message.with_key("label", Key("desk-unit")),
        ))
    }
}

/// The day on which a unit must exist: that of another field as far as it is filled in, else today.
pub(crate) fn day_of(office: &Office, answers: &Answers, on: Option<&'static str>) -> Date {
    let day = on.and_then(|it| typed_date(answers, it).ok().flatten());
    day.map_or(office.today, |date| date.earliest())
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
        if let Kind::Unit { on, wanted } = field.kind {
            let on = day_of(office, answers, on);
            unclear.extend(resolve(office, (field.id, on, wanted), posted, answers));
        }
    }
    unclear
}

/// Writes down the unit that is meant, or says what may be.
fn resolve(
    office: &Office,
    (field, on, wanted): (&'static str, Date, UnitWanted),
    posted: &Posted,
    answers: &mut Answers,
) -> Option<Unclear> {
    let directory = &office.directory;
    let mut typed = posted.unit(field);
    let stands = answers.text(&code_of(field)).parse().ok();
    if typed.choice.is_empty()
        && let Some(unit) = stands.and_then(|code| directory.unit(code, on))
        && fold(&directory.full_name(unit)) == fold(&typed.text)
    {
        typed.choice = unit.code.to_string();
    }
    let units = match typed.answer(directory, (on, wanted)) {
        UnitAnswer::One(unit) => {
            let code = unit.code.to_string();
            set_unit(answers, field, Some((&directory.full_name(unit), &code)));
            return None;
        }
        UnitAnswer::Nothing => {
            set_unit(answers, field, None);
            return None;
        }
        UnitAnswer::OneOf(units) => units,
        UnitAnswer::NextList => Vec::new(),
    };
    set_unit(answers, field, None);
    answers.set(field, &typed.text);
    Some(Unclear {
        field,
        typed,
        meant: meant(directory, &units),
    })
}
