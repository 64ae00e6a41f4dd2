//! Ghi vào sổ việc hủy bỏ tuyên bố mất tích, tuyên bố chết: Civil Code 2015, art. 70 and 73; Law on Civil Status 2014, art. 30.

use danh_api::access::Work;
use danh_register::{CourtReport, MaritalStatus, MissingError, Recorded};
use danh_store::{StoreError, Tx};

use super::{PERSON, court_report, refused};
use crate::components::{Answer, Value};
use crate::desk::answers::Answers;
use crate::desk::common::{person_step, spouse_of, state_of};
use crate::desk::form::{About, Form, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::{Reading, decision_fields};
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::Key;

/// The form.
pub struct ReturnForm;

impl Form for ReturnForm {
    type Report = CourtReport;
    type Error = MissingError;

    fn about(&self) -> About {
        About {
            name: "return",
            title: Key("desk-return"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Ghi vào sổ việc hủy bỏ tuyên bố mất tích, tuyên bố chết",
            papers: &[Key("desk-return-paper-decision")],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        vec![
            person_step(PERSON, Key("desk-return-person")),
            Step::new("decision", Key("desk-court-decision"), decision_fields()),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<CourtReport> {
        court_report(reading)
    }

    /// Whoever was left behind and did not marry again is married again (art. 73.2).
    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &CourtReport,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let returned = state_of(office, tx, report.person, told)?;
        let Some(returned) = returned.filter(|state| state.death.is_some()) else {
            return Ok(Vec::new());
        };
        let Some((seen, spouse)) = spouse_of(office, tx, &returned)? else {
            return Ok(Vec::new());
        };
        let waits = spouse.death.is_none()
            && matches!(&spouse.marital, MaritalStatus::Widowed { spouse: Some(late) }
                if late.person.is_none_or(|late| late == report.person.person));
        if !waits {
            return Ok(Vec::new());
        }
        told.of(seen.person);
        let name = Value::Text(spouse.identity.name.to_string());
        Ok(vec![Answer::new(Key("desk-return-married"), name)])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &CourtReport,
    ) -> Result<Recorded, MissingError> {
        let act = office.act(None);
        office.register.register_return(tx, &act, report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &CourtReport,
        error: &MissingError,
    ) -> Result<Refused, StoreError> {
        refused(error)
    }
}
