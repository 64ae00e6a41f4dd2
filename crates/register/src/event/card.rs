//! Identity cards issued and revoked (cấp, thu hồi thẻ căn cước): Law on Identification 2023, art. 18 to 29.
//!
//! A serial names one piece of plastic, so it is on record once in the whole register, in force or not; an issue that was withdrawn
//! frees it.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Nationality, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::{
    CardKind, CardSerial, CardSerialError, IdentityCard, PersonState, Revocation, RevocationReason,
};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// Until June 2024 cards were for those of this age (Law on Citizen Identification 2014, art. 19).
const AGE_OF_EARLIER_CARDS: i16 = 14;

/// What the register keeps of a card issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardIssued {
    /// To whom.
    pub person: PersonId,
    /// The card.
    pub card: IdentityCard,
}

/// What the register keeps of a card taken out of force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardRevoked {
    /// Whose.
    pub person: PersonId,
    /// The card's serial.
    pub serial: String,
    /// From when and why.
    pub revocation: Revocation,
}

/// What the issuing authority says. The kind and the expiry follow from the day and the age.
#[derive(Debug, Clone)]
pub struct CardReport {
    /// To whom, as the officer saw them.
    pub person: Seen,
    /// The serial of this piece of plastic: 1 to 32 letters and digits of ASCII.
    pub serial: String,
    /// The day of issue.
    pub issued_on: Date,
    /// Who issued it, as printed or by the id of the authority.
    pub issued_by: String,
}

/// What is decided of a card.
#[derive(Debug, Clone)]
pub struct CardRevocationReport {
    /// Whose, as the officer saw them.
    pub person: Seen,
    /// The serial.
    pub serial: String,
    /// Why.
    pub reason: RevocationReason,
    /// From when.
    pub on: Date,
}

/// Why a card cannot be issued or revoked.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// Not a serial.
    #[error(transparent)]
    Serial(#[from] CardSerialError),
    /// There was no card with a 12-digit number then.
    #[error("no card with a personal number was issued on {on}")]
    NoKind {
        /// The day asked about.
        on: Date,
    },
    /// A card carries the number in force.
    #[error("the person has no personal number in force")]
    NoNumber,
    /// Cards are for citizens (art. 19).
    #[error("the person is not a citizen of Viet Nam")]
    NotACitizen,
    /// Before July 2024 cards were for those of 14 and more.
    #[error("the person was not 14 years old on {on}")]
    TooYoung {
        /// The day of issue.
        on: Date,
    },
    /// They had it before.
    #[error("the person has a card with the serial `{serial}` already")]
    SerialOnRecord {
        /// The serial.
        serial: String,
    },
    /// Somebody else had it before.
    #[error(
        "a card with the serial `{serial}` is on record for somebody else; look at the card again"
    )]
    SerialTaken {
        /// The serial.
        serial: String,
    },
    /// They do not have it.
    #[error("the person has no card with the serial `{serial}`")]
    UnknownCard {
        /// The serial.
        serial: String,
    },
    /// It is out of force.
    #[error("the card is out of force since {on}")]
    RevokedAlready {
        /// Since when.
        on: Date,
    },
    /// A card is replaced by issuing another.
    #[error("a card is replaced by issuing another one")]
    ReplacedByIssue,
    /// Given for one who lives.
    #[error("the holder is not on record as dead")]
    HolderLives,
    /// The day does not fit.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CardIssued {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.card.issued_on, Fact::CardIssued(self.card.clone()))
    }
}

impl CardRevoked {
    pub(crate) fn fact(&self) -> Dated {
        let fact = Fact::CardRevoked(self.serial.clone(), self.revocation);
        Dated::on(self.revocation.on, fact)
    }
}

impl Register {
    /// Records a card that was issued. An earlier one is out of force from that day on.
    pub fn issue_card(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &CardReport,
    ) -> Result<Recorded, CardError> {
        let holder = subject::load_living(tx, report.person)?;
        let on = report.issued_on;
        let checked: CardSerial = report.serial.parse()?;
        self.check_day_in(Thread::Cards, on, &holder)?;
        let kind = CardKind::issued_on(on).ok_or(CardError::NoKind { on })?;
        check_holder(&holder.state, kind, on)?;
        let serial = report.serial.clone();
        if holder.state.cards.iter().any(|card| card.serial == serial) {
            return Err(CardError::SerialOnRecord { serial });
        }
        if !person_queries::persons_by_card(tx, &checked)?.is_empty() {
            return Err(CardError::SerialTaken { serial });
        }
        let card = IdentityCard {
            kind,
            serial,
            issued_on: on,
            issued_by: report.issued_by.clone(),
            expires_on: kind.expiry_of(holder.state.identity.born, on),
            revoked: None,
        };
        let body = EventBody::CardIssued(CardIssued {
            person: holder.person,
            card,
        });
        Ok(self.record(tx, act, body, vec![holder])?)
    }

    /// Takes a card out of force. The dead have no card in force whether somebody took it back or not: see
    /// [`PersonState::card_in_force`].
    pub fn revoke_card(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &CardRevocationReport,
    ) -> Result<Recorded, CardError> {
        let holder = match report.reason {
            RevocationReason::Replaced => return Err(CardError::ReplacedByIssue),
            RevocationReason::HolderDied => subject::load_unmerged(tx, report.person)?,
            _ => subject::load_living(tx, report.person)?,
        };
        if report.reason == RevocationReason::HolderDied && holder.state.death.is_none() {
            return Err(CardError::HolderLives);
        }
        self.check_day_in(Thread::Cards, report.on, &holder)?;
        check_in_force(&holder, &report.serial)?;
        let body = EventBody::CardRevoked(CardRevoked {
            person: holder.person,
            serial: report.serial.clone(),
            revocation: Revocation {
                on: report.on,
                reason: report.reason,
            },
        });
        Ok(self.record(tx, act, body, vec![holder])?)
    }
}

fn check_holder(holder: &PersonState, kind: CardKind, on: Date) -> Result<(), CardError> {
    if holder.number().is_none() {
        return Err(CardError::NoNumber);
    }
    // Earlier files do not say of which country somebody is.
    let nationalities = &holder.identity.nationalities;
    if !nationalities.is_empty() && !nationalities.contains(&Nationality::VIET_NAM) {
        return Err(CardError::NotACitizen);
    }
    if kind != CardKind::Identification && holder.age_at_most(on) < AGE_OF_EARLIER_CARDS {
        return Err(CardError::TooYoung { on });
    }
    Ok(())
}

fn check_in_force(holder: &LoadedSubject, serial: &str) -> Result<(), CardError> {
    let card = holder.state.cards.iter().find(|card| card.serial == serial);
    match card {
        None => Err(CardError::UnknownCard {
            serial: serial.to_owned(),
        }),
        Some(card) => match card.revoked {
            Some(revoked) => Err(CardError::RevokedAlready { on: revoked.on }),
            None => Ok(()),
        },
    }
}
