//! Đăng ký chấm dứt giám hộ: Civil Code 2015, art. 62; Law on Civil Status 2014, art. 22 and 23.

use danh_api::access::Work;
use danh_register::{GuardianshipEndReport, GuardianshipError, Recorded};
use danh_store::{StoreError, Tx};

use super::{GUARDIAN, WARD, subject_of_two};
use crate::desk::answers::Answers;
use crate::desk::common::{
    basis_field, later_event, on_field, outside_life, person_step, suggest_day,
};
use crate::desk::form::{About, Declared, Field, Form, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::messages::Key;

/// The form.
pub struct GuardianshipEndForm;

impl Form for GuardianshipEndForm {
    type Report = Declared<GuardianshipEndReport>;
    type Error = GuardianshipError;

    fn about(&self) -> About {
        About {
            name: "guardianship-end",
            title: Key("desk-guardianship-end"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký chấm dứt giám hộ",
            papers: &[
                Key("desk-guardianship-end-paper-declaration"),
                Key("desk-guardianship-end-paper-reason"),
            ],
            named_by: WARD,
            opened_for: Some(WARD),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let basis = basis_field(Key("desk-guardianship-end-basis-hint"));
        let day: Vec<Field> = vec![on_field(), basis];
        vec![
            person_step(WARD, Key("desk-guardianship-ward")),
            person_step(GUARDIAN, Key("desk-guardianship-guardian"))
                .lead(Key("desk-guardianship-end-guardian-lead")),
            Step::new("day", Key("desk-guardianship-end-day"), day),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Self::Report> {
        let (ward, guardian) = (reading.person(WARD), reading.person(GUARDIAN));
        let (on, basis) = (reading.day("on"), reading.text("basis"));
        Some(Declared {
            report: GuardianshipEndReport {
                ward: ward?,
                guardian: guardian?,
                on: on?,
            },
            basis: Some(basis?),
        })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        let ward = match answers.person(WARD) {
            Some(ward) => office.person(tx, ward.person)?,
            None => None,
        };
        let guardians = ward.map_or(Vec::new(), |(_, state)| state.guardians);
        // Where there are two, the officer says which of them.
        let only = match guardians.as_slice() {
            [only] => office.relative(tx, &only.guardian)?,
            _ => None,
        };
        let named = only.as_ref().map(|(seen, it)| (*seen, &it.identity.name));
        answers.suggest_person(GUARDIAN, named);
        Ok(())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Self::Report,
    ) -> Result<Recorded, GuardianshipError> {
        let act = office.act(declared.basis.as_deref());
        office.register.end_guardianship(tx, &act, declared.report)
    }

    fn refused(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Self::Report,
        error: &GuardianshipError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            GuardianshipError::LaterEvent { on } => later_event("on", *on),
            GuardianshipError::NotGuardian => {
                Refused::at(GUARDIAN, Key("desk-guardianship-end-refused-none"))
            }
            GuardianshipError::Subject(error) => {
                let ward = (WARD, declared.report.ward);
                subject_of_two(office, tx, ward, GUARDIAN, error)?
            }
            GuardianshipError::Store(error) => return Err(error.clone()),
            // What only the beginning is refused for says nothing of the end.
            GuardianshipError::OutsideLife
            | GuardianshipError::Oneself
            | GuardianshipError::GuardianWithoutCapacity { .. }
            | GuardianshipError::OfAge { .. }
            | GuardianshipError::HasParent { .. }
            | GuardianshipError::CourtFinds
            | GuardianshipError::DecisionNotInForce { .. }
            | GuardianshipError::HasGuardian { .. } => outside_life("on"),
        })
    }
}
