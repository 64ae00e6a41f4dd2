//! Khai báo tạm vắng, and the return: Law on Residence 2020, art. 31.

use danh_api::access::Work;
use danh_register::{AbsenceEndReport, AbsenceError, AbsenceGround, AbsenceReport, Recorded, Seen};
use danh_store::{StoreError, Tx};

use super::{PERSON, person_step, refused_day};
use crate::components::Choice;
use crate::desk::answers::Answers;
use crate::desk::common::{basis_field, suggest_day};
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::messages::{Key, Message};

/// The form.
pub struct AbsenceForm;

/// What is declared: that somebody leaves, or that they are back.
pub struct Declared {
    what: What,
    basis: Option<String>,
}

enum What {
    Leaves(AbsenceReport),
    IsBack(AbsenceEndReport),
}

impl Form for AbsenceForm {
    type Report = Declared;
    type Error = AbsenceError;

    fn about(&self) -> About {
        About {
            name: "absence",
            title: Key("desk-absence"),
            work: Work::RegisterResidence,
            about: Whom::OneInReach,
            purpose: "Khai báo tạm vắng",
            papers: &[Key("desk-absence-paper"), Key("desk-absence-paper-consent")],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let what = Kind::Choice(vec![
            Choice::new("leaves", Key("desk-absence-leaves")),
            Choice::new("back", Key("desk-absence-back")),
        ]);
        let what = Field::new("what", Key("desk-residence-what"), what);
        let mut steps = vec![
            person_step(Key("desk-absence-lead")),
            Step::new("what", Key("desk-residence-what"), vec![what]),
        ];
        match answers.text("what") {
            "back" => steps.push(Step::new(
                "return",
                Key("desk-absence-return"),
                vec![
                    Field::new("on", Key("desk-absence-back-on"), Kind::Day)
                        .hint(Key("desk-day-hint")),
                ],
            )),
            "leaves" => steps.push(Step::new(
                "absence",
                Key("desk-absence-facts"),
                leaving_fields(),
            )),
            _ => {}
        }
        steps
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared> {
        let person = reading.person(PERSON);
        match reading.choice::<String>("what")?.as_str() {
            "back" => {
                let on = reading.day("on");
                let report = AbsenceEndReport {
                    person: person?,
                    on: on?,
                };
                Some(Declared {
                    what: What::IsBack(report),
                    basis: None,
                })
            }
            _ => leaving(reading, person),
        }
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        let state = match answers.person(PERSON) {
            Some(seen) => office.person(tx, seen.person)?.map(|(_, state)| state),
            None => None,
        };
        let absence = state.and_then(|state| state.absence);
        let is_away = absence.is_some_and(|absence| absence.holds_on(office.today));
        answers.suggest("what", Some(if is_away { "back" } else { "leaves" }));
        suggest_day(answers, "since", office.today);
        suggest_day(answers, "on", office.today);
        Ok(())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared,
    ) -> Result<Recorded, AbsenceError> {
        let act = office.act(declared.basis.as_deref());
        match &declared.what {
            What::Leaves(report) => office.register.declare_absence(tx, &act, report),
            What::IsBack(report) => office.register.end_absence(tx, &act, *report),
        }
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        declared: &Declared,
        error: &AbsenceError,
    ) -> Result<Refused, StoreError> {
        let day = match declared.what {
            What::Leaves(_) => "since",
            What::IsBack(_) => "on",
        };
        Ok(match error {
            AbsenceError::TooFarAhead => Refused::at("since", Key("desk-absence-refused-far")),
            AbsenceError::EndsBeforeItBegins => {
                Refused::at("until", Key("desk-residence-refused-backwards"))
            }
            AbsenceError::TooShort => Refused::at("until", Key("desk-absence-refused-short")),
            AbsenceError::HasTemporaryResidence => {
                Refused::at(PERSON, Key("desk-absence-refused-temporary"))
            }
            AbsenceError::HasNoResidence => {
                Refused::at(PERSON, Key("desk-absence-refused-no-residence"))
            }
            AbsenceError::NotAbsent { on } => {
                let message = Message::new(Key("desk-absence-refused-not-absent"));
                Refused::at("on", message.with_date("on", on.to_string()))
            }
            AbsenceError::Day(error) => refused_day(day, *error),
            AbsenceError::Subject(error) => Refused::subject(PERSON, error)?,
            AbsenceError::Store(error) => return Err(error.clone()),
        })
    }
}

fn leaving(reading: &mut Reading<'_>, person: Option<Seen>) -> Option<Declared> {
    let ground = reading.choice::<String>("ground");
    let (since, until) = (reading.day("since"), reading.day("until"));
    let (whereabouts, basis) = (reading.text("whereabouts"), reading.text("basis"));
    let report = AbsenceReport {
        person: person?,
        ground: match ground?.as_str() {
            "obligation" => AbsenceGround::UnderObligation,
            _ => AbsenceGround::TwelveMonths,
        },
        since: since?,
        until,
        whereabouts,
    };
    Some(Declared {
        what: What::Leaves(report),
        basis,
    })
}

fn leaving_fields() -> Vec<Field> {
    let grounds = Kind::Choice(vec![
        Choice::new("year", Key("desk-absence-ground-year")),
        Choice::new("obligation", Key("desk-absence-ground-obligation")),
    ]);
    vec![
        Field::new("ground", Key("desk-absence-ground"), grounds),
        Field::new("since", Key("desk-absence-since"), Kind::Day)
            .hint(Key("desk-absence-since-hint")),
        Field::new("until", Key("desk-absence-until"), Kind::Day)
            .hint(Key("desk-absence-until-hint"))
            .optional(),
        Field::new(
            "whereabouts",
            Key("desk-absence-whereabouts"),
            Kind::Text(200),
        )
        .optional(),
        basis_field(Key("desk-absence-basis-hint")).optional(),
    ]
}
