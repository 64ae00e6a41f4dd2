//! A person as a row of a file, with the columns that the import reads.
//!
//! A file can be read by anyone, so protected persons are not in it, nor their names beside those of their relatives; and a person
//! is in it once, by the record that is read.

use danh_intake::Cells;
use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use crate::import::FIELDS;
use crate::person::{MaritalStatus, PersonState, Relative, Viewer};
use crate::person_queries;

/// The columns of an exported file, in the order of the cells that [`row_of`] writes.
pub const COLUMNS: &[&str] = &FIELDS;

/// Some persons as they may stand in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportPage {
    /// The last person looked at: where to go on.
    pub last: PersonId,
    /// Those who are in the file, without relatives who are not.
    pub persons: Vec<(PersonId, PersonState)>,
    /// How many were left out because only named officers may see them.
    pub protected: u64,
    /// How many were left out because they are second records.
    pub second_records: u64,
}

/// The next persons after one of them, or the first; nothing when there are no more.
pub fn page_after(
    tx: &mut Tx<'_>,
    after: Option<PersonId>,
    limit: u32,
) -> Result<Option<ExportPage>, StoreError> {
    let all = person_queries::persons_after(tx, after, limit)?;
    let Some((last, _, _)) = all.last() else {
        return Ok(None);
    };
    let mut page = ExportPage {
        last: *last,
        persons: Vec::with_capacity(all.len()),
        protected: 0,
        second_records: 0,
    };
    let anyone_protected = person_queries::is_anyone_protected(tx)?;
    for (person, _, mut state) in all {
        if state.merged_into.is_some() {
            page.second_records += 1;
        } else if !state.is_visible_to(Viewer::Outsider) {
            page.protected += 1;
        } else {
            if anyone_protected {
                leave_out_protected_relatives(tx, &mut state)?;
            }
            page.persons.push((person, state));
        }
    }
    Ok(Some(page))
}

fn leave_out_protected_relatives(
    tx: &mut Tx<'_>,
    state: &mut PersonState,
) -> Result<(), StoreError> {
    let identity = &mut state.identity;
    for parent in [&mut identity.father, &mut identity.mother] {
        leave_out_if_protected(tx, parent)?;
    }
    if let MaritalStatus::Married { spouse, .. } | MaritalStatus::Widowed { spouse } =
        &mut state.marital
    {
        leave_out_if_protected(tx, spouse)?;
    }
    Ok(())
}

fn leave_out_if_protected(
    tx: &mut Tx<'_>,
    relative: &mut Option<Relative>,
) -> Result<(), StoreError> {
    if let Some(named) = relative
        && !person_queries::is_relative_visible(tx, named, Viewer::Outsider)?
    {
        *relative = None;
    }
    Ok(())
}

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
