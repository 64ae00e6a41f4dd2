//! Đăng ký kết hôn: Law on Civil Status 2014, art. 17 and 18; Law on Marriage and Family 2014, art. 5, 8 and 9.

use danh_api::access::Work;
use danh_register::{MaritalStatus, MarriageError, MarriageReport, Recorded, SubjectError};
use danh_store::{StoreError, Tx};

use super::answers::Answers;
use super::common::{later_event, marriage_of, on_field, person_step, state_of, suggest_day};
use super::form::{About, Form, Step, Whom};
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Value, Warning};
use crate::messages::{Key, Message};

/// The fields of the two who marry, in the order of the report.
const SPOUSES: [&str; 2] = ["wife", "husband"];

/// The form.
pub struct MarriageForm;

impl Form for MarriageForm {
    type Report = MarriageReport;
    type Error = MarriageError;

    fn about(&self) -> About {
        About {
            name: "marriage",
            title: Key("desk-marriage"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký kết hôn",
            papers: &[
                Key("desk-marriage-paper-declaration"),
                Key("desk-marriage-paper-numbers"),
            ],
            named_by: "wife",
            opened_for: None,
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        vec![
            person_step("wife", Key("desk-marriage-wife")),
            person_step("husband", Key("desk-marriage-husband")),
            Step::new("day", Key("desk-marriage-day"), vec![on_field()]),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<MarriageReport> {
        let (wife, husband) = (reading.person("wife"), reading.person("husband"));
        let on = reading.day("on");
        Some(MarriageReport {
            spouses: [wife?, husband?],
            on: on?,
        })
    }

    fn prefill(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        Ok(())
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &MarriageReport,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let mut warnings = Vec::new();
        for spouse in report.spouses {
            let Some(state) = state_of(office, tx, spouse, told)? else {
                continue;
            };
            if state.marital == MaritalStatus::Unknown {
                let message = Message::new(Key("desk-marriage-status-unknown"))
                    .with_text("name", state.identity.name.as_str());
                warnings.push(Warning::new(message));
            }
        }
        Ok(warnings)
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &MarriageReport,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let mut names = Vec::new();
        for spouse in report.spouses {
            if let Some(state) = state_of(office, tx, spouse, told)? {
                names.push(Value::Text(state.identity.name.to_string()));
            }
        }
        Ok(vec![Answer::new(
            Key("desk-marriage-married"),
            Value::Lines(names),
        )])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &MarriageReport,
    ) -> Result<Recorded, MarriageError> {
        office
            .register
            .register_marriage(tx, &office.act(None), report)
    }

    fn refused(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &MarriageReport,
        error: &MarriageError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            MarriageError::InFuture => Refused::at("on", Key("desk-refused-future")),
            MarriageError::Oneself => Refused::at("husband", Key("desk-marriage-refused-oneself")),
            MarriageError::SameSex => Refused::at("husband", Key("desk-marriage-refused-sex")),
            MarriageError::TooYoung {
                name,
                age,
                required,
            } => {
                let message = Message::new(Key("desk-marriage-refused-young"))
                    .with_text("name", name.as_str())
                    .with_count("age", u64::from(age.unsigned_abs()))
                    .with_count("required", u64::from(required.unsigned_abs()));
                Refused::at(spouse_named(office, tx, report, name)?, message)
                    .advise(Key("desk-marriage-refused-young-advice"))
            }
            MarriageError::AlreadyMarried { name } => married(office, tx, report, name)?,
            MarriageError::CloseRelatives => {
                Refused::at("husband", Key("desk-marriage-refused-kin"))
                    .advise(Key("desk-marriage-refused-kin-advice"))
            }
            MarriageError::RelatedByAdoptionOrMarriage => {
                Refused::at("husband", Key("desk-marriage-refused-affine"))
            }
            MarriageError::NoCapacity { name } => Refused::at(
                spouse_named(office, tx, report, name)?,
                Message::new(Key("desk-marriage-refused-capacity"))
                    .with_text("name", name.as_str()),
            ),
            MarriageError::LaterEvent { on, .. } => later_event("on", *on),
            MarriageError::Subject(error) => subject(office, tx, report, error)?,
            MarriageError::Store(error) => return Err(error.clone()),
        })
    }
}

/// Since when and where the one who is married already is married, and what to do.
fn married(
    office: &Office,
    tx: &mut Tx<'_>,
    report: &MarriageReport,
    name: &str,
) -> Result<Refused, StoreError> {
    let field = spouse_named(office, tx, report, name)?;
    let mut message = None;
    for (at, spouse) in SPOUSES.iter().zip(report.spouses) {
        if *at == field
            && let Some((_, state)) = office.person(tx, spouse.person)?
        {
            message = marriage_of(office, tx, spouse.person, &state)?;
        }
    }
    let unsaid = Message::new(Key("desk-refused-married")).with_text("name", name);
    let refused = Refused::at(field, message.unwrap_or(unsaid));
    Ok(refused.advise(Key("desk-refused-married-advice")))
}

/// Which of the two a refusal names; where both bear the name, the one who is married.
fn spouse_named(
    office: &Office,
    tx: &mut Tx<'_>,
    report: &MarriageReport,
    name: &str,
) -> Result<&'static str, StoreError> {
    let mut named = Vec::new();
    for (field, spouse) in SPOUSES.into_iter().zip(report.spouses) {
        if let Some((_, state)) = office.person(tx, spouse.person)?
            && state.identity.name.as_str() == name
        {
            let is_married = matches!(state.marital, MaritalStatus::Married { .. });
            named.push((!is_married, field));
        }
    }
    named.sort_unstable();
    Ok(named.first().map_or(SPOUSES[0], |(_, field)| *field))
}

/// Which of the two cannot be changed.
fn subject(
    office: &Office,
    tx: &mut Tx<'_>,
    report: &MarriageReport,
    error: &SubjectError,
) -> Result<Refused, StoreError> {
    let mut field = SPOUSES[0];
    for (at, spouse) in SPOUSES.into_iter().zip(report.spouses) {
        if let Some((_, state)) = office.person(tx, spouse.person)?
            && (state.death.is_some() || state.merged_into.is_some())
        {
            field = at;
        }
    }
    Refused::subject(field, error)
}
