//! From the register to the list of people found.

use danh_directory::Directory;
use danh_keys::HandleKey;
use danh_register::{Found, PersonState, Search};
use danh_vocabulary::{PersonId, fold};
use jiff::civil::Date;

use super::{FoundBy, FoundPerson, ResultsView};
use crate::components::MaskedNumber;
use crate::pages::search::TypedSearch;
use crate::places;

/// The page of what a search found, as the places are called on `today`.
pub fn results(
    directory: &Directory,
    handles: &HandleKey,
    today: Date,
    (typed, wanted): (TypedSearch, &Search),
    found: &Found,
) -> ResultsView {
    let person = |(person, state): &(PersonId, PersonState)| FoundPerson {
        handle: handles.seal(person.as_i64()),
        name: state.identity.name.to_string(),
        sex: state.identity.sex,
        born: state.identity.born.to_string(),
        died: state.death.as_ref().map(|death| death.on.to_string()),
        number: state
            .number()
            .map(|number| MaskedNumber::of(number.as_str())),
        residence: state
            .residence
            .as_ref()
            .filter(|_| state.death.is_none())
            .map(|residence| places::in_one_line(directory, residence.place, today)),
        found_by: found_by(wanted, state),
    };
    ResultsView {
        typed,
        found: found.persons.iter().map(person).collect(),
        more: found.more,
    }
}

fn found_by(wanted: &Search, state: &PersonState) -> FoundBy {
    match wanted {
        Search::Number(number) if state.number() == Some(*number) => FoundBy::Number,
        Search::Number(_) => FoundBy::CancelledNumber,
        Search::FormerCard(_) => FoundBy::OldIdentityCard,
        Search::Name { name, .. } => {
            let folded = fold(name);
            let mistaken = || {
                state
                    .mistaken_names
                    .iter()
                    .any(|name| name.folded() == folded)
            };
            if state.identity.name.as_str().to_lowercase() == name.to_lowercase() {
                FoundBy::Name
            } else if state.identity.name.folded() == folded {
                FoundBy::FoldedName
            } else if mistaken() {
                FoundBy::MistakenName
            } else {
                FoundBy::SimilarName
            }
        }
    }
}
