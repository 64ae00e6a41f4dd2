//! Cải chính hộ tịch: Law on Civil Status 2014, art. 26 to 28 and 70. What an entry said wrongly, and what is right; before and
//! after stand side by side before it is written, and the basis is always asked for.

use danh_api::access::Work;
use danh_register::{
    CorrectionError, CorrectionReport, Parent, Recorded, Seen, SubjectError, TimelineEntry, View,
    timeline,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::EventId;

use super::answers::Answers;
use super::choices;
use super::common::{basis_field, person_step, suggest_day, unknown_unit};
use super::form::{About, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Choice, UnitWanted, Warning};
use crate::messages::{Key, Message};
use crate::words;

mod what;

use what::{Right, What};

/// The day by which places are named that an entry speaks of; filled in from the entry.
const PLACED_ON: &str = "placed-on";

/// The form.
pub struct CorrectionForm;

/// What was wrong and what is right.
pub struct Corrected {
    person: Seen,
    of: EventId,
    what: What,
    right: Right,
    basis: String,
}

impl Form for CorrectionForm {
    type Report = Corrected;
    type Error = CorrectionError;

    fn about(&self) -> About {
        About {
            name: "correction",
            title: Key("desk-correction"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Cải chính hộ tịch",
            papers: &[
                Key("desk-correction-paper-declaration"),
                Key("desk-correction-paper-proof"),
            ],
            named_by: "person",
            opened_for: Some("person"),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let mut fields = match answers.text("what").parse() {
            Ok(what) => right_fields(what),
            Err(_) => Vec::new(),
        };
        fields.push(basis_field(Key("desk-correction-basis-hint")));
        vec![
            person_step("person", Key("desk-person")),
            Step::new(
                "entry",
                Key("desk-correction-entry"),
                vec![Field::new(
                    "entry",
                    Key("desk-correction-entry"),
                    Kind::Offered,
                )],
            ),
            Step::new(
                "what",
                Key("desk-correction-what"),
                vec![Field::new(
                    "what",
                    Key("desk-correction-what"),
                    Kind::Offered,
                )],
            ),
            Step::new("right", Key("desk-correction-right"), fields),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Corrected> {
        let person = reading.person("person");
        let (entry, what) = (
            reading.choice::<String>("entry"),
            reading.choice::<What>("what"),
        );
        let of = entry.and_then(|handle| {
            let of = reading.office().event_of(&handle);
            if of.is_none() {
                reading.wrong("entry", Key("desk-correction-error-entry"));
            }
            of
        });
        let right = what.and_then(|what| Right::read(what, reading));
        let basis = reading.text("basis");
        Some(Corrected {
            person: person?,
            of: of?,
            what: what?,
            right: right?,
            basis: basis?,
        })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        if let Some(entry) = chosen_entry(office, tx, answers)? {
            let what = answers.text("what").parse().ok();
            let place = what.and_then(|what: What| what.place(&entry.says));
            let placed_on = place.map_or(entry.effective_on, |place| place.written_on);
            suggest_day(answers, PLACED_ON, placed_on);
        }
        Ok(())
    }

    fn offers(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &Answers,
        field: &'static str,
    ) -> Result<Vec<Choice>, StoreError> {
        if field == "what" {
            let entry = chosen_entry(office, tx, answers)?;
            let fitting = entry.map_or(Vec::new(), |entry| What::fitting(&entry.says));
            let choice = |what: What| Choice::new(what.as_str(), what.label());
            return Ok(fitting.into_iter().map(choice).collect());
        }
        let entries = entries(tx, answers)?.into_iter();
        let offer = |entry: TimelineEntry| {
            let label = Message::new(Key("desk-correction-entry-of"))
                .with_key("kind", words::event(&entry.says))
                .with_date("on", entry.effective_on.to_string());
            let hint = Message::new(Key("desk-correction-entry-by"))
                .with_named("authority", office.authority_name(&entry.event.authority));
            Choice::new(office.handle_of_event(entry.event.id), label).hint(hint)
        };
        Ok(entries
            .filter(|entry| !What::fitting(&entry.says).is_empty())
            .map(offer)
            .collect())
    }

    fn warnings(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        corrected: &Corrected,
        _: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        Ok(match corrected.what {
            What::Born | What::Sex => vec![Warning::new(Key("desk-correction-number"))],
            What::Withdrawn => vec![Warning::new(Key("desk-correction-withdraws"))],
            _ => Vec::new(),
        })
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        corrected: &Corrected,
        _: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let entries = events_of(tx, corrected.person)?;
        let entry = entries.iter().find(|it| it.event.id == corrected.of);
        let change = entry.and_then(|entry| corrected.what.change(entry, &corrected.right));
        Ok(change
            .map(|change| {
                let said = office.person_reader().changed(&change);
                vec![Answer::new(said.0, said.1)]
            })
            .unwrap_or_default())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        corrected: &Corrected,
    ) -> Result<Recorded, CorrectionError> {
        let entries = timeline(tx, corrected.person.person, View::PRESENT)?;
        let entry = entries.iter().find(|it| it.event.id == corrected.of);
        let entry = entry.ok_or(CorrectionError::UnknownEvent { of: corrected.of })?;
        let change = corrected.what.change(entry, &corrected.right);
        let report = CorrectionReport {
            person: corrected.person,
            of: corrected.of,
            change: change.ok_or(CorrectionError::DoesNotFit)?,
        };
        let act = office.act(Some(&corrected.basis));
        office.register.correct(tx, &act, report)
    }

    fn refused(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        corrected: &Corrected,
        error: &CorrectionError,
    ) -> Result<Refused, StoreError> {
        let value = corrected.what.field();
        Ok(match error {
            CorrectionError::UnknownEvent { .. } => {
                Refused::at("entry", Key("desk-correction-error-entry"))
            }
            CorrectionError::DoesNotFit => Refused::at(value, Key("desk-correction-refused-fit")),
            CorrectionError::NotADay => Refused::at(value, Key("desk-correction-refused-day")),
            CorrectionError::DatesDoNotFit => {
                Refused::at(value, Key("desk-correction-refused-dates"))
            }
            CorrectionError::MarriedTwice => {
                Refused::at(value, Key("desk-correction-refused-twice"))
            }
            CorrectionError::OrderChanges => {
                Refused::at(value, Key("desk-correction-refused-order"))
            }
            CorrectionError::HouseholdChanged => {
                Refused::at("what", Key("desk-correction-refused-household"))
            }
            CorrectionError::HeadExists => Refused::at(value, Key("desk-correction-refused-head")),
            CorrectionError::SpouseOfSameSex => {
                Refused::at(value, Key("desk-correction-refused-spouse"))
            }
            CorrectionError::CardExpiryChanges { .. } => {
                Refused::at(value, Key("desk-correction-refused-expiry"))
            }
            CorrectionError::UnknownUnit { unit, on } => unknown_unit(office, "unit", *unit, *on),
            CorrectionError::ParentDoesNotFit { parent } => Refused::at(
                value,
                match parent {
                    Parent::Father => Key("desk-correction-refused-father"),
                    Parent::Mother => Key("desk-correction-refused-mother"),
                },
            ),
            CorrectionError::Subject(error) => Refused::subject("person", error)?,
            CorrectionError::Store(error) => return Err(error.clone()),
            CorrectionError::ChildDoesNotFit { born } => Refused::at(
                value,
                Message::new(Key("desk-correction-refused-child"))
                    .with_date("born", born.to_string()),
            ),
            CorrectionError::SerialTaken { .. } => {
                Refused::at(value, Key("desk-correction-refused-serial"))
            }
        })
    }
}

/// The questions for what is right.
fn right_fields(what: What) -> Vec<Field> {
    let kind = match what {
        What::Name => Kind::Name,
        What::Born | What::DiedOn | What::MarriedOn => Kind::PartialDay,
        What::HeldFrom => Kind::Day,
        What::Sex => Kind::Choice(choices::sexes()),
        What::Ethnicity => Kind::Select(choices::ethnicities()),
        What::Nationality => Kind::Select(choices::nationalities()),
        What::BirthPlace | What::Origin | What::DiedIn => Kind::Unit {
            on: Some(PLACED_ON),
            wanted: UnitWanted::Any,
        },
        What::Withdrawn => return Vec::new(),
    };
    vec![Field::new(what.field(), what.label(), kind).hint(Key("desk-correction-right-hint"))]
}

/// The events of the person chosen that can be corrected, the latest first.
fn entries(tx: &mut Tx<'_>, answers: &Answers) -> Result<Vec<TimelineEntry>, StoreError> {
    match answers.person("person") {
        Some(person) => events_of(tx, person),
        None => Ok(Vec::new()),
    }
}

fn events_of(tx: &mut Tx<'_>, person: Seen) -> Result<Vec<TimelineEntry>, StoreError> {
    let entries = match timeline(tx, person.person, View::PRESENT) {
        Ok(entries) => entries,
        Err(SubjectError::Store(error)) => return Err(error),
        // What cannot be read is said when it is written to.
        Err(_) => Vec::new(),
    };
    Ok(entries
        .into_iter()
        .filter(|entry| !entry.withdrawn)
        .collect())
}

fn chosen_entry(
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &Answers,
) -> Result<Option<TimelineEntry>, StoreError> {
    let of = office.event_of(answers.text("entry"));
    let mut entries = entries(tx, answers)?.into_iter();
    Ok(entries.find(|entry| Some(entry.event.id) == of))
}
