//! Thu hồi thẻ căn cước, ghi nhận thẻ mất, hỏng: Law on Identification 2023, art. 24 and 29.

use danh_api::access::Work;
use danh_register::{
    CardError, CardRevocationReport, IdentityCard, PersonState, Recorded, RevocationReason,
};
use danh_store::{StoreError, Tx};

use super::HOLDER;
use crate::components::Choice;
use crate::desk::answers::Answers;
use crate::desk::common::{basis_field, person_step, suggest_day};
use crate::desk::form::{About, Declared, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::residence::refused_day;
use crate::messages::{Key, Message};

/// The form.
pub struct CardRevocationForm;

/// Why, as the draft keeps it. A card is replaced by issuing another one.
const REASONS: [(&str, RevocationReason, Key); 6] = [
    ("lost", RevocationReason::Lost, Key("revoked-lost")),
    ("damaged", RevocationReason::Damaged, Key("revoked-damaged")),
    (
        "nationality",
        RevocationReason::NationalityLost,
        Key("revoked-nationality-lost"),
    ),
    (
        "unlawful",
        RevocationReason::IssuedUnlawfully,
        Key("revoked-issued-unlawfully"),
    ),
    ("altered", RevocationReason::Altered, Key("revoked-altered")),
    (
        HOLDER_DIED,
        RevocationReason::HolderDied,
        Key("revoked-holder-died"),
    ),
];
const HOLDER_DIED: &str = "died";

impl Form for CardRevocationForm {
    type Report = Declared<CardRevocationReport>;
    type Error = CardError;

    fn about(&self) -> About {
        About {
            name: "card-revocation",
            title: Key("desk-card-revocation"),
            work: Work::IssueCards,
            about: Whom::OneInReach,
            purpose: "Thu hồi thẻ căn cước",
            papers: &[Key("desk-card-revocation-paper")],
            named_by: HOLDER,
            opened_for: Some(HOLDER),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let reasons = REASONS.map(|(value, _, label)| Choice::new(value, label));
        vec![
            person_step(HOLDER, Key("desk-card-holder")),
            Step::new(
                "card",
                Key("desk-card-revocation-facts"),
                vec![
                    Field::new("card", Key("desk-card-revocation-which"), Kind::Offered),
                    Field::new(
                        "reason",
                        Key("desk-card-revocation-reason"),
                        Kind::Choice(reasons.into()),
                    ),
                    Field::new("on", Key("desk-card-revocation-on"), Kind::Day)
                        .hint(Key("desk-day-hint")),
                    basis_field(Key("desk-card-revocation-basis-hint")).optional(),
                ],
            )
            .lead(Key("desk-card-revocation-lead")),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Self::Report> {
        let (person, serial) = (reading.person(HOLDER), reading.choice::<String>("card"));
        let (reason, on) = (reading.choice::<String>("reason"), reading.day("on"));
        let basis = reading.text("basis");
        let mut reasons = REASONS.into_iter();
        let (_, reason, _) = reasons.find(|(value, ..)| Some(*value) == reason.as_deref())?;
        let report = CardRevocationReport {
            person: person?,
            serial: serial?,
            reason,
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
        let holder = holder(office, tx, answers)?;
        let only = match &*holder.iter().flat_map(not_revoked).collect::<Vec<_>>() {
            [only] => Some(only.serial.clone()),
            _ => None,
        };
        answers.suggest("card", only.as_deref());
        let is_dead = holder.is_some_and(|holder| holder.death.is_some());
        answers.suggest("reason", is_dead.then_some(HOLDER_DIED));
        Ok(())
    }

    fn offers(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &Answers,
        _: &'static str,
    ) -> Result<Vec<Choice>, StoreError> {
        let holder = holder(office, tx, answers)?;
        let offer = |card: &IdentityCard| {
            let issued = Message::new(Key("desk-card-revocation-card"))
                .with_text("serial", &card.serial)
                .with_date("on", card.issued_on.to_string());
            Choice::new(card.serial.clone(), issued)
        };
        Ok(holder.iter().flat_map(not_revoked).map(offer).collect())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Self::Report,
    ) -> Result<Recorded, CardError> {
        let act = office.act(declared.basis.as_deref());
        office.register.revoke_card(tx, &act, &declared.report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &Self::Report,
        error: &CardError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            CardError::HolderLives => Refused::at("reason", Key("desk-card-refused-lives"))
                .advise(Key("desk-card-refused-lives-advice")),
            CardError::RevokedAlready { on } => {
                let message = Message::new(Key("desk-card-refused-revoked"));
                Refused::at("card", message.with_date("on", on.to_string()))
            }
            CardError::Day(error) => refused_day("on", *error),
            CardError::Subject(error) => Refused::subject(HOLDER, error)?,
            CardError::Store(error) => return Err(error.clone()),
            // What only the issue of a card is refused for says nothing of its end.
            CardError::UnknownCard { .. }
            | CardError::ReplacedByIssue
            | CardError::Serial(_)
            | CardError::NoKind { .. }
            | CardError::NoNumber
            | CardError::NotACitizen
            | CardError::TooYoung { .. }
            | CardError::SerialOnRecord { .. }
            | CardError::SerialTaken { .. } => {
                Refused::at("card", Key("desk-card-refused-unknown"))
            }
        })
    }
}

fn holder(
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &Answers,
) -> Result<Option<PersonState>, StoreError> {
    let Some(holder) = answers.person(HOLDER) else {
        return Ok(None);
    };
    let found = office.person(tx, holder.person)?;
    Ok(found.map(|(_, state)| state))
}

/// Cards that were not taken out of force, expired or not.
fn not_revoked(holder: &PersonState) -> impl Iterator<Item = &IdentityCard> {
    holder.cards.iter().filter(|card| card.revoked.is_none())
}
