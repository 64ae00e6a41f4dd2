//! Thay đổi họ, chữ đệm, tên: Civil Code 2015, art. 27 and 28; Law on Civil Status 2014, art. 26 to 28.

use danh_api::access::Work;
use danh_register::{NameChangeError, NameChangeReport, Recorded};
use danh_store::{StoreError, Tx};

use super::answers::Answers;
use super::common::{
    basis_field, change, later_event, on_field, outside_life, person_step, state_of, suggest_day,
};
use super::form::{About, Declared, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Value, Warning};
use crate::messages::Key;

/// Who is so old must agree to the change (Law on Civil Status 2014, art. 26.1; Civil Code 2015, art. 28.2).
const AGE_TO_AGREE: i16 = 9;

/// The form.
pub struct NameChangeForm;

impl Form for NameChangeForm {
    type Report = Declared<NameChangeReport>;
    type Error = NameChangeError;

    fn about(&self) -> About {
        About {
            name: "name-change",
            title: Key("desk-name-change"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký thay đổi họ, chữ đệm, tên",
            papers: &[
                Key("desk-name-change-paper-declaration"),
                Key("desk-name-change-paper-reason"),
            ],
            named_by: "bearer",
            opened_for: Some("bearer"),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        vec![
            person_step("bearer", Key("desk-name-change-bearer")),
            Step::new(
                "name",
                Key("desk-name-change-name"),
                vec![
                    Field::new("name", Key("desk-name-change-name"), Kind::Name)
                        .hint(Key("desk-birth-name-hint")),
                    on_field(),
                    basis_field(Key("desk-name-change-basis-hint")),
                ],
            ),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared<NameChangeReport>> {
        let (person, name) = (reading.person("bearer"), reading.name("name"));
        let (on, basis) = (reading.day("on"), reading.text("basis"));
        Some(Declared {
            report: NameChangeReport {
                person: person?,
                name: name?,
                on: on?,
            },
            basis: Some(basis?),
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
        declared: &Declared<NameChangeReport>,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let Some(state) = state_of(office, tx, declared.report.person, told)? else {
            return Ok(Vec::new());
        };
        let age = state.age_at_most(office.today);
        Ok(if (AGE_TO_AGREE..18).contains(&age) {
            vec![Warning::new(Key("desk-name-change-agrees"))]
        } else {
            Vec::new()
        })
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<NameChangeReport>,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let state = state_of(office, tx, declared.report.person, told)?;
        let was = state.map(|state| state.identity.name.to_string());
        let now = Value::Text(declared.report.name.to_string());
        Ok(vec![change(
            Key("word-name"),
            Value::text(was.as_deref()),
            now,
        )])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<NameChangeReport>,
    ) -> Result<Recorded, NameChangeError> {
        let act = office.act(declared.basis.as_deref());
        office.register.change_name(tx, &act, &declared.report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &Declared<NameChangeReport>,
        error: &NameChangeError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            NameChangeError::OutsideLife => outside_life("on"),
            NameChangeError::SameName => Refused::at("name", Key("desk-name-change-refused-same")),
            NameChangeError::LaterEvent { on } => later_event("on", *on),
            NameChangeError::Subject(error) => Refused::subject("bearer", error)?,
            NameChangeError::Store(error) => return Err(error.clone()),
        })
    }
}
