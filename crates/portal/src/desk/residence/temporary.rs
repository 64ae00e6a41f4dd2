//! Đăng ký, gia hạn, xoá đăng ký tạm trú: Law on Residence 2020, art. 27 to 29.

use danh_api::access::Work;
use danh_register::{
    ExtensionReport, Recorded, Seen, TemporaryResidenceDeletionReport, TemporaryResidenceError,
    TemporaryResidenceReport,
};
use danh_store::{StoreError, Tx};

use super::{PERSON, person_step, place_fields, refused_commune, refused_day, unit_of_ours};
use crate::components::{Answer, Choice, Value};
use crate::desk::answers::Answers;
use crate::desk::common::{basis_field, suggest_day};
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::{Key, Message};
use crate::places;

/// Whether the officer reaches the person, as the register said when they were looked up.
const REACHED: &str = "reached";

/// The form.
pub struct TemporaryResidenceForm;

/// What is declared, and the paper it rests on.
pub struct Declared {
    what: What,
    basis: Option<String>,
}

enum What {
    Register(TemporaryResidenceReport),
    Extend(ExtensionReport),
    Delete(TemporaryResidenceDeletionReport),
}

impl Form for TemporaryResidenceForm {
    type Report = Declared;
    type Error = TemporaryResidenceError;

    fn about(&self) -> About {
        About {
            name: "temporary-residence",
            title: Key("desk-temporary"),
            work: Work::RegisterResidence,
            about: Whom::Anybody,
            purpose: "Đăng ký tạm trú",
            papers: &[
                Key("desk-residence-paper-ct01"),
                Key("desk-residence-paper-dwelling"),
            ],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let what = Kind::Choice(vec![
            Choice::new("register", Key("desk-temporary-register")),
            Choice::new("extend", Key("desk-temporary-extend")),
            Choice::new("delete", Key("desk-temporary-delete")),
        ]);
        let what = Field::new("what", Key("desk-residence-what"), what);
        let mut steps = vec![
            person_step(Key("desk-temporary-lead")),
            Step::new("what", Key("desk-residence-what"), vec![what]),
        ];
        steps.extend(details(answers.text("what")));
        steps
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared> {
        let person = reading.person(PERSON);
        let what = reading.choice::<String>("what")?;
        if what != "register" && person.is_some() && reading.raw(REACHED) != "yes" {
            reading.wrong(PERSON, Key("desk-temporary-not-ours"));
        }
        let basis = reading.text("basis");
        let what = match what.as_str() {
            "extend" => What::Extend(extension(reading, person)?),
            "delete" => {
                let on = reading.day("on");
                What::Delete(TemporaryResidenceDeletionReport {
                    person: person?,
                    on: on?,
                })
            }
            _ => What::Register(registration(reading, person)?),
        };
        Some(Declared { what, basis })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "since", office.today);
        suggest_day(answers, "on", office.today);
        let Some(seen) = answers.person(PERSON) else {
            return Ok(());
        };
        let reached = office
            .person(tx, seen.person)?
            .is_some_and(|(_, state)| office.reach.includes(&state));
        answers.suggest(REACHED, reached.then_some("yes"));
        Ok(())
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let (person, on) = match &declared.what {
            What::Register(report) => (report.person, report.since),
            What::Extend(report) => (report.person, report.on),
            What::Delete(report) => (report.person, report.on),
        };
        let Some((seen, state)) = office.person(tx, person.person)? else {
            return Ok(Vec::new());
        };
        let present = state.temporary_residence_on(on);
        // Where somebody is that this authority does not reach is not this officer's business.
        let Some(present) = present.filter(|_| office.reach.includes(&state)) else {
            return Ok(Vec::new());
        };
        told.of(seen.person);
        let place = places::in_one_line(&office.directory, present.place, office.today);
        let until = Message::new(Key("desk-temporary-until-now"))
            .with_date("until", present.until.to_string());
        let label = match declared.what {
            What::Extend(_) => Key("desk-temporary-present"),
            What::Register(_) | What::Delete(_) => Key("desk-temporary-ends"),
        };
        Ok(vec![Answer::new(label, Value::Text(place).noted(until))])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared,
    ) -> Result<Recorded, TemporaryResidenceError> {
        let (register, act) = (&office.register, office.act(declared.basis.as_deref()));
        match &declared.what {
            What::Register(report) => register.register_temporary_residence(tx, &act, report),
            What::Extend(report) => register.extend_temporary_residence(tx, &act, *report),
            What::Delete(report) => register.delete_temporary_residence(tx, &act, *report),
        }
    }

    fn refused(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        declared: &Declared,
        error: &TemporaryResidenceError,
    ) -> Result<Refused, StoreError> {
        let day = match declared.what {
            What::Register(_) => "since",
            What::Extend(_) | What::Delete(_) => "on",
        };
        Ok(match error {
            TemporaryResidenceError::TooShort => {
                Refused::at("until", Key("desk-temporary-refused-short"))
                    .advise(Key("desk-temporary-refused-short-advice"))
            }
            TemporaryResidenceError::TooLong => {
                Refused::at("until", Key("desk-temporary-refused-long"))
            }
            TemporaryResidenceError::AtHome => {
                Refused::at("unit", Key("desk-temporary-refused-home"))
            }
            TemporaryResidenceError::HasNone { on } => {
                let message = Message::new(Key("desk-temporary-refused-none"));
                Refused::at(PERSON, message.with_date("on", on.to_string()))
            }
            TemporaryResidenceError::TooSoon { from } => {
                let message = Message::new(Key("desk-temporary-refused-soon"));
                Refused::at("on", message.with_date("from", from.to_string()))
            }
            TemporaryResidenceError::NotLonger { until } => {
                let message = Message::new(Key("desk-temporary-refused-not-longer"));
                Refused::at("until", message.with_date("until", until.to_string()))
            }
            TemporaryResidenceError::UnknownCommune(error) => refused_commune(office, *error),
            TemporaryResidenceError::Day(error) => refused_day(day, *error),
            TemporaryResidenceError::Subject(error) => Refused::subject(PERSON, error)?,
            TemporaryResidenceError::Store(error) => return Err(error.clone()),
        })
    }
}

fn registration(
    reading: &mut Reading<'_>,
    person: Option<Seen>,
) -> Option<TemporaryResidenceReport> {
    let (since, until) = (reading.day("since"), reading.day("until"));
    let detail = reading.text("detail");
    let unit = unit_of_ours(reading, since);
    Some(TemporaryResidenceReport {
        person: person?,
        unit: unit?,
        detail,
        since: since?,
        until: until?,
    })
}

fn extension(reading: &mut Reading<'_>, person: Option<Seen>) -> Option<ExtensionReport> {
    let (on, until) = (reading.day("on"), reading.day("until"));
    Some(ExtensionReport {
        person: person?,
        on: on?,
        until: until?,
    })
}

/// The page of what is to be done; none before that is said.
fn details(what: &str) -> Option<Step> {
    let until = |hint| Field::new("until", Key("desk-temporary-until"), Kind::Day).hint(hint);
    let on = Field::new("on", Key("desk-residence-on"), Kind::Day).hint(Key("desk-day-hint"));
    let basis = basis_field(Key("desk-residence-basis-hint")).optional();
    match what {
        "register" => {
            let [unit, detail] = place_fields("since", Key("desk-residence-detail-hint"));
            let since = Field::new("since", Key("desk-temporary-since"), Kind::Day)
                .hint(Key("desk-day-hint"));
            let until = until(Key("desk-temporary-until-hint"));
            let fields = vec![since, until, unit, detail, basis];
            Some(Step::new("place", Key("desk-temporary-place"), fields))
        }
        "extend" => {
            let fields = vec![on, until(Key("desk-temporary-extend-hint")), basis];
            Some(Step::new("extension", Key("desk-temporary-extend"), fields))
        }
        "delete" => Some(Step::new(
            "deletion",
            Key("desk-temporary-delete"),
            vec![on, basis],
        )),
        _ => None,
    }
}
