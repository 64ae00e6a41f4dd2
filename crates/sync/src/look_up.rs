//! Looking people and records up through published links. Whoever tells what is found writes the access record first.

use danh_register::person_queries::{person_by_id, person_by_number, record_read};
use danh_register::{PersonState, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, PersonalNumber};
use jiff::civil::Date;

use crate::agency::{Agency, Field, KeyKind};
use crate::link_row::{Decision, LinkRow};
use crate::queries::link::{link_of_record, links_of_person};
use crate::record::is_valid_on;

/// Whose record it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedPerson {
    /// The person.
    pub person: PersonId,
    /// Their state now.
    pub state: PersonState,
    /// The link.
    pub link: LinkRow,
}

/// Whose record a number of an agency names, such as a card: nothing where it names none, where it is not sure whose it is,
/// or where an outsider may not know of the person.
pub fn person_of_record(
    tx: &mut Tx<'_>,
    agency: &Agency,
    number: &str,
) -> Result<Option<LinkedPerson>, StoreError> {
    let Ok(key) = agency.key.parse(number) else {
        return Ok(None);
    };
    let link = link_of_record(tx, &agency.id, &key)?;
    let Some(link) = link.filter(|link| link.decision == Decision::Match) else {
        return Ok(None);
    };
    let Some(linked) = link.person else {
        return Ok(None);
    };
    let Some((_, state)) = person_by_id(tx, linked)? else {
        return Ok(None);
    };
    let (person, state) = record_read(tx, linked, state)?;
    let visible = state.is_visible_to(Viewer::Outsider);
    Ok(visible.then_some(LinkedPerson {
        person,
        state,
        link,
    }))
}

/// A health-insurance card that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidCard {
    /// The card, as the agency wrote it.
    pub card: String,
    /// How much of the cost is paid, 1 to 5.
    pub benefit_level: Option<u8>,
    /// Since when.
    pub valid_from: Option<Date>,
    /// Until when.
    pub valid_until: Option<Date>,
    /// The hospital it names, by its code.
    pub facility: Option<String>,
}

/// The health-insurance card of a person that counts on a day: of several, the one that counts longest.
///
/// `agency` is one whose records are health-insurance cards.
pub fn valid_card_of_person(
    tx: &mut Tx<'_>,
    agency: &Agency,
    (person, state): (PersonId, &PersonState),
    on: Date,
) -> Result<Option<ValidCard>, StoreError> {
    if agency.key != KeyKind::HealthInsuranceCard || !state.is_visible_to(Viewer::Outsider) {
        return Ok(None);
    }
    let mut cards = Vec::new();
    for record in std::iter::once(person).chain(state.duplicates.iter().copied()) {
        let links = links_of_person(tx, &agency.id, record)?;
        cards.extend(links.iter().filter_map(|link| valid_card(link, on)));
    }
    cards.sort_by_key(|card| card.valid_until.unwrap_or(Date::MAX));
    Ok(cards.pop())
}

/// [`valid_card_of_person`] by the personal number that is on the identity card, in one call: what a doctor's desk asks.
pub fn valid_card_by_number(
    tx: &mut Tx<'_>,
    agency: &Agency,
    number: PersonalNumber,
    on: Date,
) -> Result<Option<(PersonId, ValidCard)>, StoreError> {
    let Some((person, state)) = person_by_number(tx, number)? else {
        return Ok(None);
    };
    let card = valid_card_of_person(tx, agency, (person, &state), on)?;
    Ok(card.map(|card| (person, card)))
}

fn valid_card(link: &LinkRow, on: Date) -> Option<ValidCard> {
    let fields = link.fields();
    let said = |field| fields.get(&field).map(String::as_str).unwrap_or_default();
    if !is_valid_on(said, on) {
        return None;
    }
    let card = fields.get(&Field::Key).unwrap_or(&link.key).clone();
    let of_card = || {
        let card: danh_vocabulary::HealthInsuranceCard = card.parse().ok()?;
        card.benefit_level_digit()
    };
    Some(ValidCard {
        benefit_level: said(Field::BenefitLevel).parse().ok().or_else(of_card),
        valid_from: said(Field::ValidFrom).parse().ok(),
        valid_until: said(Field::ValidUntil).parse().ok(),
        facility: fields.get(&Field::Facility).cloned(),
        card,
    })
}
