//! Finding a person: by a number held now or before, by a name typed as people type and a birth date as people remember it, by
//! household, by commune.
//!
//! Every answer says why it was found ([`FoundBy`]) and, for a name, in what it differs from what was typed ([`Match`]). What is
//! forgiven: accents, the place of tones, `i` and `y` (all by [`fold`](danh_vocabulary::fold())); one or two letters typed wrong; middle
//! names left out, added or cut to a letter; words run together or in another order; day and month swapped; a wrong digit of the
//! date; dates of which the register knows the year alone.
//!
//! Whoever may not see a person finds nothing of them: not in a list, not in how long it is. See [`Viewer`].

mod asked_name;
mod by_name;
mod dates;
mod matched;
mod near_names;
mod page;
mod queries;
mod residents;
mod typing;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Cmnd, HouseholdId, PartialDate, PersonId, PersonalNumber};

use crate::person::{CardSerial, PersonState, Viewer};
use crate::person_queries;
use page::{Ranked, StatesRead};

pub(crate) use asked_name::AskedName;
pub(crate) use by_name::candidates_by_name;
pub use matched::{DateFit, Match, NameDifference};
pub use residents::Residents;
pub(crate) use typing::parts_of;

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// A personal number, in force or cancelled.
    Number(PersonalNumber),
    /// A 9-digit number of an earlier card. A card whose serial is these digits is found too.
    FormerCard(Cmnd),
    /// The serial of a card, in force or not.
    Card(CardSerial),
    /// A name, and the birth date as far as it is known.
    Name {
        /// The name as it was typed.
        name: String,
        /// The birth date; a person on record by year only is found by a whole date of that year.
        born: Option<PartialDate>,
    },
    /// Who lives in a household, and who died as its member.
    Household(HouseholdId),
    /// Who lives in a commune, in the order of their names.
    Unit {
        /// The commune, and the units it was made of.
        residents: Residents,
        /// Only those who may be meant by this name, the best match first; a given name alone will do.
        name: Option<String>,
    },
}

/// Which part of the ranked answer is wanted. The order is the same each time as long as nobody comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchPage {
    /// How many better answers were seen already.
    pub offset: usize,
    /// How many are wanted at the most.
    pub size: usize,
}

/// What was found, the best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The persons of this page.
    pub persons: Vec<FoundPerson>,
    /// Whether there are more.
    pub more: bool,
}

/// A person who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// The person.
    pub person: PersonId,
    /// How many events they have: the version of their state.
    pub version: u32,
    /// Their state now.
    pub state: PersonState,
    /// Why they were found.
    pub found_by: FoundBy,
}

/// Why a person was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundBy {
    /// They hold the number.
    Number,
    /// They held the number until it was cancelled.
    CancelledNumber,
    /// They had a card of that number.
    FormerCard,
    /// They have or had the card with that serial.
    Card,
    /// They are of the household.
    Household,
    /// They live there.
    Residence,
    /// The name they bear.
    Name(Match),
    /// A name they bore before, bear beside, or had on record by mistake.
    OtherName(Match),
    /// By whichever of these, but of a record that was merged into theirs.
    MergedRecord,
}

/// Searches the register as it is now, for somebody.
pub fn search(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    wanted: &Search,
    page: SearchPage,
) -> Result<Found, StoreError> {
    let mut states = StatesRead::default();
    let ranked = match wanted {
        Search::Number(number) => {
            let holder = person_queries::person_id_by_number(tx, *number)?;
            Ranked::all(holder, &FoundBy::Number)
        }
        Search::FormerCard(number) => {
            let holders = person_queries::persons_by_former_card(tx, *number)?;
            let mut ranked = Ranked::all(holders, &FoundBy::FormerCard);
            if let Ok(serial) = number.as_str().parse() {
                ranked.extend(by_card(tx, &serial)?);
            }
            ranked
        }
        Search::Card(serial) => by_card(tx, serial)?,
        Search::Household(household) => {
            let members = person_queries::household_member_ids(tx, *household)?;
            Ranked::all(members, &FoundBy::Household)
        }
        Search::Name { name, born } => by_name(tx, (name, *born), &mut states)?,
        Search::Unit { residents, name } => by_unit(tx, residents, name.as_deref(), page)?,
    };
    page::read(tx, viewer, wanted, (&ranked, states), page)
}

fn by_card(tx: &mut Tx<'_>, serial: &CardSerial) -> Result<Vec<Ranked>, StoreError> {
    let holders = person_queries::persons_by_card(tx, serial)?;
    Ok(Ranked::all(holders, &FoundBy::Card))
}

fn by_name(
    tx: &mut Tx<'_>,
    (name, born): (&str, Option<PartialDate>),
    states: &mut StatesRead,
) -> Result<Vec<Ranked>, StoreError> {
    let Some(asked) = AskedName::parse(name) else {
        return Ok(Vec::new());
    };
    let mut candidates = candidates_by_name(tx, &asked, born)?;
    page::put_same_accents_first(tx, name, &mut candidates, states)?;
    let ranked = candidates.into_iter().map(|candidate| Ranked {
        person: candidate.person,
        found_by: FoundBy::Name(candidate.matched),
    });
    Ok(ranked.collect())
}

fn by_unit(
    tx: &mut Tx<'_>,
    of: &Residents,
    name: Option<&str>,
    page: SearchPage,
) -> Result<Vec<Ranked>, StoreError> {
    let Some(name) = name else {
        // Enough for this page and a sign of the next, also when everybody who is hidden lives here.
        let hidden = queries::protected_count(tx)?;
        let end = page.offset.saturating_add(page.size);
        let wanted = end.saturating_add(hidden).saturating_add(1);
        let persons = residents::first_residents(tx, of, wanted)?;
        return Ok(Ranked::all(persons, &FoundBy::Residence));
    };
    let Some(asked) = AskedName::parse(name) else {
        return Ok(Vec::new());
    };
    let found = residents::residents_named(tx, of, &asked)?;
    let ranked = found.into_iter().map(|(person, matched)| Ranked {
        person,
        found_by: FoundBy::Name(matched),
    });
    Ok(ranked.collect())
}
