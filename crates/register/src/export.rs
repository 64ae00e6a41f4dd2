//! A person as a row of a file, with the columns that the import reads.

use danh_intake::Cells;

use crate::import::FIELDS;
use crate::person::{MaritalStatus, PersonState, Relative};

/// The columns of an exported file, in the order of the cells that [`row_of`] writes.
pub const COLUMNS: &[&str] = &FIELDS;

/// Writes a person's state into `cells`, which are cleared first.
pub fn row_of(state: &PersonState, cells: &mut Cells) {
    let identity = &state.identity;
    let (marital, spouse, married_on) = match &state.marital {
        MaritalStatus::Unknown => ("", None, None),
        MaritalStatus::Single => ("single", None, None),
        MaritalStatus::Married { spouse, since } => ("married", spouse.as_ref(), *since),
        MaritalStatus::Widowed { spouse } => ("widowed", spouse.as_ref(), None),
        MaritalStatus::Divorced => ("divorced", None, None),
    };
    let former_cards: Vec<&str> = identity
        .former_cards
        .iter()
        .map(danh_vocabulary::Cmnd::as_str)
        .collect();
    let home = state.residence.as_ref();
    cells.clear();
    cells.push_option(state.number());
    cells.push(&former_cards.join(" "));
    cells.push(identity.name.as_str());
    cells.push_display(identity.sex);
    cells.push_display(identity.born);
    cells.push_option(identity.birth_place.map(|place| place.code));
    cells.push_option(identity.origin.map(|place| place.code));
    cells.push_option(identity.ethnicity);
    cells.push_option(identity.religion);
    cells.push(&joined(&identity.nationalities));
    cells.push_option(identity.blood_group);
    cells.push(identity.occupation.as_deref().unwrap_or_default());
    cells.push(&joined(&identity.other_names));
    push_relative(cells, identity.father.as_ref());
    push_relative(cells, identity.mother.as_ref());
    cells.push(marital);
    push_relative(cells, spouse);
    cells.push_option(married_on);
    cells.push_option(home.map(|home| home.household));
    cells.push_option(home.map(|home| home.relationship));
    cells.push_option(home.map(|home| home.place.code));
    cells.push(
        home.and_then(|home| home.detail.as_deref())
            .unwrap_or_default(),
    );
    cells.push_option(home.and_then(|home| home.since));
    cells.push_option(state.death.as_ref().map(|death| death.on));
    cells.push_option(
        state
            .death
            .as_ref()
            .and_then(|death| death.place)
            .map(|place| place.code),
    );
    cells.push_option(home.map(|home| home.place.written_on));
}

fn joined<T: ToString>(values: &[T]) -> String {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    texts.join("; ")
}

fn push_relative(cells: &mut Cells, relative: Option<&Relative>) {
    cells.push_option(relative.and_then(|relative| relative.number));
    cells.push_option(relative.map(|relative| &relative.name));
}
