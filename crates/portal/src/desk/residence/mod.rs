//! Where people live: the residence officer's forms. Law on Residence 2020; Decree 154/2024/ND-CP; Circular 55/2021/TT-BCA as
//! amended by Circulars 66/2023/TT-BCA and 53/2025/TT-BCA.
//!
//! A residence is registered by the authority of the place (art. 22.1, 28.1), so a form that brings somebody here takes whoever
//! comes, and insists that the place is on the officer's ground. What ends or changes takes only whom the officer reaches.

pub mod abode;
pub mod absence;
pub mod deletion;
pub mod permanent;
pub mod stay;
pub mod temporary;

use danh_directory::AddressedUnit;
use danh_register::{DayError, UnknownCommune};
use danh_vocabulary::UnitCode;
use jiff::civil::Date;

use super::answers::Answers;
use super::common::unknown_unit;
use super::form::{Field, Kind, Step};
use super::office::Office;
use super::reading::{Reading, code_of};
use super::refusal::Refused;
use crate::components::UnitWanted;
use crate::messages::{Key, Message};

/// The field of whom a form is about.
pub(super) const PERSON: &str = "person";

/// The first page: whom it is about.
pub(super) fn person_step(lead: Key) -> Step {
    let field = Field::new(PERSON, Key("desk-residence-person"), Kind::Person);
    Step::new(PERSON, Key("desk-residence-person"), vec![field]).lead(lead)
}

/// A commune on the day of the field `on`, and where in it.
fn place_fields(on: &'static str, detail_hint: Key) -> [Field; 2] {
    let commune = Kind::Unit {
        on: Some(on),
        wanted: UnitWanted::Commune,
    };
    [
        Field::new("unit", Key("desk-residence-unit"), commune)
            .hint(Key("desk-residence-unit-hint")),
        Field::new("detail", Key("desk-residence-detail"), Kind::Text(200))
            .hint(detail_hint)
            .optional(),
    ]
}

/// A commune that was chosen, if the officer's authority registers there.
fn unit_of_ours(reading: &mut Reading<'_>, on: Option<Date>) -> Option<UnitCode> {
    let unit = reading.unit("unit")?;
    let place = AddressedUnit {
        code: unit,
        written_on: on?,
    };
    let reach = &reading.office().reach;
    if reach.appointment_for_place(place).is_none() {
        reading.wrong("unit", Key("desk-residence-not-ours"));
    }
    Some(unit)
}

/// Fills in a place as it is called today; with nothing, what was filled in goes.
fn suggest_place(
    office: &Office,
    answers: &mut Answers,
    place: Option<(AddressedUnit, Option<&str>)>,
) {
    let unit = place.and_then(|(address, _)| office.unit_today(address));
    let name = unit.map(|code| office.unit_name(code, office.today));
    let code = unit.map(|code| code.to_string());
    answers.suggest("unit", name.as_deref());
    answers.suggest(&code_of("unit"), code.as_deref());
    answers.suggest("detail", place.and_then(|(_, detail)| detail));
}

/// A day that does not fit.
pub(super) fn refused_day(field: &'static str, error: DayError) -> Refused {
    match error {
        DayError::InFuture => Refused::at(field, Key("desk-refused-future")),
        DayError::BeforeBirth { born } => {
            let message = Message::new(Key("desk-residence-refused-before-birth"));
            Refused::at(field, message.with_date("born", born.to_string()))
        }
        DayError::TooEarly { since } => too_early(field, since),
    }
}

/// Something of the same kind is on record later.
fn too_early(field: &'static str, since: Date) -> Refused {
    let message = Message::new(Key("desk-residence-refused-early"));
    Refused::at(field, message.with_date("since", since.to_string()))
        .advise(Key("desk-residence-refused-early-advice"))
}

fn refused_commune(office: &Office, error: UnknownCommune) -> Refused {
    unknown_unit(office, "unit", error.unit, error.on)
}
