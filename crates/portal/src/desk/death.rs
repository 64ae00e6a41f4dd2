//! Đăng ký khai tử: Law on Civil Status 2014, art. 32 to 34; Civil Code 2015, art. 71 and 72, where a court declares somebody
//! dead.

use danh_api::access::Work;
use danh_register::person_queries::living_members;
use danh_register::{DeathError, DeathReport, PersonState, Recorded, Relationship};
use danh_store::{StoreError, Tx};

use super::answers::Answers;
use super::common::{basis_field, later_event, person_step, spouse_of, state_of, unknown_unit};
use super::form::{About, Declared, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Choice, UnitWanted, Value, Warning};
use crate::messages::{Key, Message};

/// Days within which a death is to be registered (Law on Civil Status 2014, art. 33.1).
const DAYS_TO_REGISTER: i32 = 15;

/// The form.
pub struct DeathForm;

impl Form for DeathForm {
    type Report = Declared<DeathReport>;
    type Error = DeathError;

    fn about(&self) -> About {
        About {
            name: "death",
            title: Key("desk-death"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký khai tử",
            papers: &[
                Key("desk-death-paper-declaration"),
                Key("desk-death-paper-notice"),
            ],
            named_by: "deceased",
            opened_for: Some("deceased"),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let basis = basis_field(Key("desk-death-basis-hint"));
        let is_declared = answers.text("declared") == "court";
        vec![
            person_step("deceased", Key("desk-death-deceased")),
            Step::new(
                "death",
                Key("desk-death-facts"),
                vec![
                    Field::new("on", Key("desk-death-on"), Kind::PartialDay)
                        .hint(Key("desk-death-on-hint")),
                    Field::new(
                        "place",
                        Key("desk-death-place"),
                        Kind::Unit {
                            on: Some("on"),
                            wanted: UnitWanted::Any,
                        },
                    )
                    .hint(Key("desk-death-place-hint"))
                    .optional(),
                    Field::new(
                        "declared",
                        Key("desk-death-how"),
                        Kind::Choice(vec![
                            Choice::new("seen", Key("desk-death-seen")),
                            Choice::new("court", Key("desk-death-court")),
                        ]),
                    ),
                    if is_declared { basis } else { basis.optional() },
                ],
            ),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared<DeathReport>> {
        let person = reading.person("deceased");
        let (on, unit) = (reading.partial_day("on"), reading.unit("place"));
        let how = reading.choice::<String>("declared");
        let basis = reading.text("basis");
        let report = DeathReport {
            person: person?,
            on: on?,
            unit,
            declared: how? == "court",
        };
        Some(Declared { report, basis })
    }

    fn prefill(&self, _: &Office, _: &mut Tx<'_>, answers: &mut Answers) -> Result<(), StoreError> {
        answers.suggest("declared", Some("seen"));
        Ok(())
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<DeathReport>,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let report = &declared.report;
        let mut warnings = Vec::new();
        if !report.declared && (office.today - report.on.latest()).get_days() > DAYS_TO_REGISTER {
            warnings.push(Warning::new(Key("desk-death-late")));
        }
        let Some(state) = state_of(office, tx, report.person, told)? else {
            return Ok(warnings);
        };
        warnings.extend(leaves_household(tx, &state)?);
        Ok(warnings)
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<DeathReport>,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let Some(state) = state_of(office, tx, declared.report.person, told)? else {
            return Ok(Vec::new());
        };
        let Some((seen, spouse)) = spouse_of(office, tx, &state)? else {
            return Ok(Vec::new());
        };
        told.of(seen.person);
        let name = Value::Text(spouse.identity.name.to_string());
        Ok(vec![Answer::new(Key("desk-death-widowed"), name)])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<DeathReport>,
    ) -> Result<Recorded, DeathError> {
        let act = office.act(declared.basis.as_deref());
        office.register.register_death(tx, &act, &declared.report)
    }

    fn refused(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        _: &Declared<DeathReport>,
        error: &DeathError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            DeathError::InFuture => Refused::at("on", Key("desk-death-refused-future")),
            DeathError::BeforeBirth { born } => Refused::at(
                "on",
                Message::new(Key("desk-death-refused-before-birth"))
                    .with_date("born", born.to_string()),
            ),
            DeathError::LaterEvent { on } => later_event("on", *on),
            DeathError::UnknownUnit { unit, on } => unknown_unit(office, "place", *unit, *on),
            DeathError::CourtDeclares => Refused::at("basis", Key("desk-death-refused-court")),
            DeathError::Subject(error) => Refused::subject("deceased", error)?,
            DeathError::Store(error) => return Err(error.clone()),
        })
    }
}

/// A household whose head dies has none until its members choose one.
fn leaves_household(tx: &mut Tx<'_>, state: &PersonState) -> Result<Option<Warning>, StoreError> {
    let Some(home) = &state.residence else {
        return Ok(None);
    };
    if home.relationship != Relationship::Head {
        return Ok(None);
    }
    let others = living_members(tx, home.household)?.len().saturating_sub(1);
    let message = Message::new(Key("desk-death-head"))
        .with_count("others", u64::try_from(others).unwrap_or(0));
    Ok((others > 0).then(|| Warning::new(message)))
}
