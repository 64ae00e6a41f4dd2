//! What else is on record of a person: cards, places other than the permanent residence, how the
//! record itself stands.

use danh_register::{
    Abode, Absence, CardKind, IdentityCard, PersonState, PlaceKind, Revocation, RevocationReason,
    Stay, TemporaryResidence,
};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::file::Telling;
use super::place::Place;

/// An identity card.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "kind": "identification", "serial": "CC0451278", "issued_on": "2025-10-14",
    "issued_by": "bca-c06", "expires_on": "2030-04-12", "in_force": true,
}))]
pub(crate) struct CardFile {
    /// Which kind of card: `identification` (since July 2024), `citizen_identification` (2016 to
    /// June 2024) or `twelve_digit` (2012 to 2015).
    #[schema(value_type = String)]
    kind: CardKind,
    /// The serial of the card; the number printed large on it is the personal number.
    serial: String,
    /// The day of issue.
    #[schema(value_type = String, format = Date)]
    issued_on: Date,
    /// Who issued it, as printed or by the id of the authority.
    issued_by: String,
    /// The last day on which it is valid; missing when it has no expiry.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Date>,
    /// That it was taken out of force.
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked: Option<RevocationFile>,
    /// Whether it is the card that proves who the person is, on the day asked about or today.
    in_force: bool,
}

/// That a card was taken out of force.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RevocationFile {
    /// From when.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Why: `replaced`, `lost`, `damaged`, `nationality_lost`, `issued_unlawfully`, `altered` or
    /// `holder_died`.
    #[schema(value_type = String)]
    reason: RevocationReason,
}

/// A place where somebody is, with its days: temporary residence (tạm trú) or stay (lưu trú).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DatedPlace {
    /// The commune.
    place: Place,
    /// House number, street, hamlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    since: Date,
    /// The last day; an abode has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// Whether it holds on the day asked about, or today.
    holds: bool,
}

/// A declared absence (tạm vắng).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AbsenceFile {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    since: Date,
    /// The day of return, where one was declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// Where to, in the words of the declaration.
    #[serde(skip_serializing_if = "Option::is_none")]
    whereabouts: Option<String>,
    /// Whether it holds on the day asked about, or today.
    holds: bool,
}

/// Where the person lives (nơi ở hiện tại).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PresentPlaceFile {
    /// As what.
    kind: PresentPlaceKind,
    /// The commune.
    place: Place,
    /// House number, street, hamlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// As what somebody lives at a place.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PresentPlaceKind {
    /// Thường trú.
    Permanent,
    /// Tạm trú.
    Temporary,
    /// Declared by who has neither residence.
    Abode,
}

/// By which ways the person can be reached; number and address are sealed and not told here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactFile {
    /// Whether a mobile number is on record.
    phone: bool,
    /// Whether an e-mail address is on record.
    email: bool,
}

impl ContactFile {
    pub(super) fn of(state: &PersonState) -> Option<Self> {
        let contact = Self {
            phone: state.contact.phone.is_some(),
            email: state.contact.email.is_some(),
        };
        (contact.phone || contact.email).then_some(contact)
    }
}

impl CardFile {
    pub(super) fn all_of(state: &PersonState, day: Date) -> Vec<Self> {
        let in_force = state.card_in_force(day).map(|card| card.serial.as_str());
        let file = |card: &IdentityCard| Self {
            kind: card.kind,
            serial: card.serial.clone(),
            issued_on: card.issued_on,
            issued_by: card.issued_by.clone(),
            expires_on: card.expires_on,
            revoked: card.revoked.map(RevocationFile::of),
            in_force: in_force == Some(card.serial.as_str()),
        };
        state.cards.iter().map(file).collect()
    }
}

impl RevocationFile {
    const fn of(revocation: Revocation) -> Self {
        Self {
            on: revocation.on,
            reason: revocation.reason,
        }
    }
}

impl Telling<'_> {
    /// The day by which is told what holds: the one asked about, or today.
    pub(super) fn day(&self) -> Date {
        self.view.on.unwrap_or(self.today)
    }

    pub(super) fn temporary_residence(&self, state: &PersonState) -> Option<DatedPlace> {
        let home: &TemporaryResidence = state.temporary_residence.as_ref()?;
        Some(DatedPlace {
            place: self.place(home.place),
            detail: home.detail.clone(),
            since: home.since,
            until: Some(home.until),
            holds: home.holds_on(self.day()) && self.lives(state),
        })
    }

    pub(super) fn absence(&self, state: &PersonState) -> Option<AbsenceFile> {
        let absence: &Absence = state.absence.as_ref()?;
        Some(AbsenceFile {
            since: absence.since,
            until: absence.until,
            whereabouts: absence.whereabouts.clone(),
            holds: absence.holds_on(self.day()) && self.lives(state),
        })
    }

    pub(super) fn stay(&self, state: &PersonState) -> Option<DatedPlace> {
        let stay: &Stay = state.stay.as_ref()?;
        Some(DatedPlace {
            place: self.place(stay.place),
            detail: stay.detail.clone(),
            since: stay.since,
            until: Some(stay.until),
            holds: stay.holds_on(self.day()) && self.lives(state),
        })
    }

    pub(super) fn abode(&self, state: &PersonState) -> Option<DatedPlace> {
        let abode: &Abode = state.abode.as_ref()?;
        let present = state.present_place(self.day());
        let lives_there = present.is_some_and(|present| present.kind == PlaceKind::Abode);
        Some(DatedPlace {
            place: self.place(abode.place),
            detail: abode.detail.clone(),
            since: abode.since,
            until: None,
            holds: lives_there && abode.since <= self.day(),
        })
    }

    pub(super) fn present_place(&self, state: &PersonState) -> Option<PresentPlaceFile> {
        let present = state.present_place(self.day())?;
        Some(PresentPlaceFile {
            kind: match present.kind {
                PlaceKind::Permanent => PresentPlaceKind::Permanent,
                PlaceKind::Temporary => PresentPlaceKind::Temporary,
                PlaceKind::Abode => PresentPlaceKind::Abode,
            },
            place: self.place(present.place),
            detail: present.detail.map(str::to_owned),
        })
    }

    fn lives(&self, state: &PersonState) -> bool {
        let death = state.death.as_ref();
        death.is_none_or(|death| self.day() < death.on.earliest())
    }
}

#[cfg(test)]
mod tests;
