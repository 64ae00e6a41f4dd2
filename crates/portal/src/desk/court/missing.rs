//! Ghi vào sổ việc tuyên bố mất tích: Civil Code 2015, art. 68; Law on Civil Status 2014, art. 30.

use danh_api::access::Work;
use danh_register::{CourtReport, MissingError, Recorded, Relationship};
use danh_store::{StoreError, Tx};

use super::{PERSON, court_report, refused};
use crate::components::Warning;
use crate::desk::answers::Answers;
use crate::desk::common::{person_step, state_of};
use crate::desk::form::{About, Form, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::{Reading, decision_fields};
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::Key;

/// The form.
pub struct MissingForm;

impl Form for MissingForm {
    type Report = CourtReport;
    type Error = MissingError;

    fn about(&self) -> About {
        About {
            name: "missing",
            title: Key("desk-missing"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Ghi vào sổ việc tuyên bố mất tích",
            papers: &[Key("desk-missing-paper-decision")],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        vec![
            person_step(PERSON, Key("desk-missing-person")).lead(Key("desk-missing-lead")),
            Step::new("decision", Key("desk-court-decision"), decision_fields()),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<CourtReport> {
        court_report(reading)
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &CourtReport,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let state = state_of(office, tx, report.person, told)?;
        let home = state.and_then(|state| state.residence);
        let is_head = home.is_some_and(|home| home.relationship == Relationship::Head);
        let warning = is_head.then(|| Warning::new(Key("desk-missing-head")));
        Ok(warning.into_iter().collect())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &CourtReport,
    ) -> Result<Recorded, MissingError> {
        let act = office.act(None);
        office.register.declare_missing(tx, &act, report)
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
