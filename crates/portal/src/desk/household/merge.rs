//! Nhập hộ: one household goes into another of the commune. Law on Residence 2020, art. 26.

use danh_api::access::Work;
use danh_register::{HouseholdError, MergeReport, Recorded};
use danh_store::{StoreError, Tx};
use danh_vocabulary::HouseholdId;

use super::{
    household, household_of, is_head, member_reports, members, named, refused_household,
    relationship_field, suggest_members, suggest_relationships, visible_members,
};
use crate::desk::answers::Answers;
use crate::desk::common::basis_field;
use crate::desk::common::suggest_day;
use crate::desk::form::{About, Declared, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::residence::{PERSON, person_step};
use crate::messages::Key;

/// The field of a member of the household that the other goes into.
const HOST: &str = "host";
/// That household.
const INTO: &str = "into-household";

/// The form.
pub struct HouseholdMergeForm;

impl Form for HouseholdMergeForm {
    type Report = Declared<MergeReport>;
    type Error = HouseholdError;

    fn about(&self) -> About {
        About {
            name: "household-merge",
            title: Key("desk-merge"),
            work: Work::RegisterResidence,
            about: Whom::OneInReach,
            purpose: "Nhập hộ",
            papers: &[
                Key("desk-residence-paper-ct01"),
                Key("desk-merge-paper-consent"),
            ],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let host = Field::new(HOST, Key("desk-merge-host"), Kind::Person);
        let mut asked: Vec<Field> = members(answers).map(relationship_field).collect();
        asked
            .push(Field::new("on", Key("desk-residence-on"), Kind::Day).hint(Key("desk-day-hint")));
        asked.push(basis_field(Key("desk-residence-consent-hint")).optional());
        vec![
            person_step(Key("desk-merge-lead")),
            Step::new(HOST, Key("desk-merge-host"), vec![host]).lead(Key("desk-merge-host-lead")),
            Step::new("relationships", Key("desk-household-relationships"), asked),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared<MergeReport>> {
        reading.person(PERSON);
        let household = household(reading);
        let host = reading.person(HOST);
        let into = reading.raw(INTO).parse().ok().map(HouseholdId::from_i64);
        if host.is_some() && into.is_none() {
            reading.wrong(HOST, Key("desk-household-none"));
        }
        let (on, basis) = (reading.day("on"), reading.text("basis"));
        // Nobody of the household that ends is a head afterwards.
        let members = member_reports(reading, &named(reading), "");
        let report = MergeReport {
            household: household?,
            into: into?,
            members: members?,
            on: on?,
        };
        Some(Declared { report, basis })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        let ends = household_of(office, tx, answers, PERSON)?;
        let ends = ends.map(|(household, _)| household);
        suggest_members(office, tx, answers, (ends, None))?;
        let into = household_of(office, tx, answers, HOST)?;
        let into = into.map(|(household, _)| household);
        let known = into.map(|household| household.as_i64().to_string());
        answers.suggest(INTO, known.as_deref());
        let hosts = match into {
            Some(household) => visible_members(office, tx, household)?,
            None => Vec::new(),
        };
        let head = hosts.into_iter().find(|(_, state)| is_head(state));
        let head = head.map(|(seen, _)| seen.person);
        let slots: Vec<_> = members(answers).map(|(slot, _)| slot).collect();
        suggest_relationships(office, tx, answers, head, &slots)
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<MergeReport>,
    ) -> Result<Recorded, HouseholdError> {
        let act = office.act(declared.basis.as_deref());
        office.register.merge_households(tx, &act, &declared.report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &Declared<MergeReport>,
        error: &HouseholdError,
    ) -> Result<Refused, StoreError> {
        refused_household(HOST, error)
    }
}
