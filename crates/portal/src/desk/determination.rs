//! Xác định lại dân tộc, xác định lại giới tính: Civil Code 2015, art. 29, 36 and 37; Law on Civil Status 2014, art. 26 to 29 and
//! 46.

use danh_api::access::Work;
use danh_register::{DeterminationError, EthnicityReport, Recorded, SexReport};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Ethnicity, Sex};

use super::answers::Answers;
use super::choices;
use super::common::{
    change, later_event, on_field, outside_life, person_step, state_of, suggest_day,
};
use super::form::{About, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::{DECISION_NUMBER, DECISION_ON, Reading, decision_fields};
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Choice, Value, Warning};
use crate::messages::{Key, Message};
use crate::words;

/// The form.
pub struct DeterminationForm;

/// What is determined anew.
pub enum Determined {
    /// The ethnic group.
    Ethnicity(EthnicityReport),
    /// The sex, on the clinic's finding.
    Sex(SexReport, String),
}

impl Form for DeterminationForm {
    type Report = Determined;
    type Error = DeterminationError;

    fn about(&self) -> About {
        About {
            name: "determination",
            title: Key("desk-determination"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Xác định lại dân tộc, giới tính",
            papers: &[
                Key("desk-determination-paper-declaration"),
                Key("desk-determination-paper-proof"),
            ],
            named_by: "person",
            opened_for: Some("person"),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let what = Field::new(
            "what",
            Key("desk-determination-what"),
            Kind::Choice(vec![
                Choice::new("ethnicity", Key("desk-ethnicity")),
                Choice::new("sex", Key("word-sex")),
            ]),
        );
        let mut fields = if answers.text("what") == "sex" {
            vec![
                Field::new("sex", Key("word-sex"), Kind::Choice(choices::sexes())),
                Field::new(
                    "finding",
                    Key("desk-determination-finding"),
                    Kind::Text(200),
                )
                .hint(Key("desk-determination-finding-hint")),
            ]
        } else {
            let mut fields = vec![Field::new(
                "ethnicity",
                Key("desk-ethnicity"),
                Kind::Select(choices::ethnicities()),
            )];
            fields.extend(decision_fields().into_iter().map(Field::optional));
            fields
        };
        fields.insert(1, on_field());
        vec![
            person_step("person", Key("desk-person")),
            Step::new("what", Key("desk-determination-what"), vec![what]),
            Step::new("value", Key("desk-determination-value"), fields),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Determined> {
        let (person, what) = (reading.person("person"), reading.choice::<String>("what"));
        let on = reading.day("on");
        let (sex, finding) = (reading.choice::<Sex>("sex"), reading.text("finding"));
        let (ethnicity, decision) = (reading.choice::<Ethnicity>("ethnicity"), reading.decision());
        let (person, on) = (person?, on?);
        Some(if what? == "sex" {
            let sex = sex?;
            Determined::Sex(SexReport { person, sex, on }, finding?)
        } else {
            Determined::Ethnicity(EthnicityReport {
                person,
                ethnicity: ethnicity?,
                on,
                decision,
            })
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
        _: &Office,
        _: &mut Tx<'_>,
        determined: &Determined,
        _: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        Ok(match determined {
            Determined::Sex(..) => vec![Warning::new(Key("desk-determination-number"))],
            Determined::Ethnicity(_) => Vec::new(),
        })
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        determined: &Determined,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let person = match determined {
            Determined::Ethnicity(report) => report.person,
            Determined::Sex(report, _) => report.person,
        };
        let Some(state) = state_of(office, tx, person, told)? else {
            return Ok(Vec::new());
        };
        let identity = &state.identity;
        Ok(vec![match determined {
            Determined::Ethnicity(report) => change(
                Key("desk-ethnicity"),
                Value::text(identity.ethnicity.map(Ethnicity::name)),
                Value::text(Some(report.ethnicity.name())),
            ),
            Determined::Sex(report, _) => change(
                Key("word-sex"),
                words::sex(identity.sex).into(),
                words::sex(report.sex).into(),
            ),
        }])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        determined: &Determined,
    ) -> Result<Recorded, DeterminationError> {
        let register = &office.register;
        match determined {
            Determined::Ethnicity(report) => {
                register.determine_ethnicity(tx, &office.act(None), report)
            }
            Determined::Sex(report, finding) => {
                register.determine_sex(tx, &office.act(Some(finding)), *report)
            }
        }
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        determined: &Determined,
        error: &DeterminationError,
    ) -> Result<Refused, StoreError> {
        let value = match determined {
            Determined::Ethnicity(_) => "ethnicity",
            Determined::Sex(..) => "sex",
        };
        Ok(match error {
            DeterminationError::OutsideLife => outside_life("on"),
            DeterminationError::Same => Refused::at(value, Key("desk-determination-refused-same")),
            DeterminationError::NotOfParents { ethnicity } => Refused::at(
                DECISION_NUMBER,
                Message::new(Key("desk-determination-refused-parents"))
                    .with_text("ethnicity", ethnicity.name()),
            )
            .advise(Key("desk-determination-refused-parents-advice")),
            DeterminationError::DecisionNotInForce { on } => Refused::at(
                DECISION_ON,
                Message::new(Key("desk-refused-decision")).with_date("on", on.to_string()),
            ),
            DeterminationError::Married => {
                Refused::at("sex", Key("desk-determination-refused-married"))
            }
            DeterminationError::LaterEvent { on } => later_event("on", *on),
            DeterminationError::Subject(error) => Refused::subject("person", error)?,
            DeterminationError::Store(error) => return Err(error.clone()),
        })
    }
}
