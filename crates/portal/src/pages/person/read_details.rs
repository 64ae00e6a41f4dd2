//! What events of one person alone say, in a few words.

use danh_register::{
    Absence, Attribute, CardRevoked, Decision, EthnicityDetermined, IdentityCard,
    NationalityChange, NationalityChanged, Returned, Stay, TemporaryResidence,
};
use danh_vocabulary::Ethnicity;
use jiff::civil::Date;

use super::read::PersonReader;
use super::read_corrections::listed;
use super::read_particulars::{nationality, religion};
use super::{Said, labels};
use crate::components::{MaskedNumber, Value};
use crate::messages::{Key, Message};

impl PersonReader {
    pub(super) fn temporary_residence(&self, residence: &TemporaryResidence) -> Vec<Said> {
        vec![
            self.located(residence.place, residence.detail.as_deref()),
            until(residence.until),
        ]
    }

    pub(super) fn stay(&self, stay: &Stay) -> Vec<Said> {
        vec![
            self.located(stay.place, stay.detail.as_deref()),
            until(stay.until),
        ]
    }

    pub(super) fn located(
        &self,
        place: danh_directory::AddressedUnit,
        detail: Option<&str>,
    ) -> Said {
        Said::Field(Key("person-address"), self.place(place, detail).value())
    }
}

pub(super) fn absence(absence: &Absence) -> Vec<Said> {
    let whereabouts = absence.whereabouts.clone().map(Value::Text);
    let back = absence.until.map(|until| Value::Date(until.to_string()));
    let whereabouts = whereabouts.map(|words| Said::Field(Key("event-whereabouts"), words));
    let back = back.map(|day| Said::Field(Key("whereabouts-return"), day));
    whereabouts.into_iter().chain(back).collect()
}

/// The decision that an event carries out: number, court or authority, day.
pub(super) fn decided(decision: &Decision) -> Said {
    let by = Message::new(Key("event-decision-by"))
        .with_text("by", &decision.by)
        .with_date("on", decision.on.to_string());
    let number = Value::Text(decision.number.clone());
    Said::Field(Key("event-decision"), number.noted(by))
}

pub(super) fn because(reason: Key) -> Said {
    Said::Field(Key("event-reason"), reason.into())
}

pub(super) fn ethnicity(determined: &EthnicityDetermined) -> Vec<Said> {
    let changed = Said::Corrected(
        Key("person-ethnicity"),
        Value::text(determined.was.map(Ethnicity::name)),
        determined.now.name().into(),
    );
    let decision = determined.decision.as_ref().map(decided);
    std::iter::once(changed).chain(decision).collect()
}

pub(super) fn nationality_changed(changed: &NationalityChanged) -> Vec<Said> {
    let (label, changed_one) = match &changed.change {
        NationalityChange::Gained(gained) => (Key("event-nationality-gained"), gained),
        NationalityChange::Lost(lost) => (Key("event-nationality-lost"), lost),
    };
    vec![
        Said::Field(label, Value::Named(nationality(*changed_one))),
        decided(&changed.decision),
    ]
}

/// What was declared; how to reach somebody is sealed, so only that it was.
pub(super) fn declared_now(attribute: &Attribute) -> Said {
    let text = |text: &Option<String>| Value::text(text.as_deref());
    let sealed = |recorded: bool, word: Key| {
        if recorded {
            word.into()
        } else {
            Value::Missing
        }
    };
    let (label, value) = match attribute {
        Attribute::OtherNames(names) => (Key("person-other-names"), listed(names)),
        Attribute::Religion(declared) => (
            Key("person-religion"),
            declared.map_or(Value::Missing, |declared| Value::Named(religion(declared))),
        ),
        Attribute::BloodGroup(group) => (
            Key("person-blood-group"),
            group.map_or(Value::Missing, |group| Value::Text(group.to_string())),
        ),
        Attribute::Occupation(occupation) => (Key("person-occupation"), text(occupation)),
        Attribute::ResidenceFile(file) => (Key("person-residence-file"), text(file)),
        Attribute::Phone(phone) => (
            Key("person-contact"),
            sealed(phone.is_some(), Key("person-has-phone")),
        ),
        Attribute::Email(email) => (
            Key("person-contact"),
            sealed(email.is_some(), Key("person-has-email")),
        ),
    };
    Said::Field(label, value)
}

pub(super) fn card_issued(card: &IdentityCard) -> Vec<Said> {
    let expiry = match card.expires_on {
        Some(last) => Value::Date(last.to_string()),
        None => Key("document-no-expiry").into(),
    };
    vec![
        Said::Field(Key("person-document"), labels::card_kind(card.kind).into()),
        serial(&card.serial),
        Said::Field(Key("person-document-until"), expiry),
    ]
}

pub(super) fn card_revoked(revoked: &CardRevoked) -> Vec<Said> {
    vec![
        serial(&revoked.serial),
        because(labels::revocation_reason(revoked.revocation.reason)),
    ]
}

pub(super) fn came_back(returned: &Returned) -> Vec<Said> {
    let marriage = returned.marriage_lost.as_ref().map(|lost| {
        let why = labels::marriage_lost(lost);
        Said::Field(Key("event-marriage-lost"), why.into())
    });
    std::iter::once(decided(&returned.decision))
        .chain(marriage)
        .collect()
}

/// The end of a card's serial: enough to know the card in the list of documents by.
fn serial(serial: &str) -> Said {
    let masked = Value::Masked(MaskedNumber::of(serial));
    Said::Field(Key("event-card-serial"), masked)
}

fn until(last: Date) -> Said {
    Said::Field(Key("word-until"), Value::Date(last.to_string()))
}
